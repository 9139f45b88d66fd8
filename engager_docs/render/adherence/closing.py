"""Reviews and figures → the end of an adherence report: commentary, sign-off, method (documents.md 8.7, 8.8)."""

from __future__ import annotations

from engager_docs.model.view import Table
from engager_docs.render.adherence.about import Reported, ReviewsView, ReviewView, SectionView
from engager_docs.render.blocks import facts, table


def reviews(about: Reported) -> ReviewsView:
    """Return the reviews of the period, and whether there is still something to sign."""
    held = [entry for entry in about.site.reviews if about.period.holds(entry.data.date)]
    told = tuple(
        ReviewView(
            title=f"Review of {about.sheet.day(entry.data.date)}",
            facts=facts(
                ("Reviewer", about.sheet.person(entry.data.reviewer)),
                ("Signed off", about.sheet.day(entry.data.signed_off_on, "Not yet")),
            ),
            findings=table(
                "Findings looked into",
                ("Rule", "Case", "Explanation", "Action"),
                (
                    (each.rule or "", each.participant or "", each.explanation or "", each.action or "")
                    for each in entry.data.findings
                ),
                "No finding was looked into.",
            ),
            body=about.sheet.body(entry, 4),
        )
        for entry in held
    )
    return ReviewsView(told, sign=not told or any(entry.data.signed_off_on is None for entry in held))


def method(about: Reported) -> SectionView:
    """Return how the figures were made: profile, parameters, definitions, what is left out."""
    return SectionView(
        intro=(
            f"Profile {about.found.profile}; records as they stood on {about.sheet.day(about.found.as_of)}.",
            "Due is met, not met and explained together. A rule that was not due yet, or does not apply to a case, "
            "is left out.",
            "Cannot tell means that the field needed was never filled in: nothing logged is not nothing done.",
            "Weeks run from Monday to Sunday and carry their ISO number. Bank holidays are those of England and Wales.",
            f"A rate out of fewer than {about.least} is not shown."
            if about.least
            else "No number is suppressed here: this report stays inside the service. In shared research figures a "
            "rate out of fewer than 5 is not shown.",
            "These figures describe what was delivered. They do not say what it achieved.",
        ),
        tables=(figures(about),),
    )


def figures(about: Reported) -> Table:
    """Return every figure the rules use; the description's own stands beside it where any differs."""
    differs = any(each.own != each.value for each in about.found.figures)
    heads = ("Parameter", "Value", *(("The description's own",) if differs else ()), "Meaning")
    return table(
        "Figures the rules use",
        heads,
        (
            (each.key, each.value, *((each.own if each.own != each.value else "",) if differs else ()), each.meaning)
            for each in about.found.figures
        ),
        "No figure is set.",
    )
