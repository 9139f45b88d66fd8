"""A mapping file → which column of a table fills which field of which kind of record, and how its words are put."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from engager_docs.check.schema import typed
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.place import Place
from engager_docs.model.records.registry import RecordKind
from engager_docs.model.records.scalars import Record, Text, doc
from engager_docs.read.repository import load

Imported: TypeAlias = Literal["participant", "contact", "training"]
Days: TypeAlias = Literal["YYYY-MM-DD", "DD/MM/YYYY"]


class Mapping(Record):
    """How the rows of a table become records."""

    kind: Annotated[Imported, doc("What each row is: a referral, a contact, or a person at a training session.")]
    subject: Annotated[Text, doc("The column that says whom a row is about: site, participant, or place of training.")]
    columns: Annotated[dict[Text, Text], doc("Fields by their dotted path, each with the column that fills it.")]
    fixed: Annotated[dict[Text, Text], doc("Fields that are the same in every row.")] = Field(default_factory=dict)
    values: Annotated[
        dict[Text, dict[Text, Text]], doc("Fields whose words are put otherwise in the table: its word, and ours.")
    ] = Field(default_factory=dict)
    days: Annotated[Days, doc("How the table writes days.")] = "YYYY-MM-DD"
    body: Annotated[Text | None, doc("The column that holds the note.")] = None


_KIND = RecordKind("mapping", r".*\.yaml", Mapping, "mapping of a table")


def mapping(file: Path) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """Return the mapping in ``file``, None where it is none, and what is wrong with it."""
    source = load(file.parent, file.name)
    if isinstance(source, Diagnostic):
        return None, (source,)
    found, wrong = typed(source, Place(file.name, _KIND))
    return (found if isinstance(found, Mapping) else None), tuple(wrong)
