"""argv → the weekly and monthly records under `cases/`, written in place: `python -m bench.demonstration`."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from bench.demonstration.clinical import clinical_records
from bench.demonstration.line import line_records
from bench.demonstration.meetings import meeting_records
from bench.demonstration.mentalisation import mentalisation_records
from bench.demonstration.reviews import review_records
from bench.demonstration.seniors import senior_records
from bench.demonstration.service import Record, Service, read_service

CHECKOUT = Path(__file__).resolve().parents[2]
KINDS = {
    "supervision/clinical": clinical_records,
    "supervision/supervisor": senior_records,
    "supervision/mentalisation": mentalisation_records,
    "team-meetings": meeting_records,
    "line-management": line_records,
    "adherence-reviews": review_records,
}


def records_of(service: Service) -> dict[str, list[Record]]:
    """All records by the folder of their kind, for every site."""
    return {f"{site.code}/{kind}": make(service, site) for site in service.sites for kind, make in KINDS.items()}


def write(cases: Path, folder: str, records: list[Record]) -> None:
    """Write the records of one folder and take away those that are no longer made."""
    target = cases / folder
    target.mkdir(parents=True, exist_ok=True)
    made = {cases / record.path for record in records}
    for path in sorted(target.iterdir()):
        if path not in made and path.name[:2] == "20":
            path.unlink()
    for record in records:
        (cases / record.path).write_text(record.text, encoding="utf-8", newline="\n")


def main() -> int:
    """Read the service, write its records, print how many of each kind."""
    parser = argparse.ArgumentParser(prog="python -m bench.demonstration", description=__doc__)
    parser.add_argument("--cases", type=Path, default=CHECKOUT / "cases", help="the folder to write in")
    cases: Path = parser.parse_args().cases
    counts: Counter[str] = Counter()
    for folder, records in records_of(read_service(cases)).items():
        write(cases, folder, records)
        counts[folder] = len(records)
    for folder, count in counts.items():
        print(f"{count:5} {folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
