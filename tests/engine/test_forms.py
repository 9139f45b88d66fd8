"""The forms are made again when the schema, the templates or the settings change; what they know, when that does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from engager_docs.engine.run import Way, build_changed
from tests.engine.service import TERMS, build, tree


def known(site: Path, code: str) -> Any:
    text = (site / f"assets/known/{code}.js").read_text("utf-8")
    return json.loads(text.removeprefix(f'engagerForm.take("{code}",').removesuffix(");\n"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def form_parts(reasons: dict[str, str]) -> dict[str, str]:
    return {name: why for name, why in reasons.items() if name.startswith(("forms", "known"))}


def test_a_note_makes_nothing_of_the_forms_again(root: Path, site: Path) -> None:
    note = sorted(root.glob("cases/NW/participants/NW-003/contacts/*.md"))[0]
    note.write_text(note.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    assert form_parts(dict(build(root, site).reasons)) == {}


def test_a_new_goal_makes_what_forms_know_of_its_site_and_no_form(root: Path, site: Path) -> None:
    plan = root / "cases/SW/participants/SW-006/action-plan.yaml"
    edit(plan, "goals:\n", (
        "goals:\n  - id: G90\n    statement: Swim again\n    horizon: long_term\n"
        "    domain: physical_health\n    set_on: 2017-06-01\n"
    ))  # fmt: skip
    assert form_parts(dict(build(root, site).reasons)) == {"known SW": "its records changed"}
    case = next(each for each in known(site, "SW")["cases"] if each["id"] == "SW-006")
    assert ["G90", "Swim again"] in case["goals"] and case["next"]["G"] == 91


def test_a_component_makes_every_form_again(root: Path, site: Path) -> None:
    edit(root / "cases/core-components.yaml", "label: Engagement and trust", "label: Trust first")
    assert "forms" in form_parts(dict(build(root, site).reasons))
    assert "Trust first" in (site / "forms/contact.html").read_text("utf-8")


def test_the_next_participant_takes_the_number_after_the_highest(site: Path) -> None:
    assert (known(site, "NW")["next"], known(site, "SW")["next"]) == (["NW", "008"], ["SW", "008"])


@pytest.mark.parametrize("audience", ["line-manager", "research"])
def test_who_writes_no_records_is_given_no_form(root: Path, tmp_path: Path, audience: str) -> None:
    terms = replace(TERMS, audience=audience)
    build_changed(root, tmp_path / "site", terms, Way())
    files = tree(tmp_path / "site")
    assert not [path for path in files if path.startswith(("forms/", "assets/forms", "assets/known"))]
    assert not [path for path, content in files.items() if b"forms/" in content and path.endswith(".html")]
