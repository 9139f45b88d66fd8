"""The forms in a real Chromium, from the disk: what is typed comes out as a record, and as nothing else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest
from playwright.sync_api import Dialog, Error, Locator, Page, expect

from engager_docs.check.schema import plain, typed
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Source
from engager_docs.read.repository import placed, source_from
from engager_docs.render.forms.declared import FORMS, Form, form_named
from engager_docs.render.forms.fields import Field
from engager_docs.render.markdown import Surroundings, render_body
from tests.browser.conftest import Open
from tests.browser.test_accessible import sideways, wrong, wrong_anyhow

PAGES = {form.name: f"forms/{form.name}.html" for form in FORMS} | {
    "amend": "forms/amend.html",
    "list": "forms/index.html",
}
ONE_LINE = "- {a: &b !!c *d} # \"e\" 'f' \\ % @ ` | > ? [g](h) <i>j</i> {{ 7*7 }} 😀\u202e\u200b"
SEEN = ONE_LINE.removesuffix("\u202e\u200b")
LINES = (
    SEEN, "no", "null", "~", "2016-01-26", "1_000", "0x1f", "a: b", "a:", "---", "- x", "'", '"', "\\n", "=", "<<",
    "%YAML", "it's, (quite) plain",
)  # fmt: skip
MANY_LINES = (
    f"  indented\n\n{SEEN}\n---\n...\n<<<<<<< HEAD\n=======\n>>>>>>> b\n\ttab\n# x\n- # y\n"
    "1986. was\n{% x %}\n2 < 3 & 4 > 1; &amp; a_b_c _d_ **e** ~~~\n> f\n+ g\n=="
)


def start(visit: Open, name: str, query: str = "", **how: Any) -> Page:
    page = visit(PAGES[name] + query, **how)
    page.locator("form.form").wait_for()
    return page


def about(page: Page, form: Form) -> dict[str, str]:
    """Choose what a form is about; return what stands in its path."""
    if form.about == "service":
        return {}
    page.get_by_label("Site (required)").select_option("SW")
    if form.about == "case":
        page.get_by_label("Participant (required)").select_option("SW-006")
    elif form.about == "staff":
        page.get_by_label("Practitioner supervised (required)").select_option("PRA-SW-02")
    return {"site": "SW", "case": "SW-008" if form.about == "new case" else "SW-006", "staff": "PRA-SW-02"}


def answered(part: Locator, field: Field) -> Any:
    """Answer a question as somebody would who means harm; return what the record should hold, every scalar as text."""
    box = part.locator(f'[data-field="{field.name}"]').first
    if field.kind in ("group", "entry"):
        inside = {each.name: answered(box, each) for each in field.fields}
        return [inside] if field.kind == "entry" else inside
    if field.kind == "rows":
        return rows(box, field)
    if field.kind == "marks":
        box.locator("summary").click()
        mark = box.locator(".mark").nth(1)
        return [
            {"component": mark.get_attribute("data-mark")} | {each.name: answered(mark, each) for each in field.fields}
        ]
    if field.kind in ("choices", "picks"):
        boxes = box.locator("input:visible")
        for each in boxes.all():
            each.check()
        return [each.get_attribute("value") for each in boxes.all()]
    return one(box, field)


def rows(box: Locator, field: Field) -> list[Any]:
    while box.locator(":scope > .row-list > .row .remove").count():
        box.locator(":scope > .row-list > .row .remove").last.click()
    box.locator(":scope > .row-buttons .add").click()
    row = box.locator(":scope > .row-list > .row")
    return [{each.name: answered(row, each) for each in field.fields}]


def one(box: Locator, field: Field) -> str:
    if field.kind in ("choice", "truth") and not box.locator("select").count():
        radio = box.get_by_role("radio").first
        radio.check()
        return radio.get_attribute("value") or ""
    if field.kind in ("choice", "pick"):
        value = str(box.locator("option").nth(1).get_attribute("value"))
        box.locator("select").select_option(value)
        return value
    typing, wanted = {
        "date": ("27/3/2016", "2016-03-27"),
        "month": ("November 2015", "2015-11"),
        "time": ("2.30 pm", "14:30"),
        "number": ("45", "45"),
        "long": (MANY_LINES + "\u200b  \n", MANY_LINES),
        "text": ("researchers: 3", "researchers: 3") if field.name == "person" else (ONE_LINE, SEEN),
    }.get(field.kind, ("", ""))  # fmt: skip
    control = box.locator("input, textarea").first
    if field.kind == "lines":
        control.fill("\n".join(LINES))
        return list(LINES)  # type: ignore[return-value]
    if field.shape and field.name == "id":
        written = control.input_value() or "someone-1"
        typing = wanted = written
    control.fill(typing)
    return wanted


def saved(page: Page) -> tuple[str, bytes]:
    """Press the button; return the path the file belongs at and what was downloaded."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save file").click()
    path = page.locator("#finished-path").inner_text()
    assert download.value.suggested_filename == path.rpartition("/")[2]
    return path, Path(download.value.path()).read_bytes()


def read(path: str, content: bytes) -> Source:
    source = source_from(path, content)
    assert not isinstance(source, Diagnostic), source
    return source


def body_text(body: str) -> list[str]:
    """Return the words that a record's text shows."""
    around = Surroundings(reference=lambda _: None, file=lambda _: None, base=2, paper=False)
    return "".join(html5lib.parseFragment(render_body(body, around)).itertext()).split()


@pytest.mark.parametrize("name", [form.name for form in FORMS if not form.grows])
def test_hostile_text_in_every_box_comes_out_as_data(visit: Open, name: str) -> None:
    form = form_named(name)
    page = start(visit, name)
    parts = about(page, form)
    body = page.locator("form.form")
    wanted = {each.name: answered(body, each) for section in form.sections for each in form.asked(section)}
    notes = page.locator("[data-note] textarea")
    for note in notes.all():
        note.fill(MANY_LINES)
    path, content = saved(page)
    place = placed(path)
    assert not isinstance(place, Diagnostic), place
    day = wanted.get("date", "")
    expected = form.path.format(**parts, date=day, again="", place=re.sub(r"[^a-z0-9]+", "-", SEEN.lower()).strip("-"))
    assert path == expected
    source = read(path, content)
    assert plain(source.node, []) == wanted
    record, faults = typed(source, place)
    assert (faults, record is not None) == ([], True)
    shown = [word for line in MANY_LINES.split("\n") for word in re.sub(r"^[-+] ", "", line).split()]
    assert body_text(source.body) == [word for heading in form.notes for word in (*heading.split(), *shown)]


CASE = Path(__file__).parents[2] / "cases/SW/participants/SW-006"


def answer_least(page: Page, form: Form) -> None:
    """Answer what must be answered, with answers that fit the demonstration's open case."""
    body = page.locator("form.form")
    if form.name == "liaison":
        for name, value in (("on", "20/6/2017"), ("purpose", "- asked: when?")):
            body.locator(f'[data-field="{name}"] input, [data-field="{name}"] textarea').first.fill(value)
        page.get_by_label("With whom (required)").select_option("probation-1")
        page.get_by_role("group", name="Direction").get_by_label("Out").check()
    else:
        page.get_by_label("Day (required)").fill("20 June 2017")
        page.get_by_label("PRA-SW-02, practitioner").check()
        page.locator("#f-reviews-note").fill("One line.\nAnd a second: so.")


@pytest.mark.parametrize("name", [form.name for form in FORMS if form.grows])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_an_entry_is_added_to_the_file_there_is_and_nothing_else_of_it_changes(
    visit: Open, tmp_path: Path, name: str, ends: bytes
) -> None:
    form = form_named(name)
    file = form.path.rpartition("/")[2]
    before = (CASE / file).read_bytes().replace(b"\n", ends)
    (tmp_path / file).write_bytes(before)
    page = start(visit, name, "?case=SW-006")
    page.set_input_files("#open-file", tmp_path / file)
    expect(page.locator("#opened")).to_contain_text(hashlib.sha256(before).hexdigest()[:16])
    answer_least(page, form)
    path, after = saved(page)
    assert path == f"cases/SW/participants/SW-006/{file}"
    was, now = (plain(read(path, content).node, []) for content in (before, after))
    added = now[form.entry][len(was[form.entry]) :]
    assert now == was | {form.entry: [*was[form.entry], *added]} and len(added) == 1
    wanted = {
        "liaison": {"on": "2017-06-20", "with": "probation-1", "direction": "out", "purpose": "- asked: when?"},
        "plan-review": {"on": "2017-06-20", "by": ["PRA-SW-02"], "note": "One line.\nAnd a second: so."},
    }
    assert added == [wanted[name]]
    differs = (place for place, (old, new) in enumerate(zip(before, after, strict=False)) if old != new)
    begin = next(differs, len(before))
    new = len(after) - len(before)
    assert after[:begin] + after[begin + new :] == before, "only a stretch of lines is new"
    assert (b"\r\n" in after) == (ends == b"\r\n") and b"\r" not in after.replace(b"\r\n", b"")


def test_a_goal_and_its_action_take_the_next_free_ids(visit: Open) -> None:
    page = start(visit, "plan-review", "?case=SW-006")
    page.get_by_role("button", name="Add a goal").click()
    page.get_by_role("button", name="Add a goal").click()
    page.get_by_role("group", name="Goal 1").get_by_role("button", name="Add an action").click()
    ids = page.locator('.row [data-field="id"] input').evaluate_all("all => all.map((each) => each.value)")
    plan = read("cases/SW/participants/SW-006/action-plan.yaml", (CASE / "action-plan.yaml").read_bytes())
    goals: list[Any] = plain(plan.node, [])["goals"]
    actions = [int(action["id"][1:]) for goal in goals for action in goal.get("actions", [])]
    last = max(int(goal["id"][1:]) for goal in goals)
    assert ids == [f"G{last + 1}", f"A{max(actions) + 1}", f"G{last + 2}"]


PLAN = """\
# what he wants
goals:
  - id: G1  # the first
    statement: >-
      Swim again,
      status: not yet
    horizon: short_term
    domain: other
    set_on: 2017-05-02
    status: active # for now
    actions:
    - id: A1
      what: "Ask: when?"
      who: participant
      status: to_do

    - what: Go
      id: A2
      who: participant
  - id: G10
    statement: Later
    horizon: long_term
    domain: other
    set_on: 2017-05-02
reviews:
  - on: 2017-05-02
    by: [PRA-SW-02]
"""
CHANGED = (
    (["goals", "G1"], {"status": "achieved", "closed_on": "2017-06-20"}),
    (["goals", "G10"], {"status": "dropped"}),
    (["goals", "G1", "actions", "A1"], {"status": "done", "note": "He did:\nat once"}),
    (["goals", "G1", "actions", "A2"], {"done_on": "2017-06-19"}),
)
ORDERS = {each.list: each.order.split() for each in form_named("plan-review").changeable()}
PUT = (
    "([text, place, values, order]) => engagerAdd.put(text, false, place, new Map(values), order, ['goals', 'reviews'])"
)


def put(page: Page, text: str, place: list[str], values: dict[str, str]) -> str:
    order = ORDERS[place[-2]]
    return str(page.evaluate(PUT, [text, place, list(values.items()), order]))


def test_a_change_of_a_goal_or_an_action_touches_its_own_lines_alone(visit: Open) -> None:
    page = start(visit, "plan-review")
    text = PLAN
    for place, values in CHANGED:
        text = put(page, text, list(place), values)
    changed = PLAN.replace("    status: active # for now\n", '    status: achieved\n    closed_on: "2017-06-20"\n')
    changed = changed.replace(
        "      status: to_do\n", "      status: done\n      note: |-\n        He did:\n        at once\n"
    )
    changed = changed.replace(
        "      who: participant\n  - id: G10", '      who: participant\n      done_on: "2017-06-19"\n  - id: G10'
    )
    changed = changed.replace("    set_on: 2017-05-02\nreviews", "    set_on: 2017-05-02\n    status: dropped\nreviews")
    assert text == changed


@pytest.mark.parametrize(
    "plan", sorted(CASE.parents[2].glob("*/participants/*/action-plan.yaml")), ids=lambda file: file.parent.name
)
def test_every_goal_and_action_of_the_demonstration_can_be_changed(visit: Open, plan: Path) -> None:
    page = start(visit, "plan-review")
    path = plan.relative_to(CASE.parents[3]).as_posix()
    record: Any = plain(read(path, plan.read_bytes()).node, [])
    for goal in record["goals"]:
        places = [(goal, ["goals", goal["id"]])]
        places += [(action, ["goals", goal["id"], "actions", action["id"]]) for action in goal.get("actions", [])]
        for entry, place in places:
            after = put(page, plan.read_text("utf-8"), place, {"status": "x", "note": "a: b"})
            kept = dict(entry)
            entry |= {"status": "x", "note": "a: b"}
            assert plain(read(path, after.encode()).node, []) == record, place
            entry.clear()
            entry.update(kept)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - id: G1  # the first\n    statement", "  - statement", "G1 is not found in the file"),
        ("    - id: A1\n      what", "    - what", "A1 is not found in the file"),
        ("- id: G1  # the first\n", "- status: active\n    id: G1\n", "“status” stands first in G1"),
    ],
)
def test_an_entry_that_cannot_be_found_is_never_guessed(visit: Open, old: str, new: str, said: str) -> None:
    page = start(visit, "plan-review")
    place = ["goals", "G1", "actions", "A1"] if "A1" in said else ["goals", "G1"]
    text = PLAN.replace("    status: active # for now\n", "").replace(old, new)
    assert text != PLAN
    with pytest.raises(Error, match=said):
        put(page, text, place, {"status": "done"})


def test_a_review_settles_a_goal_and_an_action_in_the_file_there_is(visit: Open) -> None:
    file = CASE / "action-plan.yaml"
    page = start(visit, "plan-review", "?case=SW-006")
    page.set_input_files("#open-file", file)
    goal = page.locator("[data-change=goals]").first
    action = page.locator("[data-change=actions]").first
    goal_id, action_id = (str(each.get_attribute("data-ids")).split()[-1] for each in (goal, action))
    goal.get_by_label("Status").select_option(label="Achieved")
    goal.get_by_label("Closed on").fill("20/6/2017")
    action.get_by_label("Status").select_option(label="Done")
    answer_least(page, form_named("plan-review"))
    path, after = saved(page)
    was: Any = plain(read(path, file.read_bytes()).node, [])
    now: Any = plain(read(path, after).node, [])
    settled = next(each for each in was["goals"] if each["id"] == goal_id)
    settled |= {"status": "achieved", "closed_on": "2017-06-20"}
    done = next(
        each for each in (step for goal in was["goals"] for step in goal.get("actions", [])) if each["id"] == action_id
    )
    done["status"] = "done"
    assert now["goals"] == was["goals"]
    assert now["reviews"][:-1] == was["reviews"]


def test_a_file_that_came_after_the_site_was_made_is_added_to_all_the_same(visit: Open, tmp_path: Path) -> None:
    (tmp_path / "action-plan.yaml").write_text("goals: []  # none yet\nrecorded_on: 2017-06-19\n")
    page = start(visit, "plan-review", "?case=SW-007")
    expect(page.locator("#grows-needed")).to_have_text("if there is one by now")
    page.set_input_files("#open-file", tmp_path / "action-plan.yaml")
    expect(page.locator("#opened")).to_contain_text("SHA-256")
    page.get_by_role("button", name="Add a goal").click()
    goal = page.get_by_role("group", name="Goal 1")
    goal.get_by_label("Statement (required)").fill("A key of my own")
    goal.get_by_label("Short term").check()
    goal.get_by_label("Domain (required)").select_option(label="Accommodation")
    goal.get_by_label("Set on (required)").fill("20/6/2017")
    page.get_by_label("Day (required)").fill("20/6/2017")
    page.get_by_label("SUP-SW-02, supervisor").check()
    page.get_by_label("A key of my own").last.check()
    path, content = saved(page)
    assert path == "cases/SW/participants/SW-007/action-plan.yaml"
    assert (
        content.decode()
        == """\
goals:  # none yet
  - id: G1
    statement: A key of my own
    horizon: short_term
    domain: accommodation
    set_on: 2017-06-20
recorded_on: 2017-06-19
reviews:
  - on: 2017-06-20
    by: [PRA-SW-01, SUP-SW-02]
    goals: [G1]
"""
    )


def test_a_file_that_changed_since_it_was_opened_is_not_saved(visit: Open, tmp_path: Path) -> None:
    (tmp_path / "network.yaml").write_bytes((CASE / "network.yaml").read_bytes())
    page = start(visit, "liaison", "?case=SW-006")
    page.set_input_files("#open-file", tmp_path / "network.yaml")
    expect(page.locator("#opened")).to_contain_text("SHA-256")
    answer_least(page, form_named("liaison"))
    (tmp_path / "network.yaml").write_bytes((CASE / "network.yaml").read_bytes() + b"# somebody else\n")
    page.get_by_role("button", name="Save file").click()
    expect(page.locator("#summary")).to_contain_text("The file changed after you opened it. Nothing was saved")
    expect(page.locator("#finished")).to_be_hidden()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("members: []\nliaison: [{on: 2016-01-01}]\n", "“liaison” stands on one line with its values"),
        ("members: []\nsomething: x\n", "Line 2 is not one this form knows"),
        ("- on: 2016-01-01\n", "Line 1 is not one this form knows"),
        ("members:\r\n  - id: a\nliaison: []\n", "Its lines end in two ways"),
        ('members: "a\nliaison: b"\n', "“liaison” stands on one line with its values"),
    ],
)
def test_a_layout_the_form_does_not_know_is_refused(visit: Open, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "network.yaml").write_bytes(text.encode())
    page = start(visit, "liaison", "?case=SW-006")
    page.set_input_files("#open-file", tmp_path / "network.yaml")
    expect(page.locator("#opened")).to_contain_text("SHA-256")
    answer_least(page, form_named("liaison"))
    page.get_by_role("button", name="Save file").click()
    expect(page.locator("#summary")).to_contain_text(said)
    expect(page.locator("#finished")).to_be_hidden()


@pytest.mark.parametrize("file", ["contacts/2017-06-22.md", "action-plan.yaml", "participant.yaml"])
def test_an_amendment_is_added_and_what_was_said_before_stays(visit: Open, file: str) -> None:
    found = sorted(CASE.glob("contacts/*.md"))[-1] if file.startswith("contacts") else CASE / file
    page = start(visit, "amend", "?site=SW")
    page.set_input_files("#open-file", found)
    page.get_by_text("What the file says").click()
    expect(page.locator("#opened-text pre")).to_have_text(found.read_text("utf-8"))
    page.get_by_label("Day (required)").fill("28/6/2017")
    page.get_by_label("By whom (required)").select_option("PRA-SW-02")
    page.get_by_label("Text (required)").fill("It was the 22nd: not the 21st.")
    path, after = saved(page)
    assert path == found.name
    was, now = (read(f"cases/SW/participants/SW-006/{file}", each) for each in (found.read_bytes(), after))
    amendment = {"on": "2017-06-28", "by": "PRA-SW-02", "text": "It was the 22nd: not the 21st."}
    assert plain(now.node, []) == plain(was.node, []) | {"amendments": [amendment]}
    assert now.body == was.body


def test_from_the_page_of_a_record_one_comes_to_its_amendment(visit: Open) -> None:
    page = visit("SW/participants/SW-006/index.html")
    page.get_by_role("link", name="Amend a record").click()
    expect(page.get_by_label("Site (required)")).to_have_value("SW")
    expect(page.get_by_label("By whom (required)").locator("option", has_text="PRA-SW-02")).to_have_count(1)


def test_what_must_be_answered_is_listed_and_each_line_leads_to_its_question(visit: Open) -> None:
    page = start(visit, "contact")
    page.get_by_label("Start", exact=True).fill("25:00")
    page.get_by_role("button", name="Save file").click()
    summary = page.locator("#summary")
    expect(summary).to_be_focused()
    assert summary.locator("li").all_inner_texts() == [
        "Site: choose an answer", "Participant: choose an answer", "Date: write an answer",
        "Start: write a time, such as 14:30", "Place: choose an answer", "Mode: choose an answer",
        "Staff: choose an answer",
    ]  # fmt: skip
    assert page.title().startswith("Error: ")
    summary.get_by_role("link", name="Date: write an answer").click()
    date_box = page.get_by_label("Date (required)")
    expect(date_box).to_be_focused()
    assert date_box.get_attribute("aria-invalid") == "true"
    assert date_box.get_attribute("aria-describedby") == "f-date-hint f-date-error"
    assert page.locator("#f-date-hint").text_content() == "The day of the contact. For example, 27/3/2016."
    assert page.locator("#f-date-error").text_content() == "Error: Date: write an answer"
    assert wrong(page) == []
    date_box.fill("31/6/2017")
    page.get_by_role("button", name="Save file").click()
    expect(summary).to_contain_text("Date: write a day that there is, such as 27/3/2016")


def test_in_rows_only_what_somebody_began_must_be_finished(visit: Open) -> None:
    page = start(visit, "team-meeting", "?site=SW")
    page.get_by_label("Date (required)").fill("26/6/2017")
    page.get_by_label("Chair (required)").select_option("SUP-SW-02")
    page.get_by_role("button", name="Add each open case").click()
    page.get_by_role("group", name="Case 2").get_by_label("Decision").fill("Wait for the hostel.")
    page.get_by_role("button", name="Add an action").click()
    page.get_by_role("button", name="Save file").click()
    assert page.locator("#summary li").all_inner_texts() == [
        f"Person {number}, status: choose an answer" for number in (1, 2, 3)
    ]
    for row in page.locator('[data-field="attendance"] .row').all():
        row.get_by_label("Present").check()
    path, content = saved(page)
    record = plain(read(path, content).node, [])
    assert [each["staff"] for each in record["attendance"]] == ["PRA-SW-01", "PRA-SW-02", "SUP-SW-02"]
    assert record["cases"] == [{"participant": "SW-007", "decision": "Wait for the hostel."}]
    assert "actions" not in record


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))


def tab_to(page: Page, place: str) -> None:
    """Press the tabulator key until a stop is reached."""
    for _ in range(120):
        if focused(page) == place:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{place} is not reached")


def test_with_the_keyboard_alone_a_contact_is_written_and_saved(visit: Open) -> None:
    page = visit("SW/participants/SW-006/index.html")
    tab_to(page, "Add a contact")
    page.keyboard.press("Enter")
    page.locator("form.form").wait_for()
    expect(page.locator("#about-case")).to_have_value("SW-006")
    tab_to(page, "f-date")
    page.keyboard.type("22 June 2017")
    tab_to(page, "f-place-prison")
    page.keyboard.press("ArrowDown")
    tab_to(page, "f-mode")
    page.keyboard.type("Ph")
    tab_to(page, "10 core components: open to mark them")
    page.keyboard.press("Enter")
    tab_to(page, "f-components-1-shared_understanding")
    page.keyboard.type("Pa")
    tab_to(page, "note-1")
    page.keyboard.type("We spoke.")
    tab_to(page, "save")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    expect(page.locator("#finished")).to_be_focused()
    assert (
        Path(download.value.path()).read_text("utf-8")
        == """\
---
date: 2017-06-22
place: community
mode: phone
outcome: attended
staff: [PRA-SW-02]
purposes: [session]
components:
  - component: shared_understanding
    applied: partly
---

## What we did

We spoke.
"""
    )


def test_rows_are_added_and_taken_away_with_the_keyboard_and_the_focus_is_never_lost(visit: Open) -> None:
    page = start(visit, "clinical-supervision", "?site=SW")
    tab_to(page, "f-actions")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.row').ariaLabel") == "Action 1"
    tab_to(page, "Remove this action")
    page.keyboard.press("Enter")
    assert focused(page) == "f-actions"
    expect(page.locator('[data-field="actions"] .row')).to_have_count(0)


FOLDER = """async (files) => {
    const root = await navigator.storage.getDirectory();
    for (const [path, text] of Object.entries(files)) {
      let folder = root;
      for (const step of path.split("/").slice(0, -1)) folder = await folder.getDirectoryHandle(step, { create: true });
      const file = await folder.getFileHandle(path.split("/").pop(), { create: true });
      const stream = await file.createWritable();
      await stream.write(text);
      await stream.close();
    }
    window.showDirectoryPicker = async () => root;
  }"""
"""A folder of the browser's own takes the place of the one somebody would choose; its files are as real."""
READ_BACK = """async (path) => {
    let folder = await navigator.storage.getDirectory();
    for (const step of path.split("/").slice(0, -1)) folder = await folder.getDirectoryHandle(step);
    return (await (await folder.getFileHandle(path.split("/").pop())).getFile()).text();
  }"""


def test_into_a_chosen_folder_a_file_is_saved_at_its_place_and_never_over_another(visit: Open) -> None:
    page = start(visit, "contact", "?case=SW-006", over="http")
    page.evaluate(FOLDER, {"cases/service.yaml": "title: x\n"})
    page.get_by_role("button", name="Choose the folder of the records").click()
    expect(page.locator("#folder-chosen")).to_contain_text("The file will be saved in")
    page.get_by_label("Date (required)").fill("22/6/2017")
    page.get_by_role("group", name="Place").get_by_label("Community").check()
    page.get_by_label("Mode (required)").select_option("phone")
    page.get_by_role("button", name="Save file").click()
    expect(page.locator("#finished-words")).to_contain_text("It was saved in")
    path = "cases/SW/participants/SW-006/contacts/2017-06-22.md"
    text = page.evaluate(READ_BACK, path)
    assert text == page.locator("#finished-text").input_value() and text.startswith("---\ndate: 2017-06-22\n")
    page.get_by_label("What we did").fill("Another one")
    page.get_by_role("button", name="Save file").click()
    expect(page.locator("#summary")).to_contain_text("There is a file of that name already, and it was not touched")
    assert page.evaluate(READ_BACK, path) == text
    page.get_by_label("Is there one of that day already?").select_option("-2")
    page.get_by_role("button", name="Save file").click()
    expect(page.locator("#finished-path")).to_have_text(path.replace(".md", "-2.md"))
    assert "Another one" in page.evaluate(READ_BACK, path.replace(".md", "-2.md"))


def test_in_a_chosen_folder_the_file_to_add_to_is_opened_by_itself_and_kept_from_a_second_hand(visit: Open) -> None:
    path = "cases/SW/participants/SW-006/network.yaml"
    page = start(visit, "liaison", "?case=SW-006", over="http")
    page.evaluate(FOLDER, {path: (CASE / "network.yaml").read_text("utf-8")})
    page.get_by_role("button", name="Choose the folder of the records").click()
    expect(page.locator("#opened")).to_contain_text("Opened network.yaml")
    answer_least(page, form_named("liaison"))
    page.evaluate(FOLDER, {path: "members: []\n"})
    page.get_by_role("button", name="Save file").click()
    expect(page.locator("#summary")).to_contain_text("The file changed after you opened it. Nothing was saved")
    assert page.evaluate(READ_BACK, path) == "members: []\n"
    page.evaluate(FOLDER, {path: (CASE / "network.yaml").read_text("utf-8")})
    page.get_by_role("button", name="Save file").click()
    expect(page.locator("#finished-words")).to_contain_text("It was saved in")
    assert "- asked: when?" in page.evaluate(READ_BACK, path)


def test_a_folder_that_holds_no_records_is_not_taken(visit: Open) -> None:
    page = start(visit, "contact", "?case=SW-006", over="http")
    page.evaluate(FOLDER, {"letters/one.txt": "x"})
    page.get_by_role("button", name="Choose the folder of the records").click()
    expect(page.locator("#folder-chosen")).to_contain_text("holds no folder “cases”: choose the folder that does")


@pytest.mark.parametrize(
    ("typed_in", "meant"),
    [
        ("27/3/2016", "2016-03-27"),
        ("27.3.2016", "2016-03-27"),
        ("27 March 2016", "2016-03-27"),
        ("3 sept 2016", "2016-09-03"),
        ("Sunday 27th March 2016", "2016-03-27"),
        ("2016-03-27", "2016-03-27"),
        ("29/2/2015", None),
        ("27/3/16", None),
        ("31 apr 2016", None),
        ("3/27/2016", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_it_is_written_in_britain(visit: Open, typed_in: str, meant: str | None) -> None:
    page = start(visit, "contact")
    assert page.evaluate("text => engagerText.day(text)", typed_in) == meant


def dismissing(asked: list[str]) -> Callable[[Dialog], None]:
    """Return what notes the kind of a dialogue and dismisses it."""

    def dismiss(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    return dismiss


def test_nothing_is_kept_in_the_browser_and_unsaved_words_are_not_lost_by_mistake(visit: Open) -> None:
    page = start(visit, "contact", "?case=SW-006", over="http")
    page.get_by_label("What we did").press_sequentially("Words nobody else has")
    asked: list[str] = []
    page.once("dialog", dismissing(asked))
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    kept = "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"
    assert page.evaluate(kept) == [0, 0, 0]
    assert page.context.storage_state() == {"cookies": [], "origins": []}


def test_once_saved_the_page_is_left_without_a_question(visit: Open) -> None:
    page = start(visit, "amend", "?site=SW")
    page.set_input_files("#open-file", CASE / "participant.yaml")
    page.get_by_label("Day (required)").fill("28/6/2017")
    page.get_by_label("By whom (required)").select_option("PRA-SW-02")
    page.get_by_label("Text (required)").fill("x")
    saved(page)
    asked: list[str] = []
    page.on("dialog", dismissing(asked))
    page.get_by_role("link", name="Home").first.click()
    expect(page.locator("h1")).to_have_text("Engager demonstration service")
    assert asked == []


@pytest.mark.parametrize("name", PAGES)
def test_without_scripts_the_page_names_the_command_and_shows_no_form(visit: Open, name: str) -> None:
    page = visit(PAGES[name], scripts=False)
    expect(page.locator("form")).to_have_count(0 if name == "list" else 1)
    expect(page.locator("form:visible")).to_have_count(0)
    if name in {form.name for form in FORMS}:
        expect(page.get_by_text(f"engager-docs new {form_named(name).kind}")).to_be_visible()
        expect(page.get_by_text("engager-docs pack blank-forms")).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation_on_a_form_with_all_of_it_open(visit: Open, name: str) -> None:
    page = visit(PAGES[name] + "?case=SW-006")
    unfold(page)
    assert wrong_anyhow(page) == []
    assert sideways(page) == 0
    ids: list[str] = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert sorted(ids) == sorted(set(ids))


def unfold(page: Page) -> None:
    """Add a row wherever one can be added, and open all that is folded."""
    if page.locator("form.form").count():
        page.locator("form.form").wait_for()
    for _ in range(2):
        for button in page.locator(".add:visible").all():
            button.click()
    page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")


def test_a_form_s_page_with_its_styles_and_scripts_is_light(visit: Open, built: Path) -> None:
    page = start(visit, "contact")
    named = page.evaluate(
        "[...document.querySelectorAll('link[rel=stylesheet], script[src]')].map((each) => each.href || each.src)"
    )
    ours = [built / each.partition("/site/")[2] for each in named]
    assert sum(file.stat().st_size for file in ours if "known" not in file.parts) <= 60 * 1024
    page.goto((built / "index.html").as_uri())
    assert "form" not in "".join(page.evaluate("[...document.scripts].map((each) => each.src)"))
