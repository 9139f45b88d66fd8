"""What was measured → two tables: the figures of every builder, and our ratios beside what quality asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.measure import MIB, Run
from bench.peers.rounds import AGAIN, CHANGED, COLD, STATES, UNCHANGED, Measured

OURS, SMALLER = "engager-docs", "smaller"
LARGE = 10_000
"""Cases from which on the figures for 150 000 records are asked for."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How much was built: cases and records of ours, pages of the others', records of the smaller repository."""

    cases: int
    records: int
    pages: int
    smaller: int = 0


@dataclass(frozen=True, slots=True)
class Ratio:
    """One figure of ours against what it is measured by; None where either was not measured."""

    work: str
    value: float | None
    must: float
    aim: float | None
    unit: str = "x"

    def line(self) -> str:
        """Return the figure as a row of a Markdown table."""
        if self.value is None:
            return f"| {self.work} | not measured | {_figure(self.must, self.unit)} | {_aim(self)} | |"
        reached = "must not reached"
        if self.value <= self.must:
            reached = "aim reached" if self.aim is not None and self.value <= self.aim else "must reached"
        figure = _figure(self.value, self.unit)
        return f"| {self.work} | {figure} | {_figure(self.must, self.unit)} | {_aim(self)} | {reached} |"


def _aim(ratio: Ratio) -> str:
    return "" if ratio.aim is None else _figure(ratio.aim, ratio.unit)


def _figure(value: float, unit: str) -> str:
    if unit == "files":
        return f"{value:.0f} {unit}"
    return f"{value:.3f} x" if unit == "x" else f"{value:.4g} {unit}"


def figures(names: Sequence[str], measured: Measured) -> Iterator[str]:
    """Yield the table of everything measured, a row a builder and state."""
    yield "| | | wall s | CPU s | memory MiB | files written |"
    yield "|---|---|---|---|---|---|"
    for state in STATES:
        for name in names:
            run = measured.middle(name, state)
            if run is None:
                yield f"| {name} | {state} | not measured | | | |"
            else:
                yield f"| {name} | {state} | {run.wall:.2f} | {run.cpu:.2f} | {run.peak / MIB:.0f} | {run.written} |"


def verdicts(measured: Measured, counted: Counted) -> Iterator[str]:
    """Yield the table of our ratios beside must and aim."""
    yield "| work | measured | must | aim | |"
    yield "|---|---|---|---|---|"
    for ratio in (*_cold(measured, counted), *_warm(measured), *_memory(measured, counted)):
        yield ratio.line()


def _cold(measured: Measured, counted: Counted) -> Iterator[Ratio]:
    us, hugo = measured.middle(OURS, COLD), measured.middle("hugo", COLD)
    if counted.cases < LARGE:
        yield Ratio("cold, wall against Hugo's", _over(us, hugo, "wall"), 1.0, 0.5)
        return
    yield Ratio("cold, CPU against Hugo's", _over(us, hugo, "cpu"), 0.5, 0.25)
    if counted.smaller:
        small = measured.middle(SMALLER, COLD)
        yield Ratio("cold, wall against a tenth of the records", _over(us, small, "wall"), 11, None)


def _warm(measured: Measured) -> Iterator[Ratio]:
    for state, hugo, mkdocs, aim in (
        (UNCHANGED, 0.04, 0.15, 0.015),
        (CHANGED, 0.05, 0.25, 0.025),
        (AGAIN, 0.05, 0.25, 0.025),
    ):
        us = measured.middle(OURS, state)
        yield Ratio(f"{state}, CPU against Hugo's", _over(us, measured.middle("hugo", state), "cpu"), hugo, aim)
        beside = _over(us, measured.middle("mkdocs", state), "cpu")
        yield Ratio(f"{state}, CPU against MkDocs --dirty", beside, mkdocs, None)
        if state == UNCHANGED:
            yield Ratio("nothing changed, files written", us.written if us else None, 0, None, "files")


def _memory(measured: Measured, counted: Counted) -> Iterator[Ratio]:
    us, small = measured.middle(OURS, COLD), measured.middle(SMALLER, COLD)
    if us and small:
        growth = (us.peak - small.peak) / max(1, counted.records - counted.smaller) / 1024
        yield Ratio("memory for each further record, cold", growth, 2, 0.5, "KiB")
    else:
        yield Ratio("memory a record, cold", us.peak / counted.records / 1024 if us else None, 2, 0.5, "KiB")
    if counted.cases >= LARGE:
        yield Ratio("memory of all processes, cold", us.peak / MIB if us else None, 400, None, "MiB")


def _over(us: Run | None, them: Run | None, figure: str) -> float | None:
    if us is None or them is None:
        return None
    value: float = getattr(us, figure) / getattr(them, figure)
    return value
