"""A page of the gallery of errors → its code, its prose, the repository it lays out, the report it expects.

The files of a page are laid over the smallest repository that checks clean. A block is fenced by backticks and
opens with what it is:

- ``file`` as it stands; ``again`` added to the file above ``times`` times over; ``unreadable`` a file without the
  right to read it
- ``hex`` bytes; ``escaped`` text with escapes such as ``\\u202e``
- ``filled`` a beginning, a piece ``times`` times over and an end, each a line in quotation marks; ``numbered`` its
  content ``times`` times over, each time with a number for ``{}``; ``sparse`` ``times`` bytes with nothing in them
- ``link`` where a symbolic link leads; ``folder``, ``pipe`` and ``socket`` what they say

In a path ``%FF`` is the byte of that number. A ``report`` is the whole report; with ``first`` and ``last`` so many
of its first and last lines.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

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
        file = folder / os.fsdecode(unquote_to_bytes(block.path))
        file.parent.mkdir(parents=True, exist_ok=True)
        _lay(block, file)
    return folder


def _lay(block: Block, file: Path) -> None:
    if block.kind in _TEXTS:
        file.write_bytes(_TEXTS[block.kind](block))
    else:
        _THINGS[block.kind](file, block)


def _filled(block: Block) -> bytes:
    first, piece, last = (json.loads(line) for line in block.content.splitlines())
    return str(first + piece * block.times + last).encode()


def _again(file: Path, block: Block) -> None:
    file.write_bytes(file.read_bytes() + block.content.encode() * block.times)


def _unreadable(file: Path, block: Block) -> None:
    file.write_text(block.content, "utf-8")
    file.chmod(0)


def _sparse(file: Path, block: Block) -> None:
    file.touch()
    os.truncate(file, block.times)


_TEXTS: dict[str, Callable[[Block], bytes]] = {
    "file": lambda block: block.content.encode(),
    "hex": lambda block: bytes.fromhex(block.content),
    "escaped": lambda block: block.content.encode().decode("unicode_escape").encode(),
    "filled": _filled,
    "numbered": lambda block: "".join(block.content.replace("{}", str(n)) for n in range(block.times)).encode(),
}
_THINGS: dict[str, Callable[[Path, Block], object]] = {
    "again": _again,
    "unreadable": _unreadable,
    "sparse": _sparse,
    "link": lambda file, block: file.symlink_to(block.content.strip()),
    "folder": lambda file, _: file.mkdir(),
    "pipe": lambda file, _: os.mkfifo(file),
    "socket": lambda file, _: os.mknod(file, stat.S_IFSOCK | 0o600),
}
