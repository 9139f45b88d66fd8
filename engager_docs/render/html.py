"""Pages and template folders → HTML files: a fragment in one of two layouts, everything escaped (threats.md 15, 16).

A record repository's own ``site_templates/`` comes before the shipped one, file by file. Text of a record
only ever reaches a template as a value.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from engager_docs.model.view import Link, Output, Page, Stamp
from engager_docs.render import calls, dates
from engager_docs.render.calls import CONTENT_TESTS, PlainContext, PlainEnvironment
from engager_docs.render.compiled import FOLDER, Compiled
from engager_docs.render.frame import EDITION_SHEET, ICON, SCRIPTS, SCRIPTS_ON_DEMAND, STYLE_SHEETS, edition_sheet

_TEXTS = frozenset({".html", ".css", ".js", ".svg", ".txt"})


class Templates(Struct, frozen=True):
    """The text of every template and style sheet by its path, and the environment over them."""

    texts: Mapping[str, str]
    environment: Environment

    def style(self, name: str) -> str:
        """Return a style sheet's text. Raises FileNotFoundError when there is none."""
        return self.text("css", name)

    def text(self, kind: str, name: str) -> str:
        """Return the text of a file of a ``kind``: css, js, icons. Raises FileNotFoundError when there is none."""
        text = self.texts.get(f"{kind}/{name}")
        if text is None:
            raise FileNotFoundError(f"no {kind}/{name} among the templates")
        return text

    def fragment(self, template: str, view: object) -> Markup:
        """Return one fragment filled with its view."""
        return Markup(self.environment.get_template(template).render(view=view))


def template_folders(root: Path, shipped: Path) -> list[Path]:
    """Return where templates are looked up: a record repository's own come first, file by file."""
    return [folder for folder in (root / "site_templates", shipped) if folder.is_dir()]


def template_texts(folders: Sequence[Path]) -> dict[str, str]:
    """Return every text below ``folders`` by its path; a file in an earlier folder hides the same in a later one."""
    found: dict[str, str] = {}
    for folder in reversed(folders):
        for file in sorted(folder.rglob("*")):
            if file.suffix in _TEXTS and file.is_file():
                found[file.relative_to(folder).as_posix()] = file.read_text(encoding="utf-8")
    return found


def templates_in(folders: Sequence[Path]) -> Templates:
    """Return the templates of ``folders``; a file in an earlier folder hides the same in a later one."""
    return templates_of(template_texts(folders))


def templates_of(texts: Mapping[str, str]) -> Templates:
    """Return templates given as text by path."""
    environment = PlainEnvironment(
        loader=DictLoader(texts),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=Compiled(FOLDER, [Path(__file__), Path(calls.__file__)]),
    )
    # The extension adds this method to the environment, where a type checker cannot see it.
    install = getattr(environment, "install_gettext_translations")  # noqa: B009
    install(gettext.NullTranslations(), newstyle=False)
    # the extension's own "_" looks its translator up at every call
    environment.globals["_"] = environment.globals["gettext"]
    environment.context_class = PlainContext
    environment.tests |= CONTENT_TESTS
    environment.filters |= {"day": dates.day_text, "clock": dates.time_text}
    return Templates(texts, environment)


def render_pages(pages: Iterable[Page], templates: Templates) -> Iterator[Output]:
    """Yield each page as an HTML file."""
    layout = templates.environment.get_template("layouts/screen.html")
    places: tuple[tuple[Link, bool], ...] = ()
    navigation = Markup("")
    for page in pages:
        if page.frame.navigation is not places:  # pages of one folder, which follow one another, share it
            places = page.frame.navigation
            navigation = templates.fragment("layouts/navigation.html", places)
        body = templates.fragment(page.template, page.view)
        text = layout.render(page=page, frame=page.frame, navigation=navigation, body=body)
        yield Output(page.path, text.encode("utf-8"))


def shared_files(templates: Templates, stamp: Stamp) -> Iterator[Output]:
    """Yield the style sheets and scripts that all pages share; one sheet says what the site was made from."""
    for name in STYLE_SHEETS:
        yield Output(f"assets/{name}", templates.style(name).encode("utf-8"))
    yield Output(f"assets/{EDITION_SHEET}", edition_sheet(stamp).encode("utf-8"))
    for name in (*SCRIPTS, *SCRIPTS_ON_DEMAND):
        yield Output(f"assets/{name}", templates.text("js", name).encode("utf-8"))
    yield Output(f"assets/{ICON}", templates.text("icons", ICON).encode("utf-8"))
