"""A story → a record repository: on disk in the real format, or read and checked without a disk."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from engager_docs.check.repository import Checked, check
from engager_docs.model.casebook import Casebook
from engager_docs.model.source import Source
from engager_docs.read.layout import classify
from engager_docs.read.record import source_of
from tests.stories.casefiles import case_files
from tests.stories.discussions import discussion_files
from tests.stories.service_story import is_service_story, service_story_files
from tests.stories.story import Raw, Story, stories, story
from tests.stories.team import service_files

SCENARIOS = stories((Path(__file__).parent / "scenarios.yaml").read_text("utf-8"))
"""The eight stories of the demonstration, whole, each raw so that it can be varied."""


class _Plain(yaml.SafeDumper):
    """A dumper that never writes an alias: the record format has none."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def write_story(folder: Path, told: Raw | Story, **changes: Any) -> None:
    """Write the record repository of a story under ``folder``, single keys of the story changed."""
    for file, text in story_files(_story(told, changes)).items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def checked_story(told: Raw | Story, **changes: Any) -> Checked:
    """Return a story read from its files' text and checked, as the tool would from disk."""
    told = _story(told, changes)
    read = [(classify(file), _source(file, text)) for file, text in story_files(told).items()]
    places = [place for place, _ in read]
    return check(places, read, frozenset(place.file for place in places), told.today)


def casebook_of(told: Raw | Story, **changes: Any) -> Casebook:
    """Return the casebook of a story; the story has no structural fault."""
    return _sound(checked_story(told, **changes))


def story_files(told: Story) -> dict[str, str]:
    """Return every file of a story's record repository as text, by its path."""
    folder = f"cases/{told.site}/participants/{told.id}"
    files = {file: _yaml(fields) for file, fields in service_files(told).items()}
    sessions = discussion_files(told).items()
    files |= {file: f"---\n{_yaml(fields)}---\n\nWhat was said.\n" for file, fields in sessions}
    for name, (fields, body) in case_files(told).items():
        text = f"---\n{_yaml(fields)}---\n\n{body}" if name.endswith(".md") else _yaml(fields)
        files[f"{folder}/{name}"] = text
    return files


def casebook_of_service(raw: Raw) -> Casebook:
    """Return the casebook of a service's story, read and checked; it has no structural fault."""
    files = {
        name: f"---\n{_yaml(fields)}---\n\nNotes.\n" if name.endswith(".md") else _yaml(fields)
        for name, fields in service_story_files(raw).items()
    }
    read = [(classify(file), _source(file, text)) for file, text in files.items()]
    places = [place for place, _ in read]
    return _sound(check(places, read, frozenset(files), raw["as_of"]))


def any_casebook(raw: Raw) -> Casebook:
    """Return the casebook of a story of either kind: a participant's or a service's."""
    return casebook_of_service(raw) if is_service_story(raw) else casebook_of(raw)


def _sound(checked: Checked) -> Casebook:
    assert checked.casebook is not None
    errors = [f"{one.span.file}:{one.span.line} {one.code} {one.message}" for one in checked.diagnostics]
    assert not errors, "\n".join(errors)
    return checked.casebook


def _story(told: Raw | Story, changes: Mapping[str, Any]) -> Story:
    if isinstance(told, Story):
        assert not changes, "a raw story can be changed, one that was read cannot"
        return told
    return story(told, **changes)


def _yaml(fields: Any) -> str:
    return yaml.dump(fields, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100)


@cache
def _source(file: str, text: str) -> Source:
    return source_of(file, text)
