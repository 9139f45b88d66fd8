"""Packs: tagged, bookmarked, numbered, the same every time, and about nobody they should not be about."""

from __future__ import annotations

import gc
import io
from datetime import date, timedelta

import pikepdf
import pytest
from msgspec.structs import replace

from engager_docs.build import Examined
from engager_docs.model.bank_holidays import named_holidays
from engager_docs.model.casebook import Case, Casebook
from engager_docs.model.records.participant import Allocation
from engager_docs.model.view import Items, Pack, Stamp
from engager_docs.render.adherence.period import period_of
from engager_docs.render.html import Templates
from engager_docs.render.packs.caseload import PractitionerView
from engager_docs.render.packs.printing import pack_html, pack_pdf
from engager_docs.render.packs.supervision import supervision_pack
from engager_docs.render.packs.training import training_pack
from engager_docs.render.packs.workbook import workbook_pack
from engager_docs.render.pdf import PackFault, print_pdf, warm_up


def week(text: str) -> tuple[date, date]:
    """Monday and Sunday of an ISO week."""
    period = period_of(text)
    assert period is not None and period.is_week
    return period.first, period.last


@pytest.fixture(scope="module")
def book(examined: Examined, casebook: Casebook, stamp: Stamp) -> Pack:
    pack = workbook_pack(casebook, examined.assessment, stamp, "SW-007")
    assert pack is not None
    return pack


@pytest.fixture(scope="module")
def printed(book: Pack, templates: Templates) -> bytes:
    return pack_pdf(book, templates)


def test_a_pack_is_tagged_titled_and_in_english(printed: bytes, book: Pack) -> None:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == book.title
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.PageLabels.Nums[1].S == "/D"


def test_a_pack_has_a_bookmark_for_each_part_and_its_contents_name_the_page(printed: bytes, book: Pack) -> None:
    with pikepdf.open(io.BytesIO(printed)) as pdf, pdf.open_outline() as outline:
        titles = {str(item.title) for item in outline.root} | {
            str(child.title) for item in outline.root for child in item.children
        }
        assert {part.title for part in book.parts} <= titles


def _tags(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    found = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [each for each in found if isinstance(each, pikepdf.Dictionary) and "/S" in each]


def test_every_list_is_made_of_items_and_every_picture_has_its_words(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        ahead = _tags(pdf.Root.StructTreeRoot)
        seen = 0
        while ahead:
            element = ahead.pop()
            kids = _tags(element)
            ahead += kids
            if element.S == "/L":
                assert {str(kid.S) for kid in kids} <= {"/LI", "/L", "/Caption"}
                seen += 1
            if element.S == "/LI":
                assert {str(kid.S) for kid in kids} <= {"/Lbl", "/LBody"}
            if element.S == "/Figure":
                assert str(element.Alt)
        assert seen > 5


def test_printing_twice_gives_the_same_bytes(book: Pack, printed: bytes, templates: Templates) -> None:
    assert pack_pdf(book, templates) == printed


def test_the_first_page_says_what_the_pack_does_not_show(book: Pack, templates: Templates) -> None:
    assert any("Not recorded: Shared Understanding" in each for each in book.not_shown)
    assert any("risks" in each for each in book.not_shown)
    html = pack_html(book, templates).decode("utf-8")
    assert html.index("What this pack does not show") < html.index("Contents") < html.index('id="glance"')


def test_a_pack_as_one_file_lets_in_its_own_style_sheet_alone(book: Pack, templates: Templates) -> None:
    html = pack_html(book, templates).decode("utf-8")
    assert "default-src 'none'; style-src 'sha256-" in html
    assert "<link" not in html and " style=" not in html and "<script" not in html


def test_paper_links_lead_into_the_same_document(book: Pack, templates: Templates) -> None:
    html = pack_html(book, templates).decode("utf-8")
    addresses = {piece.split('"')[0] for piece in html.split('href="')[1:]}
    assert all(address.startswith("#") for address in addresses)
    assert all(f'id="{address[1:]}"' in html for address in addresses)


PAGE = '<!doctype html><html lang="en"><title>x</title><body>'


@pytest.mark.parametrize("address", ["http://127.0.0.1/x.png", "file:///etc/passwd", "data:image/png;base64,AAAA"])
@pytest.mark.parametrize(
    ("page", "style"),
    [
        ('<img src="{}" alt="x">', ""),
        ('<object data="{}">x</object>', ""),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="{}" width="9" height="9"/></svg>', ""),
        ('<p style="background-image: url({})">x</p>', ""),
        ('<style>@import url("{}");</style>x', ""),
        ('<link rel="stylesheet" href="{}">x', ""),
        ("x", 'body {{ background-image: url("{}") }}'),
        ("x", '@import url("{}");'),
        ("x", '@font-face {{ font-family: F; src: url("{}") }} body {{ font-family: F }}'),
    ],
)
def test_a_pack_that_would_load_anything_is_not_made(page: str, style: str, address: str) -> None:
    with pytest.raises(PackFault):
        print_pdf(PAGE + page.format(address), [style.format(address)] if style else [])


@pytest.mark.parametrize(
    "page",
    [
        '<a rel="attachment" href="file:///etc/hostname">x</a>',
        '<link rel="attachment" href="file:///etc/hostname">x',
        '<a href="javascript:alert(1)">x</a>',
        '<form action="http://127.0.0.1/"><input name="a"><button>b</button></form>',
        "<script>app.alert(1)</script>x",
    ],
)
def test_nothing_active_and_no_file_is_ever_in_a_pdf(page: str) -> None:
    """Either the pack is not made, or what it asked for is not in it (threats.md 18, 19)."""
    try:
        content = print_pdf(PAGE + page, [])
    except PackFault:
        return
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert not list(pdf.attachments) and "/AcroForm" not in pdf.Root and "/OpenAction" not in pdf.Root
        keys = {key for each in pdf.objects if isinstance(each, pikepdf.Dictionary) for key in each}
        actions = {str(each.get("/S")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)}
        assert not keys & {"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/AA"}
        assert not actions & {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR"}


def test_a_style_sheet_that_would_load_something_is_refused_every_time_and_before_the_first_document() -> None:
    style = '@font-face { font-family: F; src: url("http://127.0.0.1/f.woff2") }'
    for _ in range(2):
        with pytest.raises(PackFault):
            print_pdf(PAGE + "x", [style])
    with pytest.raises(PackFault):
        warm_up([style])


def test_an_error_that_is_reported_fails_the_pack_and_its_message_holds_no_text_of_the_page() -> None:
    with pytest.raises(PackFault) as fault:
        print_pdf(PAGE + '<img src="http://127.0.0.1/Zebra-crossing.png" alt="x">', [])
    assert "Zebra" not in str(fault.value) and str(fault.value)


def test_a_document_that_takes_too_long_is_not_made_and_the_collector_works_again() -> None:
    with pytest.raises(PackFault, match=r"takes more than 0\.2 seconds to print: ask for a shorter period"):
        print_pdf(PAGE + "<table>" + "<tr><td>a<td>b" * 5000 + "</table>", [], seconds=0.2)
    assert gc.isenabled()
    assert print_pdf(PAGE + "x", [], seconds=30)


def test_a_case_the_audience_may_not_see_has_no_pack(casebook: Casebook, stamp: Stamp) -> None:
    assert workbook_pack(casebook, None, replace(stamp, audience="line-manager"), "SW-007") is None
    assert workbook_pack(casebook, None, stamp, "SW-999") is None


def test_a_week_that_does_not_exist_is_none() -> None:
    assert week("2015-W53") == (date(2015, 12, 28), date(2016, 1, 3))
    assert [period_of(text) for text in ("2017-W53", "2017-W00", "2017W01", "２０１７-W01")] == [None] * 4
    assert date(2016, 8, 29) in dict(named_holidays(2016))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-12", date(2016, 12, 1), date(2016, 12, 31)),
        ("2016-W53", None, None),
        ("2015-W53", date(2015, 12, 28), date(2016, 1, 3)),
        ("2016-02-29", date(2016, 2, 29), date(2016, 2, 29)),
        ("2017-02-29", None, None),
        ("2016-01-04..2016-03-31", date(2016, 1, 4), date(2016, 3, 31)),
        ("2016-03-31..2016-01-04", None, None),
        ("2016-13", None, None),
        ("0000", None, None),
        ("last year", None, None),
    ],
)
def test_a_period_is_a_year_a_month_a_week_a_day_or_two_days(text: str, first: date | None, last: date | None) -> None:
    found = period_of(text)
    assert (found and (found.first, found.last)) == (first and (first, last))


def test_a_supervision_pack_holds_the_supervisor_s_own_people_and_cases_only(
    examined: Examined, casebook: Casebook, stamp: Stamp, templates: Templates
) -> None:
    asked = week("2017-W26")
    pack = supervision_pack(casebook, examined.assessment, replace(stamp, audience="supervisor"), "SUP-SW-02", asked)
    assert pack is not None
    html = pack_html(pack, templates).decode("utf-8")
    others = [case.id for case in casebook.cases if case.site != "SW"]
    others += [person.id for person in casebook.staff if person.id.startswith("PRA-NW")]
    assert not [each for each in others if each in html]
    assert html.index("SW-007") < html.index("SW-006")


def test_three_case_strips_fit_on_a_page(casebook: Casebook, stamp: Stamp, templates: Templates) -> None:
    """A strip takes a third of a page, whatever the notes are like (documents.md 2.3)."""
    asked = week("2017-W21")
    long = "word " * 400
    cases = tuple(_talkative(case, long) for case in casebook.cases if case.id in ("SW-006", "SW-007"))
    five = (*cases, *cases, cases[0])
    book = replace(casebook, cases=tuple(_handed_over(each, "PRA-SW-02", asked[0]) for each in five))
    pack = supervision_pack(book, None, replace(stamp, audience="supervisor"), "SUP-SW-02", asked)
    assert pack is not None
    (part,) = [each for each in pack.parts if each.id == "caseload-PRA-SW-02"]
    assert isinstance(part.view, PractitionerView)
    assert len(part.view.strips) == 5
    nothing = replace(part.view.caseload, rows=(), empty="")
    bare = replace(part.view, caseload=nothing, contacts=nothing)
    content = pack_pdf(replace(pack, parts=(replace(part, view=bare, sources=()),)), templates)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 3, "the cover, two strips below the heading, three on a page of their own"


def _talkative(case: Case, said: str) -> Case:
    noted = tuple(replace(each, source=replace(each.source, body=f"{said}\n\n## Plan for next time\n\n{said}\n"))
                  for each in case.contacts)  # fmt: skip
    if case.plan is None:
        return replace(case, contacts=noted)
    goals = tuple(goal.model_copy(update={"statement": said, "barriers": (said,)}) for goal in case.plan.data.goals)
    plan = replace(case.plan, data=case.plan.data.model_copy(update={"goals": goals}))
    return replace(case, contacts=noted, plan=plan)


def test_a_strip_tells_what_was_planned_for_the_week(
    examined: Examined, casebook: Casebook, stamp: Stamp, templates: Templates
) -> None:
    asked = week("2017-W26")
    pack = supervision_pack(casebook, examined.assessment, replace(stamp, audience="supervisor"), "SUP-SW-02", asked)
    assert pack is not None
    html = pack_html(pack, templates).decode("utf-8")
    assert "<strong>Purpose of this week</strong> (planned: The goals, one by one, next Tuesday.)" in html
    assert "<strong>Last session</strong>: 27 June 2017, in person, community, PRA-SW-02: I told him" in html


def test_a_supervisor_not_in_post_in_the_week_has_no_pack(casebook: Casebook, stamp: Stamp) -> None:
    vacancy = week("2016-W45")
    for supervisor in ("SUP-SW-01", "SUP-SW-02", "PRA-SW-01", "SUP-XX-01"):
        assert supervision_pack(casebook, None, stamp, supervisor, vacancy) is None


def _handed_over(case: Case, to: str, on: date) -> Case:
    lead = next(each for each in case.participant.data.allocation if each.role == "lead")
    before = lead.model_copy(update={"to": on - timedelta(days=1)})
    after = Allocation(staff=to, role="lead", from_=on, to=lead.to)
    record = case.participant.data.model_copy(update={"allocation": (before, after)})
    return replace(case, participant=replace(case.participant, data=record))


def test_a_case_that_changed_hands_in_the_week_stands_for_both(
    casebook: Casebook, stamp: Stamp, templates: Templates
) -> None:
    cases = tuple(
        _handed_over(each, "PRA-SW-02", date(2017, 6, 28)) if each.id == "SW-007" else each for each in casebook.cases
    )
    asked = week("2017-W26")
    pack = supervision_pack(replace(casebook, cases=cases), None, stamp, "SUP-SW-02", asked)
    assert pack is not None
    html = pack_html(pack, templates).decode("utf-8")
    first, second = html.index('id="caseload-PRA-SW-01"'), html.index('id="caseload-PRA-SW-02"')
    assert "until 27 June 2017" in html[first:second]
    assert "from 28 June 2017" in html[second:]


def test_a_contact_stands_under_who_made_it_though_the_case_has_gone_to_another(
    casebook: Casebook, stamp: Stamp
) -> None:
    """SW-006 was seen by PRA-SW-02 on the Tuesday, and handed to PRA-SW-01 on the Wednesday."""
    cases = tuple(
        _handed_over(each, "PRA-SW-01", date(2017, 6, 28)) if each.id == "SW-006" else each for each in casebook.cases
    )
    pack = supervision_pack(replace(casebook, cases=cases), None, stamp, "SUP-SW-02", week("2017-W26"))
    assert pack is not None
    views = {part.id: part.view for part in pack.parts if isinstance(part.view, PractitionerView)}
    made = {name: [row.cells[:2] for row in view.contacts.rows] for name, view in views.items()}
    assert made == {"caseload-PRA-SW-01": [], "caseload-PRA-SW-02": [("27 June 2017", "SW-006")]}
    led = {name: [row.cells[0] for row in view.caseload.rows] for name, view in views.items()}
    assert led == {
        "caseload-PRA-SW-01": ["SW-007", Items(("SW-006", "from 28 June 2017"))],
        "caseload-PRA-SW-02": [Items(("SW-006", "until 27 June 2017"))],
    }


def test_a_training_pack_names_no_participant(casebook: Casebook, stamp: Stamp, templates: Templates) -> None:
    html = pack_html(training_pack(casebook, stamp), templates).decode("utf-8")
    assert not [case.id for case in casebook.cases if case.id in html]
    assert "5 of 5" in html or "6 of 6" in html
