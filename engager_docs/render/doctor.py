"""Facts of the machine and the repository → what is well, what to look at, what to mend and by which command."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from engager_docs.render.diagnostics import clean

State: TypeAlias = Literal["ok", "look", "wrong", "missing"]


class Finding(Struct, frozen=True):
    """One thing looked at: how it stands, what it is, and the command or the step that mends it."""

    state: State
    what: str
    mend: str = ""


def as_text(findings: Iterable[Finding]) -> str:
    """Return a line for each thing, and below it what to do."""
    lines = []
    for each in findings:
        lines.append(f"{each.state:<8} {clean(each.what)}\n")
        lines += [f"         {clean(each.mend)}\n"] if each.mend else []
    return "".join(lines)


def as_json(findings: Iterable[Finding]) -> str:
    """Return the same for programs."""
    told = [{"state": each.state, "what": clean(each.what), "mend": clean(each.mend) or None} for each in findings]
    return json.dumps({"version": 1, "findings": told}, ensure_ascii=False, indent=1) + "\n"
