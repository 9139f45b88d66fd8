"""A record repository → the same text for other generators: a page a contact, a page a case, a page of all cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Notes:
    """The contacts of a repository: each file, and where its page stands in every other generator's content."""

    repository: Path
    contacts: tuple[Path, ...]

    @property
    def changing(self) -> Path:
        """The one note that is changed: in the middle of the repository."""
        return self.contacts[len(self.contacts) // 2]

    @property
    def records(self) -> int:
        """How many records the repository holds."""
        return sum(file.suffix in (".md", ".yaml") for file in (self.repository / "cases").rglob("*.*"))


def notes_in(repository: Path) -> Notes:
    """Return the contacts of a repository in order. Raises FileNotFoundError where there are none."""
    found = tuple(sorted(repository.resolve().glob("cases/*/participants/*/contacts/*.md")))
    if not found:
        raise FileNotFoundError(f"{repository} holds no contacts: make one with python -m bench.generate")
    return Notes(repository.resolve(), found)


def page_of(contact: Path) -> str:
    """Return the path of a contact's page among another generator's content, without its ending."""
    return f"contacts/{contact.parents[1].name}/{contact.stem}"


def write_content(notes: Notes, folder: Path, home: str) -> int:
    """Write the pages as Markdown with a title in front into ``folder``; return how many there are."""
    number = 0
    for path, title, text in _pages(notes, home):
        file = folder / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: {title}\n---\n\n{text}", "utf-8")
        number += 1
    return number


def _pages(notes: Notes, home: str) -> Iterator[tuple[str, str, str]]:
    cases: dict[str, list[Path]] = {}
    for contact in notes.contacts:
        cases.setdefault(contact.parents[1].name, []).append(contact)
        yield page_of(contact), f"{contact.parents[1].name}, {contact.stem}", _body(contact)
    for case, contacts in cases.items():
        yield f"cases/{case}", case, "".join(f"- [{each.stem}](/{page_of(each)}/)\n" for each in contacts)
    yield home, "All cases", "".join(f"- [{case}](/cases/{case}/)\n" for case in cases)


def _body(contact: Path) -> str:
    return contact.read_text("utf-8").partition("\n---\n")[2].lstrip()
