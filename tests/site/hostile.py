"""One case of the demonstration → the same with hostile text in every field that takes text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import repeat
from pathlib import Path

from engager_docs.check.schema import typed
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Mapping, Node, Scalar
from engager_docs.read.layout import classify
from engager_docs.read.repository import load

HOSTILE = """<script>alert('x')</script><img src=x onerror=alert(1)>"' {{ 7*7 }} {% if x %} &amp; ]]> --> \\u0041"""
BODY = """

## <script>alert(1)</script>

<img src=x onerror=alert(1)> <svg/onload=alert(1)> <details open ontoggle=alert(1)>

[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html;base64,PHNjcmlwdD4=) [d](vbscript:x)
[e](ms-msdt:/id) [f](search-ms:query) [g](intent:x) [h](blob:x) [i](//evil.example/x) [j](file:///etc/passwd)
<javascript:alert(1)> <ms-msdt:x> ![k](https://evil.example/x.png) ![l](//evil.example/x.png) ![m](data:image/svg+xml,x)
[n]: javascript:alert(1)
[n] [o](<java
script:alert(1)>) [p](&#106;avascript:alert(1)) [q](\\x01javascript:alert(1)) [r](x" onmouseover="alert(1))

<a href="javascript:alert(1)" style="x" onclick=y>t</a> {{ 7*7 }} {% include "/etc/passwd" %}

| <b>a</b> | `<i>` |
|---|---|
| <u onclick=x>c</u> | {{ cycler.__init__ }} |

```html <script>
<script>alert(2)</script>
```
"""


def spoil(root: Path, folder: str, texts: Iterable[str] = repeat(HOSTILE), body: str = BODY) -> int:
    """Put hostile text into every text field of the records below ``folder``; return how many took it.

    ``texts`` are put in one after the other, ``body`` at the end of every note.
    """
    taken, waiting = 0, iter(texts)
    for path in sorted((root / folder).rglob("*.*")):
        file = path.relative_to(root).as_posix()
        if "attachments" in path.parts:
            continue
        for place in _texts(root, file):
            taken += _put(root, file, place, next(waiting))
        if file.endswith(".md"):
            path.write_text(path.read_text("utf-8") + body, "utf-8")
    return taken


def quoted(text: str) -> str:
    """Return a text in double quotes as YAML has them: a sign beyond the first plane is not written as two halves."""
    return '"' + "".join(sign if sign > "\uffff" else json.dumps(sign)[1:-1] for sign in text) + '"'


def _texts(root: Path, file: str) -> list[Scalar]:
    """Return the scalars of a file, last first, so that an edit moves none that is still to come."""
    source = load(root, file)
    assert not isinstance(source, Diagnostic)
    return sorted(_scalars(source.node), key=lambda each: (each.line, each.column), reverse=True)


def _scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    values = [value for _, value in node.items] if isinstance(node, Mapping) else list(node.items)
    return [scalar for value in values for scalar in _scalars(value)]


def _put(root: Path, file: str, scalar: Scalar, text: str) -> int:
    """Replace one scalar by hostile text, and put it back where the schema wants something else there."""
    path = root / file
    before = path.read_text("utf-8")
    lines = before.splitlines(keepends=True)
    first, last = lines[scalar.line - 1], lines[scalar.end_line - 1] if scalar.end_line <= len(lines) else ""
    ends_on_next = scalar.end_line != scalar.line and scalar.end_column == 1
    middle = "\n" + last if ends_on_next else last[scalar.end_column - 1 :]
    lines[scalar.line - 1 : scalar.end_line] = [first[: scalar.column - 1] + quoted(text) + middle]
    path.write_text("".join(lines), "utf-8")
    source = load(root, file)
    if isinstance(source, Diagnostic) or typed(source, classify(file))[1]:
        path.write_text(before, "utf-8")
        return 0
    return 1
