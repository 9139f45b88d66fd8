"""One site → its dashboard on one page: counts, what is due, releases, posts, this month (documents.md 7)."""

from __future__ import annotations

from datetime import timedelta
from itertools import zip_longest

from msgspec.structs import replace

from engager_docs.model.casebook import Casebook
from engager_docs.model.view import Pack, Table
from engager_docs.render.audience import visible, visible_assessment
from engager_docs.render.blocks import table
from engager_docs.render.dashboard.desk import Desk, desk_of
from engager_docs.render.dashboard.due import diary_table, due_table
from engager_docs.render.dashboard.months import month_table, posts_table
from engager_docs.render.dashboard.tiles import tiles
from engager_docs.render.frame import frame_of
from engager_docs.render.packs.gaps import gaps
from engager_docs.render.packs.pieces import TablesView, chapter
from engager_docs.render.packs.request import NoPack, PackRequest
from engager_docs.render.service import not_shown, service_of
from engager_docs.render.sheet import Sheet
from engager_docs.render.words import counted

LINES, DAYS = 3, 28
"""The lines of a list that fit beside everything else on one page; the days in which gaps are looked for."""


def dashboard_pack(asked: PackRequest) -> Pack:
    """Return the dashboard of a site; NoPack where there is none of that id."""
    subject = asked.about("dashboard", "NW")
    book = visible(asked.casebook, asked.stamp.audience)
    found = visible_assessment(asked.assessment, asked.stamp.audience) if asked.assessment else None
    site = next((each for each in book.sites if each.id == subject), None)
    if site is None:
        raise NoPack(f"no site {subject}: there is {', '.join(each.id for each in book.sites)}")
    sheet = Sheet(service_of(book, asked.stamp), "dashboard", paper={})
    desk = desk_of(site, book, found, sheet)
    label = sheet.service.sites[site.id]
    unknown = desk.unassessed()
    assessed = f"{counted(unknown, 'open case')} could not be assessed" if unknown else "all open cases assessed"
    return Pack(
        id=f"dashboard-{site.id}-{asked.stamp.as_of}",
        title=f"Dashboard of {label}",
        subtitle=f"{sheet.day(asked.stamp.as_of)}; {assessed}",
        audience=asked.stamp.audience,
        frame=frame_of(sheet.service, sheet.path),
        facts=(),
        not_shown=(
            f"Anything recorded after {sheet.day(sheet.as_of)}.",
            *gaps(desk.open, sheet, (sheet.as_of - timedelta(days=DAYS), sheet.as_of)),
            *not_shown(sheet.service),
        ),
        parts=(
            chapter("counts", "At a glance", TablesView(tables=(_counts(desk),))),
            chapter("due", "Overdue, and due today", _listed(due_table(desk.due, sheet))),
            chapter("diary", "The next four weeks", _listed(diary_table(desk.due, sheet))),
            chapter("team", "Team and month", TablesView(tables=(_posts(desk, book), _months(desk)))),
        ),
        created=asked.stamp.as_of.isoformat(),
        short=True,
    )


def _posts(desk: Desk, book: Casebook) -> Table:
    """Return the posts without how they stood before today: the adherence report tells it."""
    whole = posts_table(desk, book)
    rows = tuple(replace(row, cells=row.cells[:-1]) for row in whole.rows)
    return replace(whole, columns=whole.columns[:-1], rows=rows)


def _months(desk: Desk) -> Table:
    """Return the months as rows, what happened in them as columns."""
    whole = month_table(desk)
    heads = ("Month", *(str(row.cells[0]).removesuffix(" held") for row in whole.rows))
    rows = (
        (column.label, *(row.cells[place] for row in whole.rows)) for place, column in enumerate(whole.columns) if place
    )
    return table(whole.caption, heads, rows, whole.empty, numbers=tuple(range(1, len(heads))))


def _listed(whole: Table) -> TablesView:
    """Return a list cut to what fits the page, saying how many more there are."""
    more = len(whole.rows) - LINES
    intro = (f"The first {LINES}; {counted(more, 'more', 'more')} on the site.",) if more > 0 else ()
    return TablesView(intro=intro, tables=(replace(whole, rows=whole.rows[:LINES]),))


def _counts(desk: Desk) -> Table:
    """Return the tiles three to a row: a note that counts something stands with its tile, the lists are on the site."""
    cells = [
        (each.count, f"{each.link.text}: {each.note}" if each.note[:1].isdigit() else each.link.text)
        for each in tiles(desk)
    ]
    third = -(-len(cells) // 3)
    columns = (cells[start : start + third] for start in range(0, 3 * third, third))
    rows = zip_longest(*columns, fillvalue=("", ""))
    heads = ("Count", "What") * 3
    return table("Counts", heads, (tuple(cell for pair in row for cell in pair) for row in rows), "")
