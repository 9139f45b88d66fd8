"""The git index → the records as they would be committed, and what they change; nothing is checked out or filtered."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Source
from engager_docs.read.fault import Fault
from engager_docs.read.gitcall import ask
from engager_docs.read.repository import Listing, listing_of, source_from
from engager_docs.read.tree import tree_of
from engager_docs.read.versions import versions

_FILE = ("100644", "100755")
_MERGED = "0"


class Staged(Struct, frozen=True):
    """What lies in the index below ``cases/``: the content's name by path.

    ``links`` are links and modules, ``unmerged`` what a merge has left open, ``changed`` and ``gone`` the paths that
    differ from the last commit.
    """

    files: Mapping[str, str]
    links: frozenset[str]
    unmerged: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def identities(self) -> tuple[str, ...]:
        """The identity files that would be committed, which name a person (records.md 2)."""
        return tuple(file for file in self.files if file.endswith("/identity.yaml"))


def staged(root: Path) -> Staged | None:
    """Return what is staged at ``root``; None where git does not keep it.

    A hook is told of another index while ``git commit FILE`` makes one of its own.
    """
    own = os.environ.get("GIT_INDEX_FILE", "")
    index = str(Path(own).absolute()) if own else ""
    listed = ask(root, "ls-files", "-s", "-z", "--", "cases", index=index)
    if not listed.well:
        return None
    rows = [
        (*meta.split(), path) for meta, _, path in (line.partition("\t") for line in listed.text.split("\0")) if path
    ]
    files = {path: blob for mode, blob, stage, path in rows if stage == _MERGED}
    return Staged(
        files=files,
        links=frozenset(path for mode, _, _, path in rows if mode not in _FILE),
        unmerged=tuple(dict.fromkeys(path for _, _, stage, path in rows if stage != _MERGED)),
        **_differing(root, files, index),
    )


def _differing(root: Path, files: Mapping[str, str], index: str) -> dict[str, tuple[str, ...]]:
    if not ask(root, "rev-parse", "--verify", "--quiet", "HEAD").well:
        return {"changed": tuple(files), "gone": ()}
    words = ("diff-index", "--cached", "--relative", "--name-only", "--no-renames", "-z", "HEAD", "--", "cases")
    paths = [path for path in ask(root, *words, index=index).text.split("\0") if path]
    return {
        "changed": tuple(path for path in paths if path in files),
        "gone": tuple(path for path in paths if path not in files),
    }


def staged_listing(found: Staged) -> Listing:
    """Return the records that would be committed; an identity file among them is a fault of its own."""
    listed = listing_of(tree_of(found.files, found.links))
    hint = "git rm --cached it, and let .gitignore name identity.yaml"
    named = [
        Fault("E001", "an identity file names a person and is never committed", hint).diagnostic(file)
        for file in found.identities
    ]
    return Listing(listed.records, listed.attachments, (*listed.diagnostics, *named))


def staged_sources(root: Path, found: Staged, files: Sequence[str]) -> Iterator[Source | Diagnostic]:
    """Yield each of ``files`` as it would be committed, as a source or the diagnostic that keeps it unread."""
    contents = versions(root, [found.files[file] for file in files])
    for file, (_, content) in zip(files, contents, strict=True):
        if content is None:
            yield Fault("E004", "the file is larger than 1 MiB", "split it, or keep the document elsewhere").diagnostic(
                file
            )
        else:
            yield source_from(file, content)
