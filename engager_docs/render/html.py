"""Pages and template folders → HTML files: a fragment in one of two layouts, everything escaped (threats.md 15, 16).

A record repository's own ``site_templates/`` comes before the shipped one, file by file. Text of a record
only ever reaches a template as a value.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from engager_docs.model.view import Output, Page
from engager_docs.render import dates
from engager_docs.render.frame import STYLE_SHEETS


@dataclass(frozen=True, slots=True)
class Templates:
    """The folders templates are looked up in, first found first, and the environment over them."""

    folders: tuple[Path, ...]
    environment: Environment

    def style(self, name: str) -> str:
        """Return a style sheet's text. Raises FileNotFoundError when no folder has it."""
        for folder in self.folders:
            file = folder / "css" / name
            if file.is_file():
                return file.read_text(encoding="utf-8")
        raise FileNotFoundError(f"no style sheet {name} in {', '.join(map(str, self.folders))}")

    def fragment(self, template: str, view: object) -> Markup:
        """Return one fragment filled with its view."""
        return Markup(self.environment.get_template(template).render(view=view))


def templates_in(folders: Sequence[Path]) -> Templates:
    """Return the templates of ``folders``; a file in an earlier folder hides the same in a later one."""
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        cache_size=-1,
    )
    # The extension adds this method to the environment, where a type checker cannot see it.
    install = getattr(environment, "install_gettext_translations")  # noqa: B009
    install(gettext.NullTranslations(), newstyle=False)
    environment.filters |= {"day": dates.day_text, "clock": dates.time_text}
    return Templates(tuple(folders), environment)


def render_pages(pages: Iterable[Page], templates: Templates) -> Iterator[Output]:
    """Yield each page as an HTML file, then the style sheets they share."""
    layout = templates.environment.get_template("layouts/screen.html")
    for page in pages:
        body = templates.fragment(page.template, page.view)
        text = layout.render(page=page, frame=page.frame, body=body)
        yield Output(page.path, text.encode("utf-8"))
    for name in STYLE_SHEETS:
        yield Output(f"assets/{name}", templates.style(name).encode("utf-8"))
