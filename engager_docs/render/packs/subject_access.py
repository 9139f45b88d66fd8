"""One case → everything held about the participant, for a subject access request (documents.md 9).

Every record of the case folder in full, and what supervision, meetings and reviews say about the case. Passages
about other people are marked, never taken out: that is a person's decision, and the first page says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from engager_docs.model.casebook import Case, Casebook
from engager_docs.model.source import Entry
from engager_docs.model.view import Content, Pack, Part
from engager_docs.render.audience import visible
from engager_docs.render.blocks import facts, table
from engager_docs.render.frame import frame_of
from engager_docs.render.packs.pieces import TablesView, chapter
from engager_docs.render.packs.request import NoPack, PackRequest
from engager_docs.render.packs.whole_record import Whole, passages, private_members, whole_group
from engager_docs.render.service import service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted, words

NOT_SHOWN = (
    "Notes of supervision and minutes of meetings outside what they say about this case: they are about several "
    "people, and are to be searched by hand for this one.",
    "Other participants: their ids are masked.",
    "Files kept beside the records, and what is held outside them, such as letters, e-mails and phones.",
    "What would seriously harm somebody if it were known: that is for a health professional to judge before this is "
    "given out.",
)


class _Found(Struct, frozen=True):
    """One record file: what it is called, when it is from, and everything in it."""

    title: str
    day: str
    file: str
    whole: Whole


def subject_access_pack(asked: PackRequest) -> Pack:
    """Return everything held about one participant; NoPack where there is no such case."""
    subject = asked.about("subject-access", "NW-001")
    book = visible(asked.casebook, asked.stamp.audience, subject)
    case = next((each for each in book.cases if each.id == subject), None)
    if case is None:
        raise NoPack(f"no participant {subject} on {asked.stamp.as_of.isoformat()}")
    sheet = Sheet(service_of(book, asked.stamp), "subject-access", paper={})
    found = tuple(_found(case, book, sheet))
    marked = sum(each.whole.to_review for each in found)
    return Pack(
        id=f"subject-access-{case.id}-{asked.stamp.as_of}",
        title=f"Subject access: {case.id}",
        subtitle=f"Everything the records hold on {sheet.day(sheet.as_of)}",
        audience=asked.stamp.audience,
        frame=frame_of(sheet.service, sheet.path),
        facts=facts(
            ("Participant", case.id),
            ("Records", counted(len(found), "record")),
            ("To review before it is given out", counted(marked, "passage") + " about other people"),
        ),
        not_shown=NOT_SHOWN,
        parts=tuple(_parts(found)),
        created=asked.stamp.as_of.isoformat(),
    )


def _parts(found: tuple[_Found, ...]) -> Iterator[Part]:
    yield chapter("review", "Review before it is given out", _review(found), fresh=True)
    for number, each in enumerate(found, 1):
        title = f"{each.title}, {each.day}" if each.day else each.title
        yield Part(f"record-{number}", title, "pages/packs/whole-record.html", each.whole, (each.file,), number == 1)


def _review(found: tuple[_Found, ...]) -> TablesView:
    rows: list[tuple[Content, ...]] = [
        (each.title, each.day, str(each.whole.to_review), "", "") for each in found if each.whole.to_review
    ]
    return TablesView(
        intro=(
            "A mark stands beside each passage that may be about somebody else. The mark is made by a list of words: "
            "it can be wrong, and it can miss one. Read every page, and decide on each passage whether it is given "
            "out, given out in part, or left out.",
        ),
        tables=(
            table(
                "Records with marked passages",
                ("Record", "Day", "Marked", "Decision", "By whom"),
                rows, "No passage is marked. Read every page all the same.", numbers=(2,),
            ),
        ),
        questions=("Reasons for what is left out",),
    )  # fmt: skip


def _found(case: Case, book: Casebook, sheet: Sheet) -> Iterator[_Found]:
    private = private_members(case.network.data.members) if case.network else frozenset()
    singles: tuple[tuple[str, Entry[Any] | None], ...] = (
        ("Participant record", case.participant),
        ("Shared Action Plan", case.plan),
        ("Network and liaison", case.network),
        ("Release day", case.release_day),
        ("Outcome measures", case.outcomes),
        ("Risks", case.risks),
        ("Incidents", case.incidents),
        ("Variations", case.variations),
        ("Ending", case.ending),
    )
    for title, entry in singles:
        if entry is not None:
            yield _Found(title, "", entry.file, _whole(title, entry, private, sheet))
    dated: list[tuple[str, Entry[Any]]] = [("Shared Understanding", each) for each in case.understandings]
    dated += [("Contact", each) for each in case.contacts]
    for site in book.sites:
        dated += [("Clinical supervision, this case", each) for each in site.clinical]
        dated += [("Mentalisation supervision, this case", each) for each in site.mentalisation]
        dated += [("Team meeting, this case", each) for each in site.meetings]
        dated += [("Adherence review, this case", each) for each in site.reviews]
    for title, entry in dated:
        yield _Found(title, sheet.day(entry.data.date), entry.file, _whole(title, entry, private, sheet))


def _whole(title: str, entry: Entry[Any], private: frozenset[str], sheet: Sheet) -> Whole:
    data: BaseModel | tuple[BaseModel, ...] = entry.data
    records = data if isinstance(data, tuple) else (data,)
    groups = tuple(
        whole_group(each, f"{words(title)} {number}" if len(records) > 1 else "", sheet, private)
        for number, each in enumerate(records, 1)
    )
    return Whole(groups, passages(entry.body, entry.file, sheet))
