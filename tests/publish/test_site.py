"""A site is published whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from engager_docs.model.view import Output
from engager_docs.publish.exchange import exchange
from engager_docs.publish.file import publish_file
from engager_docs.publish.site import MANIFEST, Refused, publish_site

FIRST = (Output("index.html", b"<p>first"), Output("NW/cases/NW-001/index.html", b"<p>case"))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_every_output_is_written_where_it_says(tmp_path: Path) -> None:
    assert publish_site(FIRST, tmp_path / "site") == 2
    written = tree(tmp_path / "site")
    assert written["index.html"] == b"<p>first"
    assert written["NW/cases/NW-001/index.html"] == b"<p>case"


def test_the_manifest_gives_the_digest_of_every_file(tmp_path: Path) -> None:
    publish_site(FIRST, tmp_path / "site")
    manifest = json.loads((tmp_path / "site" / MANIFEST).read_text())
    assert manifest == {
        "version": 1,
        "files": {output.path: hashlib.sha256(output.content).hexdigest() for output in FIRST},
    }


def test_a_second_site_takes_the_place_of_the_first_and_leaves_nothing_of_it(tmp_path: Path) -> None:
    publish_site(FIRST, tmp_path / "site")
    publish_site([Output("index.html", b"<p>second")], tmp_path / "site")
    assert set(tree(tmp_path / "site")) == {"index.html", MANIFEST}
    assert (tmp_path / "site" / "index.html").read_bytes() == b"<p>second"


def test_a_build_that_fails_half_way_leaves_the_old_site_byte_for_byte(tmp_path: Path) -> None:
    publish_site(FIRST, tmp_path / "site")
    before = tree(tmp_path / "site")

    def failing() -> Iterator[Output]:
        yield Output("index.html", b"<p>half")
        raise RuntimeError("the template broke")

    with pytest.raises(RuntimeError):
        publish_site(failing(), tmp_path / "site")
    assert tree(tmp_path / "site") == before
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_what_an_interrupted_build_left_is_swept_up(tmp_path: Path) -> None:
    (tmp_path / ".site.staged-dead").mkdir()
    (tmp_path / ".site.staged-dead" / "index.html").write_text("half")
    publish_site(FIRST, tmp_path / "site")
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_is_no_site_of_ours_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter-1.txt").write_text("years of work")
    with pytest.raises(Refused, match="no site of ours"):
        publish_site(FIRST, tmp_path / "thesis")
    assert (tmp_path / "thesis" / "chapter-1.txt").read_text() == "years of work"


def test_a_link_is_not_followed_to_the_folder_behind_it(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="not a folder"):
        publish_site(FIRST, tmp_path / "site")


@pytest.mark.parametrize("path", ["../out.html", "/etc/out.html", "a/../../out.html", ""])
def test_an_output_never_leaves_its_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leaves its folder"):
        publish_site([Output(path, b"")], tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_two_folders_exchange_their_names(tmp_path: Path) -> None:
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "said").write_text(name)
    exchange(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old" / "said").read_text() == "new"
    assert (tmp_path / "new" / "said").read_text() == "old"


def test_a_file_is_replaced_in_one_step_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "packs" / "NW-001.pdf"
    publish_file(b"first", target)
    publish_file(b"second", target)
    assert target.read_bytes() == b"second"
    assert [each.name for each in target.parent.iterdir()] == ["NW-001.pdf"]
