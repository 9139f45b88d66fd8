"""The Markdown of a record → errors for headings, links and references that may not stand there (E067–E069).

Read line by line, so that `check` needs no Markdown parser: code blocks and code spans are passed over.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from engager_docs.check.finding import error_on_line
from engager_docs.check.frame import Frame
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.place import Place
from engager_docs.model.source import Source

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?:(?!`).|(?!\1)`+)*?\1")
_HEADING = re.compile(r" {0,3}#(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*$")
_LINK = re.compile(r"(!?)\[[^\]]*\]\(\s*<?([^\s)>]*)")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s*<?([^\s>]+)")
_REFERENCE = re.compile(r"\[\[([^\[\]]*)\]\]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ALLOWED = ("http:", "https:", "mailto:", "tel:")
_IDS = (
    ("case", re.compile(r"[A-Z]{2,4}-\d{3,5}")),
    ("staff", re.compile(r"(?:PRA|SUP|LIN|MBX|RES|PEER)-[A-Z]{2,4}-\d{2}")),
    ("goal", re.compile(r"G\d+")),
)


def bodies(place: Place, source: Source, frame: Frame) -> Iterator[Diagnostic]:
    """Yield what is wrong with the text of a record, each at its line (records.md 2 and 5)."""
    fence = ""
    above = ""
    for number, line in enumerate(source.body.split("\n") if source.body else (), source.body_line):
        mark = _FENCE.match(line)
        if mark is not None and (not fence or (line.strip()[0] == fence[0] and len(mark[1]) >= len(fence))):
            fence = "" if fence else mark[1]
        elif not fence:
            shown = _CODE.sub(lambda code: " " * len(code[0]), line) if "`" in line else line
            yield from _line(place, source, frame, number, shown, above)
        above = line


def _line(place: Place, source: Source, frame: Frame, number: int, line: str, above: str) -> Iterator[Diagnostic]:
    if _HEADING.match(line) or (_UNDERLINE.match(line) and above.strip()):
        hint = "begin it with ##: the record's own title is the first heading"
        yield error_on_line("E067", source, number, 1, len(line), "a heading of level 1", hint)
    if "](" in line:
        for link in _LINK.finditer(line):
            yield from _link(place, source, frame, (number, link.start(2) + 1), link[2], bool(link[1]))
    if "]:" in line and (definition := _DEFINITION.match(line)) is not None:
        yield from _link(place, source, frame, (number, definition.start(1) + 1), definition[1], False)
    if "[[" in line:
        for reference in _REFERENCE.finditer(line):
            if not _resolves(reference[1], frame):
                column, width = reference.start() + 1, len(reference[0])
                hint = "name a participant, a staff member, or a goal of this case"
                yield error_on_line("E069", source, number, column, width, "nothing has this id", hint)


def _resolves(name: str, frame: Frame) -> bool:
    return any(shape.fullmatch(name) and frame.knows(space, name) for space, shape in _IDS)


def _link(
    place: Place, source: Source, frame: Frame, at: tuple[int, int], target: str, image: bool
) -> Iterator[Diagnostic]:
    what = "image" if image else "link"
    scheme = _SCHEME.match(target)
    if scheme is not None and not image and scheme[0].lower() in _ALLOWED:
        return
    width = max(1, len(target))
    if scheme is not None or target.startswith(("/", "\\")) or "\\" in target:
        hint = (
            "images lie in this case's attachments/"
            if image
            else "use http, https, mailto or tel, or a file of this case"
        )
        yield error_on_line("E068", source, *at, width, f"the {what} leads outside the case folder", hint)
        return
    path = target.partition("#")[0].partition("?")[0]
    if path and not _inside(place, path, frame):
        hint = "put the file into this case's attachments/ and write attachments/name"
        yield error_on_line("E068", source, *at, width, f"the {what} leads to nothing in this case's folder", hint)


def _inside(place: Place, target: str, frame: Frame) -> bool:
    """Return whether a relative target is a file of the case, from the record's folder or the case's."""
    if not place.case:
        return False
    folder = f"cases/{place.site}/participants/{place.case}"
    here = posixpath.normpath(posixpath.join(posixpath.dirname(place.file), target))
    return any(
        path.startswith(f"{folder}/") and path in frame.files
        for path in (here, posixpath.normpath(posixpath.join(folder, target)))
    )
