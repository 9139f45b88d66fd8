"""What Jinja compiled of a template is kept, believed only for the same text, and never needed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from engager_docs.render import calls, compiled, html
from engager_docs.render.compiled import Compiled

MAKERS = [Path(html.__file__), Path(calls.__file__)]


class Counting(Environment):
    """An environment that notes what it compiles."""

    compiled: tuple[str, ...] = ()

    def _generate(self, source: object, name: str | None, *more: object, **named: object) -> str:
        Counting.compiled += (str(name),)
        return super()._generate(source, name, *more, **named)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def shown(folder: Path, text: str, makers: list[Path] = MAKERS) -> tuple[str, bool]:
    """Return the page a template makes, and whether it had to be compiled."""
    Counting.compiled = ()
    environment = Counting(loader=DictLoader({"page.html": text}), bytecode_cache=Compiled(folder, makers))
    return environment.get_template("page.html").render(name="you"), bool(Counting.compiled)


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    assert shown(tmp_path, "Hello {{ name }}") == ("Hello you", True)
    assert shown(tmp_path, "Hello {{ name }}") == ("Hello you", False)
    assert len(list(tmp_path.iterdir())) == 1


def test_another_text_is_compiled_again(tmp_path: Path) -> None:
    shown(tmp_path, "Hello {{ name }}")
    assert shown(tmp_path, "Goodbye {{ name }}") == ("Goodbye you", True)


def test_what_other_code_made_is_not_believed(tmp_path: Path) -> None:
    changed = tmp_path / "calls.py"
    changed.write_bytes(MAKERS[1].read_bytes() + b"\n")
    (tmp_path / "kept").mkdir()
    shown(tmp_path / "kept", "Hello {{ name }}")
    assert shown(tmp_path / "kept", "Hello {{ name }}", [MAKERS[0], changed]) == ("Hello you", True)


@pytest.mark.parametrize("keep", [0, 1, 12, 40, -9, -1])
def test_what_is_damaged_is_compiled_again(tmp_path: Path, keep: int) -> None:
    shown(tmp_path, "Hello {{ name }}")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:keep])
    assert shown(tmp_path, "Hello {{ name }}") == ("Hello you", True)
    assert shown(tmp_path, "Hello {{ name }}") == ("Hello you", False)


@pytest.mark.parametrize("why", ["there is no folder", "it cannot be written to", "Python is told to keep nothing"])
def test_where_nothing_can_be_kept_it_is_compiled_each_time(
    tmp_path: Path, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path
    if why == "there is no folder":
        folder = tmp_path / "none"
    elif why == "it cannot be written to":
        monkeypatch.setattr(Path, "replace", refused)
    else:
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    for _ in range(2):
        assert shown(folder, "Hello {{ name }}") == ("Hello you", True)
    assert list(tmp_path.iterdir()) == []


def refused(_: Path, target: Path) -> Path:
    raise PermissionError(13, "Permission denied", str(target))


def test_it_lies_beside_the_bytecode_of_the_package_and_never_among_the_records() -> None:
    assert Path(html.__file__).parent / "__pycache__" == compiled.FOLDER
