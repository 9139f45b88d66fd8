"""What a plan says is there → its bytes, as they were when their digest was taken, or a fault that says they moved."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from engager_docs.engine.circle import CircleFiles
from engager_docs.engine.plan import Plan, case_id
from engager_docs.read.digest import Digest
from engager_docs.read.files import LARGEST, read_bytes
from engager_docs.read.fingerprint import Piece
from engager_docs.read.rest import Moved


def circle_files(root: Path, plan: Plan, sites: tuple[str, ...], *, sessions: bool = True) -> CircleFiles:
    """Return what a circle of sites is made from; of other staff and of cases only that they are there.

    Cases of other sites are left out, unless a file that all sites share names them: were they named elsewhere in the
    circle, their sites would be in it.
    """
    own = [file for site in sites for file in (*plan.staff[site], *(plan.sessions[site] if sessions else ()))]
    others = [file for site, files in plan.staff.items() if site not in sites for file in files]
    told = plan.named_by(plan.general)
    cases = [
        f"{folder}/participant.yaml"
        for site, folders in plan.cases.items()
        for folder in folders
        if site in sites or case_id(folder) in told
    ]
    read = contents(root, (*plan.general, *own))
    for file, content in read:
        same(plan.found.others[file], ((file, content),))
    return CircleFiles(sites, read, (*others, *cases))


def contents(root: Path, files: Iterable[str]) -> tuple[tuple[str, bytes], ...]:
    """Return some files by path as they are now. Raises Fault."""
    return tuple((file, read_bytes(root, file, LARGEST)) for file in files)


def same(piece: Piece, files: tuple[tuple[str, bytes], ...]) -> None:
    """Raise Moved where files of a piece are others than when its digest was taken."""
    digest = Digest()
    for file, content in files:
        digest.take(file, content)
    if digest.text != piece.digest:
        raise Moved
