"""The program text → the house rules of the architecture, held: contracts, budgets, docstrings, names."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "engager_docs"
FILES = sorted(PACKAGE.rglob("*.py"))
BANNED = {"utils", "helpers", "common", "core", "manager", "handler", "process", "data", "info", "obj", "context"}
HEAVY = {
    "weasyprint",
    "distributed",
    # 50 ms of CPU between them, ssl and a manual among what they load: only for a text that holds a candidate
    "stdnum",
    "phonenumbers",
    # 100 ms of CPU: only for a year whose bank holidays no table holds
    "holidays",
    # an optional dependency: only who encrypts needs it
    "pikepdf",
    # likewise: only who imports a spreadsheet needs it
    "openpyxl",
}
PERSON_FIRST = re.compile(r"\b(offenders?|inmates?|failed to engage|non-complian(?:t|ce)|refuser|absconder)\b", re.I)


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(file)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring: explaining is free."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def tool(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )


def test_the_rooms_import_only_what_the_contracts_allow() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def named_imports(file: Path) -> Iterator[str]:
    """Modules of ours that a file imports by their name, when it needs them: no tool sees those."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Call) and "import_module" in ast.unparse(node.func):
            name = node.args[0].values[0] if isinstance(node.args[0], ast.JoinedStr) else node.args[0]
            if isinstance(name, ast.Constant) and str(name.value).startswith("engager_docs."):
                yield str(name.value)


def test_what_is_imported_by_name_lies_where_an_import_might_go() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    height = {room: number for number, layer in enumerate(layers) for room in layer.split(" | ")}
    found = [
        (file.relative_to(PACKAGE).parts[0].removesuffix(".py"), name.split(".")[1])
        for file in FILES
        for name in named_imports(file)
    ]
    assert ("render", "render") in found and ("cli", "engine") not in found, "they are not looked for as they should be"
    assert [pair for pair in found if pair[0] != pair[1] and height[pair[0]] >= height[pair[1]]] == []


@pytest.mark.parametrize(
    "words",
    [
        ("mypy",),
        ("pyright", "--pythonpath", sys.executable),
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
    ],
    ids=lambda words: " ".join(words[:2]).partition(" --")[0],
)
def test_the_types_and_the_style_hold(words: tuple[str, ...]) -> None:
    done = tool(*words)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_keeps_to_its_budget(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 250
    long = [f"{each.name}: {length(each)} lines" for each in functions(file) if length(each) > 40]
    assert long == []


def test_nine_functions_in_ten_have_at_most_twenty_lines() -> None:
    lengths = [length(each) for file in FILES for each in functions(file)]
    assert quantiles(lengths, n=10)[-1] <= 20


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_begins_by_saying_what_it_is(file: Path) -> None:
    docstring = ast.get_docstring(parsed(file)) or ""
    assert docstring, "a module without a docstring"
    if not file.is_relative_to(PACKAGE / "model"):
        assert "→" in docstring.splitlines()[0], "a module's first line says A → B"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_names_say_what_things_are(file: Path) -> None:
    names = {file.stem} | {node.name for node in ast.walk(parsed(file)) if isinstance(node, ast.ClassDef)}
    assert not {name for name in names if name.lower() in BANNED}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_only_heavy_libraries_are_imported_inside_functions(file: Path) -> None:
    inside = [
        alias.name
        for function in functions(file)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in (node.names if isinstance(node, ast.Import) else [ast.alias(node.module or "")])
    ]
    assert [name for name in inside if name.split(".")[0] not in HEAVY] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_values_are_frozen(file: Path) -> None:
    """A class of named fields is a Struct and says that it is frozen; a dataclass is what changes, or an exception."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.ClassDef):
            bases = {ast.unparse(base) for base in node.bases}
            options = {option.arg: ast.unparse(option.value) for option in node.keywords}
            assert ("Struct" not in bases) or options.get("frozen") == "True", node.name
            frozen = any("frozen" in ast.unparse(each) for each in node.decorator_list)
            assert not frozen or "Exception" in bases, node.name


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_only_the_command_line_asks_what_day_it_is(file: Path) -> None:
    clocks = [
        node.attr
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow", "time_ns", "monotonic")
    ]
    asked = [name for name in clocks if name in ("now", "utcnow", "time_ns", "monotonic")]
    calls = [
        node
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "today"
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("date", "datetime")
    ]
    assert file.is_relative_to(PACKAGE / "cli") or (not asked and not calls)


def kept_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def test_nothing_of_others_is_kept_here() -> None:
    """What is installed for a test stays out of the history: a folder of packages is added by a slip of the hand."""
    theirs = {"node_modules", "site-packages", ".node", ".venv", "vendor", "vendored", "third_party"}
    assert [str(file) for file in kept_files() if theirs & set(file.relative_to(ROOT).parts)] == []


def test_the_words_are_person_first_everywhere() -> None:
    naming = {Path(__file__), ROOT / "tests/model/test_registry.py"}  # the tests name the words they refuse
    found = [
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in kept_files()
        if file not in naming and file.suffix in {".py", ".md", ".yaml", ".html", ".css", ".toml"}
        for match in PERSON_FIRST.finditer(file.read_text("utf-8", "replace"))
        if match[0].lower() != "offenders" or "cases" in file.parts
    ]
    assert found == []


def test_the_top_level_holds_what_the_layout_says_and_nothing_else() -> None:
    top = {file.relative_to(ROOT).parts[0] for file in kept_files()}
    named = {"cases", "site_templates", "engager_docs", "tests", "pyproject.toml", "README.md"}
    beside = {"LICENSE", "CHANGELOG.md", "SECURITY.md", "bench"}
    assert {name for name in top if not name.startswith(".")} - beside <= named
