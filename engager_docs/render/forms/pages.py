"""The declared forms and the service → their pages, the list of them, and the scripts and styles they alone use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from engager_docs.model.casebook import Casebook
from engager_docs.model.records.registry import KINDS
from engager_docs.model.records.scalars import Amendment
from engager_docs.model.view import Output, Page, Stamp, Table
from engager_docs.render import addresses
from engager_docs.render.audience import visible, writes
from engager_docs.render.blocks import table
from engager_docs.render.dictionary import as_csv
from engager_docs.render.forms.declared import FORMS, About, Changeable, Form
from engager_docs.render.forms.fields import Choice, Field, fields_of
from engager_docs.render.forms.known import known_output
from engager_docs.render.frame import on_any_day, page
from engager_docs.render.html import Templates
from engager_docs.render.pages.dictionary import dictionary_page
from engager_docs.render.service import Service, service_of
from engager_docs.render.sheet import Sheet

SCRIPTS = ("form-text.js", "form-add.js", "form-file.js", "form.js")
"""Those of a form's page, and no others: it holds no list to sort, and the link to the lists stands in place of the
search box, so that a page with its scripts stays light."""
STYLE = "form.css"

_SUBJECTS: Mapping[About, str] = MappingProxyType(
    {"case": "{site}-NNN", "new case": "{site}", "staff": "PRA-{site}-01", "site": "{site}", "service": "exeter"}
)
"""An example of what a command is told a record is about; it names no participant, since nobody has such an id."""
_TRUTHS = (Choice("true", "Yes"), Choice("false", "No"))


class Asked(Struct, frozen=True):
    """A section of a form with its questions."""

    title: str
    fields: tuple[Field, ...]


class FormView(Struct, frozen=True):
    """A form with its questions, and what is chosen from that every site shares.

    ``known`` is the folder of what forms know of each site, ``keys`` are those that a record of this kind may hold at
    its top, ``command`` makes the same record without a browser.
    """

    form: Form
    sections: tuple[Asked, ...]
    changes: tuple[Changeable, ...]
    sites: tuple[Choice, ...]
    organisations: tuple[Choice, ...]
    components: tuple[Choice, ...]
    truths: tuple[Choice, ...]
    known: str
    keys: str
    command: str


class AmendView(Struct, frozen=True):
    """The form that adds an amendment to a record there is."""

    fields: tuple[Field, ...]
    sites: tuple[Choice, ...]
    organisations: tuple[Choice, ...]
    known: str
    keys: str


class FormsView(Struct, frozen=True):
    """The list of forms."""

    forms: Table


def form_pages(service: Service) -> Iterator[Page]:
    """Yield the data dictionary; the list of forms, a page for each, and the page to amend a record.

    All rest on the schema, the templates and what the sites share, and are the same on any day; an audience that
    writes no records has no forms.
    """
    yield dictionary_page(service)
    if not writes(service.stamp.audience):
        return
    sheet = Sheet(service, addresses.FORMS)
    yield on_any_day(page(sheet, "Add a record", "forms.html", FormsView(_listed(sheet))))
    above = (("Add a record", addresses.FORMS),)
    for form in FORMS:
        own = sheet.at(addresses.form_path(form.name))
        yield _with_scripts(page(own, form.title, "form.html", _view(form, own), above))
    own = sheet.at(addresses.AMEND)
    yield _with_scripts(page(own, "Amend a record", "form-amend.html", _amend(own), above))


def form_files(templates: Templates, audience: str) -> Iterator[Output]:
    """Yield the data dictionary as CSV, and the scripts and the style sheet that only the pages of forms name."""
    yield Output(addresses.DICTIONARY_CSV, as_csv().encode("utf-8"))
    if writes(audience):
        for name in SCRIPTS:
            yield Output(f"{addresses.FORM_ASSETS}/{name}", templates.text("js", name).encode("utf-8"))
        yield Output(f"{addresses.FORM_ASSETS}/{STYLE}", templates.style(STYLE).encode("utf-8"))


def form_outputs(casebook: Casebook, stamp: Stamp, templates: Templates) -> Iterator[Output]:
    """Yield what the pages of forms need beside them: scripts, styles, and what they know of each site."""
    yield from form_files(templates, stamp.audience)
    if writes(stamp.audience):
        book = visible(casebook, stamp.audience)
        service = service_of(book, stamp)
        yield from (known_output(site, book, service) for site in book.sites)


def _with_scripts(made: Page) -> Page:
    frame = made.frame
    own = tuple(addresses.relative(made.path, f"{addresses.FORM_ASSETS}/{name}") for name in SCRIPTS)
    style = addresses.relative(made.path, f"{addresses.FORM_ASSETS}/{STYLE}")
    # paper has forms of its own: the pack of blank forms
    kept = tuple(each for each in frame.styles if not each.endswith("print.css"))
    return on_any_day(replace(made, frame=replace(frame, scripts=own, styles=(*kept, style))))


def _view(form: Form, sheet: Sheet) -> FormView:
    service = sheet.service
    return FormView(
        form=form,
        sections=tuple(Asked(section.title, form.asked(section)) for section in form.sections),
        changes=form.changeable(),
        sites=_sites(service),
        organisations=tuple(Choice(code, label) for code, label in service.organisations.items()),
        components=tuple(Choice(item.code, item.label) for item in service.components),
        known=_known(sheet),
        truths=_TRUTHS,
        keys=" ".join(_keys(form.kind)),
        command=f"engager-docs new {form.kind} {_SUBJECTS[form.about].format(site=next(iter(service.sites), 'NW'))}",
    )


def _amend(sheet: Sheet) -> AmendView:
    keys = dict.fromkeys(key for kind in KINDS if not kind.many for key in _keys(kind.name))
    return AmendView(tuple(fields_of(Amendment)), _sites(sheet.service), (), _known(sheet), " ".join(keys))


def _sites(service: Service) -> tuple[Choice, ...]:
    return tuple(Choice(code, label) for code, label in service.sites.items())


def _known(sheet: Sheet) -> str:
    return addresses.relative(sheet.path, addresses.known_path(""))


def _keys(kind: str) -> Iterator[str]:
    model = next(each.model for each in KINDS if each.name == kind)
    return (info.alias or name for name, info in model.model_fields.items())


def _listed(sheet: Sheet) -> Table:
    amend = (sheet.link("Amend a record", addresses.AMEND), "Something in a record there is was wrong, or is missing.")
    forms = ((sheet.link(form.title, addresses.form_path(form.name)), form.purpose) for form in FORMS)
    return table("Forms", ("Form", "When"), (*forms, amend), "")
