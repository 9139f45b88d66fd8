"""`check --fix`: what has one right answer in the records asked for → shown, agreed to, written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import click

from engager_docs.author.fix import Mended, mended
from engager_docs.author.keep import Changed, digest, keep_changed, keep_renamed
from engager_docs.cli.request import Request
from engager_docs.read.repository import listing


def fix(request: Request, root: Path, paths: tuple[str, ...], *, agreed: bool) -> tuple[str, ...]:
    """Mend what can be mended below ``paths``, and return them as the files are called now.

    Each difference is shown, and asked about unless ``agreed``.
    """
    done = left = 0
    named = {path: path for path in paths}
    for each in _mended(root, paths):
        click.echo(_shown(each), nl=False, err=True)
        if agreed or _asked():
            file = _written(request, root, each)
            done += bool(file)
            named |= {each.place.file: file} if file and each.place.file in named else {}
        else:
            left += 1
    if left and not agreed and not sys.stdin.isatty():
        request.say("Nothing was changed: say --yes to have this written without being asked.")
    elif done or left:
        request.say(f"{done} {'file' if done == 1 else 'files'} mended{f', {left} left as they are' if left else ''}.")
    else:
        request.say("Nothing here has one right answer that --fix could write.")
    return tuple(named.values())


def _mended(root: Path, paths: tuple[str, ...]) -> Iterator[Mended]:
    for place in listing(root).records:
        if not paths or any(path in (".", place.file) or place.file.startswith(f"{path}/") for path in paths):
            found = mended(root, place)
            if found is not None:
                yield found


def _shown(found: Mended) -> str:
    """Return the difference as `diff -u` shows it, and the new name where there is one."""
    named = f"{found.place.file} → {next(found.names())}\n" if found.date else ""
    before, after = (_lines(text) for text in (found.old, found.new))
    return named + "".join(unified_diff(before, after, found.place.file, found.place.file, n=1))


def _lines(text: str) -> list[str]:
    """Return lines for a screen: a control character is shown as what it is, and every line ends."""
    lines = (line if line.isprintable() else line.encode("unicode_escape").decode() for line in text.split("\n"))
    return [f"{line}\n" for line in lines]


def _asked() -> bool:
    return sys.stdin.isatty() and click.confirm("Write this?", default=True, err=True)


def _written(request: Request, root: Path, found: Mended) -> str:
    """Write one file and return its name; empty, and said, where somebody else has changed it since it was read."""
    file = found.place.file
    try:
        if found.old != found.new:
            keep_changed(root, file, found.before, found.content)
        if found.date:
            return keep_renamed(root, file, digest(found.content), found.names()) or file
    except Changed:
        request.say(f"{file} was changed by somebody else since it was read, and is left as it is now.")
        return ""
    return file
