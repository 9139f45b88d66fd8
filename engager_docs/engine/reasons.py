"""What a part rested on and rests on now → why it was made again, in words (`build --explain`)."""

from __future__ import annotations

from engager_docs.publish.ledger import Part

_WORDS = {
    "records": "its records changed",
    "cases": "what its cases tell changed",
    "sites": "what its sites tell changed",
    "supervision": "supervision or a meeting changed",
    "staff": "a staff file of its sites changed",
    "other cases": "a case it names appeared or went",
    "history": "new commits tell of it",
    "entries": "something that is searched for changed",
    "day": "another day is looked at",
    "service": "the service's own files, the templates, the profile or the program changed",
    "paper": "workbooks are printed now, or no longer, or by another version",
    "commit": "the records stand at another commit",
}


def reason(before: Part | None, now: Part) -> str:
    """Return why a part was made: what it rests on that is not as it was."""
    if before is None:
        return "it was not there before"
    changed = [words for name, words in _WORDS.items() if before.basis.get(name) != now.basis.get(name)]
    return ", ".join(changed) or "its pages were not as they had been written"
