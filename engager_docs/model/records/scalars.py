"""Text as written → dates, times, numbers and ids, by the YAML 1.2 core rules (records.md 2, 3)."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from types import MappingProxyType
from typing import Annotated, Literal, LiteralString, NamedTuple, TypeAlias, get_args

from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_INT = re.compile(r"[-+]?[0-9]{1,15}", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,15}|[0-9]{1,15}(\.[0-9]{0,15})?)", re.ASCII)
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class Quoted(str):
    """A scalar written in quotation marks or as a block: text whatever it looks like."""

    __slots__ = ()


class PartialDate(NamedTuple):
    """A day, or a whole month where the day is not known (``day`` is None)."""

    year: int
    month: int
    day: int | None

    def __str__(self) -> str:
        """Return the date as it is written in a record."""
        month = f"{self.year:04}-{self.month:02}"
        return month if self.day is None else f"{month}-{self.day:02}"


def _fault(kind: LiteralString, message: LiteralString) -> PydanticCustomError:
    return PydanticCustomError(kind, message)


def _date(value: object) -> date:
    if isinstance(value, date):
        return value
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise _fault("date_shape", "not a date: write it as YYYY-MM-DD")
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise _fault("date_impossible", "there is no such day in the calendar") from None


def _partial_date(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    match = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if match is not None:
        year, month = (int(part) for part in match.groups())
        if year < 1 or not 1 <= month <= 12:
            raise _fault("date_impossible", "there is no such month in the calendar")
        return PartialDate(year, month, None)
    day = _date(value)
    return PartialDate(day.year, day.month, day.day)


def _time(value: object) -> time:
    if isinstance(value, time):
        return value
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise _fault("time_shape", "not a time: write it as HH:MM, such as 09:30")
    return time(int(match[1]), int(match[2]))


def _integer(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, Quoted) or not isinstance(value, str) or not _INT.fullmatch(value):
        raise _fault("number_shape", "not a whole number: write digits only, without quotation marks")
    return int(value)


def _number(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, Quoted) or not isinstance(value, str) or not _FLOAT.fullmatch(value):
        raise _fault("number_shape", "not a number: write digits, such as 19.4, without quotation marks")
    return float(value)


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, Quoted) or not isinstance(value, str) or value not in _TRUTH:
        raise _fault("truth_shape", "write true or false")
    return _TRUTH[value]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _fault("text_shape", "text is expected here, not a list or a group of keys")
    return str(value)


def _code(value: object) -> str:
    return _text(value)


class Shape(Struct, frozen=True):
    """A pattern that a text follows in full, what is said where it does not, and an example of one that does."""

    pattern: str
    message: LiteralString
    example: str

    def __call__(self, value: object) -> str:
        """Return the text. Raises a fault of pydantic's where it is none, or another one."""
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value, re.ASCII):
            raise _fault("id_shape", self.message)
        return str(value)


def _id(pattern: str, thing: LiteralString, example: LiteralString) -> BeforeValidator:
    return BeforeValidator(Shape(pattern, f"not the id of a {thing}: it looks like {example}", example))


Day: TypeAlias = Annotated[date, BeforeValidator(_date)]
PDate: TypeAlias = Annotated[PartialDate, BeforeValidator(_partial_date)]
Clock: TypeAlias = Annotated[time, BeforeValidator(_time)]
Int: TypeAlias = Annotated[int, BeforeValidator(_integer)]
Number: TypeAlias = Annotated[float, BeforeValidator(_number)]
Truth: TypeAlias = Annotated[bool, BeforeValidator(_truth)]
Text: TypeAlias = Annotated[str, BeforeValidator(_text)]
"""Words somebody wrote."""
Code: TypeAlias = Annotated[str, BeforeValidator(_code)]
"""A word out of a list the service supplies, such as the code of a core component: no free text."""

_TEXT_IN_YAML: list[JsonValue] = ["string", "number", "boolean"]
"""What an editor takes for a figure or a truth is text where the format has text."""
AS_JSON: Mapping[Callable[[object], object], dict[str, JsonValue]] = MappingProxyType(
    {
        _date: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2016-01-26"]},
        _partial_date: {"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$", "examples": ["2015-11", "2015-11-03"]},
        _time: {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$", "examples": ["09:30"]},
        _integer: {"type": "integer"},
        _number: {"type": "number"},
        _truth: {"type": "boolean"},
        _text: {"type": _TEXT_IN_YAML},
        _code: {"type": _TEXT_IN_YAML},
    }
)
"""How a schema describes each kind of value to an editor (JSON Schema); ids describe themselves by their shape."""

AS_WORDS: Mapping[Callable[[object], object], str] = MappingProxyType(
    {
        _date: "YYYY-MM-DD",
        _partial_date: "YYYY-MM-DD or YYYY-MM",
        _time: "HH:MM",
        _integer: "a whole number",
        _number: "a number",
        _truth: "true | false",
        _text: "",
        _code: "a code",
    }
)
"""How each kind of value is described to a person who fills it in; words are described by their field."""

SITE = r"[A-Z]{2,4}"
SiteId: TypeAlias = Annotated[str, _id(SITE, "site", "NW")]
CaseId: TypeAlias = Annotated[str, _id(rf"{SITE}-\d{{3,5}}", "participant", "NW-001")]
StaffId: TypeAlias = Annotated[str, _id(rf"(PRA|SUP|LIN|MBX|RES|PEER)-{SITE}-\d{{2}}", "staff member", "PRA-NW-02")]
SubjectId: TypeAlias = Annotated[
    str,
    _id(rf"{SITE}-\d{{3,5}}|(PRA|SUP|LIN|MBX|RES|PEER)-{SITE}-\d{{2}}", "participant or staff member", "NW-001"),
]
GoalId: TypeAlias = Annotated[str, _id(r"G\d+", "goal", "G1")]
ActionId: TypeAlias = Annotated[str, _id(r"A\d+", "action", "A1")]
MemberId: TypeAlias = Annotated[str, _id(r"[a-z][a-z0-9-]*", "network member", "probation-1")]
OrganisationId: TypeAlias = Annotated[str, _id(r"[a-z][a-z0-9-]*", "organisation", "imagine-independence")]
RuleCode: TypeAlias = Annotated[str, _id(r"[PSTINA]\d{2}", "rule", "P03")]
Ynk: TypeAlias = Literal["yes", "no", "not_known", "not_applicable"]

Audience: TypeAlias = Literal["service", "team", "restricted", "line-manager", "identity"]
Outsider: TypeAlias = Literal["participant", "external"]


def doc(
    description: str,
    *cites: str,
    unit: str = "",
    alias: str | None = None,
    seen_by: Audience = "team",
    shown_to: tuple[Outsider, ...] = (),
) -> object:
    """Return a field's description: what it means, the statements it comes from, its unit, who may see it.

    ``seen_by`` is the field's level of sensitivity among staff; ``shown_to`` names those outside the team who
    are shown it all the same: the participant, or the external expert.
    """
    extra: dict[str, JsonValue] = {"cites": list(cites), "seen_by": seen_by}
    if shown_to:
        extra["shown_to"] = list(shown_to)
    if unit:
        extra["unit"] = unit
    return Field(description=description, json_schema_extra=extra, alias=alias)


def is_text(annotation: object, metadata: Iterable[object] = ()) -> bool:
    """Return whether a field of this type holds words somebody wrote, alone or inside a list or a group of keys."""
    around = (*metadata, *getattr(annotation, "__metadata__", ()))
    own = any(isinstance(each, BeforeValidator) and each.func is _text for each in around)
    return own or any(is_text(each) for each in get_args(annotation))


class Part(BaseModel):
    """A group of fields inside a record: frozen, no key but those named."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, defer_build=True, arbitrary_types_allowed=True
    )


class Amendment(Part):
    """A later correction of a record: what was said before stays in the history."""

    on: Annotated[Day, doc("The day the amendment was made.")]
    by: Annotated[StaffId, doc("Who made it.")]
    text: Annotated[Text, doc("What was put right, and why.")]


class Record(Part):
    """What every record may carry besides its own fields (records.md 2)."""

    recorded_on: Annotated[Day | None, doc("The day the entry was typed, if later than the event.")] = None
    recorded_by: Annotated[StaffId | None, doc("Who typed the entry.")] = None
    amendments: Annotated[tuple[Amendment, ...], doc("Later corrections, oldest first.")] = ()
