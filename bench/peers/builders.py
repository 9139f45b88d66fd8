"""A peer's name → how it is set up over the same content with one plain template, and how it is run."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bench.peers.content import Notes, page_of, write_content
from bench.peers.kit import Kit


@dataclass(frozen=True, slots=True)
class Builder:
    """What is measured: the command, what a cold run must not find, where pages come out, the note that changes.

    Of the files that a run writes those are counted whose names match ``counted``.
    """

    name: str
    version: str
    folder: Path
    cold: tuple[str, ...]
    warm: tuple[str, ...]
    output: Path
    note: Path
    caches: tuple[Path, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    counted: str = "*"


_HEAD = '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title></head>'
_BODY = '<body><nav><a href="/">All cases</a></nav><main><h1>{title}</h1>{content}</main></body></html>'


def _template(title: str, content: str) -> str:
    return (_HEAD + _BODY).format(title=title, content=content) + "\n"


_HUGO = """baseURL = "https://example.org/"
title = "Cases"
disableKinds = ["taxonomy", "term", "section", "RSS", "sitemap", "robotsTXT", "404"]
"""
_MKDOCS = """site_name: Cases
docs_dir: content
site_dir: output
plugins: []
theme: {name: null, custom_dir: theme}
"""
_PELICAN = """PATH, OUTPUT_PATH, CACHE_PATH, THEME = "content", "output", "cache", "theme"
SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG = "Cases", "", "UTC", "en"
ARTICLE_PATHS, PAGE_PATHS, STATIC_PATHS, DIRECT_TEMPLATES = [], [""], [], []
PATH_METADATA = r"(?P<slug>.*)\\.md"
PAGE_URL, PAGE_SAVE_AS = "{slug}/", "{slug}/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {"extension_configs": {"markdown.extensions.meta": {}, "markdown.extensions.tables": {}}}
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER, CHECK_MODIFIED_METHOD = "generator", "mtime"
"""
_ELEVENTY = """module.exports = (config) => {
  config.addGlobalData("layout", "page.njk");
  return {
    dir: { input: "content", includes: "../includes", output: "output" },
    templateFormats: ["md"],
    markdownTemplateEngine: false,
  };
};
"""


@dataclass(frozen=True, slots=True)
class _Setting:
    """A peer's own files, its words, what a run over earlier output adds to them, where its home page's text stands."""

    files: dict[str, str]
    words: tuple[str, ...]
    warm: tuple[str, ...] = ()
    home: str = "index"
    caches: tuple[str, ...] = ()


_HUGO_PAGE = _template("{{ .Title }}", "{{ .Content }}")
_PAGE = _template("{{ page.title }}", "{{ page.content }}")
_SETTINGS = {
    "hugo": _Setting(
        {"hugo.toml": _HUGO, "layouts/_default/single.html": _HUGO_PAGE, "layouts/index.html": _HUGO_PAGE},
        ("--quiet", "--destination", "output"),
        home="_index",
        caches=("resources", "hugo-cache"),
    ),
    "mkdocs": _Setting({"mkdocs.yml": _MKDOCS, "theme/main.html": _PAGE}, ("build", "-q"), warm=("--dirty",)),
    "pelican": _Setting(
        {"settings.py": _PELICAN, "theme/templates/page.html": _PAGE}, ("-q", "-s", "settings.py"), caches=("cache",)
    ),
    "eleventy": _Setting(
        {
            "eleventy.config.cjs": _ELEVENTY,
            "includes/page.njk": _template("{{ title }}", "{{ content | safe }}"),
        },
        ("--quiet",),
        caches=(".cache",),
    ),
}


def peer(name: str, kit: Kit, notes: Notes, work: Path) -> Builder:
    """Install a peer, write its content and settings below ``work``, and return it. Raises InstallFault."""
    version = kit.install(name)
    setting, folder = _SETTINGS[name], work / name
    write_content(notes, folder / "content", setting.home)
    for path, text in setting.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    words = (*kit.program(name), *setting.words)
    return Builder(
        name=name,
        version=version,
        folder=folder,
        cold=words,
        warm=(*words, *setting.warm),
        output=folder / "output",
        note=folder / "content" / f"{page_of(notes.changing)}.md",
        caches=tuple(folder / each for each in setting.caches),
        extra={"HUGO_CACHEDIR": str(folder / "hugo-cache")} if name == "hugo" else {},
    )


def ours(name: str, version: str, python: str, notes: Notes, work: Path, *further: str) -> Builder:
    """Return our own build of the repository itself, run by the interpreter ``python`` with ``further`` options."""
    folder = work / name
    folder.mkdir(parents=True, exist_ok=True)
    output = folder / "output"
    words = (python, "-m", "engager_docs", "-q", "-C", str(notes.repository), "build", "-o", str(output), *further)
    kept = (notes.repository / ".engager-docs", folder / ".output.spare")
    return Builder(name, version, folder, words, words, output, notes.changing, caches=kept)
