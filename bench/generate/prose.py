"""Sentences of the synthetic demonstration notes → notes of any length, with some Markdown.

The sentences stand in a file of their own, so that a change of the demonstration changes no benchmark.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

SENTENCES = tuple(Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines())
_WORDS = tuple(sentence.count(" ") + 1 for sentence in SENTENCES)
_HEADINGS = ("What we did", "How they responded", "Concerns", "Plan for next time")


def sentence(chance: Random) -> str:
    """Return one sentence that needs no quotes in YAML."""
    return SENTENCES[int(chance.random() * len(SENTENCES))].replace(": ", ", ")


def note(chance: Random, words: int) -> str:
    """Return a note of about ``words`` words: four headings, paragraphs, a list, emphasis, now and then a quotation."""
    share = words // len(_HEADINGS)
    parts = [f"## {heading}\n\n{_passage(chance, share, place)}" for place, heading in enumerate(_HEADINGS)]
    return "\n\n".join(parts) + "\n"


def _passage(chance: Random, words: int, place: int) -> str:
    chosen: list[str] = []
    while words > 0:
        at = int(chance.random() * len(SENTENCES))
        chosen.append(SENTENCES[at])
        words -= _WORDS[at]
    if place == 3:
        return "\n".join(f"- {each}" for each in chosen)
    if place == 1:
        first, _, rest = chosen[0].partition(" ")
        chosen[0] = f"**{first}** {rest}"
        if chance.random() < 0.25:
            return f"> {chosen[0]}\n\n" + _wrapped(chosen[1:])
    return _wrapped(chosen)


def _wrapped(chosen: list[str]) -> str:
    """Return sentences as one paragraph, one a line: much the length at which people wrap."""
    return "\n".join(chosen)
