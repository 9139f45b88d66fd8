"""`export cms-config` gives a content manager forms for the records, by the schemas that the two programs publish."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from engager_docs.author.fields import fields_of
from engager_docs.cli.root import run
from engager_docs.model.records.registry import KINDS
from tests.repositories import base, whole, write

SVELTIA, DECAP = "@sveltia/cms@0.221.1", "decap-cms-core@3.19.1"
AJV = ("ajv@8.17.1", "ajv-keywords@5.1.0", "ajv-errors@3.0.0")
# what Decap's schema asks the running program for: the names of formats and of widgets
STUBS = """\
export const frontmatterFormats = ['frontmatter', 'yaml-frontmatter', 'toml-frontmatter', 'json-frontmatter'];
export const extensionFormatters = { yml: 1, yaml: 1, toml: 1, json: 1, md: 1, markdown: 1, html: 1 };
export const I18N_STRUCTURE = { A: 'multiple_folders' };
export const I18N_FIELD = { A: 'translate' };
const names = ['string', 'text', 'number', 'datetime', 'select', 'list', 'object', 'markdown'];
export const getWidgets = () => names.map(name => ({ name, schema: {} }));
"""
TRY = """\
import { readFileSync } from 'fs';
import { validateConfig } from './configSchema.mjs';
validateConfig(JSON.parse(readFileSync(process.argv[2], 'utf8')));
"""


def config(root: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert run(["-C", str(root), "export", "cms-config", *more]) == 0
    made: dict[str, Any] = json.loads(capsys.readouterr().out)
    return made


def _whole_module(found: re.Match[str]) -> str:
    return f"import keywords from {found[2]};\nconst {found[1].replace(' as ', ': ')} = keywords;"


def package(name: str, folder: Path) -> Path:
    """The files of a published package; the test is passed over where there is no npm or no way to its registry."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    folder.mkdir()
    done = subprocess.run(["npm", "pack", "--silent", name], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"npm cannot fetch {name}")
    with tarfile.open(next(folder.glob("*.tgz"))) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def test_sveltia_takes_the_configuration_by_its_published_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((package(SVELTIA, tmp_path / "npm") / "schema/sveltia-cms.json").read_text())
    made = config(write(tmp_path / "records", whole()), capsys, "--backend", "github", "--repo", "team/records")
    assert [each.message for each in Draft7Validator(schema).iter_errors(made)] == []
    made["collections"][0]["fields"][0]["widgets"] = "datetime"
    assert list(Draft7Validator(schema).iter_errors(made)), "the schema is not looked at"


def test_decap_takes_the_configuration_by_the_schema_it_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = package(DECAP, tmp_path / "npm") / "dist/esm/constants/configSchema.js"
    bench = tmp_path / "bench"
    text = re.sub(r"'\.\./[^']*'", "'./stubs.mjs'", schema.read_text())
    # a bundler finds names in a CommonJS module; node alone takes the module whole
    text = text.replace("ajv-keywords/dist/keywords'", "ajv-keywords/dist/keywords/index.js'")
    text, found_names = re.subn(r"import (\{ select.*?\}) from ('.*?');", _whole_module, text)
    assert found_names == 1
    write(bench, {"configSchema.mjs": text, "stubs.mjs": STUBS, "try.mjs": TRY, "package.json": "{}"})
    done = subprocess.run(["npm", "install", "--silent", *AJV], cwd=bench, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("npm cannot fetch ajv")
    made = config(write(tmp_path / "records", whole()), capsys)

    def tried(what: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        (bench / "config.json").write_text(json.dumps(what))
        return subprocess.run(
            ["node", "try.mjs", "config.json"], cwd=bench, capture_output=True, text=True, check=False
        )

    found = tried(made)
    assert found.returncode == 0, found.stderr
    del made["collections"][0]["fields"][0]["name"]
    assert "must have required property 'name'" in tried(made).stderr


def test_there_is_a_form_for_every_open_case_and_none_for_a_closed_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = base()["cases/NW/participants/NW-001/participant.yaml"] + "closure: {on: 2016-06-25, reason: withdrew}\n"
    root = write(tmp_path, {**base(), "cases/NW/participants/NW-002/participant.yaml": closed})
    made = config(root, capsys)
    assert [each["name"] for each in made["collections"]] == [
        "nw-team-meeting",
        "nw-mentalisation",
        "nw-adherence-review",
        "nw-001-contact",
        "nw-001-shared-understanding",
        "nw-001-case",
    ]
    folders = [each.get("folder") or each["files"][0]["file"] for each in made["collections"]]
    assert folders[3:] == [
        "cases/NW/participants/NW-001/contacts",
        "cases/NW/participants/NW-001/shared-understanding",
        "cases/NW/participants/NW-001/participant.yaml",
    ]


def test_a_form_has_the_fields_of_the_schema_and_its_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = config(write(tmp_path, base()), capsys)
    contact = {each["name"]: each for each in made["collections"][3]["fields"]}
    kind = next(each for each in KINDS if each.name == "contact")
    own = [each.key for each in fields_of(kind.model)]
    left_out = {"risk_changed", "recorded_on", "recorded_by", "amendments"}
    assert list(contact) == [*(key for key in own if key not in left_out), "body"]
    assert contact["mode"] == {
        "name": "mode",
        "label": "Mode",
        "hint": "How the contact was made.",
        "required": True,
        "widget": "select",
        "options": [
            {"label": "In person", "value": "in_person"},
            {"label": "Video", "value": "video"},
            {"label": "Phone", "value": "phone"},
            {"label": "Text", "value": "text"},
            {"label": "Letter", "value": "letter"},
            {"label": "Email", "value": "email"},
            {"label": "Message via third party", "value": "message_via_third_party"},
        ],
    }
    assert contact["purposes"]["default"] == ["session"] and contact["purposes"]["multiple"] is True
    staff = contact["staff"]["field"]["pattern"][0]
    assert re.fullmatch(staff, "PRA-NW-02") and not re.fullmatch(staff, "a worker")


def test_a_forge_is_named_with_its_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, base())
    assert run(["-C", str(root), "export", "cms-config", "--backend", "github"]) == 2
    assert "goes with --repo OWNER/NAME" in " ".join(capsys.readouterr().err.split())
    target = tmp_path / "admin/config.yml"
    words = ["--backend", "github", "--repo", "team/records", "-o", str(target)]
    assert run(["-C", str(root), "export", "cms-config", *words]) == 0
    backend = json.loads(target.read_text())["backend"]
    assert backend == {"name": "github", "repo": "team/records", "branch": "main"}
