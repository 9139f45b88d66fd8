"""Parts made one after the other → a bar on standard error, where somebody is there to see it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

FEWEST = 50
"""Cases below which the work is done before anybody would look for a bar."""


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str, int], None]]:
    """Give a function that is told of each part made, and of how many cases there are to make.

    Nothing is shown unless standard error is a terminal.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _name, _number: None
        return
    with click.progressbar(length=1, label="Making the site", file=sys.stderr, show_pos=True) as bar:

        def step(name: str, number: int) -> None:
            if name.startswith("case ") and number >= FEWEST:
                bar.length = number
                bar.update(1)

        yield step
