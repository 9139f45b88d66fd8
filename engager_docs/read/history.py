"""A folder under git → every revision of its records, from one ``git log`` for the whole build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from engager_docs.model.history import Committed, Happening, History, NoHistory, Revision
from engager_docs.read.gitcall import Answer, ask

UNREADABLE = "git cannot read this history to its end: run engager-docs history --verify"
_FIELDS = 5
_FORMAT = "--format=%H%x00%an%x00%aI%x00%cI%x00%s"
_LOG = (
    "log", "--raw", "-z", "--no-abbrev", "--relative", "--full-history", "--date-order", "-c", "-M", "-l400",
    "--no-color", "--no-show-signature", "--no-textconv", "--no-ext-diff", "--no-notes", "--encoding=UTF-8",
    "-O/dev/null", "--ignore-submodules=all", _FORMAT,
)  # fmt: skip
_KINDS: dict[str, Happening] = {"A": "added", "D": "removed"}


class UnknownRevision(LookupError):
    """What was given as a revision names no commit here."""


def tip_of(root: Path) -> str | NoHistory:
    """Return the full id of the commit the records stand at, or why there is none."""
    head = ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{commit}")
    return head.text.strip() if head.well else _none(root, head)


def is_before(root: Path, commit: str, tip: str) -> bool:
    """Return whether a commit is part of the history of another."""
    return ask(root, "merge-base", "--is-ancestor", "--end-of-options", commit, tip).well


def places_of(root: Path) -> Mapping[str, int]:
    """Return the place of each commit in the history, the newest first; nothing where there is no commit."""
    told = ask(root, "rev-list", "--date-order", "HEAD", "--")
    return {name: place for place, name in enumerate(told.text.split())} if told.well else {}


def history_of(root: Path, since: str = "", below: Sequence[str] = ("cases",), at: str = "") -> History | NoHistory:
    """Return the revisions of every file below ``cases/``, those after ``since`` alone where it is given.

    ``below`` names files and folders whose revisions are enough, ``at`` the full id of the commit to look from, which
    is else the one the records stand at. Raises ``UnknownRevision`` where ``since`` names no commit.
    """
    tip = at or tip_of(root)
    if isinstance(tip, NoHistory):
        return tip
    return _told(root, tip, (f"{commit_named(root, since)}..{tip}" if since else tip,), below)


def whole_history(root: Path) -> History | NoHistory:
    """Return the revisions on every branch, tag and stash, for whoever has to find all that is left of something."""
    head = ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{commit}")
    return _told(root, head.text.strip(), ("--all", "HEAD")) if head.well else _none(root, head)


def _told(root: Path, tip: str, reach: Sequence[str], below: Sequence[str] = ("cases",)) -> History | NoHistory:
    log = ask(root, *_LOG, *reach, "--", *below)
    if not log.well:
        return NoHistory(UNREADABLE, lacking=True)
    shallow = ask(root, "rev-parse", "--is-shallow-repository").text.strip() == "true"
    return History(tip, MappingProxyType(_by_file(log.text)), shallow)


def commit_named(root: Path, name: str) -> str:
    """Return the full id of the commit that ``name`` stands for. Raises ``UnknownRevision`` where it is none."""
    found = ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not found.well:
        raise UnknownRevision(name)
    return found.text.strip()


def _none(root: Path, head: Answer) -> NoHistory:
    if head.no_git:
        return NoHistory("git is not installed, so there is no history: apt install git", lacking=True)
    where = ask(root, "rev-parse", "--is-inside-work-tree")
    if "dubious ownership" in where.complaint:
        how = f"git config --global --add safe.directory {root}"
        return NoHistory(f"git refuses this folder, which belongs to another account; to allow it: {how}", lacking=True)
    if not where.well:
        return NoHistory("These records are not kept under git, so there is no history.")
    return NoHistory("Nothing has been committed yet, so there is no history.")


def _by_file(log: str) -> dict[str, tuple[Revision, ...]]:
    """Return revisions by the name each file has now; newest first, as git tells them."""
    found: dict[str, list[Revision]] = {}
    name_now: dict[str, str] = {}
    for revision in _revisions(iter(log.split("\0"))):
        now = name_now.get(revision.file, revision.file)
        found.setdefault(now, []).append(revision)
        if revision.kind == "added":
            # what bore this name before was another file
            name_now.pop(revision.file, None)
        elif revision.kind == "renamed":
            name_now[revision.was] = now
            name_now.pop(revision.file, None)
    return {file: tuple(found[file]) for file in sorted(found)}


def _revisions(tokens: Iterator[str]) -> Iterator[Revision]:
    """Yield what ``git log --raw -z`` says: a header of five fields, then a line and one or two paths a file."""
    commit: Committed | None = None
    for token in tokens:
        word = token.lstrip("\n")
        if word.startswith(":") and commit is not None:
            yield from _change(word, tokens, commit)
        elif word:
            commit = _commit([word, *(next(tokens, "") for _ in range(_FIELDS - 1))])


def _change(word: str, tokens: Iterator[str], commit: Committed) -> Iterator[Revision]:
    parents = len(word) - len(word.lstrip(":"))
    fields = word.lstrip(":").split(" ")
    before, after, letter = fields[parents + 1], fields[2 * parents + 1], fields[-1][:1]
    blobs = ("" if not before.strip("0") else before, "" if not after.strip("0") else after)
    path = next(tokens, "")
    if parents > 1:  # a merge that made something neither side had: told against its first parent
        kind: Happening = "removed" if not blobs[1] else "changed" if blobs[0] else "added"
        yield Revision(commit, path, kind, *blobs)
    elif letter == "R":
        yield from _renamed(path, next(tokens, ""), blobs, commit)
    else:
        yield Revision(commit, path, _KINDS.get(letter, "changed"), *blobs)


def _renamed(was: str, file: str, blobs: tuple[str, str], commit: Committed) -> Iterator[Revision]:
    """Yield a renaming inside one folder; what moved to another folder left one record and began another."""
    if was.rpartition("/")[0] == file.rpartition("/")[0]:
        yield Revision(commit, file, "renamed", *blobs, was)
        return
    yield Revision(commit, file, "added", "", blobs[1])
    yield Revision(commit, was, "removed", blobs[0])


def _commit(fields: list[str]) -> Committed:
    name, author, written, entered, subject = fields
    return Committed(name, author, _day(written), _day(entered), subject)


def _day(text: str) -> date:
    """Return the day of a date as git writes it, in the author's own zone; a date no calendar has is the first."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return date.min
