"""The service → what one case is assessed against: the day, the figures, the staff with their dated roles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from engager_docs.assess.parameters import Parameters
from engager_docs.model.casebook import Staff
from engager_docs.model.diagnostic import Severity
from engager_docs.model.records.session import CaseDiscussion


class Discussed(Struct, frozen=True):
    """What was said about a case in a held session: clinical supervision of ``staff``, or a team meeting (no staff).

    ``file`` is the record it stands in.
    """

    on: date
    staff: str
    said: CaseDiscussion
    file: str

    @property
    def in_supervision(self) -> bool:
        """Whether it was said in clinical supervision rather than in the team meeting."""
        return bool(self.staff)


class Setting(Struct, frozen=True):
    """The small slice of the service that the assessment of one case depends on.

    ``severity`` holds the service's own severities by rule code, where they differ from the rule's;
    ``discussed`` what held sessions said about each case, by its id and in order of date.
    """

    as_of: date
    parameters: Parameters = field(default_factory=Parameters)
    staff: Mapping[str, Staff] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    discussed: Mapping[str, tuple[Discussed, ...]] = field(default_factory=dict)
