"""Where a form cannot be used its page names a command, and that command makes the same kind of record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engager_docs.cli.root import run
from engager_docs.render.forms.declared import FORMS, Form
from tests.repositories import base, write


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("commands"), base())
    assert run(["-C", str(folder), "-q", "build", "-o", str(folder / "site")]) == 0
    return folder


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_command_that_a_form_s_page_names_writes_a_record_of_its_kind(root: Path, form: Form) -> None:
    page = (root / f"site/forms/{form.name}.html").read_text("utf-8")
    named = re.search(r"<code>engager-docs (new [^<]+)</code>", page)
    assert named is not None
    before = set((root / "cases").rglob("*.*"))
    assert run(["-C", str(root), "-q", *named[1].replace("NNN", "001").split(), "--no-input"]) == 0
    made = [file.relative_to(root).as_posix() for file in set((root / "cases").rglob("*.*")) - before]
    assert len(made) == 1 and re.fullmatch(form.record.pattern, made[0]), made
