"""Public hostile texts in every field, key and body: each is text or a fault, never a traceback, markup or an address.

The YAML test suite, the examples of CommonMark, naughty strings and a collection of cross-site scripting, five and a
half thousand texts, come from their packages when the tests run; see ``corpora.py``.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from engager_docs.check.schema import typed
from engager_docs.cli.root import run
from engager_docs.model.diagnostic import Diagnostic
from engager_docs.model.source import Source
from engager_docs.read.layout import classify
from engager_docs.read.repository import source_from
from engager_docs.read.text import UNWANTED
from engager_docs.render.commonmark import SCHEMES
from engager_docs.render.markdown import Surroundings, render_body
from tests.hostile.corpora import COMMONMARK, NAUGHTY, SCRIPTING, YAML, texts_of
from tests.hostile.reading import sayable
from tests.repositories import base, write
from tests.site.hostile import quoted, spoil

WHOLE = Path(__file__).parents[1] / "whole"
CONTACT = "cases/NW/participants/NW-001/contacts/2016-06-22.md"
FILES = sorted(
    file.relative_to(WHOLE).as_posix() for file in WHOLE.rglob("*.[my]*") if file.parent.name != "attachments"
)
FIELDS = "---\ndate: 2016-06-22\nplace: prison\nmode: in_person\noutcome: attended\nstaff: [PRA-NW-01]\n---\n"
STRUCTURE = "p h2 h3 h4 h5 h6 ul ol li em strong code pre blockquote a br hr table thead tbody tr th td span div"
TAGS = {"DOCUMENT_FRAGMENT", *STRUCTURE.split()}
ATTRIBUTES = {"href", "title", "class", "start", "alt", "scope", "rel", "tabindex", "role", "aria-label", "id"}
ACTIVE = {"img", "iframe", "object", "embed", "form", "base", "style", "applet", "frame", "audio", "video", "math"}


@pytest.fixture(scope="module")
def yaml_texts(request: pytest.FixtureRequest) -> tuple[str, ...]:
    found = texts_of(YAML, request)
    assert len(found) > 400
    return found


@pytest.fixture(scope="module")
def texts(request: pytest.FixtureRequest) -> tuple[str, ...]:
    found = [texts_of(each, request) for each in (COMMONMARK, NAUGHTY, SCRIPTING)]
    assert [len(each) for each in found] == [652, 458, 4048]
    return tuple(text for each in found for text in each)


def read(file: str, content: str) -> list[Diagnostic]:
    """Read and type one file and return what is wrong with it."""
    place = classify(file)
    source = source_from(file, content.encode("utf-8", "surrogatepass"))
    if isinstance(source, Diagnostic):
        return [source]
    assert isinstance(source, Source)
    return list(typed(source, place)[1])


def test_every_text_of_the_yaml_test_suite_is_read_or_refused(yaml_texts: tuple[str, ...]) -> None:
    refused = 0
    start = time.process_time()
    for text in yaml_texts:
        for file in FILES:
            found = read(file, f"---\n{text}\n---\n" if file.endswith(".md") else text)
            assert found, f"{text!r} is no record"
            sayable(found[:1])
            refused += len(found) == 1
    assert refused > len(yaml_texts)
    assert (time.process_time() - start) / (len(yaml_texts) * len(FILES)) < 0.02


def test_the_whole_of_the_yaml_test_suite_is_checked_in_one_run(
    yaml_texts: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = [CONTACT.replace("22.md", f"22-{number}.md") for number in range(2, len(yaml_texts) + 2)]
    files = {place: f"---\n{text}\n---\n".encode() for place, text in zip(places, yaml_texts, strict=True)}
    assert run(["-C", str(write(tmp_path, {**base(), **files})), "check", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    assert {each["file"] for each in told if each["severity"] == "error"} >= set(places)


def test_every_text_as_a_key_is_one_fault(texts: tuple[str, ...]) -> None:
    for text in texts:
        found = read(CONTACT, FIELDS.replace("staff:", f"{quoted(text)}: x\nstaff:"))
        assert len(found) == 1, text
        sayable(found)


def test_every_text_as_a_value_is_text_or_one_fault(texts: tuple[str, ...]) -> None:
    goal = (
        "goals:\n  - id: G1\n    statement: TEXT\n    horizon: short_term\n    domain: other\n    set_on: 2016-06-22\n"
    )
    goal += "    status: active\n"
    plan = "cases/NW/participants/NW-001/action-plan.yaml"
    for text in texts:
        found = read(plan, goal.replace("TEXT", quoted(text)))
        assert len(found) == bool(UNWANTED.search(text)), text
        sayable(found)


def fragment(markup: str) -> Element:
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    found: Element = parser.parseFragment(markup)
    return found


def wrong_in(tree: Element, own: bool = False) -> Iterator[str]:
    """Yield what in a tree is more than text and its structure; ``own`` allows what pages have of their own."""
    for element in tree.iter():
        tag = str(element.tag)
        if (tag in ACTIVE) if own else (tag not in TAGS):
            yield tag
        for name, value in element.attrib.items():
            if name.startswith("on") or (not own and name not in ATTRIBUTES):
                yield f"{tag} {name}"
            if name in ("href", "src", "action", "formaction", "xlink:href"):
                scheme = re.match(r"[\s\x00-\x1f]*([^/?#]*?):", value)
                if value.startswith(("//", "\\")) or (scheme and scheme[1].lower() not in SCHEMES):
                    yield f"{tag} {name}={value}"


def refused(text: str) -> bool:
    return isinstance(source_from(CONTACT, (FIELDS + text).encode("utf-8", "surrogatepass")), Diagnostic)


@pytest.mark.parametrize("paper", [False, True], ids=["screen", "paper"])
def test_every_text_as_a_body_is_text_and_its_structure(texts: tuple[str, ...], paper: bool) -> None:
    around = Surroundings(reference=lambda _: None, file=lambda _: None, paper=paper)
    start = time.process_time()
    shown = 0
    for text in texts:
        if not refused(text):
            wrong = sorted(wrong_in(fragment(render_body(text, around))))
            assert wrong == [], text
            shown += 1
    assert shown > 4900
    assert (time.process_time() - start) / shown < 0.02


@pytest.mark.parametrize("part", range(5))
def test_texts_in_every_field_and_note_leave_a_site_as_it_should_be(
    texts: tuple[str, ...], part: int, tmp_path: Path
) -> None:
    wanted = [text for text in texts if text.strip() and not UNWANTED.search(text) and not refused(text)]
    chosen = wanted[part::5]
    root = tmp_path / "records"
    shutil.copytree(WHOLE, root)
    body = "\n\n".join(text.replace("\n# ", "\n") for text in chosen[:: len(chosen) // 40] if "[[" not in text)
    assert spoil(root, "cases", cycle(chosen[::-1]), f"\n\n{body}\n") > 130
    understanding = root / "cases/NW/participants/NW-001/shared-understanding/2016-02-02.md"
    told = understanding.read_text("utf-8")
    understanding.write_text(
        re.sub(r"needs: .*", lambda _: f"needs: [{', '.join(map(quoted, chosen))}]", told), "utf-8"
    )
    site = tmp_path / "site"
    assert run(["-C", str(root), "-q", "build", "--audience", "supervisor", "--keep-going", "-o", str(site)]) == 0
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    shown = ""
    for page in pages:
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
        tree = parser.parse(page.read_text("utf-8"))
        formed = ["form"] if page.parent.name == "forms" and page.name != "index.html" else []
        assert sorted(wrong_in(tree, own=True)) == formed, page.name
        for script in tree.iter("script"):
            assert set(script.attrib) == {"src", "defer"} and "assets/" in script.attrib["src"], page.name
            assert not (script.text or "").strip(), page.name
        shown += "".join(tree.itertext()) if page.stem == "2016-02-02" else ""
    # line ends and a blank at either end are laid out, not kept
    assert [text for text in chosen if " ".join(text.split()) not in " ".join(shown.split())] == []
