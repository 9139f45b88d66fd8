"""Assessment → report as CSV: a row for each result and each occurrence of it, for a spreadsheet (interface.md)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from engager_docs.model.result import Assessment, RuleResult

_COLUMNS = ("subject", "site", "rule", "result", "severity", "value", "expected", "due_on", "due_soon", "why", "period")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(assessment: Assessment) -> str:
    """Return one row for each rule and subject, and for each week or meeting of it; no cell is taken for a formula."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(_COLUMNS)
    for case in assessment.cases:
        rows.writerows(_rows(case.id, case.site, case.results))
    for person in assessment.staff:
        rows.writerows(_rows(person.id, "", person.results))
    for site in assessment.sites:
        rows.writerows(_rows(site.id, site.id, site.results))
    rows.writerows(_rows("service", "", assessment.service.results))
    return text.getvalue()


def _rows(subject: str, site: str, results: tuple[RuleResult, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each result, and one for each week, month or meeting it was judged by."""
    for result in results:
        yield _safe(_row(subject, site, result))
        for each in result.occurrences:
            severity = each.severity or result.severity
            told = (subject, site, result.rule, each.result, severity, "", "", "", "false", each.why, each.period)
            yield _safe(told)


def _row(subject: str, site: str, result: RuleResult) -> tuple[str, ...]:
    value = "" if result.value is None else str(result.value)
    return (
        subject,
        site,
        result.rule,
        result.result,
        result.severity,
        value.lower() if isinstance(result.value, bool) else value,
        result.expected,
        "" if result.due_on is None else result.due_on.isoformat(),
        str(result.due_soon).lower(),
        result.why,
        "",
    )


def _safe(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell for cell in cells)


def _is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdigit()
