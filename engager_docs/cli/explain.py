"""`explain`: a code → what it checks and why, with the statement it rests on and the figures in force."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

import click

from engager_docs.assess.explain import explain
from engager_docs.assess.parameters import PROFILES, Parameters
from engager_docs.assess.registry import RULES
from engager_docs.build import examine
from engager_docs.cli.request import Request
from engager_docs.cli.shipped import shipped
from engager_docs.read.tree import find_root


@click.command("explain")
@click.argument("code")
@click.pass_obj
def command(request: Request, code: str) -> int:
    """Explain a rule or an error by its CODE.

    Example: engager-docs explain P03
    """
    pages = _pages()
    wanted = code.upper()
    if wanted not in pages:
        near = get_close_matches(wanted, pages, 1, 0.5)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise click.UsageError(f"no rule or error has the code {code!r}.{meant} Known are {_ranges(sorted(pages))}.")
    text = pages[wanted].read_text("utf-8")
    rule = next((rule for rule in RULES if rule.code == wanted), None)
    click.echo(_prose(text) if rule is None else explain(rule, text, _parameters(request)), nl=False)
    return 0


def _parameters(request: Request) -> Parameters:
    """Return the figures in force: the service's own inside a record repository, else the profile's."""
    root = find_root(request.start)
    if root is None:
        return PROFILES[request.profile or "description"]
    return examine(root, request.asked(("cases/service.yaml",))).parameters


def _pages() -> dict[str, Path]:
    """Return the page of each code; a page's name begins with its code."""
    files = [*shipped("pages/rules").glob("*.md"), *shipped("pages/errors").glob("*.md")]
    return {match[0]: file for file in files if (match := re.match(r"[A-Z]\d{2,3}", file.name))}


def _prose(text: str) -> str:
    """Return an error's page up to its example records, which are there for the tests."""
    return text.partition("\n```")[0].rstrip() + "\n"


def _ranges(codes: list[str]) -> str:
    """Return codes as ``E001 to E071, P01 to P10``: the first and last of each letter."""
    letters = sorted({code[0] for code in codes})
    ends = [[code for code in codes if code[0] == letter] for letter in letters]
    return ", ".join(f"{of[0]} to {of[-1]}" for of in ends)
