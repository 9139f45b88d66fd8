"""`verify-site` names each file of a site that is not as it was built, and nothing that stands in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from engager_docs.cli.root import run
from engager_docs.model.view import Output
from engager_docs.publish import verify
from engager_docs.publish.site import publish_site
from engager_docs.publish.standing import standing
from tests.repositories import base, write

PAGES = (Output("index.html", b"<p>all"), Output("NW/a.html", b"<p>a"), Output("NW/b.html", b"<p>b"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    publish_site(PAGES, tmp_path / "site")
    return tmp_path / "site"


def verified(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    status = run(["verify-site", *(str(word) for word in words)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_site_as_it_was_built_is_said_to_be_so(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digest = sha256((site / "manifest.json").read_bytes()).hexdigest()
    sentence = f"All 3 files of {site} are as they were built. Digest of the manifest: {digest}\n"
    assert verified(capsys, site) == (0, "", sentence)


def test_what_was_changed_is_missing_or_was_added_is_named_and_not_shown(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "index.html").write_bytes(b"<p>ALL")
    (site / "NW/a.html").unlink()
    (site / "NW/pay\u202ehere.html").write_text("a secret")
    assert verified(capsys, site) == (
        1,
        "changed index.html\nmissing NW/a.html\nadded NW/pay<U+202E>here.html\n",
        "3 files differ from what was built: build the site again, and find out who changed it.\n",
    )


def test_a_build_that_was_verified_is_verified_again_after_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "records", base())
    site = tmp_path / "site"
    for extra in ("cases/NW/staff/PRA-NW-03.yaml", "cases/NW/staff/PRA-NW-04.yaml"):
        write(root, {extra: base()["cases/NW/staff/PRA-NW-01.yaml"]})
        assert run(["-C", str(root), "-q", "build", "-o", str(site)]) == 0
        assert verified(capsys, site)[:2] == (0, "")


def test_a_page_put_in_the_place_of_another_with_its_size_and_time_is_found(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = (site / "NW/a.html").stat()
    (site / "NW/a.html").write_bytes(b"<p>z")
    os.utime(site / "NW/a.html", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert verified(capsys, site)[:2] == (1, "changed NW/a.html\n")


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_no_file_any_more_is_not_opened(kind: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = site / "NW/a.html"
    (site.parent / "elsewhere.html").write_bytes(page.read_bytes())
    page.unlink()
    if kind == "link":
        page.symlink_to(site.parent / "elsewhere.html")
    elif kind == "pipe":
        os.mkfifo(page)
    else:
        page.mkdir()
    told = "missing" if kind == "folder" else "changed"
    assert verified(capsys, site)[:2] == (1, f"{told} NW/a.html\n")


def test_a_forged_manifest_is_told_by_the_digest_noted_elsewhere(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noted = verified(capsys, site)[2].split()[-1]
    assert verified(capsys, site, "--anchor", noted.upper())[0] == 0
    (site / "index.html").write_bytes(b"<p>forged")
    manifest = json.loads((site / "manifest.json").read_bytes())
    manifest["files"]["index.html"] = sha256(b"<p>forged").hexdigest()
    (site / "manifest.json").write_text(json.dumps(manifest))
    assert verified(capsys, site)[:2] == (0, "")
    forged = "another manifest than the one whose digest was noted: the site was built anew, or forged\n"
    assert verified(capsys, site, "--anchor", noted)[:2] == (1, forged)


@pytest.mark.parametrize(
    "manifest",
    ["", "[]", '{"version": 2, "files": {}}', '{"version": 1, "files": {"index.html": 1}}', "[" * 100_000, "\xff"],
    ids=["empty", "list", "version", "number", "deep", "bytes"],
)
def test_a_manifest_that_is_none_is_said_to_be_none(
    manifest: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "manifest.json").write_bytes(manifest.encode("latin-1"))
    status, out, err = verified(capsys, site)
    assert (status, out) == (2, "")
    assert "manifest.json is not as build wrote it" in err


@pytest.mark.parametrize("folder", ["nothing", "empty", "link"])
def test_a_folder_without_a_manifest_is_a_mistake_in_the_command(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").mkdir()
    (tmp_path / "link/manifest.json").symlink_to("/etc/passwd")
    status, out, err = verified(capsys, tmp_path / folder)
    assert (status, out) == (2, "")
    assert f"{tmp_path / folder} holds no manifest.json: name the folder that build wrote, such as site" in err


def test_an_anchor_that_is_no_digest_is_a_mistake_in_the_command(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(capsys, site, "--anchor", "0123")[:2] == (2, "")


def test_a_manifest_that_names_files_outside_opens_none_of_them(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = site.parent / "outside"
    outside.write_text("x")
    manifest = {"version": 1, "files": {"../outside": sha256(b"x").hexdigest(), str(outside): "0"}}
    (site / "manifest.json").write_text(json.dumps(manifest))
    out = verified(capsys, site)[1]
    assert f"missing ../outside\nmissing {outside}\n" in out
    assert "changed" not in out


def test_a_site_that_a_build_exchanges_meanwhile_is_compared_once_more(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = [(Output("index.html", b"<p>new"),)]

    def exchanging(folder: Path) -> dict[str, tuple[int, int]]:
        if waiting:
            publish_site(waiting.pop(), folder)
        return standing(folder)

    monkeypatch.setattr(verify, "standing", exchanging)
    assert verify.compared(site).as_built


def test_a_site_that_never_rests_is_said_to_keep_changing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter(range(9))

    def exchanging(folder: Path) -> dict[str, tuple[int, int]]:
        publish_site([Output(f"{next(numbers)}.html", b"")], folder)
        return standing(folder)

    monkeypatch.setattr(verify, "standing", exchanging)
    with pytest.raises(verify.NoManifest, match="kept changing"):
        verify.compared(site)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file, whatever its rights")
def test_a_page_that_may_not_be_read_is_a_lack_and_no_all_clear(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "index.html").chmod(0)
    assert verified(capsys, site)[:2] == (3, "")


def test_it_needs_nothing_that_makes_pages(site: Path) -> None:
    program = (
        "import sys; from engager_docs.cli.root import run; "
        f"run(['-q', 'verify-site', {str(site)!r}]); "
        "print([name for name in ('weasyprint', 'jinja2', 'markdown_it') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_pack_is_held_to_the_digest_that_was_printed_when_it_was_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "records", base())
    file = tmp_path / "log.html"
    assert run(["-C", str(root), "pack", "training", "-o", str(file)]) == 0
    digest = capsys.readouterr().err.splitlines()[-1].removeprefix("Digest of the file: ")
    assert verified(capsys, file, "--anchor", digest.upper()) == (0, "", f"{file} is as it was made.\n")
    file.write_bytes(file.read_bytes().replace(b"Training", b"Draining", 1))
    assert verified(capsys, file, "--anchor", digest) == (
        1,
        f"changed {file}\n",
        "It is not the file whose digest was noted: make the pack again, and find out who changed it.\n",
    )


def test_a_pack_without_a_digest_to_hold_it_to_cannot_be_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(b"%PDF")
    status, out, said = verified(capsys, file)
    assert (status, out) == (2, "")
    assert f"{file} is one file: give the digest that pack printed when it was made, as --anchor" in said
