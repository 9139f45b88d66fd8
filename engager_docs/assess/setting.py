"""The service → what one case is assessed against: the day, the figures, the staff with their dated roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engager_docs.assess.parameters import Parameters
from engager_docs.model.casebook import Staff
from engager_docs.model.diagnostic import Severity


@dataclass(frozen=True, slots=True)
class Setting:
    """The small slice of the service that the assessment of one case depends on.

    ``severity`` holds the service's own severities by rule code, where they differ from the rule's.
    """

    as_of: date
    parameters: Parameters = field(default_factory=Parameters)
    staff: Mapping[str, Staff] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)
