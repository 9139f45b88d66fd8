"""A record repository → its workbooks, as HTML and as PDFs, made in this process by the engine itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.generate.size import AS_OF
from engager_docs.build import examine
from engager_docs.cli.shipped import shipped
from engager_docs.model.asked import Asked
from engager_docs.publication import Edition, Wish, edition_of, html_of, pack_of, pdf_of
from engager_docs.render.packs.printing import warm
from engager_docs.render.packs.registry import PACK_KINDS

_WORKBOOK = next(kind for kind in PACK_KINDS if kind.name == "workbook")


@dataclass(frozen=True, slots=True)
class Books:
    """The workbooks of a repository for the team."""

    edition: Edition

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases there are workbooks of."""
        return tuple(case.id for case in self.edition.casebook.cases)

    def html(self, case: str) -> str:
        """Return one workbook as HTML."""
        return html_of(self.edition, pack_of(self.edition, _WORKBOOK, Wish(case))).decode("utf-8")

    def pdf(self, case: str) -> bytes:
        """Return one workbook as a tagged PDF."""
        return pdf_of(self.edition, pack_of(self.edition, _WORKBOOK, Wish(case)))


def books_of(root: Path) -> Books:
    """Read, check and assess a repository for its workbooks, fonts and style sheets read as a build reads them."""
    edition = edition_of(root, examine(root, Asked(today=AS_OF)), "team", shipped("site_templates"))
    warm(edition.templates)
    return Books(edition)
