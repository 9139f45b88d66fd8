"""Days and people → a record repository under git, each commit written by somebody on a day."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.repositories import base, write

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
}
ALEX = "Alex Reed <alex@example.org>"


@dataclass(frozen=True)
class Team:
    """A repository that people commit to."""

    root: Path

    def git(self, *words: str, **environment: str) -> str:
        done = subprocess.run(
            ["git", "-c", "commit.gpgSign=false", *words],
            cwd=self.root, env={**ENVIRONMENT, **environment}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    def commit(
        self, day: str, files: Mapping[str, str | bytes], by: str = ALEX, subject: str = "records", entered: str = ""
    ) -> str:
        """Write files and commit everything; returns the commit's id."""
        write(self.root, files)
        name, _, address = by.partition(" <")
        when, kept = f"{day}T12:00:00+00:00", f"{entered or day}T12:00:00+00:00"
        self.git("add", "-A", ".")
        self.git(
            "commit", "-q", "-m", subject, "--allow-empty",
            GIT_AUTHOR_NAME=name, GIT_AUTHOR_EMAIL=address.removesuffix(">"), GIT_AUTHOR_DATE=when,
            GIT_COMMITTER_NAME=name, GIT_COMMITTER_EMAIL=address.removesuffix(">"), GIT_COMMITTER_DATE=kept,
        )  # fmt: skip
        return self.git("rev-parse", "HEAD").strip()

    def numbered(self, text: str) -> str:
        """Return a text in which each commit is named by its number, the first is 1."""
        ids = self.git("rev-list", "--all", "--reverse", "--date-order").split()
        numbers = {each[:12]: f"<{place}>" for place, each in enumerate(ids, 1)}
        return re.sub(r"\b([0-9a-f]{12})([0-9a-f]{28})?\b", lambda found: numbers.get(found[1], found[0]), text)


def team(folder: Path) -> Team:
    """Return a repository with the smallest service, committed on 1 June 2016."""
    made = Team(write(folder, base()))
    made.git("init", "-q", "-b", "main")
    made.commit("2016-06-01", {})
    return made
