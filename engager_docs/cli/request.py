"""The global options of a command → what is asked: which repository, which day, which profile."""

from __future__ import annotations

import os
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from msgspec import Struct

from engager_docs.model.asked import Asked
from engager_docs.read.tree import find_root

if TYPE_CHECKING:  # the records bring pydantic, which a command that reads none need not wait for
    from engager_docs.model.records.service import Profile


class Request(Struct, frozen=True):
    """What every command is told: where to look, as of when, under which profile, how to speak."""

    start: Path
    as_of: date | None = None
    profile: Profile | None = None
    quiet: bool = False
    verbose: bool = False

    def root(self) -> Path:
        """Return the record repository; a usage error when there is none at or above the folder."""
        root = find_root(self.start)
        if root is None:
            raise click.UsageError(
                f"no record repository at or above {self.start}: it is the folder that holds cases/service.yaml. "
                "Go there, or name it with -C."
            )
        return root

    def asked(self, paths: tuple[str, ...] = (), until: date | None = None) -> Asked:
        """Return what is asked of the repository, with the day it is today."""
        return Asked(today(), self.as_of, self.profile, paths, until)

    def say(self, message: str) -> None:
        """Print a message for the reader on standard error, unless asked to be quiet."""
        if not self.quiet:
            click.echo(message, err=True)


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD, or the Sunday that ends an ISO week written YYYY-Www."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; a usage error that shows both forms otherwise."""
        if isinstance(value, date):
            return value
        text = str(value)
        try:
            week = re.fullmatch(r"(\d{4})-W(\d{2})", text, re.ASCII)
            if week is not None:
                return date.fromisocalendar(int(week[1]), int(week[2]), 7)
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                return date.fromisoformat(text)
        except ValueError:
            self.fail("there is no such day in the calendar", param, ctx)
        return self.fail("not a day: write YYYY-MM-DD, or YYYY-Www for a week, such as 2016-W08", param, ctx)


def today() -> date:
    """Return the day it is in England (interface.md); the machine's own where it has no time zones."""
    try:
        return datetime.now(ZoneInfo("Europe/London")).date()
    except ZoneInfoNotFoundError:
        return (datetime.now().astimezone() + timedelta()).date()


def colourless() -> bool:
    """Return whether the surroundings ask for no colour (the NO_COLOR convention)."""
    return bool(os.environ.get("NO_COLOR"))
