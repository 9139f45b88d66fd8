"""An editor with yaml-language-server and the schemas that the command writes: faults, offers and explanations."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engager_docs.cli.root import run
from tests.author_forms.editor import ROOT, Editor, server_command

PLAN = "cases/NW/participants/NW-{}/action-plan.yaml"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Open the demonstration in an editor set up as `schema --write` says."""
    command = server_command()
    if command is None and not os.environ.get("CI"):
        pytest.skip("no yaml-language-server: npm install --prefix .node yaml-language-server")
    assert command is not None
    folder = tmp_path_factory.mktemp("editor")
    shutil.copytree(ROOT / "cases", folder / "cases")
    opened = Editor(command, folder, {"yaml": {"schemaStore": {"enable": False}, "schemas": schemas(folder)}})
    yield opened
    opened.close()


def schemas(folder: Path) -> dict[str, str]:
    """Write the schemas and return the setting that the command prints."""
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr("engager_docs.cli.request.click.echo", lambda text="", **_: said.append(text))
        assert run(["-C", str(folder), "schema", "--write"]) == 0
    setting: dict[str, str] = json.loads("\n".join(said).partition("\n")[2])["yaml.schemas"]
    return setting


def files() -> list[str]:
    found = sorted((ROOT / "cases").rglob("*.yaml"))
    return [file.relative_to(ROOT).as_posix() for file in found]


def test_of_the_demonstration_s_files_none_is_found_fault_with_but_one_that_was_spoilt(editor: Editor) -> None:
    texts = {file: (editor.folder / file).read_text("utf-8") for file in files()}
    spoilt = "cases/SW/participants/SW-006/action-plan.yaml"
    texts[spoilt] = texts[spoilt].replace("status: active", "status: going", 1)
    found = editor.open_all(texts)
    assert len(found) > 150
    assert {file: len(faults) for file, faults in found.items() if faults} == {spoilt: 1}


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("horizon: soon", 3, 13, 'Value is not accepted. Valid values: "short_term", "medium_term", "long_term".'),
        ("horizon: short_term\n    hurry: yes", 4, 4, "Property hurry is not allowed."),
        ("set_on: 26/1/2016", 3, 12, "String does not match the pattern"),
    ],
)
def test_a_fault_is_marked_where_it_is_with_what_is_allowed(
    editor: Editor, text: str, line: int, column: int, said: str
) -> None:
    goal = "goals:\n  - id: G1\n    statement: x\n    " + text + "\n"
    found = editor.open(PLAN, goal)
    marked = [each for each in found if each["range"]["start"] == {"line": line, "character": column}]
    assert [each["message"].startswith(said) for each in marked] == [True], found


def test_what_a_record_needs_and_lacks_is_said(editor: Editor) -> None:
    found = editor.open("cases/NW/participants/NW-{}/participant.yaml", "referral:\n  received_on: 2016-01-11\n")
    assert sorted(each["message"] for each in found) == [
        'Missing property "decision".',
        'Missing property "source".',
    ]


def test_allowed_values_and_keys_are_offered(editor: Editor) -> None:
    text = "goals:\n  - id: G1\n    horizon: \n"
    values = editor.at("completion", PLAN, text, (2, 13))
    assert {"short_term", "medium_term", "long_term"} <= {each["label"] for each in values["items"]}
    keys = editor.at("completion", PLAN, "goals:\n  - id: G1\n    \n", (2, 4))
    assert {"statement", "domain", "set_on", "target_on"} <= {each["label"] for each in keys["items"]}


def test_a_field_is_explained_where_the_pointer_rests(editor: Editor) -> None:
    said = editor.at("hover", PLAN, "goals:\n  - id: G1\n    target_on: 2016-04-05\n", (2, 6))
    text = str(said["contents"]["value"])
    assert "Target on" in text and "The day it should be reached by." in text


def test_a_line_at_the_top_of_a_file_names_its_schema_without_any_setting(editor: Editor) -> None:
    """The editor's settings know nothing of this place."""
    line = f"# yaml-language-server: $schema={(editor.folder / '.schemas/staff.schema.json').as_uri()}\n"
    found = editor.open("elsewhere/{}.yaml", f"{line}employer: a\nengagement: lent\nroles: []\n")
    assert any(each["message"].startswith("Value is not accepted") for each in found), found
    assert editor.open("elsewhere/{}.yaml", "employer: a\nengagement: lent\nroles: []\n") == []
