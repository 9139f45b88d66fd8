"""What is left of a case → a plan to erase it: what there is, the commands to run, the check that proves it.

The plan is text. Nobody but a person runs it, and nothing here deletes anything.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator

from engager_docs.model.keeping import Kept
from engager_docs.model.records.service import LegalHold
from engager_docs.model.traces import Traces
from engager_docs.render.diagnostics import clean
from engager_docs.render.history.people import author_name
from engager_docs.render.words import counted

_NO_TRACE = "Nothing of {case} is here: no file, no version in the history, no record or commit that names it."

_ALWAYS = ("site", ".site.spare", "packs", ".engager-docs")
"""What is made where nobody says otherwise; a search index or a pack may show a case without its id."""


def as_text(found: Traces, hold: LegalHold | None, kept: Kept | None) -> str:
    """Return the plan for people; ``kept`` says until when the service keeps the case."""
    if found.gone:
        return _NO_TRACE.format(case=found.case) + "\n"
    told = (_head(found, hold, kept), _files(found), _made(found), _past(found), _mentions(found))
    parts = (*told, _commands(found), _proof(found))
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part)


def _head(found: Traces, hold: LegalHold | None, kept: Kept | None) -> list[str]:
    lines = [f"Plan to erase {found.case}. Nothing has been deleted; a person runs the commands below, or nobody."]
    if hold is not None:
        lines.append(f"STOP: its records are under a legal hold from {hold.from_}. Do not erase them.")
    if kept is None:
        lines.append("No retention period counts for it yet: note who decided on the erasure, and why.")
    else:
        due = f"kept until {kept.until} under cases/service.yaml"
        lines.append(f"The case is {due}: before that day, note who decided on the erasure, and why.")
    return lines


def _files(found: Traces) -> list[str]:
    if not found.files:
        return ["No file of it is left on disk."]
    return [f"Files on disk ({len(found.files)}):", *(f"  {clean(file)}" for file in found.files)]


def _made(found: Traces) -> list[str]:
    if not found.made:
        return []
    return [
        f"Made from its records ({len(found.made)}), to be made again:",
        *(f"  {clean(each)}" for each in found.made),
    ]


def _past(found: Traces) -> list[str]:
    if not found.under_git:
        return ["These records are not kept under git: earlier versions are in backups alone."]
    if not found.commits:
        return ["No commit touches its folder."]
    first, last = found.commits[0].written, found.commits[-1].written
    versions = f"{counted(len(found.versions), 'version')} of {counted(len(found.past_files), 'file')}"
    lines = [f"Commits that touch its folder ({len(found.commits)}), {first} to {last}, {versions}:"]
    lines += [f"  {each.id[:12]} {each.written} {author_name(each.author)}" for each in found.commits]
    if found.elsewhere:
        lines.append(f"{counted(len(found.elsewhere), 'version stands', 'versions stand')} outside the folder too:")
        lines += [f"  {blob}" for blob in found.elsewhere]
    return lines


def _mentions(found: Traces) -> list[str]:
    lines: list[str] = []
    if found.mentions:
        lines.append(f"Other records that name {found.case}; a person decides line by line what stays:")
        lines += [f"  {clean(each.file)}:{each.line}" for each in found.mentions]
    now = {each.file for each in found.mentions}
    past = [file for file in found.past_mentions if file not in now]
    if past:
        lines += ["Records that named it once, and do in the history:", *(f"  {clean(file)}" for file in past)]
    if found.told_in:
        lines.append(f"Commit messages that name it ({len(found.told_in)}):")
        lines += [f"  {each[:12]}" for each in found.told_in]
    return lines


def commands(found: Traces) -> list[str]:
    """Return the commands that erase the case's folder from disk, branches, tags and the object store, in order."""
    made = dict.fromkeys((*_ALWAYS, *found.made))
    erase = [f"rm -rf {found.folder}", f"rm -rf {' '.join(shlex.quote(each) for each in made)}"]
    if not found.commits:
        return erase
    inside = shlex.quote(f"{found.prefix}{found.folder}")
    index = shlex.quote(f"git rm -r --cached --quiet --ignore-unmatch -- {inside}")
    return [
        *(["git stash clear"] if found.stashed else []),
        f"git rm -rf --quiet --ignore-unmatch -- {found.folder}",
        f"git commit --quiet --allow-empty -m {shlex.quote('records: a case is erased')}",
        *erase,
        'cd "$(git rev-parse --show-toplevel)"',
        *(_fetched(remote) for remote in found.remotes),
        f"FILTER_BRANCH_SQUELCH_WARNING=1 git filter-branch --force --index-filter {index} "
        "--tag-name-filter cat --prune-empty -- --branches --tags",
        *(line for remote in found.remotes for line in _pushed(remote)),
        "git for-each-ref --format='delete %(refname)' refs/original | git update-ref --stdin",
        "git reflog expire --expire=now --expire-unreachable=now --all",
        "git gc --quiet --prune=now",
    ]


def _fetched(remote: str) -> str:
    """Return the command that gives each branch only the remote has a local one, so that it is rewritten too."""
    place = shlex.quote(f"refs/remotes/{remote}")
    return (
        f"for each in $(git for-each-ref --format='%(refname:lstrip=3)' {place}); do "
        '[ "$each" = HEAD ] || git show-ref --quiet --verify "refs/heads/$each" || '
        f'git branch --quiet --no-track "$each" {place}/"$each"; done'
    )


def _pushed(remote: str) -> Iterator[str]:
    name = shlex.quote(remote)
    # the lease: what somebody pushed in the meantime is not thrown away, the command fails instead
    yield f"git push --quiet --force-with-lease --all {name}"
    yield f"git push --quiet --force --tags {name}"


def _commands(found: Traces) -> list[str]:
    lines = ["Commands, in the record repository, when everybody has pushed, you have pulled, and nobody is writing:"]
    lines += [f"  {each}" for each in commands(found)]
    lines.append("They do not reach backups, clones, forks, printed packs, sites and packs kept outside this folder,")
    lines.append("  or what a forge keeps of old commits:")
    lines.append("  ask for each; everybody clones anew; commit ids after the first one above change.")
    return lines


def proof(found: Traces) -> list[str]:
    """Return the commands that print nothing once the case's folder is gone."""
    inside = found.folder.removeprefix("cases")
    lines = [
        f"find cases -path '*{inside}/*'",
        f"find . -name .git -prune -o \\( -path '*{inside}/*' -o -name '*-{found.case}.*' \\) -print",
        f"grep -rlsE '(^|[^A-Z]){found.case}([^0-9]|$)' {' '.join(_ALWAYS)} || true",
    ]
    if found.commits:
        lines.append(f"git log --all --reflog --oneline -- {found.folder}")
        # a version that stands elsewhere too stays there: the mentions say where
        gone = [blob for blob in found.versions if blob not in found.elsewhere]
        blobs = " ".join(gone)
        lines.append(f'for each in {blobs}; do if git cat-file -e "$each" 2>&-; then echo "$each"; fi; done')
    return lines


def _proof(found: Traces) -> list[str]:
    lines = [
        "The check that proves it: each of these prints nothing afterwards.",
        *(f"  {each}" for each in proof(found)),
    ]
    again = f"engager-docs purge-plan {found.case}"
    lines.append(f"Then {again} names what is left elsewhere; when that is gone too it says that nothing is here.")
    return lines


def as_json(found: Traces, hold: LegalHold | None, kept: Kept | None) -> str:
    """Return the plan for programs."""
    whole = {
        "version": 1,
        "case": found.case,
        "gone": found.gone,
        "on_hold": hold is not None,
        "kept_until": kept.until.isoformat() if kept else None,
        "files": [clean(each) for each in found.files],
        "past_files": [clean(each) for each in found.past_files],
        "commits": [each.id for each in found.commits],
        "versions": list(found.versions),
        "elsewhere": list(found.elsewhere),
        "made": [clean(each) for each in found.made],
        "mentions": [{"file": clean(each.file), "line": each.line} for each in found.mentions],
        "past_mentions": [clean(each) for each in found.past_mentions],
        "told_in": list(found.told_in),
        "commands": [] if found.gone else commands(found),
        "proof": [] if found.gone else proof(found),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
