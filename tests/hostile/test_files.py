"""Things in the folder that are no regular files, or whose names deceive, are refused and never opened."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.compare import same
from tests.hostile.test_texts import CPU_SECONDS, MEBIBYTES, checked
from tests.repositories import CASE, base, write

CONTACTS = f"{CASE}/contacts"
TWO_NAMES = "two names here differ only by case or by the form of a letter\n    rename one of the two\n"
NOT_EVERYWHERE = "the name cannot be kept on every system\n    use letters, digits, hyphens and a dot\n"
NOT_REGULAR = "not a regular file: links, pipes and devices are not opened\n    put the file itself here\n"


def a_link_out(root: Path) -> None:
    (root / CONTACTS / "2016-06-28.md").symlink_to("/etc/passwd")


def a_link_in(root: Path) -> None:
    (root / CONTACTS / "2016-06-28.md").symlink_to(root / "cases/service.yaml")


def a_link_in_a_circle(root: Path) -> None:
    (root / CONTACTS / "2016-06-28.md").symlink_to(root / CONTACTS / "2016-06-28.md")


def a_folder_behind_a_link(root: Path) -> None:
    (root / CASE / "shared-understanding").symlink_to("/etc")


def a_pipe(root: Path) -> None:
    os.mkfifo(root / CONTACTS / "2016-06-28.md")


def a_socket(root: Path) -> None:
    here = Path.cwd()
    os.chdir(root / CONTACTS)
    try:
        socket.socket(socket.AF_UNIX).bind("2016-06-28.md")
    finally:
        os.chdir(here)


def a_folder_for_a_file(root: Path) -> None:
    (root / CONTACTS / "2016-06-28.md").mkdir()
    (root / CONTACTS / "2016-06-28.md" / "note.md").write_text("x")


def five_gigabytes_of_nothing(root: Path) -> None:
    with (root / CONTACTS / "2016-06-28.md").open("wb") as file:
        file.truncate(5 << 30)


def two_names_that_differ_by_case(root: Path) -> None:
    write(root, {f"{CASE}/network.yaml": "members: []\n", f"{CASE}/Network.yaml": "members: []\n"})


def two_forms_of_one_letter(root: Path) -> None:
    for name in ("caf\u00e9.txt", "cafe\u0301.txt"):
        write(root, {f"{CASE}/attachments/{name}": "x"})


def a_name_that_is_no_text(root: Path) -> None:
    (root / os.fsdecode(CONTACTS.encode() + b"/2016-06-28\xff.md")).write_text("x")


def a_name_that_colours_the_terminal(root: Path) -> None:
    (root / CONTACTS / "\x1b[31m.md").write_text("x")


def folders_without_end(root: Path) -> None:
    (root / CASE / Path("attachments", *["a"] * 40)).mkdir(parents=True)


KINDS: tuple[tuple[Callable[[Path], None], str], ...] = (
    (a_link_out, f"{CONTACTS}/2016-06-28.md:1:1: error E005: {NOT_REGULAR}"),
    (a_link_in, f"{CONTACTS}/2016-06-28.md:1:1: error E005: {NOT_REGULAR}"),
    (a_link_in_a_circle, f"{CONTACTS}/2016-06-28.md:1:1: error E005: {NOT_REGULAR}"),
    (a_folder_behind_a_link, f"{CASE}/shared-understanding:1:1: error E005: {NOT_REGULAR}"),
    (a_pipe, f"{CONTACTS}/2016-06-28.md:1:1: error E005: {NOT_REGULAR}"),
    (a_socket, f"{CONTACTS}/2016-06-28.md:1:1: error E005: {NOT_REGULAR}"),
    (
        a_folder_for_a_file,
        f"{CONTACTS}/2016-06-28.md/note.md:1:1: error E001: no contacts record has this name\n"
        "    name it like 2016-01-26.md, or 2016-01-26-2.md for a second one that day\n",
    ),
    (
        five_gigabytes_of_nothing,
        f"{CONTACTS}/2016-06-28.md:1:1: error E004: the file is larger than 1024 KiB\n"
        "    split it, or keep attachments elsewhere\n",
    ),
    (
        two_names_that_differ_by_case,
        f"{CASE}/Network.yaml:1:1: error E001: this name is not part of a record repository\n"
        "    did you mean 'network.yaml'?\n"
        f"{CASE}/network.yaml:1:1: error E006: {TWO_NAMES}",
    ),
    (two_forms_of_one_letter, f"{CASE}/attachments/caf\u00e9.txt:1:1: error E006: {TWO_NAMES}"),
    (a_name_that_is_no_text, f"{CONTACTS}/2016-06-28\\udcff.md:1:1: error E019: {NOT_EVERYWHERE}"),
    (a_name_that_colours_the_terminal, f"{CONTACTS}/\\x1b[31m.md:1:1: error E019: {NOT_EVERYWHERE}"),
    (
        folders_without_end,
        f"{CASE}/attachments/a/a/a/a/a:1:1: error E001: folders are nested deeper than records go\n"
        "    move the files up\n",
    ),
)


@pytest.mark.parametrize(("make", "report"), KINDS, ids=[kind[0].__name__ for kind in KINDS])
def test_it_is_refused_and_named(make: Callable[[Path], None], report: str, tmp_path: Path) -> None:
    write(tmp_path, base())
    (tmp_path / CONTACTS).mkdir()
    make(tmp_path)
    status, out, err, seconds, mebibytes = checked(tmp_path)
    same(report, out)
    assert (status, err) == (1, "")
    assert seconds < CPU_SECONDS
    assert mebibytes < MEBIBYTES
