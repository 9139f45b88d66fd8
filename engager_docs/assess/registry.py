"""Code → rule: what each rests on, its figures, and the function that judges; in order of the code.

To add a rule, write its function, its line in its family, its title in ``model/rules.py`` and its page in
``tests/assess/rules``. A code is never used again. Identifiers in text (I01 to I10) are found by `check`, at
their place in a file, before anything is typed.
"""

from __future__ import annotations

from engager_docs.assess.families.attention import ATTENTION
from engager_docs.assess.families.delivery import DELIVERY
from engager_docs.assess.families.meetings import MEETINGS
from engager_docs.assess.families.notices import NOTICES
from engager_docs.assess.families.supervision import SUPERVISION
from engager_docs.assess.families.support import SUPPORT
from engager_docs.assess.families.team import TEAM
from engager_docs.assess.families.understanding import UNDERSTANDING
from engager_docs.assess.rule import Rule

RULES: tuple[Rule, ...] = (
    *DELIVERY,
    *UNDERSTANDING,
    *SUPPORT,
    *SUPERVISION,
    *MEETINGS,
    *TEAM,
    *NOTICES,
    *ATTENTION,
)
