"""Rule codes → the few words a page calls them by; the whole of each is what `explain` prints (rules.md)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RULE_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "P01": "Referred 4 to 16 weeks before release",
        "P02": "First contact after acceptance",
        "P03": "Joint meetings in prison",
        "P04": "Joint meeting in the community",
        "P05": "Weekly contact in prison",
        "P06": "Weekly contact in the community",
        "P07": "Sessions in prison",
        "P08": "Sessions in the community",
        "P09": "Met on the day of release",
        "P10": "Weeks of community support",
        "P11": "Shared Understanding started in prison",
        "P12": "Shared Understanding links emotions, thoughts and behaviours",
        "P13": "Shared Understanding developed and reviewed jointly",
        "P14": "Needs, problems, strengths and resources lead to goals",
        "P15": "Shared Action Plan before release, mostly short term",
        "P16": "Plan adapted after release",
        "P17": "Liaison with other services before release",
        "P18": "People named in the plan are contacted",
        "P19": "Follow-up after a missed contact",
        "P20": "Progress on goals reviewed",
        "P21": "Ending planned ahead",
        "P22": "Ending delivered, next steps named",
        "S01": "Weekly clinical supervision",
        "S02": "Supervision given by the site's supervisor",
        "S03": "What supervision covers",
        "S04": "Core component checklist for each case",
        "S05": "Each case discussed in supervision",
        "S06": "Supervisor's own monthly supervision",
        "S07": "Given by a senior of the supervisor's organisation",
        "S08": "Monthly line management",
        "S09": "Line management by the own organisation",
        "S10": "What line management covers",
        "S11": "Annual appraisal",
        "S12": "Weekly team meeting",
        "S13": "Team meeting attended",
        "S14": "Team meeting led by the supervisor",
        "S15": "What the team meeting covers",
        "S16": "Whole caseload reviewed",
        "S17": "Mentalisation supervision every 4 to 6 weeks",
        "S18": "External expert by video",
        "S19": "Toolkit applied to issues raised",
        "S20": "Adherence reviewed by the supervisor",
        "T01": "One supervisor in post",
        "T02": "Two or three practitioners in post",
        "T03": "Evidence of the ten characteristics",
        "T04": "Practitioner background",
        "T05": "Supervisor background",
        "T06": "Training sessions held",
        "T07": "Training attended",
        "T08": "Training soon after joining",
        "T09": "Who employs the team",
        "I01": "NHS number in text",
        "I02": "Prison number in text",
        "I03": "Probation case reference number in text",
        "I04": "Police National Computer number in text",
        "I05": "National Insurance number in text",
        "I06": "Telephone number in text",
        "I07": "Postcode in text",
        "I08": "E-mail address in text",
        "I09": "Date of birth in text",
        "I10": "Name after a title in text",
        "N01": "Entered late",
        "N02": "Release may be brought forward",
        "N03": "No next contact planned",
        "N04": "Release date moved",
        "N05": "Hand-over contact",
        "A01": "Risk open or its review overdue",
        "A02": "Missed twice in a row",
        "A03": "No contact in the first month after release",
        "A04": "Contact after consent was withdrawn",
        "A05": "After a death: record and support for staff",
    }
)
"""P the work with one participant, S supervision and meetings, T team and training, I identifiers in text,
N notices, A attention.

These are the rules a variation or an adherence review may name.
"""


def rule_title(code: str) -> str:
    """Return a rule's title in plain words, or its code where it has none here."""
    return RULE_TITLES.get(code, code)
