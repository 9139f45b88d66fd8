"""A change makes again what it must and no more, and the reason can be asked."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from engager_docs.cli.root import run
from engager_docs.engine.circle import Circle
from engager_docs.engine.making import Standing, one_case
from engager_docs.engine.run import Way, build_changed
from engager_docs.engine.terms import Lost
from engager_docs.engine.workshop import Made, Workshop
from engager_docs.publish.ledger import ledger_file, open_ledger, tree_of
from tests.engine.service import TERMS, build, tree


def a_note(root: Path) -> Path:
    return sorted(root.glob("cases/NW/participants/NW-003/contacts/*.md"))[0]


def test_nothing_changed_makes_nothing_and_writes_nothing(root: Path, site: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in site.rglob("*")}
    assert build(root, site).reasons == {}
    assert {file: file.stat().st_mtime_ns for file in site.rglob("*")} == before


def test_one_note_makes_its_case_and_nothing_that_shows_no_notes(root: Path, site: Path) -> None:
    note = a_note(root)
    note.write_text(note.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    assert build(root, site).reasons == {"case NW-003": "its records changed"}


def test_a_field_makes_its_case_and_the_pages_that_many_cases_share(root: Path, site: Path) -> None:
    note = a_note(root)
    note.write_text(note.read_text("utf-8").replace("\nmode: in_person\n", "\nmode: video\n"), "utf-8")
    assert build(root, site).reasons == {
        "case NW-003": "its records changed",
        "site NW": "what its cases tell changed",
        "search": "something that is searched for changed",
    }


def test_the_day_of_the_last_contact_makes_the_list_of_all_cases_too(root: Path, site: Path) -> None:
    note = root / "cases/SW/participants/SW-006/contacts/2017-06-27.md"
    day = date.fromisoformat(note.stem)
    moved = note.with_stem((day - timedelta(1)).isoformat())
    moved.write_text(note.read_text("utf-8").replace(note.stem, moved.stem), "utf-8")
    note.unlink()
    made = build(root, site).reasons
    assert made["case SW-006"] == "its records changed"
    assert made["site SW"] == "what its cases tell changed"
    assert made["service"] == "what its sites tell changed"
    assert f"month SW {day:%Y-%m}" in made


def test_a_page_that_came_out_the_same_keeps_its_file(root: Path, site: Path) -> None:
    before = {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in site.rglob("*") if file.is_file()}
    note = a_note(root)
    note.write_text(note.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    build(root, site)
    case = site / "NW/participants/NW-003"
    assert {file for file, stood in before.items() if (file.stat().st_ino, file.stat().st_mtime_ns) != stood} == {
        case / "index.html",
        case / "contacts" / f"{note.stem}.html",
        site / "manifest.json",
    }


def test_the_pages_that_show_a_note_are_right_after_it_changed(root: Path, site: Path) -> None:
    note = a_note(root)
    note.write_text(note.read_text("utf-8") + "\nA sentence found nowhere else.\n", "utf-8")
    build(root, site)
    said = sorted(path for path, content in tree(site).items() if b"A sentence found nowhere else." in content)
    assert said == [
        f"NW/participants/NW-003/contacts/{note.stem}.html",
        "NW/participants/NW-003/index.html",
    ]


def test_an_edit_that_keeps_size_and_time_is_noticed(root: Path, site: Path) -> None:
    note = a_note(root)
    status, text = note.stat(), note.read_bytes()
    note.write_bytes(text[:-2] + bytes([text[-2] ^ 1]) + text[-1:])
    os.utime(note, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "case NW-003" in build(root, site).reasons


def test_records_put_back_have_their_old_pages_again_months_too(root: Path, site: Path, tmp_path: Path) -> None:
    """All parts stand in the tree beside the site then, and nothing is made, yet the site is another."""
    note = sorted(root.glob("cases/SW/participants/SW-006/contacts/*.md"))[0]
    text, day = note.read_text("utf-8"), date.fromisoformat(note.stem) - timedelta(1)
    moved = note.with_stem(day.isoformat())
    note.unlink()
    moved.write_text(text.replace(note.stem, moved.stem), "utf-8")
    build(root, site)
    moved.unlink()
    note.write_text(text, "utf-8")
    built = build(root, site)
    assert built.reasons == {} and not built.as_it_was
    build(root, tmp_path / "clean")
    assert tree(site) == tree(tmp_path / "clean")
    assert build(root, site).as_it_was


def test_another_day_leaves_closed_cases_as_they_are(root: Path, site: Path) -> None:
    later = replace(TERMS, asked=replace(TERMS.asked, as_of=date(2017, 7, 1)))
    made = build_changed(root, site, later, Way()).reasons
    assert {name for name in made if name.startswith("case")} == {"case SW-006", "case SW-007"}
    also = "what its sites tell changed, another day is looked at"
    assert set(made.values()) == {"another day is looked at", also}


def test_what_an_unfinished_build_made_is_not_believed(root: Path, site: Path) -> None:
    """Its parts are known by what they were to rest on: had the history gone on meanwhile they would show another."""
    beside: list[dict[str, str]] = []

    def looked(_name: str, _number: int) -> None:
        ledger = open_ledger(ledger_file(root, site, "team"), alone=False)
        beside.append(tree_of(ledger, "spare"))
        ledger.connection.close()

    staff = root / "cases/SW/staff/PRA-SW-01.yaml"
    for more in ("\n# one", "\n# two"):
        staff.write_text(staff.read_text("utf-8") + more, "utf-8")
        build(root, site, Way(step=looked))
    first, *others = beside[len(beside) // 2 :]
    assert "case SW-006" in first, "a build that has made nothing yet goes on from the tree beside the site"
    assert others and not any(others), "from the first part that is made it is no more what it was"


def test_a_template_makes_everything_again(root: Path, site: Path) -> None:
    texts = dict(TERMS.texts)
    texts["layouts/screen.html"] += "<!-- ours -->"
    built = build_changed(root, site, replace(TERMS, texts=tuple(sorted(texts.items()))), Way())
    assert len(built.reasons) == built.parts
    pages = [content for path, content in tree(site).items() if path.endswith(".html")]
    assert all(b"<!-- ours -->" in page for page in pages)


def test_a_staff_file_makes_the_cases_and_sites_of_its_people(root: Path, site: Path) -> None:
    file = root / "cases/NW/staff/PRA-NW-05.yaml"
    file.write_text(file.read_text() + "# checked\n")
    made = build(root, site).reasons
    assert made["case NW-001"] == "a staff file of its sites changed"


def test_explain_says_why_each_part_was_made(root: Path, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(root), "build", "-o", str(site)]) == 0
    note = a_note(root)
    note.write_text(note.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    capsys.readouterr()
    assert run(["-C", str(root), "build", "--explain", "-o", str(site)]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "case NW-003: its records changed",
    ]
    assert "1 of" in said.err
    assert run(["-C", str(root), "build", "-o", str(site)]) == 0
    assert "nothing had changed" in capsys.readouterr().err


def test_a_case_that_costs_its_worker_its_life_twice_is_named_and_the_site_stays(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(site)
    for folder in sorted(root.glob("cases/*/participants/*")):
        (folder / "participant.yaml").write_text((folder / "participant.yaml").read_text() + "# later\n")

    parent = os.getpid()

    def deadly(shop: Workshop, standing: Standing, around: Circle, name: str) -> Made:
        if name == "case SW-003" and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return one_case(shop, standing, around, name)

    monkeypatch.setattr("engager_docs.engine.run.one_case", deadly)
    monkeypatch.setattr("engager_docs.engine.run.FEWEST", 2)
    with pytest.raises(Lost, match="cases/SW/participants/SW-003"):
        build(root, site, Way(jobs=2))
    assert tree(site) == before
    monkeypatch.undo()
    assert "case SW-003" in build(root, site, Way(jobs=2)).reasons


def test_a_ledger_that_loses_what_it_was_given_costs_time_alone(root: Path, site: Path, tmp_path: Path) -> None:
    """What is kept of a part is read back from the ledger, unless that has lost it before."""
    lost: list[str] = []

    def emptied(name: str, _: int) -> None:
        with closing(sqlite3.connect(ledger_file(root, tmp_path / "new", TERMS.audience), timeout=1)) as other, other:
            other.execute("DELETE FROM part")
        lost.append(name)

    assert build(root, tmp_path / "new", Way(step=emptied)).files == len(tree(site)) - 1
    assert lost.count("case NW-003") == 2, "all is made again, once"
    assert tree(tmp_path / "new") == tree(site)


def test_a_record_that_changes_while_the_site_is_made_is_read_again(
    root: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = a_note(root)
    note.write_text(note.read_text("utf-8") + "\nFirst.\n", "utf-8")
    changed: list[str] = []

    def meddling(shop: Workshop, standing: Standing, around: Circle, name: str) -> Made:
        if not changed:
            changed.append(name)
            note.write_text(note.read_text("utf-8") + "\nSecond.\n", "utf-8")
        return one_case(shop, standing, around, name)

    monkeypatch.setattr("engager_docs.engine.run.one_case", meddling)
    build(root, site)
    assert b"Second." in (site / "NW/participants/NW-003/contacts" / f"{note.stem}.html").read_bytes()
    assert build(root, site).reasons == {}


def test_a_page_edited_by_hand_is_made_again_and_a_stray_one_goes(root: Path, site: Path) -> None:
    before = tree(site)
    (site / "NW/participants/NW-001/index.html").write_text("by hand")
    (site / "NW/extra.html").write_text("by nobody")
    build(root, site)
    assert tree(site) == before
