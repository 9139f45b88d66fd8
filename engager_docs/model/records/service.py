"""``service.yaml``, the site-supplied lists and ``site.yaml`` → typed settings (records.md 4)."""

from functools import partial
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from engager_docs.model.records.scalars import (
    Amendment,
    Clock,
    Day,
    Int,
    OrganisationId,
    Part,
    Record,
    StaffId,
    SubjectId,
    Text,
    Truth,
    doc,
)

fact = partial(doc, seen_by="service")

Profile: TypeAlias = Literal["description", "protocol", "reconnect"]
DateStyle: TypeAlias = Literal["long", "clinical_short"]
RetentionTrigger: TypeAlias = Literal["closure", "death", "staff_left", "session_date"]


class LawfulBasis(Part):
    """The legal ground on which the service keeps its records."""

    article_6: Annotated[Text, fact("The condition of UK GDPR Article 6 that is relied on.")]
    article_9: Annotated[Text, fact("The condition of UK GDPR Article 9 for data about health.")]
    schedule_1: Annotated[Text, fact("The condition of Schedule 1 of the Data Protection Act 2018.")]
    policy_document: Annotated[Text | None, fact("Where the appropriate policy document is kept.")] = None


class Retention(Part):
    """How long one kind of record is kept, and from which day that is counted."""

    record: Annotated[Text | None, fact("The kind of record that is kept.")] = None
    trigger: Annotated[RetentionTrigger | None, fact("The event the years are counted from.")] = None
    years: Annotated[Int | None, fact("How long the record is kept.", unit="years")] = None
    basis: Annotated[Text | None, fact("The schedule or code of practice that sets the period.")] = None


held = partial(doc, seen_by="restricted")


class LegalHold(Part):
    """A reason why the records about somebody may not be erased for now: an inquest, a claim, an inquiry."""

    subject: Annotated[SubjectId, held("The participant's or the staff member's id.")]
    from_: Annotated[Day, held("The first day of the hold.", alias="from")]
    to: Annotated[Day | None, held("The day it was lifted; absent means it holds.")] = None
    reason: Annotated[Text | None, held("Why the records are kept.")] = None
    authorised_by: Annotated[Text | None, held("Who ordered it: a role, never a name.")] = None


class AllowedIdentifier(Part):
    """A text that looks like an identifier and is no person's: a helpline, a shared mailbox, an office's postcode."""

    text: Annotated[Text, fact("The text as it stands in records; spaces, dashes and capitals make no difference.")]
    why: Annotated[Text, fact("Whose it is, and why records may name it.")]


class ServiceSettings(Record):
    """The service: who is responsible, by which profile it is judged, how its documents are marked."""

    amendments: Annotated[tuple[Amendment, ...], fact("Later corrections, oldest first.")] = ()
    title: Annotated[Text, fact("The name of the service, printed on every document.")]
    controller: Annotated[OrganisationId, fact("The organisation that is the data controller.")]
    lawful_basis: Annotated[LawfulBasis, fact("The legal ground for keeping the records.")]
    profile: Annotated[
        Profile,
        fact("The set of figures the rules start from; `description` is the source.", "§31", "§32", "§40"),
    ] = "description"
    parameters: Annotated[
        dict[Text, Text],
        fact("Single figures that differ from the profile, by their dotted name, as written."),
    ] = Field(default_factory=dict)
    as_of: Annotated[Day | None, fact("The day an archived service is looked at, in place of today.")] = None
    marking: Annotated[Text, fact("The handling text printed in the footer.")] = "OFFICIAL-SENSITIVE"
    contact_line: Annotated[Text | None, fact("Whom to ask about a document; no person's name.")] = None
    date_style: Annotated[DateStyle, fact("How days are printed.")] = "long"
    search_bodies: Annotated[
        Truth, fact("Whether the site's search also finds the words of notes; its index is then a copy of them.")
    ] = False
    retention: Annotated[tuple[Retention, ...], fact("How long each kind of record is kept.")] = ()
    legal_holds: Annotated[tuple[LegalHold, ...], held("Whose records may not be erased for now, and why.")] = ()
    severity: Annotated[
        dict[Text, Text], fact("Rules that count for more or less here: code and severity, as written.")
    ] = Field(default_factory=dict)
    allowed_identifiers: Annotated[
        tuple[AllowedIdentifier, ...],
        fact("Helplines, shared mailboxes and offices that `check` need not name (rules I01 to I10)."),
    ] = ()
    schema_version: Annotated[Int, fact("The version of the file format; now 1.")] = 1


OrganisationType: TypeAlias = Literal[
    "nhs_trust",
    "charity",
    "prison",
    "probation",
    "local_authority",
    "university",
    "housing_provider",
    "substance_misuse_service",
    "gp",
    "police",
    "court",
    "employer_education",
    "benefits",
    "other",
]


class Organisation(Record):
    """One employer, prison or partner agency."""

    amendments: Annotated[tuple[Amendment, ...], fact("Later corrections, oldest first.")] = ()
    id: Annotated[OrganisationId, fact("The organisation's id, used in every other file.")]
    label: Annotated[Text, fact("Its name or a description of its kind.", "§2", "§3", "§4", "§5", "§6")]
    type: Annotated[OrganisationType, fact("What kind of organisation it is.", "§2")]
    employer: Annotated[Truth | None, fact("Whether it employs somebody of the team.", "§2")] = None
    partner: Annotated[Truth | None, fact("Whether it is an agency the team works with.", "§29", "§36")] = None


class Item(Part):
    """One core component, or one element of the toolkit."""

    code: Annotated[Text, fact("The item's code, used in checklists and issues.", "§17", "§26")]
    label: Annotated[Text, fact("The item in words.", "§17", "§26")]
    help: Annotated[Text | None, fact("What to look for, or how to use it.")] = None
    seed: Annotated[Text | None, fact("Where the source description speaks of it.")] = None


class ItemList(Record):
    """The core components, or the elements of the mentalisation-based approach toolkit, that a site uses."""

    amendments: Annotated[tuple[Amendment, ...], fact("Later corrections, oldest first.")] = ()
    source: Annotated[Text | None, fact("Where the list comes from.", "§17", "§26")] = None
    items: Annotated[tuple[Item, ...], fact("The items, in the order they are printed.", "§17", "§26")] = ()


Weekday: TypeAlias = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class MeetingTime(Part):
    """When the team usually meets."""

    weekday: Annotated[Weekday | None, fact("The day of the week of the team meeting.", "§22")] = None
    time: Annotated[Clock | None, fact("The time it starts, local.", "§22")] = None


class SiteSettings(Record):
    """One site of the service."""

    amendments: Annotated[tuple[Amendment, ...], fact("Later corrections, oldest first.")] = ()
    label: Annotated[Text, fact("The site's name.", "§1")]
    opened_on: Annotated[Day, fact("The first day the site delivered the service.", "§1")]
    closed_on: Annotated[Day | None, fact("The last day the site delivered the service.", "§1")] = None
    prisons: Annotated[tuple[OrganisationId, ...], fact("The prisons the site works in.", "§32")] = ()
    team_meeting: Annotated[MeetingTime | None, fact("When the team usually meets.", "§22", "§43")] = None
    mba_expert: Annotated[StaffId | None, fact("The external expert in the mentalisation-based approach.", "§25")] = (
        None
    )
