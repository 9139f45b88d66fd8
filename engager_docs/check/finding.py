"""A fault at a place of a record → a diagnostic that quotes the author's own line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Path, Scalar, Source, Span

MOST = 100
"""The findings told of one file: a file with more is wrong throughout, and its author needs no longer list."""


def error(
    code: str,
    source: Source,
    path: Path,
    message: str,
    hint: str = "",
    *,
    key: bool = False,
    quote: bool = False,
) -> Diagnostic:
    """Return an error at ``path``; ``key`` marks the key rather than the value, ``quote`` shows the text marked."""
    span = source.span(path, key=key)
    excerpt = line_of(source, span.line)
    if span.end_line > span.line or span.end_column <= span.column:
        span = span._replace(end_line=span.line, end_column=max(len(excerpt) + 1, span.column + 1))
    names = [step for step in path if isinstance(step, str)]
    return Diagnostic(
        code=code,
        severity="error",
        message=message,
        span=span,
        hint=hint,
        field=names[-1] if names else "",
        found=_quoted(source, path, key) if quote else "",
        excerpt=excerpt,
    )


def error_on_line(code: str, source: Source, line: int, column: int, width: int, message: str, hint: str) -> Diagnostic:
    """Return an error in the body of a record, at ``line`` and ``column`` of the file."""
    span = Span(source.file, line, column, line, column + width)
    return Diagnostic(code, "error", message, span, hint, excerpt=line_of(source, line))


def scalar_at(source: Source, path: Path) -> str:
    """Return the text of the scalar at ``path``; empty where there is none."""
    node = source.at(path)
    return node.text if isinstance(node, Scalar) else ""


def line_of(source: Source, number: int) -> str:
    """Return the author's line ``number`` (from 1), empty past the end."""
    lines = _lines(source.text)
    return lines[number - 1] if 0 < number <= len(lines) else ""


def most(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the first hundred findings of one file, and E039 where there are more."""
    last = None
    rest = iter(findings)
    for last in islice(rest, MOST):
        yield last
    if last is not None and next(rest, None) is not None:
        hint = "mend the ones named and check again: many faults often have one cause"
        yield Diagnostic("E039", "error", f"more than {MOST} faults in this file", last.span, hint)


def _quoted(source: Source, path: Path, key: bool) -> str:
    return str(path[-1]) if key and path else scalar_at(source, path)


@lru_cache(maxsize=4)
def _lines(text: str) -> tuple[str, ...]:
    """Return a text's lines; kept for the few files at hand, since a file with many faults asks for each."""
    return tuple(text.split("\n"))
