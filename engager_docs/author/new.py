"""A kind, a subject and answers → one new record: its draft, what is blank or wrong in it, and its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path as FilePath

from msgspec import Struct

from engager_docs.author.answers import answered
from engager_docs.author.keep import digest, keep_changed, keep_new
from engager_docs.author.known import Known
from engager_docs.author.parts import with_entry
from engager_docs.author.paths import pointed_at
from engager_docs.author.prefill import draft
from engager_docs.author.scalar import Unwritable
from engager_docs.author.target import Refused, Target, kind_called, target
from engager_docs.author.text import Draft, entry, form
from engager_docs.check.schema import typed
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.place import Place
from engager_docs.model.records.registry import RecordKind
from engager_docs.model.source import Path, Sequence
from engager_docs.read.fault import Fault
from engager_docs.read.files import read_bytes
from engager_docs.read.record import MAX_BYTES
from engager_docs.read.repository import load, placed, source_from
from engager_docs.read.text import decode

_BLANK, _AND_MORE = "E032", "E039"


class Judged(Struct, frozen=True):
    """A draft as it would be kept: required fields still blank, each by its path, and what is wrong in it."""

    blanks: tuple[Path, ...]
    wrong: tuple[Diagnostic, ...]


def begin(kind: str, subject: str, known: Known, today: date, answers: Iterable[str] = ()) -> tuple[Target, Draft]:
    """Return where a new record goes and its draft with the answers in their places. Raises ``Refused``."""
    aim = target(kind_called(kind), subject, known)
    return aim, answered(draft(aim, known, today), answers)


def judge(aim: Target, drafted: Draft) -> Judged:
    """Return what `check` would say of the draft by itself. Raises ``Refused`` for text no record may hold."""
    file = next(aim.paths())
    source = source_from(file, _text(drafted).encode())
    place = Place(file, drafted.kind) if aim.under else placed(file)
    if isinstance(source, Diagnostic):
        return Judged((), (source,))
    if isinstance(place, Diagnostic):
        return Judged((), (place,))
    _, found = typed(source, place)
    blanks = tuple(_path(drafted.kind, pointed_at(source, each)) for each in found if each.code == _BLANK)
    return Judged(blanks, tuple(each for each in found if each.code not in (_BLANK, _AND_MORE)))


def unread(known: Known, aim: Target) -> tuple[str, ...]:
    """Return the files that a record rests on and that have faults of their own, so that nothing is taken from them."""
    site = f"cases/{aim.site}"
    if aim.case:
        asked = [f"{site}/participants/{aim.case}/{name}.yaml" for name in ("participant", "action-plan", "network")]
    elif aim.staff:
        asked = [f"{site}/staff/{aim.staff}.yaml", "cases/core-components.yaml"]
    else:
        asked = [f"{site}/site.yaml"] if aim.site else []
    there = (file for file in ("cases/service.yaml", *asked) if (known.root / file).exists())
    return tuple(file for file in there if known.entry(file) is None)


def faults(root: FilePath, file: str) -> tuple[Diagnostic, ...]:
    """Return what `check` would say of a file by itself, after somebody has gone on writing in it."""
    place, source = placed(file), load(root, file)
    if isinstance(place, Diagnostic) or isinstance(source, Diagnostic):
        return tuple(each for each in (place, source) if isinstance(each, Diagnostic))
    return tuple(typed(source, place)[1])


def keep(known: Known, aim: Target, drafted: Draft) -> str:
    """Write the record and return its path; the next free id is looked for at this moment. Raises ``Refused``."""
    if aim.adds:
        return _add(known.root, aim, drafted)
    if aim.under:
        return _keep_entry(known.root, aim, drafted)
    text = _modeline(known.root, drafted.kind, next(aim.paths())) + _text(drafted)
    path = keep_new(known.root, aim.paths(), text.encode())
    if path is None:
        raise Refused(f"{next(aim.paths())} is there already, and no other name is free")
    return path


def _text(drafted: Draft, written: Callable[[Draft], str] = form) -> str:
    """Return a draft as ``written`` writes it. Raises ``Refused`` for text no record may hold."""
    try:
        return written(drafted)
    except Unwritable as fault:
        raise Refused(f"{fault}: write it without control characters") from None


def _add(root: FilePath, aim: Target, drafted: Draft) -> str:
    """Add the record to its file as one entry more; not a byte of what stands there is changed."""
    try:
        before = read_bytes(root, aim.adds, MAX_BYTES)
    except Fault as fault:
        raise Refused(f"{aim.adds}: {fault.message}; {fault.hint}") from None
    if aim.under:
        keep_changed(root, aim.adds, digest(before), _under(aim, before, drafted))
        return aim.adds
    end = b"\r\n" if b"\r\n" in before else b"\n"
    joint = b"" if before.endswith(b"\n") else end
    after = before + joint + _text(drafted, entry).encode().replace(b"\n", end)
    if _length(aim.adds, after) != _length(aim.adds, before) + 1:
        raise Refused(f"{aim.adds} is not a plain list of entries: open it and add the new one by hand")
    keep_changed(root, aim.adds, digest(before), after)
    return aim.adds


def _keep_entry(root: FilePath, aim: Target, drafted: Draft) -> str:
    """Write a file that holds the one entry: the first of its list."""
    text = f"{aim.under}:\n" + "".join(f"  {line}\n" for line in _text(drafted, entry).splitlines())
    path = keep_new(root, aim.paths(), text.encode())
    if path is None:
        raise Refused(f"{next(aim.paths())} has come into being in this moment: try again")
    return path


def _under(aim: Target, before: bytes, drafted: Draft) -> bytes:
    """Return the file with the entry at the end of its list. Raises ``Refused`` where that cannot be told."""
    bom = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = with_entry(aim.adds, decode(before), aim.under, _text(drafted, entry))
    except Fault as fault:
        raise Refused(f"{aim.adds}: {fault.message}; {fault.hint}") from None
    if text is None:
        raise Refused(f"{aim.under} in {aim.adds} is not a plain list of entries: open it and add the new one by hand")
    return bom + text.encode()


def _length(file: str, content: bytes) -> int:
    source = source_from(file, content)
    if isinstance(source, Diagnostic):
        raise Refused(f"{file} cannot be added to: engager-docs check {file} says what is wrong in it")
    return len(source.node.items) if isinstance(source.node, Sequence) else -1


def _modeline(root: FilePath, kind: RecordKind, file: str) -> str:
    """Return the line by which an editor finds the schema, where the repository keeps it (schema --write)."""
    schema = f".schemas/{kind.name}.schema.json"
    if kind.form == "markdown" or not (root / schema).is_file():
        return ""
    return f"# yaml-language-server: $schema={'../' * file.count('/')}{schema}\n"


def _path(kind: RecordKind, path: Path) -> Path:
    """Return a path from the record's own top: a file that is a list has one step before it."""
    return path[1:] if kind.many and path and isinstance(path[0], int) else path
