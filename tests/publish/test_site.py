"""A site is published whole or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from engager_docs.model.view import Output
from engager_docs.publish import exchange as exchanging
from engager_docs.publish.exchange import exchange
from engager_docs.publish.file import publish_file
from engager_docs.publish.site import MANIFEST, Refused, publish_site

FIRST = (Output("index.html", b"<p>first"), Output("NW/cases/NW-001/index.html", b"<p>case"))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def failing() -> Iterator[Output]:
    yield Output("index.html", b"<p>half")
    raise RuntimeError("the template broke")


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


def test_what_an_interrupted_pack_left_is_swept_up_and_what_another_process_writes_is_not(tmp_path: Path) -> None:
    left, held = tmp_path / ".NW-001.pdf.dead.unfinished", tmp_path / ".NW-002.pdf.alive.unfinished"
    left.write_bytes(b"half")
    with held.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        publish_file(b"whole", tmp_path / "NW-003.pdf")
        assert sorted(each.name for each in tmp_path.iterdir()) == [held.name, "NW-003.pdf"]
    publish_file(b"whole", tmp_path / "NW-003.pdf")
    assert [each.name for each in tmp_path.iterdir()] == ["NW-003.pdf"]


def test_a_file_that_is_swept_up_before_it_is_held_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[Path] = []
    made = tempfile.mkstemp

    def sweeping(prefix: str, suffix: str, dir: Path) -> tuple[int, str]:
        handle, name = made(prefix=prefix, suffix=suffix, dir=dir)
        if not swept:
            swept.append(Path(name))
            Path(name).unlink()
        return handle, name

    monkeypatch.setattr(tempfile, "mkstemp", sweeping)
    publish_file(b"whole", tmp_path / "NW-001.pdf")
    assert swept and (tmp_path / "NW-001.pdf").read_bytes() == b"whole"


@pytest.mark.parametrize("steps", [1, 2])
def test_where_two_folders_cannot_be_exchanged_a_kill_between_the_steps_is_mended_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    publish_site(FIRST, tmp_path / "site")
    renamed: list[Path] = []
    rename = Path.rename

    def dying(self: Path, target: Path) -> Path:
        if len(renamed) == steps:
            raise SystemExit
        renamed.append(target)
        return rename(self, target)

    with monkeypatch.context() as broken, pytest.raises(SystemExit):
        broken.setattr(exchanging, "_renameat2", lambda *_: False)
        broken.setattr(Path, "rename", dying)
        publish_site([Output("index.html", b"<p>second")], tmp_path / "site")
    assert (tmp_path / ".site.aside").is_dir()
    before = tree(tmp_path / ".site.aside")
    with pytest.raises(RuntimeError):
        publish_site(failing(), tmp_path / "site")
    left = tree(tmp_path / "site")
    assert left == before if steps == 1 else left["index.html"] == b"<p>second"
    assert [each.name for each in tmp_path.iterdir()] == ["site"]
