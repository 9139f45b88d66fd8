"""A page of the gallery of errors → its code, its prose, the repository it lays out, the report it expects.

The files of a page are laid over the smallest repository that checks clean. A block is fenced by backticks and
opens with what it is: ``file`` as it stands, ``again`` added to the file above ``times`` times over, ``hex``
bytes, ``escaped`` text with escapes such as ``\\u202e``, ``link`` where a symbolic link leads, ``unreadable`` a
file without the right to read it. A ``report`` is the whole report; with ``first`` and ``last`` so many of its
first and last lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.repositories import base, write

GALLERY = Path(__file__).parent / "gallery"
_BLOCK = re.compile(r"^(?P<fence>`{3,})(?P<kind>[a-z]+)(?P<said>[^\n]*)\n(?P<content>.*?)^(?P=fence)$", re.M | re.S)


@dataclass(frozen=True)
class Block:
    kind: str
    path: str
    content: str
    times: int


@dataclass(frozen=True)
class Page:
    code: str
    title: str
    prose: str
    blocks: tuple[Block, ...]
    report: str
    first: int
    last: int


def page_of(text: str) -> Page:
    heading, _, rest = text.partition("\n")
    code, _, title = heading.removeprefix("# ").partition(" ")
    blocks = []
    report, first, last = "", 0, 0
    for found in _BLOCK.finditer(rest):
        said = dict(word.split("=", 1) for word in found["said"].split())
        if found["kind"] == "report":
            report, first, last = found["content"], int(said.get("first", "0")), int(said.get("last", "0"))
        else:
            blocks.append(Block(found["kind"], said["path"], found["content"], int(said.get("times", "1"))))
    return Page(code, title, rest.partition("\n```")[0].strip(), tuple(blocks), report, first, last)


def lay(page: Page, folder: Path) -> Path:
    """Write the page's repository into ``folder``."""
    write(folder, base())
    for block in page.blocks:
        file = folder / block.path
        file.parent.mkdir(parents=True, exist_ok=True)
        _lay(block, file)
    return folder


def _lay(block: Block, file: Path) -> None:
    match block.kind:
        case "file":
            file.write_text(block.content, "utf-8")
        case "again":
            file.write_text(file.read_text("utf-8") + block.content * block.times, "utf-8")
        case "hex":
            file.write_bytes(bytes.fromhex(block.content))
        case "escaped":
            file.write_text(block.content.encode().decode("unicode_escape"), "utf-8")
        case "link":
            file.symlink_to(block.content.strip())
        case "unreadable":
            file.write_text(block.content, "utf-8")
            file.chmod(0)
        case _:
            raise AssertionError(f"a page has no blocks of kind {block.kind!r}")
