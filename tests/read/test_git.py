"""A folder under git → its commit and whether the records differ, and no program that the repository names."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from engager_docs.model.history import History
from engager_docs.read.fingerprint import fingerprint
from engager_docs.read.git import Commit, commit_of, stamp_of
from engager_docs.read.history import whole_history
from engager_docs.read.index import staged
from engager_docs.read.surroundings import ground
from engager_docs.read.trust import trust_in
from engager_docs.read.untouched import listed
from tests.repositories import CASE, base, write

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false")
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = write(tmp_path / "records", base())
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "records", "--date", "2016-06-30T12:00:00+01:00")
    return folder


def test_the_commit_is_named(repository: Path) -> None:
    commit = commit_of(repository)
    assert commit is not None
    assert commit.id == git(repository, "log", "-1", "--format=%h").strip()
    assert commit.date == git(repository, "log", "-1", "--format=%cI").strip()
    assert not commit.uncommitted


def test_without_git_or_without_a_commit_there_is_none(tmp_path: Path) -> None:
    assert commit_of(write(tmp_path, base())) is None
    git(tmp_path, "init", "-q")
    assert commit_of(tmp_path) is None


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({f"{CASE}/participant.yaml": "referral: {}\n"}, True),
        ({f"{CASE}/outcomes.yaml": "[]\n"}, True),
        ({f"{CASE}/identity.yaml": "x\n"}, False),
        ({f"{CASE}/.swp": "x\n"}, False),
        ({"notes.txt": "x\n"}, False),
        ({"cases/NW/site.yaml": base()["cases/NW/site.yaml"].replace("\n", "\r\n")}, False),
    ],
)
def test_what_is_not_committed_is_seen(change: dict[str, str], differs: bool, repository: Path) -> None:
    write(repository, change)
    commit = commit_of(repository)
    assert commit is not None
    assert commit.uncommitted == differs
    assert commit_of(repository, fingerprint(repository, listed(repository)).pieces) == commit


def test_a_record_deleted_is_seen(repository: Path) -> None:
    (repository / CASE / "participant.yaml").unlink()
    commit = commit_of(repository)
    assert commit is not None
    assert commit.uncommitted
    assert commit_of(repository, fingerprint(repository, listed(repository)).pieces) == commit


def trap(folder: Path) -> tuple[Path, Path]:
    """A program that leaves a mark when it runs, and the mark."""
    mark = folder.parent / "ran"
    program = folder.parent / "trap"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    program.chmod(0o755)
    return program, mark


SETTINGS = (
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.sshCommand",
    "core.gitProxy",
    "core.alternateRefsCommand",
    "diff.external",
    "pager.log",
    "filter.trap.clean",
    "filter.trap.smudge",
    "filter.trap.process",
    "diff.trap.textconv",
    "diff.trap.command",
    "gpg.program",
    "interactive.diffFilter",
    "sequence.editor",
    "uploadpack.packObjectsHook",
)


def test_no_setting_of_the_repository_runs_a_program(repository: Path) -> None:
    program, mark = trap(repository)
    for name in SETTINGS:
        git(repository, "config", name, str(program))
    for name, value in (
        ("log.showSignature", "true"),
        ("core.hooksPath", str(program.parent)),
        ("alias.log", f"!{program}"),
    ):
        git(repository, "config", name, value)
    (repository / ".git/info/attributes").write_text("* filter=trap diff=trap\n")
    for hook in (repository / ".git/hooks").iterdir():
        hook.write_text(program.read_text())
    write(repository, {f"{CASE}/participant.yaml": "referral: {}\n"})
    commit = commit_of(repository)
    assert commit is not None
    assert staged(repository) is not None
    assert isinstance(whole_history(repository), History)
    assert ground(repository).programs
    assert trust_in(repository).damage == ()
    assert not mark.exists()


def test_an_object_that_is_not_here_is_not_fetched(repository: Path) -> None:
    """A partial clone fetches what it lacks, by whatever program its remote names."""
    program, mark = trap(repository)
    for name, value in (
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", f"ext::{program} %S"),
        ("remote.origin.uploadpack", str(program)),
        ("protocol.allow", "always"),
        ("protocol.ext.allow", "always"),
        ("core.repositoryFormatVersion", "1"),
    ):
        git(repository, "config", name, value)
    tree = git(repository, "rev-parse", "HEAD^{tree}").strip()
    (repository / ".git/objects" / tree[:2] / tree[2:]).unlink()
    commit_of(repository)
    assert not mark.exists()


def test_replaced_objects_are_not_believed(repository: Path) -> None:
    name = git(repository, "rev-parse", "HEAD").strip()
    (repository / "cases/NW/site.yaml").write_text("label: elsewhere\nopened_on: 2016-01-04\n")
    git(repository, "commit", "-q", "-am", "another")
    other = git(repository, "rev-parse", "HEAD").strip()
    git(repository, "reset", "-q", "--hard", name)
    git(repository, "replace", name, other)
    commit = commit_of(repository)
    assert commit is not None
    assert not commit.uncommitted


def test_a_forged_commit_graph_is_not_believed(repository: Path) -> None:
    """The graph file repeats each commit's parents for speed: here it says that the last commit has none."""
    (repository / "cases/NW/site.yaml").write_text("label: elsewhere\nopened_on: 2016-01-04\n")
    git(repository, "commit", "-q", "-am", "another")
    git(repository, "commit-graph", "write", "--reachable")
    graph = repository / ".git/objects/info/commit-graph"
    content = bytearray(graph.read_bytes())
    table = {bytes(content[at : at + 4]): int.from_bytes(content[at + 4 : at + 12]) for at in range(8, 68, 12)}
    for row in range(table[b"CDAT"], table[b"CDAT"] + 2 * 36, 36):
        content[row + 20 : row + 24] = (0x70000000).to_bytes(4)
    graph.chmod(0o644)
    graph.write_bytes(content)
    assert git(repository, "rev-list", "--count", "HEAD").strip() == "1", "git itself believes it"
    history = whole_history(repository)
    assert isinstance(history, History)
    assert len({each.commit.id for told in history.revisions.values() for each in told}) == 2


def test_what_is_made_names_its_commit_and_without_git_none() -> None:
    day = date(2016, 6, 30)
    commit = Commit("46dbc6b", "2016-06-29T12:00:00+00:00", uncommitted=True)
    stamp = stamp_of(commit, day, "team", "0.1.0")
    assert (stamp.as_of, stamp.source_commit, stamp.uncommitted) == (day, "46dbc6b", True)
    assert (stamp.audience, stamp.version) == ("team", "0.1.0")
    assert stamp_of(None, day, "team", "0.1.0").source_commit == ""
