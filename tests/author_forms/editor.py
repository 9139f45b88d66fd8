"""An editor as far as its language server sees it: files are opened, and what the server says of them is read."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SECONDS = 20


def server_command() -> Path | None:
    """Return the language server: where `.ci/run` puts it, or on the path."""
    found = shutil.which(
        "yaml-language-server", path=f"{ROOT / '.node/node_modules/.bin'}{os.pathsep}{os.environ['PATH']}"
    )
    return Path(found) if found else None


class Editor:
    """One window on a folder: a language server on the other end of a pipe (LSP 3.17, JSON-RPC)."""

    def __init__(self, command: Path, folder: Path, settings: dict[str, Any]) -> None:
        """Start the server on a folder with the settings of an editor."""
        self.folder = folder
        self._settings = settings
        self._server = subprocess.Popen([command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()
        uri = folder.as_uri()
        self.ask("initialize", processId=None, rootUri=uri, capabilities={
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"hover": {"contentFormat": ["plaintext"]}, "completion": {"completionItem": {}}},
        }, workspaceFolders=[{"uri": uri, "name": "records"}])  # fmt: skip
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings={})

    def close(self) -> None:
        """End the server."""
        self._server.kill()
        self._server.wait()

    def open(self, file: str, text: str) -> list[dict[str, Any]]:
        """Show a text as a file of the folder; return what the server finds wrong with it."""
        return self.open_all({file: text})[file]

    def open_all(self, texts: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
        """Show texts as files of the folder; return what the server finds wrong with each."""
        files = {self._place(file): file for file in texts}
        for uri, file in files.items():
            self._show(uri, texts[file])
        found: dict[str, list[dict[str, Any]]] = {}
        while len(found) < len(files):
            message = self._heard.get(timeout=SECONDS)
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] in files:
                found[files[message["params"]["uri"]]] = message["params"]["diagnostics"]
        return found

    def at(self, what: str, file: str, text: str, place: tuple[int, int]) -> Any:
        """Return what the server says at a line and column, from 0: "completion" or "hover"."""
        uri = self._place(file)
        self._show(uri, text)
        position = {"line": place[0], "character": place[1]}
        return self.ask(f"textDocument/{what}", textDocument={"uri": uri}, position=position)

    def _show(self, uri: str, text: str) -> None:
        self._tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})

    def _place(self, file: str) -> str:
        """Return the address of a file; one opened before is taken for what it was, so a name may hold a number."""
        self._number += 1
        return (self.folder / file.format(self._number)).as_uri()

    def ask(self, method: str, **params: Any) -> Any:
        """Ask the server something and wait for its answer."""
        self._number += 1
        self._send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        while True:
            message = self._heard.get(timeout=SECONDS)
            if message.get("id") == self._number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._server.stdin is not None
        content = json.dumps(message).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self._server.stdin.flush()

    def _answer(self, message: dict[str, Any]) -> Any:
        """Return what an editor answers: its settings where it is asked for them."""
        if message["method"] != "workspace/configuration":
            return None
        return [self._settings.get(each["section"], {}) for each in message["params"]["items"]]

    def _listen(self) -> None:
        assert self._server.stdout is not None
        while line := self._server.stdout.readline():
            length = int(line.split(b":")[1])
            while self._server.stdout.readline().strip():
                pass
            message = json.loads(self._server.stdout.read(length))
            if "id" in message and "method" in message:
                self._send({"jsonrpc": "2.0", "id": message["id"], "result": self._answer(message)})
            else:
                self._heard.put(message)
