"""A kind of record and whom it is about → where it goes: the paths that are tried, and what they stand for.

Raises ``Refused`` with what to write instead where the subject is none, or the record is there already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from msgspec import Struct

from engager_docs.author.known import Known
from engager_docs.author.parts import ENTRIES, Entries
from engager_docs.model.records.registry import KINDS, RecordKind

_STAFF = re.compile(r"(?P<role>PRA|SUP|LIN|MBX|RES|PEER)-(?P<site>[A-Z]{2,4})(-(?P<number>[0-9]{2}))?")
_CASE = re.compile(r"(?P<site>[A-Z]{2,4})-[0-9]{3,5}")
_SITE = re.compile(r"[A-Z]{2,4}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST = 99
_SUBJECTS = (("participant", "case"), ("staff", "staff"), ("site", "site"))


class Refused(Exception):
    """What was asked for cannot be made; the message says why, and what to write instead."""


class Target(Struct, frozen=True):
    """Where a record goes.

    ``paths`` yields the paths to try in turn, the first free one being the record's. ``adds`` names the file, where
    there is one, that the record becomes an entry of; ``under`` the key of the list in it, where it is not the file.
    """

    kind: RecordKind
    paths: Callable[[], Iterator[str]]
    site: str = ""
    case: str = ""
    staff: str = ""
    adds: str = ""
    under: str = ""


def target(kind: RecordKind, subject: str, known: Known) -> Target:
    """Return where a new record of ``kind`` about ``subject`` goes. Raises ``Refused``."""
    part = next((each for each in ENTRIES if each.name == kind.name), None)
    if part is not None:
        return _entry_of(part, kind, subject, known)
    if "(?P<case>" in kind.pattern:
        return _participant(kind, subject, known) if kind.name == "participant" else _in_case(kind, subject, known)
    if "(?P<staff>" in kind.pattern:
        return _staff(kind, subject, known) if kind.name == "staff" else _about_staff(kind, subject, known)
    if "(?P<site>" in kind.pattern:
        return _new_site(kind, subject, known) if kind.name == "site" else _at_site(kind, subject, known)
    if kind.name == "training":
        return _training(kind, subject, known)
    return _single(kind, f"cases/{kind.name}.yaml", known)


def subject_of(kind: RecordKind) -> str:
    """Return what ``new`` is told a record of ``kind`` is about: participant, staff, site, or nothing."""
    if kind.name in ("participant", "staff", "site", "training"):
        return "" if kind.name == "training" else "site"
    return next((word for word, group in _SUBJECTS if f"(?P<{group}>" in kind.pattern), "")


def kind_called(name: str) -> RecordKind:
    """Return the kind of that name. Raises ``Refused`` with the nearest there is."""
    every = {each.name: each for each in (*KINDS, *(part.kind for part in ENTRIES))}
    found = every.get(name)
    if found is None:
        near = get_close_matches(name, every, 1, 0.5)
        meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(every)}"
        raise Refused(f"no type of record is called {name!r}; {meant}")
    return found


def _single(kind: RecordKind, file: str, known: Known, site: str = "", case: str = "") -> Target:
    """A record whose name is fixed: it is there once, or is an entry more of a file that is a list."""
    there = (known.root / file).exists()
    if there and not kind.many:
        raise Refused(f"{file} is there already: open it and go on writing in it")
    return Target(kind, lambda: iter([file]), site, case, adds=file if there else "")


def _case(kind: RecordKind, subject: str, known: Known) -> str:
    """Return the id of a participant there is."""
    case = _CASE.fullmatch(subject)
    site = case["site"] if case else ""
    folder = f"cases/{site}/participants/{subject}"
    if case is None or not (known.root / folder).is_dir():
        names = known.names(f"cases/{site or subject[:2]}/participants")
        near = get_close_matches(subject, names, 1, 0.6)
        meant = (
            f"did you mean {near[0]}?" if near else f"write an id such as NW-001: engager-docs new {kind.name} NW-001"
        )
        raise Refused(
            f"no participant {subject}; {meant}" if subject else f"say which participant it is about; {meant}"
        )
    return subject


def _in_case(kind: RecordKind, subject: str, known: Known) -> Target:
    site = _case(kind, subject, known).partition("-")[0]
    folder = f"cases/{site}/participants/{subject}"
    if not kind.dated:
        return _single(kind, f"{folder}/{kind.pattern.rsplit('/', 1)[1].replace(chr(92), '')}", known, site, subject)
    inside = "contacts" if kind.name == "contact" else kind.name
    return Target(kind, _numbered(f"{folder}/{inside}/{known.day}", ".md"), site, subject)


def _entry_of(part: Entries, kind: RecordKind, subject: str, known: Known) -> Target:
    """An entry of a list inside a case's record, which is made where it is not there yet."""
    case = _case(kind, subject, known)
    file = f"cases/{case.partition('-')[0]}/participants/{case}/{part.inside}.yaml"
    there = file if (known.root / file).exists() else ""
    return Target(kind, lambda: iter([file]), case.partition("-")[0], case, adds=there, under=part.key)


def _participant(kind: RecordKind, subject: str, known: Known) -> Target:
    if _CASE.fullmatch(subject):
        site = _site_of(subject.partition("-")[0], known)
        if subject in known.names(f"cases/{site}/participants"):
            raise Refused(f"{subject} is there already; engager-docs new participant {site} takes the next free id")
        return Target(kind, lambda: iter([_folder_file(site, subject)]), site, subject)
    site = _site_of(subject, known)
    return Target(kind, lambda: (_folder_file(site, each) for each in _next_cases(site, known)), site)


def _folder_file(site: str, case: str) -> str:
    return f"cases/{site}/participants/{case}/participant.yaml"


def _next_cases(site: str, known: Known) -> Iterator[str]:
    """Yield the ids after the highest there is: an id that was given once is not given again."""
    held = [int(name.rpartition("-")[2]) for name in known.names(f"cases/{site}/participants") if _CASE.fullmatch(name)]
    return (f"{site}-{number:03}" for number in range(max(held, default=0) + 1, 100_000))


def _staff(kind: RecordKind, subject: str, known: Known) -> Target:
    named = _STAFF.fullmatch(subject)
    if named is None:
        raise Refused(
            f"{subject or 'no subject'}: write the role and the site, such as engager-docs new staff PRA-NW, or a "
            "whole id such as PRA-NW-03; the roles are PRA, SUP, LIN, MBX, RES and PEER"
        )
    site = _site_of(named["site"], known)
    start = f"{named['role']}-{site}-"
    held = [name.removesuffix(".yaml") for name in known.names(f"cases/{site}/staff") if name.startswith(start)]
    if named["number"] and subject in held:
        raise Refused(f"{subject} is there already; engager-docs new staff {start[:-1]} takes the next free id")
    first = max((int(name[-2:]) for name in held), default=0) + 1
    ids = [subject] if named["number"] else [f"{start}{number:02}" for number in range(first, _MOST + 1)]
    return Target(kind, lambda: (f"cases/{site}/staff/{each}.yaml" for each in ids), site, staff=subject)


def _about_staff(kind: RecordKind, subject: str, known: Known) -> Target:
    named = _STAFF.fullmatch(subject)
    if (
        named is None
        or not named["number"]
        or not (known.root / f"cases/{named['site']}/staff/{subject}.yaml").is_file()
    ):
        site = named["site"] if named else subject.split("-")[1] if "-" in subject else ""
        ids = [name.removesuffix(".yaml") for name in known.names(f"cases/{site}/staff")]
        near = get_close_matches(subject, ids, 1, 0.6)
        meant = f"did you mean {near[0]}?" if near else f"write an id: engager-docs new {kind.name} PRA-NW-02"
        raise Refused(f"no staff member {subject}; {meant}" if subject else f"say whose session it is; {meant}")
    steps = kind.pattern.partition("/(?P<date>")[0].rpartition(")/")[2]
    ending = ".yaml" if kind.form == "yaml" else ".md"
    start = f"cases/{named['site']}/{steps}/{known.day}-{subject}"
    return Target(kind, _numbered(start, ending), named["site"], staff=subject)


def _at_site(kind: RecordKind, subject: str, known: Known) -> Target:
    site = _site_of(subject, known)
    steps = kind.pattern.partition("/(?P<date>")[0].rpartition(")/")[2]
    return Target(kind, _numbered(f"cases/{site}/{steps}/{known.day}", ".md"), site)


def _new_site(kind: RecordKind, subject: str, known: Known) -> Target:
    if not _SITE.fullmatch(subject):
        raise Refused(f"{subject or 'no subject'}: a site has a code of two to four capitals, such as NW")
    return _single(kind, f"cases/{subject}/site.yaml", known, subject)


def _site_of(subject: str, known: Known) -> str:
    """Return the site named, or the only one there is."""
    sites = known.sites()
    if subject in sites:
        return subject
    if not subject and len(sites) == 1:
        return sites[0]
    raise Refused(
        f"no site {subject}: there is {', '.join(sites) or 'none yet; engager-docs new site NW makes one'}"
        if subject
        else f"say which site: {', '.join(sites)}"
    )


def _training(kind: RecordKind, subject: str, known: Known) -> Target:
    slug = re.sub(r"[^a-z0-9]+", "-", subject.lower()).strip("-")
    if not _SLUG.fullmatch(slug):
        raise Refused("say where it was held, in one word: engager-docs new training exeter")
    return Target(kind, _numbered(f"cases/training/{known.day}-{slug}", ".md"))


def _numbered(start: str, ending: str) -> Callable[[], Iterator[str]]:
    """Return the paths of one day: the plain one, then those of a second record that day (records.md 1)."""
    return lambda: (f"{start}{f'-{number}' if number > 1 else ''}{ending}" for number in range(1, _MOST + 1))
