"""A place and a reason → a diagnostic of a file that cannot be read as written (codes E001–E020)."""

from __future__ import annotations

from dataclasses import dataclass

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Span


@dataclass(frozen=True, slots=True)
class Fault(Exception):
    """Why one file cannot be read: raised inside this room only, and returned from it as a diagnostic."""

    code: str
    message: str
    hint: str
    line: int = 1
    column: int = 1
    width: int = 1
    found: str = ""

    def diagnostic(self, file: str, text: str = "") -> Diagnostic:
        """Return the fault as a diagnostic of ``file``, quoting its line from ``text``."""
        lines = text.split("\n")
        excerpt = lines[self.line - 1].removesuffix("\r") if text and self.line <= len(lines) else ""
        span = Span(file, self.line, self.column, self.line, self.column + self.width)
        return Diagnostic(
            code=self.code,
            severity="error",
            message=self.message,
            span=span,
            hint=self.hint,
            found=self.found,
            excerpt=excerpt,
        )
