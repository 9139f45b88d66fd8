"""A pack is encrypted with a passphrase from a file, a variable or a prompt; nothing unencrypted is written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from engager_docs.cli.root import run

ROOT = Path(__file__).parents[2]
SECRET = "a long walk by the river"
WATCHED = """
import sys
from pathlib import Path
seen = []
def look(name, why):
    file = Path(name) if isinstance(name, str) else Path(".")
    if file.is_file():
        seen.append((why, file.name, b"%PDF" in file.read_bytes(), b"/Encrypt" in file.read_bytes()))
def hook(event, arguments):
    if event in ("os.remove", "os.rename"):
        look(arguments[0], event)
from engager_docs.cli.root import run
sys.addaudithook(hook)
status = run(sys.argv[1:])
for each in Path(sys.argv[-1]).parent.parent.rglob("*"):
    look(str(each), "left")
print(status, *(f"{why} {name}" for why, name, pdf, locked in seen if pdf and not locked), sep="\\n")
print("seen", *sorted({why for why, name, pdf, locked in seen if pdf}))
"""


def pack(*words: str | Path) -> int:
    return run(["-C", str(ROOT), "-q", "pack", "closure", "NW-003", *(str(word) for word in words)])


def opens_with(file: Path, secret: str) -> bool:
    try:
        with pikepdf.open(file, password=secret) as pdf:
            return len(pdf.pages) > 0 and pdf.encryption.R == 6
    except pikepdf.PasswordError:
        return False


def test_the_passphrase_is_the_first_line_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(f"{SECRET}\nsomething else\n", "utf-8")
    target = tmp_path / "pack.pdf"
    assert pack("--encrypt", "--passphrase-file", tmp_path / "secret.txt", "-o", target) == 0
    assert opens_with(target, SECRET)
    assert not opens_with(target, "") and not opens_with(target, f"{SECRET}\nsomething else")
    assert b"Closure" not in target.read_bytes() and b"NW-003" not in target.read_bytes()


def test_the_passphrase_may_be_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENGAGER_DOCS_PASSPHRASE", SECRET)
    assert pack("--encrypt", "-o", tmp_path / "pack.pdf") == 0
    assert opens_with(tmp_path / "pack.pdf", SECRET)


def test_an_encrypted_pack_may_still_be_read_aloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENGAGER_DOCS_PASSPHRASE", SECRET)
    assert pack("--encrypt", "-o", tmp_path / "pack.pdf") == 0
    with pikepdf.open(tmp_path / "pack.pdf", password=SECRET) as pdf:
        assert pdf.allow.accessibility and not pdf.allow.extract
        assert bool(pdf.Root.MarkInfo.Marked) and "/StructTreeRoot" in pdf.Root


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--encrypt", "--archive"), "a PDF/A to keep may not be encrypted"),
        (("--large-print",), "--large-print is for the participant's own copy"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_options_that_do_not_go_together_are_refused_before_any_work(
    words: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pack(*words, "-o", tmp_path / "pack.pdf") == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("secret", "said"), [("short", "the passphrase has 5 characters: use at least 8"), ("", "0 characters")]
)
def test_a_short_passphrase_is_refused_and_nothing_is_written(
    secret: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENGAGER_DOCS_PASSPHRASE", secret)
    assert pack("--encrypt", "-o", tmp_path / "pack.pdf") == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_the_passphrase_is_asked_for_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ENGAGER_DOCS_PASSPHRASE", raising=False)
    assert pack("--encrypt", "-o", tmp_path / "pack.pdf") == 2
    assert "use --passphrase-file FILE, or set ENGAGER_DOCS_PASSPHRASE" in capsys.readouterr().err


def test_an_html_pack_cannot_be_encrypted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pack("--encrypt", "-o", tmp_path / "pack.html") == 2
    assert "only a PDF can be encrypted" in capsys.readouterr().err


def test_no_byte_before_encryption_is_written_anywhere(tmp_path: Path) -> None:
    """Every file that is removed, renamed or left behind while a pack is made is looked into."""
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    words = ["-C", ROOT, "-q", "pack", "closure", "NW-003", "--encrypt", "--passphrase-file", tmp_path / "secret.txt"]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *map(str, words), "-o", str(tmp_path / "out" / "pack.pdf")],
        capture_output=True, text=True, check=True, env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert done.stdout == "0\nseen left os.rename\n"
    assert opens_with(tmp_path / "out" / "pack.pdf", SECRET)
