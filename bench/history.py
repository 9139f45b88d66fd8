"""A size → how long the history of that many commits takes: the log, the versions and what each changed.

`python -m bench.history 10000 15000` makes a repository of 10 000 commits and 15 000 records in a temporary folder.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from engager_docs.model.history import NoHistory
from engager_docs.read.edits import edits
from engager_docs.read.history import history_of

_CASE_FILES = 15
_NOTE = "We walked and talked about the week, the flat and what he wants to try next. " * 17
_DAY = 86_400
_START = 1_452_000_000


def main(commits: int, records: int) -> None:
    """Make the repository, read its history, print CPU seconds of each step."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        subprocess.run(["git", "init", "-q", folder], check=True)
        stream = "".join(_stream(commits, records)).encode()
        subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=stream, check=True)
        subprocess.run(["git", "symbolic-ref", "HEAD", "refs/heads/main"], cwd=root, check=True)
        start, wall = time.process_time(), time.perf_counter()
        history = history_of(root)
        if isinstance(history, NoHistory):
            raise SystemExit(history.reason)
        read, read_wall = time.process_time(), time.perf_counter()
        found = [each for _, file in edits(root, history.revisions) for each in file]
        end, end_wall = time.process_time(), time.perf_counter()
    changed = sum(bool(each.changes) for each in found)
    print(f"{commits} commits, {len(history.revisions)} files, {len(found)} revisions, {changed} of them changes")
    print(f"log      {read - start:6.2f} s CPU here, {read_wall - wall:6.2f} s wall")
    print(f"changes  {end - read:6.2f} s CPU here, {end_wall - read_wall:6.2f} s wall")


def _stream(commits: int, records: int) -> Iterator[str]:
    """Yield a history for git fast-import: every commit adds records and changes the plan of a case."""
    each = records / commits
    written = 0
    for number in range(commits):
        when = f"{_START + number * _DAY // 10} +0000"
        yield f"commit refs/heads/main\nmark :{number + 1}\ncommitter A B <a@example.org> {when}\n"
        yield "data 6\nrecord\n"
        yield f"from :{number}\n" if number else ""
        while written < (number + 1) * each:
            case, place = divmod(written, _CASE_FILES)
            yield _file(_path(case, place), _contact(place) if place else _plan(0))
            written += 1
        case = (number * 7919) % max(1, written // _CASE_FILES)
        yield _file(_path(case, 0), _plan(number))


def _path(case: int, place: int) -> str:
    folder = f"cases/NW/participants/NW-{case + 100:03}"
    return f"{folder}/contacts/2016-{place % 12 + 1:02}-{place + 1:02}.md" if place else f"{folder}/action-plan.yaml"


def _file(path: str, text: str) -> str:
    return f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"


def _contact(place: int) -> str:
    day = f"2016-{place % 12 + 1:02}-{place + 1:02}"
    fields = "place: prison\nmode: in_person\noutcome: attended\nstaff: [PRA-NW-01]\n"
    return f"---\ndate: {day}\n{fields}---\n{_NOTE}\n"


def _plan(number: int) -> str:
    goals = (
        f"  - id: G{goal}\n    statement: Something he wants to do, in his words\n    horizon: short_term\n"
        f"    domain: accommodation\n    set_on: 2016-01-04\n    actions:\n"
        + "".join(
            f"      - id: A{goal}{action}\n        what: A step\n        who: participant\n"
            f"        due_on: 2016-03-{(number + goal * action) % 27 + 1:02}\n"
            for action in range(3)
        )
        for goal in range(1, 5)
    )
    return "goals:\n" + "".join(goals)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
