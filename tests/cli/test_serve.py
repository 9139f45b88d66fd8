"""The site served to this machine: it follows each save, says what is wrong where, and gives nothing away."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engager_docs.publish.loopback import Bulletin, server_for
from tests.engine.service import demonstration
from tests.served import WAIT, Served, a_note, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = demonstration(tmp_path_factory.mktemp("served"))
    shutil.rmtree(root / "cases/NW/participants")
    with serving(root) as running:
        yield running


def number_of(page: str) -> int:
    found = re.search(r'<script src="/-/reload\.js" data-number="(\d+)" defer>', page)
    assert found is not None
    return int(found[1])


def test_a_saved_record_is_on_the_page_and_whoever_waits_is_told(served: Served) -> None:
    note = a_note(served)
    path = f"/SW/participants/SW-006/contacts/{note.stem}.html"
    status, _, before = served.ask(path)
    assert status == 200 and "A sentence just saved." not in before
    note.write_text(note.read_text("utf-8") + "\nA sentence just saved.\n", "utf-8")
    number = served.news(number_of(before))
    after = served.ask(path)[2]
    assert "A sentence just saved." in after and number_of(after) == number


def test_an_error_stands_above_the_page_with_the_author_s_line_until_it_is_mended(served: Served) -> None:
    note = a_note(served)
    text = note.read_text("utf-8")
    before = served.ask("/")[2]
    note.write_text(text.replace("outcome: attended", "outcome: atended <b>"), "utf-8")
    served.news(number_of(before))
    page = served.ask("/")[2]
    panel = re.search(r'<main id="main">\n<div class="problems" role="alert".*?</div>', page, re.DOTALL)
    assert panel is not None
    line = text.split("outcome:")[0].count("\n") + 1
    assert '<h2 id="problems-title">There is 1 error in the records</h2>' in panel[0]
    assert f"cases/SW/participants/SW-006/contacts/{note.name}:{line}:10: error E031" in panel[0]
    assert f"{line} | outcome: atended &lt;b&gt;\n" in panel[0]
    assert re.sub(r'<div class="problems".*?</div>\n', "", page, flags=re.DOTALL).count("<h1>") == 1
    note.write_text(text, "utf-8")
    served.news(number_of(page))
    assert 'class="problems"' not in served.ask("/")[2]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", ""])
def test_it_answers_by_the_names_of_this_machine_alone(served: Served, host: str) -> None:
    status, _, page = served.ask("/", host=host or "x")
    assert status == 403 and "SW-006" not in page
    assert served.ask("/", host=f"localhost:{served.port}")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_sent_to_it(served: Served, method: str) -> None:
    assert served.ask("/", method)[0] == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../../../cases/service.yaml", "/%2e%2e/%2e%2e/cases/service.yaml", "/..%2f..%2f..%2fcases/service.yaml",
        "//etc/passwd", "/SW/..\\..\\service.yaml", "/.git/config", "/%00", "/SW", "/nothing.html",
    ],
)  # fmt: skip
def test_nothing_but_the_site_is_given(served: Served, path: str) -> None:
    status, _, page = served.ask(path)
    assert status == 404 and "controller" not in page and "root:" not in page


def test_a_link_out_of_the_site_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/link.html").symlink_to(tmp_path / "secret.html")
    (tmp_path / "site/folder").symlink_to(tmp_path)
    with server_for(tmp_path / "site", Bulletin(), b"", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = Served(tmp_path, server.server_address[1])
        assert {here.ask(path)[0] for path in ("/link.html", "/folder/secret.html")} == {404}
        server.shutdown()


def test_pages_are_never_kept_framed_or_guessed_at(served: Served) -> None:
    _, headers, _ = served.ask("/")
    assert headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    status, headers, content = served.ask("/", "HEAD")
    assert status == 200 and content == "" and int(headers["Content-Length"]) > 1000


def test_a_port_that_is_taken_is_said(served: Served) -> None:
    words = [sys.executable, "-m", "engager_docs", "-C", str(served.root), "serve", "--port", str(served.port)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=WAIT)
    said = f"Port {served.port} is taken, perhaps by another serve: choose another with --port.\n"
    assert (done.returncode, done.stderr) == (3, said)


def test_only_this_machine_is_listened_to(served: Served) -> None:
    """The kernel's own table of sockets that listen, by address and port."""
    table = Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]
    listening = [line.split()[1] for line in table if line.split()[3] == "0A"]
    assert [each for each in listening if each.endswith(f":{served.port:04X}")] == [f"0100007F:{served.port:04X}"]
