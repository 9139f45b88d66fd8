"""A case's id → everything of it that is left: files, versions on any branch or tag, lines elsewhere that name it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from engager_docs.model.history import NoHistory, Revision
from engager_docs.model.traces import Mention, Traces
from engager_docs.read.fault import Fault
from engager_docs.read.files import LARGEST, read_bytes
from engager_docs.read.gitcall import ask
from engager_docs.read.history import whole_history
from engager_docs.read.tree import walk

_OWN, _MANIFEST = ".engager-docs", "manifest.json"
_PACKS = (".pdf", ".html")
_BESIDE = re.compile(r"\..+\.(spare|aside|staged-\w+)")
"""What a build keeps beside a site, or an interrupted one left there."""


class NoTraces(Exception):
    """The history or a record cannot be read, so that nobody can say what is left in it."""


def traces_of(root: Path, case: str) -> Traces:
    """Return what is left of ``case``, such as ``NW-001``. Raises ``NoTraces`` where something cannot be read."""
    folder = f"cases/{case.partition('-')[0]}/participants/{case}"
    history = whole_history(root)
    if isinstance(history, NoHistory) and history.lacking:
        raise NoTraces(history.reason)
    told = {} if isinstance(history, NoHistory) else history.revisions
    own = [each for revisions in told.values() for each in revisions if _inside(each, folder)]
    versions = {blob for each in own for blob in _blobs(each)}
    outside = {blob for found in told.values() for each in found if not _inside(each, folder) for blob in _blobs(each)}
    return Traces(
        case=case,
        folder=folder,
        files=tuple(sorted(_files(root, folder))),
        past_files=tuple(sorted({file for each in own for file in _names(each) if file.startswith(f"{folder}/")})),
        commits=tuple(dict.fromkeys(each.commit for each in sorted(own, key=lambda each: each.commit.written))),
        versions=tuple(sorted(versions)),
        elsewhere=tuple(sorted(versions & outside)),
        mentions=tuple(_mentions(root, case, folder)),
        past_mentions=tuple(_past_mentions(root, case, folder)),
        told_in=_words(root, "log", "--all", "-E", f"--grep={_pattern(case)}", "--format=%H", "--no-show-signature"),
        remotes=_words(root, "remote"),
        stashed=ask(root, "rev-parse", "--verify", "--quiet", "refs/stash").well,
        prefix=ask(root, "rev-parse", "--show-prefix").text.strip("\n"),
        under_git=not isinstance(history, NoHistory),
        made=tuple(sorted(_made(root, case))),
    )


def _words(root: Path, *words: str) -> tuple[str, ...]:
    return tuple(ask(root, *words).text.split())


def _pattern(case: str) -> str:
    """Return the case's id as a pattern that does not find NW-0012 for NW-001."""
    return f"(^|[^A-Z]){case}([^0-9]|$)"


def _names(revision: Revision) -> tuple[str, ...]:
    return (revision.file, revision.was) if revision.was else (revision.file,)


def _inside(revision: Revision, folder: str) -> bool:
    return any(file.startswith(f"{folder}/") for file in _names(revision))


def _blobs(revision: Revision) -> Iterator[str]:
    yield from (blob for blob in (revision.before, revision.after) if blob)


def _files(root: Path, folder: str) -> Iterator[str]:
    """Yield every file of the folder, hidden ones and the identity file too; links are named and not followed."""
    for place, folders, names in os.walk(root / folder, followlinks=False):
        links = [name for name in folders if Path(place, name).is_symlink()]
        yield from (Path(place, name).relative_to(root).as_posix() for name in (*names, *links))


def _mentions(root: Path, case: str, folder: str) -> Iterator[Mention]:
    named = re.compile(_pattern(case).encode())
    for file in walk(root).files:
        if not file.startswith(f"{folder}/"):
            try:
                content = read_bytes(root, file, LARGEST)
            except Fault as fault:
                raise NoTraces(f"{file} cannot be looked through: {fault.message}; {fault.hint}") from None
            for number, line in enumerate(content.splitlines(), 1):
                if named.search(line):
                    yield Mention(file, number)


def _made(root: Path, case: str) -> Iterator[str]:
    """Yield what was made of the case below ``root``: a site, what waits beside one, the tool's own folder, a pack."""
    named = re.compile(_pattern(case).encode())
    for place, folders, names in os.walk(root, followlinks=False):
        here = Path(place)
        whole = [name for name in folders if _is_made(here / name)]
        yield from ((here / name).relative_to(root).as_posix() for name in whole if _holds(here / name, named))
        folders[:] = [
            name for name in folders if name not in whole and name[0] != "." and here / name != root / "cases"
        ]
        files = (name for name in names if name.endswith(_PACKS) and named.search(os.fsencode(name)))
        yield from ((here / name).relative_to(root).as_posix() for name in files)


def _is_made(folder: Path) -> bool:
    return folder.name == _OWN or (folder / _MANIFEST).is_file() or _BESIDE.fullmatch(folder.name) is not None


def _holds(folder: Path, named: re.Pattern[bytes]) -> bool:
    """Return whether a path or a line below ``folder`` names the case; a PDF says so by its name alone."""
    for place, _, names in os.walk(folder, followlinks=False):
        for file in (Path(place, name) for name in names):
            if named.search(os.fsencode(file.relative_to(folder))):
                return True
            with suppress(OSError):
                if not file.is_symlink() and file.is_file() and named.search(file.read_bytes()):
                    return True
    return False


def _past_mentions(root: Path, case: str, folder: str) -> tuple[str, ...]:
    """Return the files outside the folder of which a version in the history names the case."""
    told = ask(
        root, "log", "--all", "-z", "--name-only", "--format=", "--relative", "--no-renames", "--no-textconv",
        "--no-ext-diff", "--no-show-signature", f"-G{_pattern(case)}", "--", "cases", f":(exclude){folder}",
        seconds=900,
    )  # fmt: skip
    return tuple(sorted({name.strip("\n") for name in told.text.split("\0")} - {""}))
