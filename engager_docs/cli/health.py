"""Facts of the machine and the repository → findings: how each stands, and what mends it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from urllib.parse import urlsplit

from engager_docs.read.surroundings import Ground, Machine
from engager_docs.render.doctor import Finding, State

_FORGES = re.compile(
    r"(^|[/@.])(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|sr\.ht|dev\.azure\.com|sourceforge\.net)\b", re.I
)
_FACES = ("Arial", "Liberation Sans", "DejaVu Sans")


def of_machine(found: Machine, version: str, lacks_printing: str, *, secure: bool, zones: bool) -> Iterator[Finding]:
    """Yield what is installed and what is missing; ``lacks_printing`` says why no PDF can be made."""
    yield Finding("ok", f"engager-docs {version}, Python {found.python}")
    if not found.libyaml:
        yield Finding("missing", "PyYAML is here without libyaml", "pip install --force-reinstall pyyaml")
    if found.git:
        yield Finding("ok", f"git {found.git}")
    else:
        yield Finding("missing", "git: without it there is no history", "apt install git (or git-scm.com)")
    if lacks_printing:
        first, _, rest = lacks_printing.partition("\n")
        yield Finding("missing", first, rest)
    else:
        yield Finding("ok", "PDFs can be made")
    if found.fonts is not None and not set(_FACES) & set(found.fonts):
        yield Finding("missing", f"fonts: none of {', '.join(_FACES)}", "apt install fonts-liberation")
    elif found.fonts is not None:
        yield Finding("ok", f"fonts: {next(face for face in _FACES if face in found.fonts)}")
    if not secure:
        yield Finding("look", "packs cannot be encrypted", "pip install 'engager-docs[secure]'")
    if not zones:
        yield Finding("look", "time zones: today is taken from this machine's clock", "pip install tzdata")


def of_ground(found: Ground) -> Iterator[Finding]:
    """Yield how the record repository stands: who may read it, what git keeps, where it goes."""
    yield _permissions(found)
    if found.refusal:
        yield Finding(
            "wrong", f"git refuses this folder: {found.refusal}", "git config --global --add safe.directory ."
        )
    elif not found.under_git:
        yield Finding("look", "the records are not kept under git: no history, no way back", "git init")
    else:
        yield from _commits(found)
        yield _hook(found)
        yield from _identity(found)
        if not found.output_ignored:
            yield Finding("look", "git does not ignore what is made", "printf '/site/\\n/packs/\\n' >> .gitignore")
        yield from _remotes(found)
        if found.programs:
            named = ", ".join(found.programs)
            yield Finding("look", f"this repository's settings name programs that git runs: {named}",
                          "engager-docs never runs them; see git config --local --list")  # fmt: skip


def _hook(found: Ground) -> Finding:
    if found.checked_first:
        return Finding("ok", "each commit is checked first")
    return Finding("look", "a commit is not checked first", "engager-docs init --hook .")


def _permissions(found: Ground) -> Finding:
    if not found.open_to_all:
        return Finding("ok", "no record is open to every account of this machine")
    number = len(found.open_to_all)
    what = f"{number} files below cases/ are open to every account of this machine, such as {found.open_to_all[0]}"
    return Finding("look", what, "chmod -R o-rwx cases .git (on a shared drive: ask who manages its permissions)")


def _commits(found: Ground) -> Iterator[Finding]:
    if not found.commit:
        yield Finding("look", "nothing is committed yet", "git add . && git commit")
        return
    if found.uncommitted:
        yield Finding("look", f"records that differ from what is committed: {found.uncommitted}", "git status")
    else:
        yield Finding("ok", "every record is committed")
    of = f"{found.signed} of the latest {found.latest} commits"
    if found.signed == found.latest:
        yield Finding("ok", f"{of} are signed; whether the signatures hold: git verify-commit HEAD")
    else:
        yield Finding("look", f"{of} are signed", "git config commit.gpgSign true, with a key of your own")
    if found.shallow:
        yield Finding("look", "this clone holds only the latest part of the history", "git fetch --unshallow")


def _identity(found: Ground) -> Iterator[Finding]:
    if found.identity_tracked:
        files = " ".join(shlex.quote(each) for each in found.identity_tracked)
        yield Finding(
            "wrong", f"git keeps identity files: {len(found.identity_tracked)}", f"git rm --cached -- {files}"
        )
    elif found.identity_ever:
        yield Finding(
            "wrong", "an identity file is in the history", "engager-docs purge-plan CASE says how to erase it"
        )
    if found.identity_ignored:
        yield Finding("ok", "git ignores identity files")
    else:
        yield Finding("wrong", "git does not ignore identity files", "echo identity.yaml >> .gitignore")


def _remotes(found: Ground) -> Iterator[Finding]:
    if not found.remotes:
        yield Finding("look", "no remote: these records are on this machine alone", "keep a copy elsewhere")
    for name, address in found.remotes:
        if _password(address):
            yield Finding("wrong", f"the address of the remote {name} holds an account or a password",
                          f"git remote set-url {shlex.quote(name)} ADDRESS, and change that password")  # fmt: skip
        yield Finding(*_remote(name, address))


def _remote(name: str, address: str) -> tuple[State, str, str]:
    forge = _FORGES.search(_host(address))
    if forge is not None:
        look = "open it in a browser without signing in: it must not be found (this tool never goes online)"
        return "look", f"the remote {name} is at {forge[2].lower()}, where a repository may be public", look
    return "ok", f"the remote {name} is at {_host(address) or 'a folder'}", ""


def _host(address: str) -> str:
    """Return where a remote is, without user, password and path; empty for a folder."""
    if "://" in address:
        try:
            return urlsplit(address).hostname or ""
        except ValueError:
            return "an address that cannot be read"
    short = re.fullmatch(r"(?:[^@/:]+@)?([^/:]{2,}):.*", address)
    return short[1] if short else ""


def _password(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.password or parts.username)
    except ValueError:
        return False
