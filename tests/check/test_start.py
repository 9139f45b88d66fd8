"""`check` of one file → started without what only documents need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.repositories import base, write

HEAVY = (
    "weasyprint",
    "jinja2",
    "markdown_it",
    "PIL",
    "fontTools",
    "tinycss2",
    "lxml",
    "numpy",
    "asyncio",
    "ssl",
    "http",
    "stdnum",
    "phonenumbers",
)
PROGRAM = """
import sys
from engager_docs.cli.root import run
status = run(["-C", sys.argv[1], "check", sys.argv[1] + "/cases/NW/site.yaml"])
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(status)
"""


def test_a_check_imports_nothing_that_only_documents_need(tmp_path: Path) -> None:
    folder = write(tmp_path, base())
    done = subprocess.run([sys.executable, "-c", PROGRAM, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    imported = set(done.stdout.split())
    assert "engager_docs" in imported
    assert sorted(imported.intersection(HEAVY)) == []
