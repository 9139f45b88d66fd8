"""Two texts → nothing where they are the same, else a failure that shows the lines in which they differ."""

from __future__ import annotations

from difflib import unified_diff

import pytest


def same(expected: str, found: str) -> None:
    if expected != found:
        lines = unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="", n=2)
        pytest.fail("\n".join(lines), pytrace=False)
