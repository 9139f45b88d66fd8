"""Site and period → the adherence report as a pack (documents.md 8, §45)."""

from __future__ import annotations

from msgspec.structs import replace

from engager_docs.model.casebook import Casebook
from engager_docs.model.result import Assessment
from engager_docs.model.view import Pack, Stamp
from engager_docs.render import course
from engager_docs.render.adherence.about import Reported
from engager_docs.render.adherence.page import whole_time
from engager_docs.render.adherence.period import Period
from engager_docs.render.adherence.report import report_parts
from engager_docs.render.audience import visible, visible_assessment
from engager_docs.render.blocks import facts
from engager_docs.render.frame import frame_of
from engager_docs.render.packs.gaps import gaps
from engager_docs.render.service import not_shown, service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted

FRESH = frozenset({"summary", "rules", "participants", "supervision", "method"})


def adherence_pack(
    casebook: Casebook, assessment: Assessment, stamp: Stamp, site_id: str, period: Period | None
) -> Pack | None:
    """Return the adherence report of a site; without a period over all the time it has been open.

    None where there is no such site, or the audience may not see its cases.
    """
    book = visible(casebook, stamp.audience)
    found = visible_assessment(assessment, stamp.audience)
    site = next((each for each in book.sites if each.id == site_id), None)
    if site is None or stamp.audience not in ("team", "supervisor", "research"):
        return None
    service = service_of(book, stamp)
    sheet = Sheet(service, "adherence", paper={})
    about = Reported(site, period or whole_time(site, book), book, found, sheet)
    return Pack(
        id=f"adherence-{site.id}-{about.period.label}",
        title="Adherence report",
        subtitle=f"{service.sites[site.id]}, {sheet.span(about.period.first, about.period.last)}",
        audience=stamp.audience,
        frame=frame_of(service, sheet.path),
        facts=facts(
            ("Site", service.sites[site.id]),
            ("Period", sheet.span(about.period.first, about.period.last)),
            ("Cases in this period", counted(len(about.cases), "case")),
            ("Profile of the rules", found.profile),
        ),
        not_shown=(*_left_out(about), *not_shown(service)),
        parts=tuple(replace(part, fresh=part.id in FRESH) for part in report_parts(about)),
        created=stamp.as_of.isoformat(),
    )


def _left_out(about: Reported) -> tuple[str, ...]:
    elsewhere = sum(case.site != about.site.id for case in about.book.cases)
    outside = len(about.book.cases) - elsewhere - len(about.cases)
    said = [f"Anything recorded after {about.sheet.day(about.sheet.as_of)}."]
    if outside:
        said.append(f"{counted(outside, 'case')} of the site not open in this period.")
    if elsewhere:
        said.append(f"{counted(elsewhere, 'case')} of other sites.")
    still = sum(course.is_open(case) for case in about.cases)
    if still:
        said.append(f"How {counted(still, 'case')} still open will end.")
    said += gaps(about.cases, about.sheet, (about.period.first, about.period.last))
    return tuple(said)
