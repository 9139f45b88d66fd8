"""A folder → its records by path, what is passed over, and what may not stand there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Source
from engager_docs.read.fault import Fault
from engager_docs.read.files import LARGEST, read_bytes
from engager_docs.read.layout import classify
from engager_docs.read.repository import listing, load
from engager_docs.read.tree import find_root, tree_of, walk
from tests.model.minimal import MINIMAL
from tests.repositories import CASE, base, whole, write

CONTACT = "---\ndate: 2016-06-21\n---\n\nbody\n"


@pytest.mark.parametrize(("kind", "path"), [(kind, path) for kind, (path, _) in MINIMAL.items()])
def test_a_path_says_what_a_record_is(kind: str, path: str) -> None:
    assert classify(path).kind.name == kind


def test_a_path_says_whose_a_record_is() -> None:
    place = classify("cases/NW/supervision/clinical/2016-02-03-PRA-NW-02-2.md")
    assert (place.site, place.case, place.date, place.staff) == ("NW", "", "2016-02-03", "PRA-NW-02")
    place = classify("cases/NW/participants/NW-001/contacts/2016-01-26.md")
    assert (place.site, place.case, place.date, place.staff) == ("NW", "NW-001", "2016-01-26", "")


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("cases/service.yml", "did you mean 'service.yaml'?"),
        ("cases/notes.txt", "or a site's folder, such as NW"),
        ("cases/NW/participant/NW-001/participant.yaml", "did you mean 'participants'?"),
        ("cases/NW/participants/nw-001/participant.yaml", "name it by the participant's id, such as NW-001"),
        ("cases/NW/participants/NW-001/contacts/2016-01-26-1.md", "2016-01-26-2.md for a second one that day"),
        ("cases/NW/participants/NW-001/contacts/2016-01-26.yaml", "name it like 2016-01-26.md"),
        ("cases/NW/participants/NW-001/contacts/٢٠١٦-01-26.md", "name it like 2016-01-26.md"),
        ("cases/NW/staff/PRA-NW-100.yaml", "name it like PRA-NW-01.yaml"),
        ("cases/NW/staff/PRA-SW-01.yaml", "an id in this folder holds -NW-"),
        ("cases/NW/participants/SW-001/participant.yaml", "an id in this folder begins with NW-"),
        ("cases/NW/supervision/peer/2016-02-03.md", "supervision/ holds clinical, supervisor, mentalisation"),
        ("cases/NW/site.yaml/x", "move what is in the folder elsewhere"),
        ("cases/NW/participants/SW-001/notes.txt", "an id in this folder begins with NW-"),
        ("cases/NW/participants/NW-001", "make a folder NW-001 with participant.yaml"),
        ("cases/NW/participants", "put the records inside cases/NW/participants/"),
    ],
)
def test_a_path_that_no_record_has_is_told_the_nearest(path: str, hint: str) -> None:
    with pytest.raises(Fault) as caught:
        classify(path)
    assert caught.value.code == "E001"
    assert hint in caught.value.hint


def test_a_supervisor_of_another_site_may_be_named_in_a_session() -> None:
    assert classify("cases/NW/supervision/supervisor/2016-02-10-SUP-SW-01.md").staff == "SUP-SW-01"


def test_the_nearest_repository_above_is_found(tmp_path: Path) -> None:
    write(tmp_path, base())
    assert find_root(tmp_path / "cases/NW/staff") == tmp_path.resolve()
    assert find_root(tmp_path.parent) is None
    inner = write(tmp_path / "cases/NW/inner", base())
    assert find_root(inner / "cases") == inner.resolve()


def test_files_come_in_order_and_attachments_apart(tmp_path: Path) -> None:
    listed = listing(write(tmp_path, whole()))
    assert [place.file for place in listed.records] == sorted(path for path in whole() if "attachments" not in path)
    assert listed.attachments == (f"{CASE}/attachments/letter.txt",)
    assert listed.diagnostics == ()


def test_what_is_hidden_and_who_it_is_are_passed_over(tmp_path: Path) -> None:
    more = {f"{CASE}/identity.yaml": "x", f"{CASE}/.x": "x", f"{CASE}/_drafts/x.md": "x", "cases/.git/x": "x"}
    assert listing(write(tmp_path, {**base(), **more})) == listing(write(tmp_path / "2", base()))
    misplaced = listing(write(tmp_path / "3", {**base(), "cases/NW/identity.yaml": "x"}))
    assert [each.code for each in misplaced.diagnostics] == ["E001"]


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("cases/NW/participants/NW-001/contacts", []),
        ("cases/NW/participants/NW-001/attachments/letters", []),
        ("cases/NW/supervision/mentalisation", []),
        ("cases/training", []),
        ("cases/NW/supervisions", ["E001"]),
        ("cases/NW/participants/NW-001/contact", ["E001"]),
        ("cases/letters", ["E001"]),
        ("cases/NW/participants/NW-002", ["E021"]),
        ("cases/SW", ["E021"]),
        ("cases/SW/participants/SW-001/contacts", ["E021", "E021"]),
    ],
)
def test_an_empty_folder_is_judged_by_its_name(folder: str, found: list[str], tmp_path: Path) -> None:
    write(tmp_path, base()).joinpath(folder).mkdir(parents=True)
    assert [each.code for each in listing(tmp_path).diagnostics] == found


def test_a_file_that_is_refused_is_not_missing_as_well(tmp_path: Path) -> None:
    participant = write(tmp_path, base()) / CASE / "participant.yaml"
    participant.unlink()
    participant.symlink_to("/etc/passwd")
    write(tmp_path, {f"{CASE}/outcomes.yaml": "[]\n"})
    assert [each.code for each in listing(tmp_path).diagnostics] == ["E005"]


def test_cases_itself_may_not_be_a_link(tmp_path: Path) -> None:
    real = write(tmp_path / "elsewhere", base())
    (tmp_path / "cases").symlink_to(real / "cases")
    tree = walk(tmp_path)
    assert tree.files == ()
    assert [(each.code, each.span.file) for each in tree.diagnostics] == [("E005", "cases")]


def test_records_that_are_not_there_are_a_fault_and_no_empty_list(tmp_path: Path) -> None:
    assert [(each.code, each.span.file) for each in listing(tmp_path).diagnostics] == [("E018", "cases")]


def test_folders_go_as_deep_as_records_and_no_deeper(tmp_path: Path) -> None:
    deep = f"{CASE}/attachments" + "/a" * 8
    found = listing(write(tmp_path, {**base(), f"{deep}/letter.txt": "x"})).diagnostics
    assert [(each.code, each.hint) for each in found] == [("E001", "move the files up")]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["Letter.txt", "letter.txt"], "E006"),
        (["\u00e9.txt", "e\u0301.txt"], "E006"),
        (["con.txt"], "E019"),
        (["a\x1b.txt"], "E019"),
        ([f"{'a' * 201}"], "E019"),
    ],
)
def test_a_name_that_another_system_could_not_keep_is_refused(names: list[str], code: str, tmp_path: Path) -> None:
    write(tmp_path, {**base(), **{f"{CASE}/attachments/{name}": "x" for name in names}})
    (found,) = listing(tmp_path).diagnostics
    assert found.code == code and found.span.file.isprintable()


def test_an_attachment_is_at_most_20_mib(tmp_path: Path) -> None:
    letter = write(tmp_path, whole()) / CASE / "attachments/letter.txt"
    with letter.open("r+b") as file:
        file.truncate(LARGEST)
    assert listing(tmp_path).diagnostics == ()
    with letter.open("r+b") as file:
        file.truncate(LARGEST + 1)
    assert [(each.code, each.span.file) for each in listing(tmp_path).diagnostics] == [
        ("E004", f"{CASE}/attachments/letter.txt")
    ]


def test_paths_that_lie_in_no_folder_are_sorted_out_like_those_that_do(tmp_path: Path) -> None:
    """What git is about to commit is judged by its names alone."""
    bad = {f"{CASE}/attachments/{name}": "x" for name in ("con", "con.d/a", "con.d/b", "B.txt", "b.txt")}
    hidden = {f"{CASE}/.x/y": "x", f"{CASE}/_drafts/x.md": "x", f"{CASE}/identity.yaml": "x"}
    files = {**whole(), **bad, **hidden}
    on_disk, named = walk(write(tmp_path, files)), tree_of(files)
    assert (named.files, named.attachments) == (on_disk.files, on_disk.attachments)
    assert [each.span.file for each in named.diagnostics] == [each.span.file for each in on_disk.diagnostics]
    link = f"{CASE}/outcomes.yaml"
    assert [(each.code, each.span.file) for each in tree_of({**base(), link: ""}, {link}).diagnostics] == [
        ("E005", link)
    ]


def test_a_file_is_read_up_to_its_limit_and_no_further(tmp_path: Path) -> None:
    write(tmp_path, {"a": "x" * 100})
    assert read_bytes(tmp_path, "a", 100) == b"x" * 100
    with pytest.raises(Fault) as caught:
        read_bytes(tmp_path, "a", 99)
    assert caught.value.code == "E004"


@pytest.mark.parametrize(
    ("path", "code"), [("missing", "E018"), ("folder", "E005"), ("link", "E005"), ("pipe", "E005")]
)
def test_only_a_regular_file_is_opened(path: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Fault) as caught:
        read_bytes(tmp_path, path, 100)
    assert caught.value.code == code


def test_a_file_whose_bytes_the_system_does_not_give_is_named() -> None:
    """A bad sector cannot be made here; the memory of a process is a file whose first byte gives the same error."""
    if not Path("/proc/self/mem").exists():
        pytest.skip("this system shows no process as a file")
    with pytest.raises(Fault) as caught:
        read_bytes(Path("/proc/self"), "mem", 100)
    assert (caught.value.code, caught.value.message) == ("E018", "the file cannot be read: Input/output error")


def test_a_file_cut_short_while_it_is_read_ends_where_it_ends() -> None:
    """A file of the system says that it holds nothing, or more than it does."""
    if not Path("/proc/self/status").exists() or not Path("/sys/kernel/mm").exists():
        pytest.skip("this system shows no process as a file")
    assert read_bytes(Path("/proc/self"), "status", 1 << 20).startswith(b"Name:")
    assert len(read_bytes(Path("/sys/kernel/mm/transparent_hugepage"), "enabled", 1 << 20)) < 4096
    with pytest.raises(Fault) as caught:
        read_bytes(Path("/proc/self"), "status", 100)
    assert caught.value.code == "E004"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("date: x\n", "E015"),
        ("---", "E015"),
        ("---\ndate: x\n", "E015"),
        ("---\ndate: x\n---x\n", "E015"),
        ("---\nonly text\n---\n", "E016"),
        ("---\n---\n", "E016"),
    ],
)
def test_a_record_begins_with_fields_that_are_closed(text: str, code: str, tmp_path: Path) -> None:
    found = load(write(tmp_path, {"a.md": text}), "a.md")
    assert isinstance(found, Diagnostic)
    assert found.code == code


def test_a_record_that_cannot_be_opened_is_a_diagnostic(tmp_path: Path) -> None:
    found = load(tmp_path, "none.yaml")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.excerpt) == ("E018", "")


@pytest.mark.parametrize("opening", ["---\n", "--- \n", "---\t\n", "\ufeff---\n", "---\r\n"])
def test_the_text_begins_below_the_fields(opening: str, tmp_path: Path) -> None:
    ending = "\r\n" if "\r" in opening else "\n"
    text = (opening.rstrip("\r\n") + "\ndate: 2016-06-21\n---\n\n## What we did\n\n---\n").replace("\n", ending)
    source = load(write(tmp_path, {"a.md": text}), "a.md")
    assert isinstance(source, Source)
    assert (source.body, source.body_line) == ("\n## What we did\n\n---\n", 4)
    assert source.line(5) == "## What we did"
    assert source.span(("date",))[1:] == (2, 7, 2, 17)


@pytest.mark.parametrize("text", ["---\ndate: x\n---", "---\ndate: x\n---\n"])
def test_a_text_may_be_empty(text: str, tmp_path: Path) -> None:
    source = load(write(tmp_path, {"a.md": text}), "a.md")
    assert isinstance(source, Source)
    assert source.body == ""


@pytest.mark.parametrize(("letter", "size"), [("a", 1), ("é", 2), ("\U0001f600", 4)])
def test_a_text_is_at_most_256_kib(letter: str, size: int, tmp_path: Path) -> None:
    most = letter * (256 * 1024 // size)
    assert isinstance(load(write(tmp_path, {"a.md": f"---\nx: y\n---\n{most}"}), "a.md"), Source)
    found = load(write(tmp_path, {"a.md": f"---\nx: y\n---\n{most}{letter}"}), "a.md")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.span.line) == ("E004", 4)


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"a: b\r\nc: \xff\r\n", 2, 4),
        (b"\xef\xbb\xbfa: \xff\n", 1, 4),
        ("\U0001f600: é".encode() + b"\xff", 1, 5),
        ("a: b\r\n\r\nc: \U0001f600\u202e\r\n".encode(), 3, 5),
        ("\ufeffé\u200b".encode(), 1, 2),
    ],
)
def test_a_fault_stands_where_an_editor_shows_it(content: bytes, line: int, column: int, tmp_path: Path) -> None:
    found = load(write(tmp_path, {"a.yaml": content}), "a.yaml")
    assert isinstance(found, Diagnostic)
    assert (found.span.line, found.span.column) == (line, column)


def test_of_a_case_that_was_not_asked_for_only_its_being_there_is_listed(tmp_path: Path) -> None:
    other, empty = "cases/NW/participants/NW-002", "cases/NW/participants/NW-003"
    contact = f"{other}/contacts/2016-06-21.md"
    write(tmp_path, {**base(), f"{other}/participant.yaml": "a: b\n", contact: CONTACT, f"{empty}/ending.md": CONTACT})
    every = {place.file for place in listing(tmp_path).records}
    some = {place.file for place in listing(tmp_path, (f"{CASE}/participant.yaml",)).records}
    assert every - some == {contact}
    # a case without its participant.yaml is there by whatever else it holds
    assert f"{empty}/ending.md" in some
    for asked in (other, contact, "cases/NW", "cases", "."):
        assert {place.file for place in listing(tmp_path, (asked,)).records} == every
