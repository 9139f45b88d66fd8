"""What was examined → a site on disk: the audience's view of the records, rendered, put in place whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from engager_docs import __version__
from engager_docs.build import Examined
from engager_docs.model.casebook import Casebook
from engager_docs.model.view import Output, Stamp
from engager_docs.read.files import read_bytes
from engager_docs.read.git import commit_of
from engager_docs.render.html import Templates, render_pages, templates_in
from engager_docs.render.site import site_pages

MAX_ATTACHMENT_BYTES = 20 << 20
# what a browser shows or saves without running it; an SVG or HTML file could hold a script
_PASSIVE = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".txt", ".csv", ".odt", ".docx", ".xlsx"})


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published for one audience: the records, what they were made from, the templates."""

    root: Path
    examined: Examined
    casebook: Casebook
    stamp: Stamp
    templates: Templates


def edition_of(root: Path, examined: Examined, audience: str, shipped: Path) -> Edition:
    """Return the edition of ``examined`` for ``audience``; the repository's own templates come first.

    With errors in the records (``--keep-going``) every page is marked as a draft.
    """
    casebook = examined.casebook
    if casebook is None:
        raise ValueError("there is no service to publish")
    commit = commit_of(root)
    stamp = Stamp(
        as_of=examined.as_of,
        source_commit=commit.id if commit else "",
        uncommitted=commit.uncommitted if commit else False,
        version=__version__,
        audience=audience,
    )
    own = root / "site_templates"
    folders = [folder for folder in (own, shipped) if folder.is_dir()]
    return Edition(root, examined, _draft(casebook, examined.errors), stamp, templates_in(folders))


def _draft(casebook: Casebook, errors: int) -> Casebook:
    if not errors:
        return casebook
    settings = casebook.settings
    marking = f"DRAFT, {errors} errors in the records · {settings.data.marking}"
    marked = replace(settings, data=settings.data.model_copy(update={"marking": marking}))
    return replace(casebook, settings=marked)


def site_outputs(edition: Edition) -> Iterator[Output]:
    """Yield every file of the site: pages, style sheets, attachments."""
    kept = attachments(edition)
    pages = site_pages(edition.casebook, edition.examined.assessment, edition.stamp, kept)
    yield from render_pages(pages, edition.templates)
    for file in sorted(kept):
        yield Output(file.removeprefix("cases/"), read_bytes(edition.root, file, MAX_ATTACHMENT_BYTES))


def attachments(edition: Edition) -> frozenset[str]:
    """Return the attachments that are copied to the site: of known kinds that a browser never runs."""
    if edition.stamp.audience not in ("team", "supervisor"):
        return frozenset()
    files = edition.examined.attachments
    return frozenset(file for file in files if PurePosixPath(file).suffix.lower() in _PASSIVE)
