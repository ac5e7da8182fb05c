"""The letter as one page that needs nothing else: no script it did not bring, no request to anybody."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from undersigned.domain.documents import LetterDocument
from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.sheet import Item, Sheet, sheet_of

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain",
    "md": "text/markdown",
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LABELS = {
    "pdf": "PDF",
    "docx": "Word",
    "txt": "text",
    "md": "Markdown",
    "json": "JSON",
    "csv": "CSV",
    "xlsx": "Excel",
}


def render(publication: Publication) -> Rendered:
    sheet = sheet_of(publication)
    page = _templates().get_template("letter.html.j2").render(_values(publication, sheet))
    return Rendered("letter.html", "text/html; charset=utf-8", page.encode("utf-8"))


def letter_fragment(document: LetterDocument) -> Markup:
    """The text alone, from date to closing, for a page with a frame of its own. Safe to put in as it is."""
    sheet = sheet_of(Publication(document))
    text = _templates().get_template("text.html.j2").render(_text_values(document, sheet))
    return Markup(text)  # noqa: S704  # it comes out of an escaping template


def _text_values(document: LetterDocument, sheet: Sheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "document": document,
        "say": sheet.wording.say,
        "kind_of": lambda passage: type(passage).__name__,
    }


def _values(publication: Publication, sheet: Sheet) -> dict[str, Any]:
    files = dict(publication.links.files)
    return {
        **_text_values(publication.document, sheet),
        "facts": publication.facts,
        "links": publication.links,
        "description": " · ".join((sheet.title, *sheet.facts)),
        "downloads": [(label, files[name]) for name, label in _LABELS.items() if name in files],
        "media_types": MEDIA_TYPES,
        "style": Markup(style()),  # noqa: S704  # our own file
        "policy": content_security_policy(),
    }


def content_security_policy() -> str:
    """What the page may do, for the header it is served with; the page says the same of itself."""
    allowed = f"style-src {' '.join(style_sources())}; img-src 'self' data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def style_sources() -> tuple[str, ...]:
    """The page's style sheets as sources of a content security policy, for a server that has its own."""
    return (_source(style()),)


def script_sources() -> tuple[str, ...]:
    """The page's scripts, likewise."""
    return ()


@cache
def style() -> str:
    """The style sheet as it stands in the page."""
    return _templates().get_template("letter.css").render()


def _source(text: str) -> str:
    """A hash source of a content security policy for an element with this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _templates() -> Environment:
    templates = Environment(loader=PackageLoader("undersigned.outputs"), autoescape=True, undefined=StrictUndefined)
    templates.filters["groupby_neighbours"] = _lists
    return templates


def _lists(items: Sequence[Item]) -> list[tuple[bool, list[Item]]]:
    """Neighbours that are one list: (whether it has numbers, its items)."""
    return [(ordered, list(run)) for ordered, run in groupby(items, key=lambda item: item.number is not None)]
