"""A site's folder and a bulletin → the site over http, to this machine alone, each page with what the bulletin says.

It only gives: nothing sent to it is kept. It answers by the names of this machine and no other, so that no page of the
web can reach it by a name that was turned to 127.0.0.1 after it was loaded.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
PATIENCE_SECONDS = 25.0
"""How long a page that waits for news is kept waiting before it asks anew: proxies and sleeping laptops drop longer."""
_OWN = "/-/"
_KINDS = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg", ".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8",
}  # fmt: skip


@dataclass
class Bulletin:
    """The number of the site's last state, and what stands above each page: news for everybody who waits."""

    number: int = 0
    panel: bytes = b""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def post(self, panel: bytes) -> None:
        """Say that the site was looked at again, and what is to stand above each page."""
        with self.changed:
            self.number += 1
            self.panel = panel
            self.changed.notify_all()

    def after(self, number: int, seconds: float = PATIENCE_SECONDS) -> int:
        """Return the number of the state once it is another than ``number``, or after ``seconds``."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != number, seconds)
            return self.number


def server_for(folder: Path, bulletin: Bulletin, script: bytes, port: int) -> ThreadingHTTPServer:
    """Return a server of ``folder`` that is ready to serve; ``port`` 0 takes a free one. Raises OSError where it is
    taken.

    ``script`` is what makes an open page wait for news.
    """
    server = ThreadingHTTPServer((HOST, port), partial(_Visit, folder, bulletin, script))
    server.daemon_threads = True
    return server


class _Visit(BaseHTTPRequestHandler):
    """One request: a page of the site, the script, or somebody who waits for news."""

    server_version = "engager-docs"
    sys_version = ""

    def __init__(self, folder: Path, bulletin: Bulletin, script: bytes, *rest: object) -> None:
        self.folder, self.bulletin, self.script = folder, bulletin, script
        super().__init__(*rest)  # type: ignore[arg-type]  # what a server hands to each visit

    def do_GET(self) -> None:
        """Answer with a file, or say that there is none."""
        self._answered(self._found)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self._answered(self._found)

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Refuse every other method: there is nothing to write to."""
        if name.startswith("do_"):
            return partial(self._say, HTTPStatus.METHOD_NOT_ALLOWED, "This server only shows: ask with GET.")
        raise AttributeError(name)

    def _answered(self, found: Callable[[str], None]) -> None:
        port = self.connection.getsockname()[1]
        if self.headers.get("Host", "") not in (f"{HOST}:{port}", f"localhost:{port}"):
            self._say(HTTPStatus.FORBIDDEN, f"This server answers to http://{HOST}:{port}/ alone.")
            return
        found(unquote(urlsplit(self.path).path))

    def _found(self, path: str) -> None:
        if path == f"{_OWN}reload.js":
            self._give(HTTPStatus.OK, _KINDS[".js"], self.script)
        elif path == f"{_OWN}news.js":
            asked = urlsplit(self.path).query
            number = self.bulletin.after(int(asked) if asked.isascii() and asked.isdigit() else -1)
            self._give(HTTPStatus.OK, _KINDS[".js"], f"engagerNews({number});\n".encode("ascii"))
        else:
            self._file(path)

    def _file(self, path: str) -> None:
        steps = path.split("/")[1:]
        if steps[-1] == "":
            steps[-1] = "index.html"
        content = None if any(step[:1] in ("", ".") or "\\" in step for step in steps) else _read(self.folder, steps)
        if content is None:
            self._say(HTTPStatus.NOT_FOUND, "There is no such page. The first page is at /.")
            return
        kind = _KINDS.get(Path(steps[-1]).suffix.lower(), "application/octet-stream")
        drawn = kind == _KINDS[".svg"] and steps[0] != "assets"
        self._give(HTTPStatus.OK, kind, self._page(content) if kind == _KINDS[".html"] else content, saved=drawn)

    def _page(self, content: bytes) -> bytes:
        """Return a page with the panel above its own content, and the script that waits for news."""
        number = str(self.bulletin.number).encode("ascii")
        script = b'<script src="/-/reload.js" data-number="%b" defer></script>\n</head>' % number
        content = content.replace(b"</head>", script, 1)
        return content.replace(b'<main id="main">', b'<main id="main">\n' + self.bulletin.panel, 1)

    def _say(self, status: HTTPStatus, sentence: str) -> None:
        text = (
            b'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>%b</title>\n'
            b'<link rel="stylesheet" href="/assets/base.css">\n</head>\n<body>\n<main id="main">\n<h1>%b</h1>\n'
            b"<p>%b</p>\n</main>\n</body>\n</html>\n"
        )
        words = status.phrase.encode("ascii")
        self._give(status, _KINDS[".html"], self._page(text % (words, words, sentence.encode("utf-8"))))

    def _give(self, status: HTTPStatus, kind: str, content: bytes, *, saved: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if saved:
            self.send_header("Content-Disposition", "attachment")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: an address names a participant."""


def _read(folder: Path, steps: list[str]) -> bytes | None:
    """Return the file at ``steps`` below ``folder``; None where there is none, or where it leads elsewhere."""
    file = folder.joinpath(*steps)
    try:
        if file.resolve() != folder.resolve().joinpath(*steps):
            return None
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as opened:
            return opened.read()
    except (OSError, ValueError):
        return None
