"""A record repository → a running `serve` of it, and what it answers."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WAIT = 60.0
_PROGRAM = (
    # below a job in the background the keyboard's signal is one that is ignored
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from engager_docs.cli.root import run; sys.exit(run(sys.argv[1:]))"
)


@dataclass(frozen=True)
class Served:
    """A running `serve`: its records and its port."""

    root: Path
    port: int

    def ask(self, path: str, method: str = "GET", host: str | None = None) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        content = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, dict(answer.getheaders()), content

    def news(self, number: int) -> int:
        """Wait for a state other than ``number``, as a page does."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            found = re.fullmatch(r"engagerNews\((\d+)\);\n", self.ask(f"/-/news.js?{number}")[2])
            assert found is not None
            if int(found[1]) != number:
                return int(found[1])
        raise AssertionError("no news came")


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    """Serve a repository at a free port until the block ends, then stop it as from a keyboard."""
    words = [sys.executable, "-u", "-c", _PROGRAM, "-C", str(root), "serve", "--port", "0"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stderr is not None
            address = re.search(r"http://127\.0\.0\.1:(\d+)/", running.stderr.readline())
            assert address is not None
            threading.Thread(target=running.stderr.read, daemon=True).start()
            made = Served(root, int(address[1]))
            assert made.news(0) == 1
            yield made
        finally:
            running.send_signal(signal.SIGINT)
            assert running.wait(WAIT) == 0


def a_note(served: Served) -> Path:
    return sorted(served.root.glob("cases/SW/participants/SW-006/contacts/*.md"))[0]
