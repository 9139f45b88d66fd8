"""The Markdown of a record → errors for headings, links and references that may not stand there (E067–E069).

Read with a few patterns, so that `check` needs no Markdown parser. Every pattern takes time in step with the
length of the text, whatever the text is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from engager_docs.check.finding import error_on_line
from engager_docs.check.frame import Frame
from engager_docs.check.links import Link, links, without_fences
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.place import Place
from engager_docs.model.source import Source

_WORTH_READING = re.compile(r"\]\(|\]:|\[\[|<[A-Za-z]|#|^ {0,3}=", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(?:(?:>|[-+*]|\d{1,9}[.)]) {0,3}){0,9}#(?=[ \t]|$)", re.MULTILINE)
_ALONE = re.compile(r"#(?<!##)(?=[ \t]|$)", re.MULTILINE)
"""What every heading of level 1 holds, found at a glance: most bodies have headings of level 2 alone."""
_UNDERLINE = re.compile(r"^ {0,3}=+[ \t]*$", re.MULTILINE)
_NO_TITLE = re.compile(r"[ \t]*(?:#|[-*_=][-*_= \t]*$|$)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ALLOWED = ("http:", "https:", "mailto:", "tel:")
_IDS = (
    ("case", re.compile(r"[A-Z]{2,4}-[0-9]{3,5}")),
    ("staff", re.compile(r"(?:PRA|SUP|LIN|MBX|RES|PEER)-[A-Z]{2,4}-[0-9]{2}")),
    ("goal", re.compile(r"G[0-9]+")),
    ("action", re.compile(r"A[0-9]+")),
    ("site", re.compile(r"[A-Z]{2,4}")),
    ("training", re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?-[a-z0-9-]+")),
)


def bodies(place: Place, source: Source, frame: Frame) -> Iterator[Diagnostic]:
    """Yield what is wrong with the text of a record, each at its line (records.md 2 and 5)."""
    if not _WORTH_READING.search(source.body):
        return
    shown = without_fences(source.body)
    yield from _headings(source, shown)
    for link in links(shown):
        if link.kind == "reference":
            if not _resolves(link.target[2:-2], frame):
                hint = "name a participant, a staff member, a training session, or a goal or action of this case"
                yield _at("E069", source, shown, link.start, len(link.target), "nothing has this id", hint)
            continue
        message, hint = _astray(place, link, frame)
        if message:
            yield _at("E068", source, shown, link.start, len(link.target), message, hint)


def _resolves(name: str, frame: Frame) -> bool:
    return any(shape.fullmatch(name) and frame.knows(space, name) for space, shape in _IDS)


def _headings(source: Source, shown: str) -> Iterator[Diagnostic]:
    hint = "begin it with ##: the record's own title is the first heading"
    for mark in _HEADING.finditer(shown) if _ALONE.search(shown) else ():
        end = shown.find("\n", mark.end())
        width = (end if end >= 0 else len(shown)) - mark.start()
        yield _at("E067", source, shown, mark.start(), width, "a heading of level 1", hint)
    for mark in _UNDERLINE.finditer(shown) if "=" in shown else ():
        above = shown[shown.rfind("\n", 0, max(0, mark.start() - 1)) + 1 : max(0, mark.start() - 1)]
        if not _NO_TITLE.match(above):
            yield _at("E067", source, shown, mark.start(), len(mark[0]), "a heading of level 1", hint)


def _astray(place: Place, link: Link, frame: Frame) -> tuple[str, str]:
    """Return why a link or picture may not stand, and what to write instead; empty where it may."""
    what, image = link.kind, link.kind == "image"
    scheme = _SCHEME.match(link.target)
    if scheme is not None and not image and scheme[0].lower() in _ALLOWED:
        return "", ""
    if scheme is not None or link.target.startswith("/") or "\\" in link.target:
        hint = "images lie in this case's attachments/" if image else "use http, https, mailto, tel, or a file"
        return f"the {what} leads outside the case folder", hint
    path = unquote(link.target.partition("#")[0].partition("?")[0])
    if not path and not image:
        return "", ""
    if not place.case:
        return f"the {what} leads to a file, and this record is not in a case folder", "write what it says here"
    if not _inside(place, path, frame):
        folder = posixpath.relpath(f"{_case_folder(place)}/attachments", posixpath.dirname(place.file))
        hint = f"put the file into this case's attachments/ and write {folder}/name"
        return f"the {what} leads to nothing in this case's folder", hint
    return "", ""


def _case_folder(place: Place) -> str:
    return f"cases/{place.site}/participants/{place.case}"


def _inside(place: Place, target: str, frame: Frame) -> bool:
    """Return whether a relative target is a file of the case, from the record's folder or the case's."""
    folder = _case_folder(place)
    here = posixpath.normpath(posixpath.join(posixpath.dirname(place.file), target))
    return any(
        path.startswith(f"{folder}/") and path in frame.files
        for path in (here, posixpath.normpath(posixpath.join(folder, target)))
    )


def _at(code: str, source: Source, shown: str, at: int, width: int, message: str, hint: str) -> Diagnostic:
    """Return an error at the offset ``at`` of the body, on one line of it."""
    start = shown.rfind("\n", 0, at) + 1
    line = source.body_line + shown.count("\n", 0, at)
    return error_on_line(code, source, line, at - start + 1, max(1, width), message, hint)
