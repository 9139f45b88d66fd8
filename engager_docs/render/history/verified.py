"""What was noticed in a history → whether it can be relied on, in sentences or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from engager_docs.model.history import LateChange, Moved, SignOff
from engager_docs.render.diagnostics import clean
from engager_docs.render.history.people import author_name
from engager_docs.render.history.report import said
from engager_docs.render.words import counted


class Verified(Struct, frozen=True):
    """Everything that was looked at: what speaks against the history, sign-offs, changes since, uncommitted files."""

    against: tuple[str, ...]
    signed: tuple[SignOff, ...]
    moved: tuple[Moved, ...]
    late: tuple[LateChange, ...]
    uncommitted: tuple[str, ...]
    anchored: bool = False

    @property
    def clean(self) -> bool:
        """Whether nothing has to be explained."""
        silent = any(not each.said for each in self.late)
        return not (self.against or self.moved or silent or self.uncommitted)


def against(damage: Sequence[str], replaced: int, silenced: Sequence[str], *, grafted: bool, lost: bool) -> list[str]:
    """Return what speaks against a history, one sentence each."""
    found = [f"git fsck: {clean(line)}" for line in damage]
    if replaced:
        found.append(f"{counted(replaced, 'object is', 'objects are')} replaced by others (refs/replace)")
    if grafted:
        found.append("a list of grafts gives commits other parents than their own (.git/info/grafts)")
    if silenced:
        found.append(f"the repository's own settings silence checks: {clean(', '.join(silenced))}")
    if lost:
        found.append("the commit noted earlier is not part of this history: it was rewritten since, or is another one")
    return found


def as_text(found: Verified) -> str:
    """Return the whole answer for people."""
    return "\n".join("".join(f"{line}\n" for line in part) for part in _parts(found) if part)


def _parts(found: Verified) -> Iterator[list[str]]:
    if found.against:
        yield ["The history cannot be relied on:", *(f"  {each}" for each in found.against)]
    else:
        anchored = ", the commit noted earlier is part of it" if found.anchored else ""
        yield [f"The history is whole: nothing damaged, replaced or grafted{anchored}."]
    yield [f"Signed off: {counted(len(found.signed), 'period')}.", *(f"  {_period(each)}" for each in found.signed)]
    if found.moved:
        yield ["The day of a sign-off was changed later:", *(f"  {_moved(each)}" for each in found.moved)]
    silent = [each for each in found.late if not each.said]
    told = [each for each in found.late if each.said]
    if silent:
        yield ["Changed after sign-off, and the record does not say so:", *_late(silent)]
    if told:
        yield ["Changed after sign-off, as the record itself says:", *_late(told)]
    if found.signed and not found.late:
        yield ["No dated record was changed after its days were signed off."]
    if found.uncommitted:
        files = (f"  {clean(each)}" for each in found.uncommitted)
        yield ["Signed off, and different on disk from what was committed:", *files]


def _period(sign: SignOff) -> str:
    known = f", in the history since {sign.known}" if sign.known != sign.on else ""
    return f"{sign.site} {sign.first} to {sign.last}, on {sign.on}{known} ({sign.file})"


def _moved(move: Moved) -> str:
    commit = move.revision.commit
    now = f"now {move.after}" if move.after else "now taken away"
    return f"{move.revision.file}: was {move.before}, {now}, by {author_name(commit.author)}, commit {commit.id[:12]}"


def _late(changes: Sequence[LateChange]) -> Iterator[str]:
    for each in changes:
        commit = each.edit.revision.commit
        yield f"  {clean(each.edit.revision.file)}, signed off on {each.signed.on}"
        written = "" if commit.written == commit.entered else f" (written on {commit.written})"
        yield f"    {commit.entered}{written} {author_name(commit.author)}, commit {commit.id[:12]}"
        yield from (f"      {clean(sentence)}" for sentence in said(each.edit))


def as_json(found: Verified) -> str:
    """Return the whole answer for programs."""
    whole: dict[str, Any] = {
        "version": 1,
        "sound": not found.against,
        "clean": found.clean,
        "against": list(found.against),
        "signed_off": [
            {"site": each.site, "from": str(each.first), "to": str(each.last), "on": str(each.on), "file": each.file}
            for each in found.signed
        ],
        "moved": [
            {
                "file": each.revision.file,
                "commit": each.revision.commit.id,
                "from": str(each.before),
                "to": str(each.after) if each.after else None,
            }
            for each in found.moved
        ],
        "late": [
            {
                "file": clean(each.edit.revision.file),
                "commit": each.edit.revision.commit.id,
                "entered": str(each.edit.revision.commit.entered),
                "signed_off_on": str(each.signed.on),
                "by": author_name(each.edit.revision.commit.author),
                "said": each.said,
            }
            for each in found.late
        ],
        "uncommitted": [clean(each) for each in found.uncommitted],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
