"""A repository's objects → whether the history they tell can be relied on (threats.md row 27).

Nothing here proves that nobody rewrote the history: who may write to the folder may write all of it anew. That is
what an anchor is for, a commit id kept somewhere else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

from msgspec import Struct

from engager_docs.read.gitcall import ask
from engager_docs.read.history import UnknownRevision, commit_named

Anchor: TypeAlias = Literal["", "kept", "lost"]
_LINES = 20
_REMARKS = ("notice:", "hint:")


class Trust(Struct, frozen=True):
    """What was noticed: damage as git words it, replaced objects, grafts, silenced checks, the anchor's fate."""

    damage: tuple[str, ...] = ()
    replaced: int = 0
    grafted: bool = False
    silenced: tuple[str, ...] = ()
    anchor: Anchor = ""

    @property
    def sound(self) -> bool:
        """Whether nothing was noticed."""
        return not (self.damage or self.replaced or self.grafted or self.silenced or self.anchor == "lost")


def trust_in(root: Path, anchor: str = "") -> Trust:
    """Return what speaks against the history of ``root``; every object is read and its digest taken again."""
    replaced = ask(root, "for-each-ref", "--format=%(refname)", "refs/replace").text.split()
    silenced = ask(root, "config", "--local", "--name-only", "--get-regexp", r"^fsck\.").text.split()
    return Trust(_damage(root), len(replaced), _grafted(root), tuple(sorted(silenced)), _kept(root, anchor))


def _damage(root: Path) -> tuple[str, ...]:
    done = ask(root, "fsck", "--strict", "--no-dangling", "--no-progress", "--full", seconds=600)
    lines = [line for line in (done.complaint + done.text).splitlines() if line and not line.startswith(_REMARKS)]
    if done.well:
        return ()
    return tuple(lines[:_LINES]) or ("git fsck failed without saying why",)


def _grafted(root: Path) -> bool:
    """Return whether a list of grafts gives commits other parents than their own; git is told to pass it over."""
    folder = ask(root, "rev-parse", "--git-common-dir").text.strip()
    grafts = root / folder / "info" / "grafts"
    return bool(folder) and grafts.is_file() and grafts.stat().st_size > 0


def _kept(root: Path, anchor: str) -> Anchor:
    if not anchor:
        return ""
    try:
        name = commit_named(root, anchor)
    except UnknownRevision:
        return "lost"
    return "kept" if ask(root, "merge-base", "--is-ancestor", name, "HEAD").well else "lost"
