"""`history --verify`: a history → whether it is whole, and which records changed after they were signed off."""

from __future__ import annotations

from pathlib import Path

import click

from engager_docs.assess.signed_off import late_changes, signed_files
from engager_docs.cli.request import Request
from engager_docs.model.history import History, NoHistory
from engager_docs.read.edits import edits, sources
from engager_docs.read.git import uncommitted
from engager_docs.read.signoffs import signoffs
from engager_docs.read.trust import trust_in
from engager_docs.render.history.verified import Verified, against, as_json, as_text


def verified(request: Request, root: Path, history: History | NoHistory, anchor: str, form: str) -> int:
    """Print whether the history can be relied on; status 1 where something has to be explained."""
    trust = trust_in(root, anchor)
    found = against(trust.damage, trust.replaced, trust.silenced, grafted=trust.grafted, lost=trust.anchor == "lost")
    if isinstance(history, NoHistory):
        answer = Verified((*found, history.reason.partition(":")[0]), (), (), (), ())
    else:
        answer = _since_signed(root, history, tuple(found), anchored=trust.anchor == "kept")
        if history.shallow:
            request.say("This clone holds only the latest part of the history: git fetch --unshallow brings the rest.")
    click.echo(as_json(answer) if form == "json" else as_text(answer), nl=False)
    return 0 if answer.clean else 1


def _since_signed(root: Path, history: History, found: tuple[str, ...], *, anchored: bool) -> Verified:
    signed, moved = signoffs(root, history)
    # a record renamed out of the days that were signed off is still one of theirs
    kept = {
        file: each
        for file, each in history.revisions.items()
        if signed_files((file, *(one.was for one in each if one.was)), signed)
    }
    told = dict(edits(root, kept))
    recorded = {
        blob
        for _, versions in sources(root, {file: [one for one in kept[file] if one.kind == "added"] for file in kept})
        for blob, source in versions.items()
        if source is not None and source.at(("recorded_on",)) is not None
    }
    changed = signed_files(tuple(uncommitted(root)), signed)
    return Verified(found, signed, moved, late_changes(told, signed, recorded), changed, anchored)
