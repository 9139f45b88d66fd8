"""Function → rule: what every rule declares beside the function that judges its subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Literal, TypeAlias

from msgspec import Struct

from engager_docs.assess.course import Course
from engager_docs.assess.subjects import ServiceRecords, SiteRecords, StaffRecords
from engager_docs.assess.verdict import Verdict
from engager_docs.model.diagnostic import Severity
from engager_docs.model.rules import RULE_TITLES

Subject: TypeAlias = Literal["case", "staff", "site", "service"]
Variations: TypeAlias = Literal["cover", "explain", "told_by_rule", "none"]


class _Declared(Struct, frozen=True):
    """What every rule declares: code, statements of the source, parameters, its own severity."""

    code: str
    cites: tuple[str, ...]
    parameters: tuple[str, ...]
    severity: Severity

    @property
    def title(self) -> str:
        """The few words the rule is called by."""
        return RULE_TITLES[self.code]


class CaseRule(_Declared, frozen=True):
    """A rule about one participant's case.

    ``variations`` says whether one recorded in time covers a departure or only explains it, whether the rule
    weighs them itself, gap by gap, or whether none changes it.
    """

    judge: Callable[[Course], Verdict]
    variations: Variations = "cover"
    subject: ClassVar[Subject] = "case"


class StaffRule(_Declared, frozen=True):
    """A rule about one staff member."""

    judge: Callable[[StaffRecords], Verdict]
    subject: ClassVar[Subject] = "staff"


class SiteRule(_Declared, frozen=True):
    """A rule about one site."""

    judge: Callable[[SiteRecords], Verdict]
    subject: ClassVar[Subject] = "site"


class ServiceRule(_Declared, frozen=True):
    """A rule about the whole service."""

    judge: Callable[[ServiceRecords], Verdict]
    subject: ClassVar[Subject] = "service"


Rule: TypeAlias = CaseRule | StaffRule | SiteRule | ServiceRule
