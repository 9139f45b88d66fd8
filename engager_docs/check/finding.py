"""A fault at a place of a record → a diagnostic that quotes the author's own line."""

from __future__ import annotations

from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Path, Scalar, Source, Span


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
    """Return an error at ``path``; ``key`` marks the key rather than the value, ``quote`` shows the value."""
    span = source.span(path, key=key)
    excerpt = source.line(span.line)
    if span.end_line > span.line or span.end_column <= span.column:
        span = span._replace(end_line=span.line, end_column=max(len(excerpt) + 1, span.column + 1))
    names = [str(step) for step in path if isinstance(step, str)]
    found = scalar_at(source, path) if quote else ""
    return Diagnostic(
        code=code,
        severity="error",
        message=message,
        span=span,
        hint=hint,
        field=names[-1] if names else "",
        found=found,
        excerpt=excerpt,
    )


def error_on_line(code: str, source: Source, line: int, column: int, width: int, message: str, hint: str) -> Diagnostic:
    """Return an error in the body of a record, at ``line`` and ``column`` of the file."""
    span = Span(source.file, line, column, line, column + width)
    return Diagnostic(code, "error", message, span, hint, excerpt=source.line(line))


def scalar_at(source: Source, path: Path) -> str:
    """Return the text of the scalar at ``path``; empty where there is none."""
    node = source.at(path)
    return node.text if isinstance(node, Scalar) else ""
