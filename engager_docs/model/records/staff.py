"""``staff/ID.yaml`` → who a staff member is: roles by date, absences, background (records.md 4, §3–§10)."""

from functools import partial
from typing import Annotated, Literal, TypeAlias

from engager_docs.model.records.scalars import (
    Amendment,
    Day,
    Number,
    OrganisationId,
    Part,
    Record,
    SiteId,
    StaffId,
    Text,
    Ynk,
    doc,
)

fact = partial(doc, seen_by="service")

RoleName: TypeAlias = Literal[
    "practitioner",
    "supervisor",
    "interim_supervisor",
    "line_manager",
    "clinical_supervisor",
    "mba_expert",
    "researcher",
    "peer_researcher",
    "administrator",
]
RoleEnd: TypeAlias = Literal["left_post", "secondment_ended", "role_change", "other"]


class Role(Part):
    """One role held from a day on; the same person may hold several, one after the other or at once."""

    role: Annotated[RoleName, fact("What the person does in the service.", "§1", "§42")]
    site: Annotated[SiteId | None, fact("The site, where it is not the home site of the file.", "§1")] = None
    from_: Annotated[Day, fact("The first day in the role.", "§1", alias="from")]
    to: Annotated[Day | None, fact("The last day in the role; absent means still in it.", "§1")] = None
    fte: Annotated[
        Number | None, fact("The share of a full post, 1 being full time.", unit="whole-time equivalent")
    ] = None
    ended: Annotated[RoleEnd | None, fact("Why the role came to its end.", "§5")] = None


AbsenceType: TypeAlias = Literal["annual_leave", "sickness", "training", "parental", "other_leave", "strike"]


class Absence(Part):
    """A spell away from work, both ends inclusive."""

    from_: Annotated[Day, fact("The first day away.", alias="from")]
    to: Annotated[Day, fact("The last day away.")]
    type: Annotated[AbsenceType, fact("The kind of absence.")]
    cover: Annotated[Text | None, fact("Who stands in: a staff id or a role.")] = None


CharacteristicCode: TypeAlias = Literal[
    "flexibility",
    "pro_activeness",
    "tolerates_uncertainty",
    "builds_and_repairs_relationships",
    "adopts_engager_principles",
    "takes_intervention_to_participant",
    "focuses_on_participant_goals",
    "negotiates_with_prison_and_community",
    "works_alone_and_in_team",
    "works_with_research_team",
]
CharacteristicSource: TypeAlias = Literal["appointment", "appraisal", "observation"]


class Characteristic(Part):
    """Evidence of one of the ten key characteristics; never used to rank people."""

    code: Annotated[CharacteristicCode, fact("Which of the ten characteristics.", "§7")]
    evidence: Annotated[Text, fact("What was seen or said that shows it.", "§7")]
    on: Annotated[Day, fact("The day it was seen or said.", "§7")]
    source: Annotated[CharacteristicSource | None, fact("The occasion it comes from.", "§7", "§21")] = None


Engagement: TypeAlias = Literal["employed", "seconded", "recruited_for_service", "contracted", "volunteer"]
Profession: TypeAlias = Literal[
    "registered_mental_health_nurse",
    "cbt_therapist_high_intensity",
    "mental_health_practitioner",
    "support_worker",
    "other",
]
TherapeuticApproach: TypeAlias = Literal[
    "counselling", "cbt", "solution_focused", "motivational_interviewing", "behavioural_activation", "other"
]
PriorExperience: TypeAlias = Literal["mental_health", "hard_to_reach_groups"]


class StaffMember(Record):
    """One staff member: employer, roles by date, absences and background; the id is the file's name."""

    amendments: Annotated[tuple[Amendment, ...], fact("Later corrections, oldest first.")] = ()
    employer: Annotated[OrganisationId, fact("The organisation that employs the person.", "§2", "§4", "§6")]
    engagement: Annotated[Engagement, fact("How the person came to the service.", "§6")]
    profession: Annotated[Profession | None, fact("The person's profession.", "§3", "§5", "§6")] = None
    profession_note: Annotated[Text | None, fact("More on the profession or the post.", "§3", "§5")] = None
    roles: Annotated[tuple[Role, ...], fact("The roles held, each with its dates.", "§1", "§4", "§5")]
    line_manager: Annotated[
        StaffId | None, fact("The existing line manager in the person's own organisation.", "§19")
    ] = None
    clinical_supervisor: Annotated[
        StaffId | None,
        fact("For a supervisor: the senior member of the own organisation who supervises.", "§18"),
    ] = None
    absences: Annotated[tuple[Absence, ...], fact("Spells away from work.")] = ()
    therapeutic_approaches: Annotated[
        tuple[TherapeuticApproach, ...], fact("Therapeutic approaches the person has used.", "§9", "§10")
    ] = ()
    formally_trained_therapist: Annotated[
        Ynk | None, fact("Whether the person is formally trained as a therapist.", "§8")
    ] = None
    prior_experience: Annotated[tuple[PriorExperience, ...], fact("Fields the person had worked in before.", "§8")] = ()
    supervision_experience: Annotated[Ynk | None, fact("Whether the person had supervised others before.", "§10")] = (
        None
    )
    social_exclusion_understanding: Annotated[
        Text | None, fact("What shows an understanding of the complexities of social exclusion.", "§9")
    ] = None
    characteristics: Annotated[tuple[Characteristic, ...], fact("Evidence of the ten key characteristics.", "§7")] = ()
