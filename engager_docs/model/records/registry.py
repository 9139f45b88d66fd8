"""A file's place in the record repository → the kind of record it holds (records.md 1)."""

from typing import Literal

from msgspec import Struct

from engager_docs.model.records.contact import Contact
from engager_docs.model.records.course import Ending, Variation
from engager_docs.model.records.meetings import AdherenceReview, LineManagement, TeamMeeting
from engager_docs.model.records.network import Network
from engager_docs.model.records.participant import Participant
from engager_docs.model.records.plan import ActionPlan
from engager_docs.model.records.release import ReleaseDay
from engager_docs.model.records.scalars import SITE, Audience, Record
from engager_docs.model.records.service import ItemList, Organisation, ServiceSettings, SiteSettings
from engager_docs.model.records.staff import StaffMember
from engager_docs.model.records.supervision import (
    ClinicalSupervision,
    MentalisationSession,
    SupervisorSupervision,
)
from engager_docs.model.records.training import TrainingSession
from engager_docs.model.records.understanding import SharedUnderstanding
from engager_docs.model.records.wellbeing import Incident, OutcomeScore, Risk

_PERSON = rf"(?P<staff>(PRA|SUP|LIN|MBX|RES|PEER)-{SITE}-[0-9]{{2}})"
_DAY = r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
_SUFFIX = r"(-(?P<suffix>[2-9]|[1-9][0-9]))?"
_AT_SITE = rf"cases/(?P<site>{SITE})/"
_IN_CASE = rf"{_AT_SITE}participants/(?P<case>{SITE}-[0-9]{{3,5}})/"
_DATED = rf"{_DAY}{_SUFFIX}\.md"
_ABOUT_STAFF = rf"{_DAY}-{_PERSON}{_SUFFIX}"


class RecordKind(Struct, frozen=True):
    """One kind of record file.

    ``pattern`` fits the path relative to the record repository in full; its named groups are ``site``,
    ``case``, ``staff``, ``date`` and ``suffix``. ``model`` types the file, or with ``many`` each item of the
    list the file is. ``dated`` says that the file's ``date`` stands in its name too. ``seen_by`` is who may
    see that such a record exists, ``body_seen_by`` who may see its Markdown.
    """

    name: str
    pattern: str
    model: type[Record]
    title: str
    cites: tuple[str, ...] = ()
    form: Literal["yaml", "markdown"] = "yaml"
    many: bool = False
    dated: bool = False
    seen_by: Audience = "team"
    body_seen_by: Audience = "team"


KINDS: tuple[RecordKind, ...] = (
    RecordKind("service", r"cases/service\.yaml", ServiceSettings, "service settings", seen_by="service"),
    RecordKind(
        "core-components",
        r"cases/core-components\.yaml",
        ItemList,
        "list of core components",
        ("§17",),
        seen_by="service",
    ),
    RecordKind(
        "mba-toolkit",
        r"cases/mba-toolkit\.yaml",
        ItemList,
        "mentalisation-based approach toolkit",
        ("§26",),
        seen_by="service",
    ),
    RecordKind(
        "organisations",
        r"cases/organisations\.yaml",
        Organisation,
        "organisation",
        ("§2", "§4", "§6"),
        many=True,
        seen_by="service",
    ),
    RecordKind(
        "training",
        r"cases/training/(?P<date>[0-9]{4}-[0-9]{2}(-[0-9]{2})?)-[a-z0-9-]+\.md",
        TrainingSession,
        "training session",
        ("§11", "§12"),
        form="markdown",
        dated=True,
        seen_by="service",
        body_seen_by="service",
    ),
    RecordKind("site", rf"{_AT_SITE}site\.yaml", SiteSettings, "site", ("§1", "§2", "§42"), seen_by="service"),
    RecordKind(
        "staff",
        rf"{_AT_SITE}staff/{_PERSON}\.yaml",
        StaffMember,
        "staff member",
        ("§3", "§4", "§5", "§6", "§7", "§8", "§9", "§10"),
        seen_by="service",
    ),
    RecordKind("participant", rf"{_IN_CASE}participant\.yaml", Participant, "participant", ("§29", "§32", "§40")),
    RecordKind(
        "contact",
        rf"{_IN_CASE}contacts/{_DATED}",
        Contact,
        "contact",
        ("§27", "§28", "§31", "§37"),
        form="markdown",
        dated=True,
    ),
    RecordKind(
        "shared-understanding",
        rf"{_IN_CASE}shared-understanding/{_DATED}",
        SharedUnderstanding,
        "version of the Shared Understanding",
        ("§16", "§27", "§33", "§34", "§38"),
        form="markdown",
        dated=True,
    ),
    RecordKind(
        "action-plan",
        rf"{_IN_CASE}action-plan\.yaml",
        ActionPlan,
        "Shared Action Plan",
        ("§34", "§35", "§39"),
    ),
    RecordKind("network", rf"{_IN_CASE}network\.yaml", Network, "network and liaison log", ("§29", "§36")),
    RecordKind("release-day", rf"{_IN_CASE}release-day\.yaml", ReleaseDay, "release day", ("§37",)),
    RecordKind("outcomes", rf"{_IN_CASE}outcomes\.yaml", OutcomeScore, "outcome score", many=True),
    RecordKind("risks", rf"{_IN_CASE}risks\.yaml", Risk, "risk", many=True, seen_by="restricted"),
    RecordKind("incidents", rf"{_IN_CASE}incidents\.yaml", Incident, "incident", many=True, seen_by="restricted"),
    RecordKind("variations", rf"{_IN_CASE}variations\.yaml", Variation, "variation", ("§28",), many=True),
    RecordKind("ending", rf"{_IN_CASE}ending\.md", Ending, "ending", ("§30", "§41"), form="markdown"),
    RecordKind(
        "clinical-supervision",
        rf"{_AT_SITE}supervision/clinical/{_ABOUT_STAFF}\.md",
        ClinicalSupervision,
        "clinical supervision session",
        ("§13", "§14", "§15", "§16", "§17", "§44"),
        form="markdown",
        dated=True,
        body_seen_by="restricted",
    ),
    RecordKind(
        "supervisor-supervision",
        rf"{_AT_SITE}supervision/supervisor/{_ABOUT_STAFF}\.md",
        SupervisorSupervision,
        "session of the supervisor's own supervision",
        ("§18",),
        form="markdown",
        dated=True,
        seen_by="restricted",
        body_seen_by="restricted",
    ),
    RecordKind(
        "mentalisation",
        rf"{_AT_SITE}supervision/mentalisation/{_DATED}",
        MentalisationSession,
        "mentalisation session",
        ("§24", "§25", "§26"),
        form="markdown",
        dated=True,
    ),
    RecordKind(
        "team-meeting",
        rf"{_AT_SITE}team-meetings/{_DATED}",
        TeamMeeting,
        "team meeting",
        ("§22", "§23", "§43"),
        form="markdown",
        dated=True,
    ),
    RecordKind(
        "line-management",
        rf"{_AT_SITE}line-management/{_ABOUT_STAFF}\.yaml",
        LineManagement,
        "line management meeting",
        ("§19", "§20", "§21"),
        dated=True,
        seen_by="line-manager",
    ),
    RecordKind(
        "adherence-review",
        rf"{_AT_SITE}adherence-reviews/{_DATED}",
        AdherenceReview,
        "adherence review",
        ("§45",),
        form="markdown",
        dated=True,
    ),
)
