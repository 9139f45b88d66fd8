"""Name → kind of pack, in the order of interface.md. To add one, write its module and its line here."""

from __future__ import annotations

from engager_docs.model.view import Pack
from engager_docs.render.packs.adherence import adherence_pack
from engager_docs.render.packs.blank_forms import blank_forms_pack
from engager_docs.render.packs.case_management import case_management_pack
from engager_docs.render.packs.dashboard import dashboard_pack
from engager_docs.render.packs.handover import closure_pack, handover_pack
from engager_docs.render.packs.managed import line_management_pack, supervisor_supervision_pack
from engager_docs.render.packs.mentalisation import mentalisation_pack
from engager_docs.render.packs.one_practitioner import caseload_pack
from engager_docs.render.packs.participant_copy import participant_copy_pack
from engager_docs.render.packs.request import NoPack, PackKind, PackRequest
from engager_docs.render.packs.subject_access import subject_access_pack
from engager_docs.render.packs.supervision import supervision_pack
from engager_docs.render.packs.training import training_pack
from engager_docs.render.packs.workbook import AUDIENCES, workbook_pack


def _workbook(asked: PackRequest) -> Pack:
    subject = asked.about("workbook", "NW-001")
    pack = workbook_pack(asked.casebook, asked.assessment, asked.stamp, subject)
    if pack is None:
        raise NoPack(no_case(asked, subject))
    return pack


def _supervision(asked: PackRequest) -> Pack:
    subject = asked.about("supervision", "SUP-NW-01 --period 2016-W08")
    week = asked.week()
    pack = supervision_pack(asked.casebook, asked.assessment, asked.stamp, subject, (week.first, week.last))
    if pack is None:
        raise NoPack(f"{subject} led no team in that week")
    return pack


def _training(asked: PackRequest) -> Pack:
    return training_pack(asked.casebook, asked.stamp)


def _adherence(asked: PackRequest) -> Pack:
    subject = asked.about("adherence", "NW --period 2016")
    found = asked.assessment
    pack = adherence_pack(asked.casebook, found, asked.stamp, subject, asked.period) if found else None
    if pack is None:
        sites = ", ".join(site.id for site in asked.casebook.sites)
        raise NoPack(f"no site {subject} for this audience: there is {sites}")
    return pack


def no_case(asked: PackRequest, subject: str) -> str:
    """Return that there is no such participant, and who there is."""
    known = ", ".join(case.id for case in asked.casebook.cases[:12])
    day = asked.stamp.as_of.isoformat()
    return f"no participant {subject} for this audience on {day}: there is {known}"


WORKBOOK = PackKind("workbook", "team", AUDIENCES, _workbook)
PACK_KINDS: tuple[PackKind, ...] = (
    WORKBOOK,
    PackKind("supervision", "supervisor", ("team", "supervisor"), _supervision),
    PackKind("case-management", "team", ("team", "supervisor"), case_management_pack),
    PackKind("mentalisation", "external", ("external",), mentalisation_pack, whole_service=True),
    PackKind("line-management", "line-manager", ("line-manager",), line_management_pack),
    PackKind("supervisor-supervision", "supervisor", ("supervisor",), supervisor_supervision_pack),
    PackKind("training", "team", ("team", "supervisor", "line-manager"), _training, whole_service=True),
    PackKind("adherence", "team", ("team", "supervisor", "research"), _adherence),
    PackKind("dashboard", "team", ("team", "supervisor"), dashboard_pack),
    PackKind("caseload", "team", ("team", "supervisor"), caseload_pack),
    PackKind("participant-copy", "participant", ("participant",), participant_copy_pack),
    PackKind("handover", "team", ("team", "supervisor"), handover_pack),
    PackKind("closure", "team", ("team", "supervisor"), closure_pack),
    PackKind("subject-access", "subject-access", ("subject-access",), subject_access_pack),
    PackKind("blank-forms", "team", ("team", "supervisor", "line-manager"), blank_forms_pack, whole_service=True),
)
