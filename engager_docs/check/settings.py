"""The service's own settings → errors where they name no rule, no severity or no version there is (E031, E050)."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from msgspec.structs import replace

from engager_docs.check.finding import error
from engager_docs.check.frame import Frame
from engager_docs.model.diagnostic import SEVERITIES, Diagnostic
from engager_docs.model.records.service import ServiceSettings
from engager_docs.model.source import Entry

SCHEMA_VERSION = 1


def severities(entry: Entry[ServiceSettings], frame: Frame) -> Iterator[Diagnostic]:
    """Yield E050 for a severity of no rule, and E031 for a word that is no severity (records.md 4, service.yaml)."""
    for code, word in entry.data.severity.items():
        path = ("severity", code)
        if not frame.knows("rule", code):
            near = get_close_matches(code, sorted(frame.ids["rule"] or ()), 1, 0.6)
            hint = (
                f"did you mean '{near[0]}'?"
                if near
                else "P01 to P22, S01 to S20, T01 to T09, I01 to I10, N01 to N05 or A01 to A05"
            )
            found = error("E050", entry.source, path, "unknown rule", hint, key=True, quote=True)
            yield replace(found, field="severity")
        elif word not in SEVERITIES:
            near = get_close_matches(word, SEVERITIES, 1, 0.6)
            hint = f"did you mean '{near[0]}'?" if near else f"one of {', '.join(SEVERITIES)}"
            yield replace(error("E031", entry.source, path, "unknown value", hint, quote=True), field="severity")


def version(entry: Entry[ServiceSettings], frame: Frame) -> Iterator[Diagnostic]:  # noqa: ARG001  a check takes a frame
    """Yield E031 for a file format that this version does not read."""
    if entry.data.schema_version != SCHEMA_VERSION:
        hint = f"this version reads {SCHEMA_VERSION}"
        yield error("E031", entry.source, ("schema_version",), "unknown version of the file format", hint, quote=True)
