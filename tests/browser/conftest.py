"""The demonstration's site in a real Chromium, from the disk and from a web server."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from engager_docs.cli.root import run

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PAGES = {
    "home": "index.html",
    "about": "about.html",
    "cases": "cases.html",
    "people": "people.html",
    "dictionary": "dictionary.html",
    "forms": "forms/index.html",
    "find": "find/index.html",
    "a to z": "find/a-to-z.html",
    "practitioners": "find/practitioners.html",
    "site": "SW/index.html",
    "adherence": "NW/adherence.html",
    "meetings": "NW/meetings.html",
    "month": "NW/calendar/2016-03.html",
    "workbook, closed": "NW/participants/NW-001/index.html",
    "workbook, open": "SW/participants/SW-006/index.html",
    "contact": "NW/participants/NW-001/contacts/2016-01-26.html",
    "understanding": "NW/participants/NW-001/shared-understanding/2016-02-02.html",
    "clinical supervision": "NW/supervision/clinical/2016-02-24-PRA-NW-02.html",
    "supervisor's supervision": "NW/supervision/supervisor/2017-01-11-SUP-NW-01.html",
    "mentalisation": "NW/supervision/mentalisation/2016-02-16.html",
    "team meeting": "NW/team-meetings/2016-05-03.html",
    "line management": "NW/line-management/2016-02-11-PRA-NW-02.html",
    "adherence review": "NW/adherence-reviews/2016-10-31.html",
    "staff": "NW/staff/PRA-NW-02.html",
    "supervisor": "NW/staff/SUP-NW-01.html",
    "training": "training/index.html",
    "training session": "training/2015-11-exeter.html",
}
"""Every type of page, by a name of its own."""

FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""After it a page is laid out and painted, so that somebody can see what there is."""
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; without it the tests are left out on a machine of one's own, never where CI is set."""
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip(f"no {CHROMIUM}: apt install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site for the supervisors, who see most."""
    folder = tmp_path_factory.mktemp("screen") / "site"
    assert run(["-C", str(ROOT), "-q", "build", "--audience", "supervisor", "-o", str(folder)]) == 0
    return folder


class Quiet(SimpleHTTPRequestHandler):
    """A web server that keeps no log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def served(folder: Path) -> tuple[ThreadingHTTPServer, str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.fixture(scope="session")
def addresses(built: Path) -> Iterator[dict[str, str]]:
    """Give the site's address on the disk and on a server."""
    server, address = served(built)
    yield {"file": built.as_uri() + "/", "http": address}
    server.shutdown()


@pytest.fixture
def visit(browser: Browser, addresses: dict[str, str]) -> Iterator[Open]:
    """Open a page of the site; any error it reports fails the test, but where ``faults`` are made on purpose."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def opened(
        path: str,
        *,
        over: Literal["file", "http"] = "file",
        scheme: Literal["light", "dark"] = "light",
        width: int = 1280,
        height: int = 900,
        scripts: bool = True,
        scale: float = 1,
        faults: bool = False,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=scripts,
            locale="en-GB", timezone_id="Europe/London", device_scale_factor=scale,
        )  # fmt: skip
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        if not faults:
            page.on("pageerror", lambda error: said.append(f"{path}: {error}"))
            page.on("console", lambda line: said.append(f"{path}: {line.text}") if line.type == "error" else None)
        page.goto(addresses[over] + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
