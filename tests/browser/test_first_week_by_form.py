"""The first week by form, as somebody would: referral, contact, liaison, understanding, plan, supervision, a pack.

From a service without a participant to checked records and a supervision pack, in a real Chromium, from the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from engager_docs.cli.root import run
from tests.repositories import CASE, base, write

COMPONENTS = {
    "cases/core-components.yaml": """\
source: an example
items:
  - code: trust
    label: Engagement and trust
  - code: liaison
    label: Liaison
"""
}


@dataclass
class Desk:
    """The records, the site made of them, and a window that shows it."""

    root: Path
    page: Page

    def build(self) -> None:
        built = run(["-C", str(self.root), "-q", "build", "--audience", "supervisor", "-o", str(self.root / "site")])
        assert built == 0

    def open(self, *links: str) -> None:
        """Go to the first page and follow links by their words."""
        self.page.goto((self.root / "site/index.html").as_uri())
        for words in links:
            self.page.get_by_role("link", name=words, exact=True).first.click()
        self.page.locator("form.form").wait_for()

    def save(self) -> str:
        """Save, and put the file in its place; return where that is."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name="Save file").click()
        path = self.page.locator("#finished-path").inner_text()
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        download.value.save_as(self.root / path)
        return path

    def fill(self, **answers: str) -> None:
        for label, words in answers.items():
            self.page.get_by_label(label.replace("_", " "), exact=True).first.fill(words)

    def tick(self, group: str, *choices: str) -> None:
        for choice in choices:
            place = self.page.get_by_role("group", name=re.compile(rf"^{group}( \(required\))?$"))
            place.first.get_by_label(choice, exact=True).check()


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Desk]:
    files = {path: text for path, text in (base() | COMPONENTS).items() if not path.startswith(CASE)}
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(10_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield Desk(write(tmp_path, files), page)
    context.close()
    assert faults == []


def test_from_a_referral_to_a_supervision_pack(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.build()
    refer(desk)
    desk.build()
    meet(desk)
    tell(desk)
    understand(desk)
    plan(desk)
    desk.build()
    review(desk)
    supervise(desk)
    gather(desk)
    train(desk)
    capsys.readouterr()
    assert run(["-C", str(desk.root), "check"]) == 0
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if re.search(r": (error|privacy) ", line)] == []
    records = [path.relative_to(desk.root).as_posix() for path in sorted(desk.root.glob("cases/**/2016-*"))]
    assert records == [
        "cases/NW/participants/NW-001/contacts/2016-06-07.md",
        "cases/NW/participants/NW-001/contacts/2016-06-10.md",
        "cases/NW/participants/NW-001/shared-understanding/2016-06-14.md",
        "cases/NW/supervision/clinical/2016-06-22-PRA-NW-01.md",
        "cases/NW/team-meetings/2016-06-20.md",
        "cases/training/2016-05-exeter.md",
    ]
    pack = desk.root / "pack.html"
    made = run(
        ["-C", str(desk.root), "-q", "pack", "supervision", "SUP-NW-01", "--period", "2016-W25", "-o", str(pack)]
    )
    assert made == 0
    text = pack.read_text("utf-8")
    assert "Keep going by tram" in text and "NW-001" in text


def refer(desk: Desk) -> None:
    page = desk.page
    desk.open("North West", "Add a new participant")
    expect(page.get_by_label("Id of the new participant")).to_have_value("NW-001")
    page.get_by_label("Received on (required)").fill("1/6/2016")
    page.get_by_label("Source (required)").select_option(label="Prison primary care")
    desk.tick("Decision", "Accepted")
    desk.fill(Decided_on="3/6/2016", Decided_by="SUP-NW-01", Expected_release="20/9/2016")
    page.get_by_role("button", name="Add an answer").click()
    page.get_by_label("Scope (required)").select_option(label="Support")
    desk.tick("Status", "Given")
    page.get_by_role("group", name="Answer 1").get_by_label("Day (required)").fill("3/6/2016")
    page.get_by_role("button", name="Add a period").click()
    page.get_by_label("Place (required)").select_option(label="Prison")
    page.get_by_label("Establishment").select_option("example-prison")
    page.get_by_role("group", name="Period 1").get_by_label("From (required)").fill("4/1/2016")
    page.get_by_role("button", name="Add a member of staff").click()
    member = page.get_by_role("group", name="Member of staff 1")
    member.get_by_label("Staff (required)").select_option("PRA-NW-01")
    member.get_by_label("Lead").check()
    member.get_by_label("From (required)").fill("3/6/2016")
    path = "cases/NW/participants/NW-001/participant.yaml"
    assert desk.save() == path
    first = (desk.root / path).read_text("utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../../../../.schemas/participant.schema.json"


def meet(desk: Desk) -> None:
    page = desk.page
    desk.open("Cases", "NW-001", "Add a contact")
    expect(page.get_by_label("PRA-NW-01, practitioner")).to_be_checked()
    page.get_by_label("Date (required)").fill("7 June 2016")
    desk.fill(Start="10.30 am", Minutes="45", What_we_did='He said: "trams - not buses".\n\n# 1 on his list')
    desk.tick("Place", "Prison")
    page.get_by_label("Mode (required)").select_option(label="In person")
    page.get_by_text("2 core components: open to mark them").click()
    page.get_by_role("group", name="Engagement and trust").get_by_label("Applied").select_option("yes")
    assert desk.save() == "cases/NW/participants/NW-001/contacts/2016-06-07.md"
    desk.open("Cases", "NW-001", "Add an attempted contact")
    page.get_by_label("Date (required)").fill("10 June 2016")
    desk.tick("Place", "Prison")
    page.get_by_label("Mode (required)").select_option(label="In person")
    desk.tick("Outcome", "Cancelled by the service or prison")
    page.get_by_label("Cancel cause").select_option(label="No escort")
    assert desk.save() == "cases/NW/participants/NW-001/contacts/2016-06-10.md"


def tell(desk: Desk) -> None:
    page = desk.page
    desk.open("Cases", "NW-001", "Add liaison")
    expect(page.locator("#grows-needed")).to_have_text("if there is one by now")
    page.get_by_role("button", name="Add a person or agency").click()
    page.get_by_label("Id (required)").fill("probation-1")
    page.get_by_label("Kind (required)").select_option(label="Probation practitioner")
    page.get_by_label("Day (required)").fill("8/6/2016")
    page.get_by_label("With whom (required)").select_option("probation-1")
    desk.tick("Direction", "Out")
    assert desk.save() == "cases/NW/participants/NW-001/network.yaml"


def understand(desk: Desk) -> None:
    page = desk.page
    desk.open("Cases", "NW-001", "Write a Shared Understanding")
    page.get_by_label("Date (required)").fill("14/6/2016")
    desk.fill(Emotions="low: most mornings", Thoughts="It's no use", Behaviours="stay in my cell")
    page.get_by_role("button", name="Add a link").click()
    link = page.get_by_role("group", name="Link 1")
    link.get_by_label("From (required)").select_option("low: most mornings")
    link.get_by_label("To (required)").select_option("stay in my cell")
    assert desk.save() == "cases/NW/participants/NW-001/shared-understanding/2016-06-14.md"


def plan(desk: Desk) -> None:
    page = desk.page
    desk.open("Cases", "NW-001", "Review the Shared Action Plan")
    page.get_by_role("button", name="Add a goal").click()
    goal = page.get_by_role("group", name="Goal 1")
    goal.get_by_label("Statement (required)").fill("Keep going by tram")
    goal.get_by_label("Short term").check()
    goal.get_by_label("Domain (required)").select_option(label="Social inclusion")
    goal.get_by_label("Set on (required)").fill("14/6/2016")
    page.get_by_label("Day (required)").fill("14/6/2016")
    page.get_by_role("checkbox", name="G1: Keep going by tram").check()
    assert desk.save() == "cases/NW/participants/NW-001/action-plan.yaml"


def review(desk: Desk) -> None:
    page = desk.page
    desk.open("Cases", "NW-001", "Review the Shared Action Plan")
    page.set_input_files("#open-file", desk.root / "cases/NW/participants/NW-001/action-plan.yaml")
    page.get_by_label("Day (required)").fill("21/6/2016")
    page.get_by_role("checkbox", name="G1: Keep going by tram").check()
    assert desk.save() == "cases/NW/participants/NW-001/action-plan.yaml"


def supervise(desk: Desk) -> None:
    page = desk.page
    desk.open("North West", "Record clinical supervision")
    page.get_by_label("Practitioner supervised (required)").select_option("PRA-NW-01")
    page.get_by_label("Date (required)").fill("22/6/2016")
    page.get_by_label("Supervisor (required)").select_option("SUP-NW-01")
    desk.tick("Mode", "Video")
    case = page.get_by_role("group", name="Case 1")
    expect(case.get_by_label("Participant (required)")).to_have_value("NW-001")
    case.get_by_label("Decision").fill("Keep going by tram")
    desk.fill(Text_of_the_record="We thought about buses.")
    assert desk.save() == "cases/NW/supervision/clinical/2016-06-22-PRA-NW-01.md"


def gather(desk: Desk) -> None:
    page = desk.page
    desk.open("North West", "Record a team meeting")
    page.get_by_label("Date (required)").fill("20/6/2016")
    page.get_by_label("Chair (required)").select_option("SUP-NW-01")
    for row in page.locator('[data-field="attendance"] .row').all():
        row.get_by_label("Present").check()
    page.get_by_role("button", name="Add each open case").click()
    page.get_by_role("group", name="Case 1").get_by_label("On track").check()
    assert desk.save() == "cases/NW/team-meetings/2016-06-20.md"


def train(desk: Desk) -> None:
    page = desk.page
    desk.open("Add a record", "Record training attendance")
    page.get_by_label("Date (required)").fill("May 2016")
    page.get_by_label("Place (required)").fill("Exeter")
    for row in page.locator('[data-field="attendance"] .row').all():
        row.get_by_label("Attended").check()
    assert desk.save() == "cases/training/2016-05-exeter.md"
