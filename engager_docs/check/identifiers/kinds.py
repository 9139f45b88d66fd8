"""A code of family I → what the finding says and what to write instead (rules.md, family I)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Kind(NamedTuple):
    """What is said of one kind of identifier: never the identifier itself."""

    message: str
    hint: str


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "I01": Kind("an NHS number", "write the participant's id; the number belongs in identity.yaml"),
        "I02": Kind("a prison number", "write the participant's id; the number belongs in identity.yaml"),
        "I03": Kind("a probation case reference number", "write the participant's id; the number stays with probation"),
        "I04": Kind(
            "a Police National Computer number", "write the participant's id; the number stays with the police"
        ),
        "I05": Kind("a National Insurance number", "write that the number is known, and leave the number out"),
        "I06": Kind("a telephone number", "write whose number it is by role, or allow a helpline in service.yaml"),
        "I07": Kind("a postcode", "write the town or the kind of place, or allow an office in service.yaml"),
        "I08": Kind(
            "an e-mail address", "write whose address it is by role, or allow a shared mailbox in service.yaml"
        ),
        "I09": Kind("a date of birth", "write an age or leave it out; the date belongs in identity.yaml"),
        "I10": Kind("a name after a title", "write the role, a staff id or a network member's id"),
    }
)
