"""A page and what it is about → the forms that add to it, already told which case or site."""

from __future__ import annotations

from typing import Literal

from engager_docs.model.view import Content, Link
from engager_docs.render import addresses
from engager_docs.render.forms.declared import FORMS
from engager_docs.render.sheet import Sheet

_OFFERED = {
    "case": ("case",),
    "site": ("staff", "site", "new case"),
    "service": (),
}


def form_links(sheet: Sheet, about: Literal["case", "site", "service"], subject: str = "") -> tuple[Content, ...]:
    """Return a link to each form about a case, or at a site, and to all of them; none where there are no forms."""
    everything = sheet.link("Add a record" if about == "service" else "All forms", addresses.FORMS)
    if isinstance(everything, str):
        return ()
    asked = f"?{about}={subject}"
    found = (form for form in FORMS if form.about in _OFFERED[about])
    links = (Link(form.title, f"{sheet.href(addresses.form_path(form.name))}{asked}") for form in found)
    return (*links, everything)
