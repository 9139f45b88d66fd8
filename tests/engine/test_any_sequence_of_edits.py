"""A build after any sequence of edits gives, byte for byte, what a build from nothing gives."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from engager_docs.build import examine
from engager_docs.engine.past import Marks
from engager_docs.engine.plan import plan_of
from engager_docs.engine.reading import circle_files
from engager_docs.engine.run import Built, Way, build_changed
from engager_docs.engine.seen import looked_at
from engager_docs.engine.terms import Terms, Unsound
from engager_docs.model.asked import Asked
from engager_docs.publication import edition_of, site_outputs
from engager_docs.publish.ledger import open_ledger
from engager_docs.render.html import template_texts
from tests.repositories import TODAY, whole, write

ROOT = Path(__file__).parents[2]
TEMPLATES = template_texts([ROOT / "site_templates"])
SECOND = {
    "cases/SW/site.yaml": "label: South West\nopened_on: 2016-01-04\n",
    "cases/SW/staff/PRA-SW-01.yaml": (
        "employer: example-charity\nengagement: employed\nroles:\n  - role: practitioner\n    from: 2016-01-04\n"
    ),
    "cases/SW/participants/SW-001/participant.yaml": (
        "referral:\n  received_on: 2016-06-20\n  source: self\n  decision: pending\n"
    ),
}
CONTACT = """\
---
date: {day}
place: community
mode: phone
outcome: attended
staff: [PRA-SW-01]
---

{note}
"""
NOTES = ("We talked.", "About `SW-002` and `NW-001`.", "A long walk, **twice**.", "", "See PRA-NW-01.")
FOLDER = "cases/SW/participants"
GIT = {
    **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_NAME": "Alex Reed" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "alex@example.org" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_DATE": "2016-06-29T12:00:00Z" for who in ("AUTHOR", "COMMITTER")},
}  # fmt: skip


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


class AnySequenceOfEdits(RuleBasedStateMachine):
    """Edits of a small repository with every kind of record, each followed by a build."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="edits-"))
        self.root, self.site = self.home / "records", self.home / "site"
        self.texts = dict(TEMPLATES)
        self.asked = Asked(TODAY)
        self.audience = "team"
        self.files = {**whole(), **SECOND}
        self.saved: dict[str, str] = {}

    @initialize(under_git=st.booleans())
    def begin(self, under_git: bool) -> None:
        write(self.root, self.files)
        self.under_git = under_git
        if under_git:
            self.git("init", "-q")
            self.commit()

    def git(self, *words: str) -> None:
        subprocess.run(["git", *words], cwd=self.root, env=GIT, check=True, capture_output=True)

    @rule()
    def commit(self) -> None:
        if self.under_git:
            self.git("add", "cases")
            self.git("commit", "-q", "--allow-empty", "-m", "weekly")

    @rule()
    def take_the_last_commit_back(self) -> None:
        if self.under_git:
            self.git("commit", "-q", "--amend", "--allow-empty", "-m", "again")

    def put(self, path: str, text: str) -> None:
        self.saved.setdefault(path, self.files.get(path, ""))
        self.files[path] = text
        write(self.root, {path: text})

    @rule(number=st.integers(1, 3), day=st.integers(0, 40), note=st.sampled_from(NOTES))
    def write_a_contact(self, number: int, day: int, note: str) -> None:
        case = f"{FOLDER}/SW-{number:03}"
        if f"{case}/participant.yaml" in self.files:
            on = date(2016, 5, 20) + timedelta(day)
            self.put(f"{case}/contacts/{on}.md", CONTACT.format(day=on, note=note))

    @rule(number=st.integers(2, 3), decision=st.sampled_from(["pending", "accepted", "declined"]))
    def write_a_participant(self, number: int, decision: str) -> None:
        decided = "" if decision == "pending" else "  decided_on: 2016-06-21\n"
        text = f"referral:\n  received_on: 2016-06-20\n  source: self\n  decision: {decision}\n{decided}"
        self.put(f"{FOLDER}/SW-{number:03}/participant.yaml", text)

    @rule(data=st.data())
    def delete_a_contact_or_a_case(self, data: st.DataObject) -> None:
        names = sorted({path for path in self.files if path.startswith(FOLDER)} - {f"{FOLDER}/SW-001/participant.yaml"})
        if names:
            path = data.draw(st.sampled_from(names))
            doomed = path if "/contacts/" in path else path.rsplit("/", 1)[0]
            for each in [each for each in self.files if each == doomed or each.startswith(f"{doomed}/")]:
                del self.files[each]
                (self.root / each).unlink()
            self.clear_folders()

    def clear_folders(self) -> None:
        for folder in sorted((each for each in self.root.rglob("*") if each.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()

    @rule(data=st.data())
    def put_back_what_was_there(self, data: st.DataObject) -> None:
        known = sorted(path for path, text in self.saved.items() if text and path in self.files)
        if known:
            path = data.draw(st.sampled_from(known))
            before = (self.root / path).stat()
            self.put(path, self.saved[path])
            os.utime(self.root / path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(data=st.data())
    def touch_a_file(self, data: st.DataObject) -> None:
        (self.root / data.draw(st.sampled_from(sorted(self.files)))).touch()

    @rule(away=st.booleans(), site=st.sampled_from(["NW", "SW"]))
    def change_a_staff_file(self, away: bool, site: str) -> None:
        path = f"cases/{site}/staff/PRA-{site}-01.yaml"
        text = self.files[path].partition("absences:")[0]
        if away and "absences:" not in ({**whole(), **SECOND})[path]:
            text += "absences:\n  - from: 2015-02-01\n    to: 2015-02-03\n    type: annual_leave\n"
        else:
            text = ({**whole(), **SECOND})[path]
        self.put(path, text)

    @rule(days=st.integers(0, 7))
    def change_a_parameter(self, days: int) -> None:
        before = whole()["cases/service.yaml"]
        assert "title:" in before
        self.put("cases/service.yaml", before.replace("title: ", f"title: {'The ' * days}", 1))

    @rule(word=st.sampled_from(["one", "two"]))
    def change_a_template(self, word: str) -> None:
        self.texts["layouts/screen.html"] = TEMPLATES["layouts/screen.html"] + f"<!-- {word} -->"

    @rule(day=st.sampled_from([None, date(2016, 6, 29), date(2016, 6, 1), date(2016, 7, 2)]))
    def look_at_another_day(self, day: date | None) -> None:
        self.asked = Asked(TODAY, day)

    @rule(audience=st.sampled_from(["team", "supervisor", "line-manager", "research"]))
    def ask_for_another_audience(self, audience: str) -> None:
        self.audience = audience

    @rule()
    def spoil_a_page(self) -> None:
        for page in sorted(self.site.rglob("*.html"))[:1]:
            page.write_text("spoiled")
            (self.site / "stray.html").write_text("nobody made this")

    @rule(keep=st.integers(0, 400))
    def damage_the_ledger(self, keep: int) -> None:
        for file in (self.root / ".engager-docs").glob("*.db"):
            content = file.read_bytes()
            file.write_bytes(content[:keep] if keep % 2 else content[: len(content) // 2] + b"\0" * keep)

    @invariant()
    def the_site_is_what_a_build_from_nothing_gives(self) -> None:
        if not self.root.exists():
            return
        try:
            built = self.build(self.site)
        except Unsound:
            assert examine(self.root, self.asked).errors
            return
        assert tree(self.site) == self.from_nothing()
        again = self.build(self.site)
        assert (again.reasons, again.files) == ({}, built.files), "nothing changed, and something was made"

    def build(self, target: Path) -> Built:
        terms = Terms(self.asked, self.audience, "0", tuple(sorted(self.texts.items())))
        return build_changed(self.root, target, terms, Way())

    def from_nothing(self) -> dict[str, bytes]:
        shutil.rmtree(self.home / "fresh", ignore_errors=True)
        copy = self.home / "fresh"
        shutil.copytree(self.root, copy, ignore=shutil.ignore_patterns(".engager-docs"))
        terms = Terms(self.asked, self.audience, "0", tuple(sorted(self.texts.items())))
        build_changed(copy, self.home / "fresh-site", terms, Way(clean=True))
        found = tree(self.home / "fresh-site")
        shutil.rmtree(self.home / "fresh-site")
        return found

    def teardown(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)


TestAnySequenceOfEdits = AnySequenceOfEdits.TestCase
ASKED = os.environ.get("EDIT_SEQUENCES")
"""How many sequences to try, each time others; else the same dozen, since each takes some seconds."""
TestAnySequenceOfEdits.settings = settings(
    max_examples=int(ASKED or 12),
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=ASKED is None,
    phases=[Phase.explicit, Phase.generate],  # to find the shortest sequence takes minutes, and the first tells enough
)


def test_a_case_that_only_what_all_sites_share_names_is_known_everywhere(tmp_path: Path) -> None:
    """Sites whose records name nobody of each other are made apart, each without the other's cases."""
    files = {**whole(), **SECOND}
    service = files["cases/service.yaml"]
    files["cases/service.yaml"] = re.sub(r"subject: NW-\d+", "subject: SW-001", service)
    assert files["cases/service.yaml"] != service
    root = write(tmp_path / "records", files)
    terms = Terms(Asked(TODAY), "team", "0", tuple(sorted(TEMPLATES.items())))
    ledger = open_ledger(tmp_path / "ledger.db")
    plan = plan_of(looked_at(root, ledger), Marks({}), terms)
    known = {file for file in circle_files(root, plan, ("NW",)).there if "/participants/" in file}
    assert plan.circles == (("NW",), ("SW",))
    assert f"{FOLDER}/SW-001/participant.yaml" in known
    service = re.sub(r"subject: SW-001", "subject: NW-001", files["cases/service.yaml"])
    write(root, {"cases/service.yaml": service})
    plan = plan_of(looked_at(root, ledger), Marks({}), terms)
    assert {file for file in circle_files(root, plan, ("NW",)).there if "SW-001" in file} == set()


def test_the_parts_of_a_site_are_together_the_site_made_whole(tmp_path: Path) -> None:
    """The same pages, byte for byte, come from the whole casebook at once, for every audience of a site."""
    for audience in ("team", "supervisor", "line-manager", "research"):
        terms = Terms(Asked(date(2026, 11, 25)), audience, "0", tuple(sorted(TEMPLATES.items())))
        build_changed(ROOT, tmp_path / audience, terms, Way(jobs=2, clean=True))
        edition = edition_of(ROOT, examine(ROOT, terms.asked), audience, ROOT / "site_templates")
        whole_site = {each.path: each.content for each in site_outputs(edition)}
        apart = tree(tmp_path / audience)
        del apart["manifest.json"], apart["assets/edition.css"], whole_site["assets/edition.css"]
        assert apart.keys() == whole_site.keys()
        assert [path for path in apart if apart[path] != whole_site[path] and path != "about.html"] == []
