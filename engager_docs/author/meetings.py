"""What is known of a team → how the record of a session or a meeting begins: who, about whom, what was left open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from engager_docs.author.known import SUPERVISING, Known
from engager_docs.author.started import Started
from engager_docs.author.target import Target
from engager_docs.author.text import Held
from engager_docs.model.casebook import Staff
from engager_docs.model.records.meetings import AdherenceReview
from engager_docs.model.records.service import ItemList, SiteSettings
from engager_docs.model.records.session import AgreedAction
from engager_docs.model.records.staff import StaffMember

_AT_THE_TABLE = ("practitioner", *SUPERVISING)


def clinical(target: Target, known: Known) -> Started:
    """The supervisor, each open case of the supervisee with an empty checklist, and actions not yet done."""
    values: dict[str, Held] = {}
    values |= _alone("supervisor", [name for name in known.supervisors(target.site) if name != target.staff])
    sites = dict.fromkeys((target.site, *_other_sites(target, known)))
    cases = [case for site in sites for case in known.caseload(target.staff, site)]
    checklist = _checklist(known)
    values["cases"] = [{"participant": case, **({"checklist": checklist} if checklist else {})} for case in cases]
    return _with_actions(values, known, f"cases/{target.site}/supervision/clinical", f"-{target.staff}")


def own(target: Target, known: Known) -> Started:
    """The supervisor's own supervision: who gives it, and actions not yet done."""
    found = _person(target, known)
    by = found.clinical_supervisor if found is not None else None
    folder = f"cases/{target.site}/supervision/supervisor"
    return _with_actions({"provided_by": by} if by else {}, known, folder, f"-{target.staff}")


def line_management(target: Target, known: Known) -> Started:
    """The line manager, and actions not yet done."""
    found = _person(target, known)
    by = found.line_manager if found is not None else None
    folder = f"cases/{target.site}/line-management"
    return _with_actions({"manager": by} if by else {}, known, folder, f"-{target.staff}", ".yaml")


def mentalisation(target: Target, known: Known) -> Started:
    """The external expert, and who is expected."""
    site = known.record(f"cases/{target.site}/site.yaml")
    expert = site.mba_expert if isinstance(site, SiteSettings) else None
    return Started({**({"expert": expert} if expert else {}), **_expected(target, known)})


def team(target: Target, known: Known) -> Started:
    """The chair, who is expected, and actions not yet done."""
    values = {**_alone("chair", known.supervisors(target.site)), **_expected(target, known)}
    return _with_actions(values, known, f"cases/{target.site}/team-meetings")


def review(target: Target, known: Known) -> Started:
    """The reviewer, and the days since the last review."""
    last = known.latest(f"cases/{target.site}/adherence-reviews")
    before: AdherenceReview | None = last.data if last is not None else None
    ended = before.period.to if before is not None and before.period is not None else None
    first = ended + timedelta(days=1) if ended is not None else known.day.replace(day=1)
    values = _alone("reviewer", known.supervisors(target.site))
    if first <= known.day:
        values["period"] = {"from": first.isoformat(), "to": known.day.isoformat()}
    return Started(values)


def _alone(key: str, names: Iterable[str]) -> dict[str, Held]:
    """Return the one name there is; of several nobody can tell."""
    found = list(names)
    return {key: found[0]} if len(found) == 1 else {}


def _person(target: Target, known: Known) -> StaffMember | None:
    found = known.record(f"cases/{target.site}/staff/{target.staff}.yaml")
    return found if isinstance(found, StaffMember) else None


def _other_sites(target: Target, known: Known) -> list[str]:
    found = _person(target, known)
    return [each.site for each in found.roles if each.site] if found is not None else []


def _checklist(known: Known) -> list[Held]:
    found = known.record("cases/core-components.yaml")
    return [{"component": each.code} for each in found.items] if isinstance(found, ItemList) else []


def _expected(target: Target, known: Known) -> dict[str, Held]:
    """Return who is expected at a meeting of the site; whose file says they are away has sent apologies."""
    held = [each for each in known.staff(target.site) if _at_the_table(each, known)]
    rows: list[Held] = [
        {"staff": each.id, **({"status": "apologies_leave"} if each.absent_on(known.day) else {})} for each in held
    ]
    return {"attendance": rows} if rows else {}


def _at_the_table(person: Staff, known: Known) -> bool:
    return any(role.role in _AT_THE_TABLE and role.site in (None, person.home) for role in person.roles_on(known.day))


def _with_actions(values: Any, known: Known, folder: str, holding: str = "", ending: str = ".md") -> Started:
    """Return the values with the actions that the last record of its kind left open."""
    last = known.latest(folder, ending, holding)
    actions: tuple[AgreedAction, ...] = last.data.actions if last is not None else ()
    left = [each for each in actions if each.done_on is None]
    if not left or last is None:
        return Started(values)
    carried: list[Held] = [
        {"what": each.what, "who": each.who, **({"due_on": each.due_on.isoformat()} if each.due_on else {})}
        for each in left
    ]
    head = f"The actions are those of {last.data.date} that have no done_on: delete what is settled."
    return Started({**values, "actions": carried}, head=(head,))
