"""One finding as a value: what is wrong, where, and what to write instead."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from engager_docs.model.source import Span

Severity: TypeAlias = Literal["error", "privacy", "adherence", "attention", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "privacy", "adherence", "attention", "info")
BLOCKING: frozenset[Severity] = frozenset({"error", "privacy"})
"""What must be put right before anything is made of the records."""


class Diagnostic(Struct, frozen=True):
    """A finding about one place of one file.

    ``message`` never repeats a value of the record, so that it may go to a machine's log; ``found`` is the
    offending text, shown only to the author on a terminal, and ``excerpt`` the author's own line.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    hint: str = ""
    field: str = ""
    found: str = ""
    excerpt: str = ""
    result: str = ""
    subject: str = ""
    cites: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The order of a report: file, line, column, code."""
        return (self.span.file, self.span.line, self.span.column, self.code, self.message)


def in_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics by file, line, column and code, each once."""
    return tuple(sorted(set(diagnostics), key=lambda each: each.order))
