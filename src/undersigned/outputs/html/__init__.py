"""The letter as one page that needs nothing else: it asks nobody for anything, and works without scripts."""

import base64
from typing import Any

from markupsafe import Markup

from undersigned.domain.documents import LetterDocument
from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.sheet import Sheet, sheet_of
from undersigned.domain.whereabouts import signed_regions
from undersigned.outputs import format_named
from undersigned.outputs.html.confirmations import confirmations
from undersigned.outputs.html.deliveries import deliveries
from undersigned.outputs.html.faces import faces_of, style_of
from undersigned.outputs.html.metadata import MEDIA_TYPES, downloads, metadata
from undersigned.outputs.html.names import listed, look_of_names
from undersigned.outputs.html.policy import policy_of
from undersigned.outputs.html.templates import asset, render_own, templates

_SEARCH_FROM = 16


def render(publication: Publication) -> Rendered:
    sheet = sheet_of(publication)
    own = dict(publication.presentation.templates)
    values = _values(publication, sheet, own.get("letter.css"))
    page = render_own(own, values) if own else templates().get_template("letter.html.j2").render(values)
    return Rendered("letter.html", "text/html; charset=utf-8", page.encode("utf-8"))


def letter_fragment(document: LetterDocument) -> Markup:
    """The text alone, from date to closing, for a page with a frame of its own. Safe to put in as it is."""
    sheet = sheet_of(Publication(document))
    text = templates().get_template("text.html.j2").render(_text_values(document, sheet))
    return Markup(text)  # noqa: S704  # it comes out of an escaping template


def _text_values(document: LetterDocument, sheet: Sheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "document": document,
        "say": sheet.wording.say,
        "kind_of": lambda passage: type(passage).__name__,
    }


def _values(publication: Publication, sheet: Sheet, own_style: str | None) -> dict[str, Any]:
    style = style_of(faces_of(sheet)) + (asset("letter.css") if own_style is None else own_style)
    script = asset("letter.js") if len(publication.document.signatories) >= _SEARCH_FROM else None
    return {
        **_text_values(publication.document, sheet),
        "facts": publication.facts,
        "links": publication.links,
        "downloads": downloads(publication, sheet.wording),
        "media_types": MEDIA_TYPES,
        "metadata": metadata(publication, sheet),
        "names": listed(sheet),
        "look_of_names": look_of_names(sheet),
        "deliveries": deliveries(publication.facts.deliveries, sheet.wording),
        "confirmations": confirmations(publication.document.signatories, sheet.wording),
        "map": _map(publication),
        "regions": signed_regions(publication.document.signatories, sheet.wording),
        "letterhead": _letterhead(publication),
        # Our own files, or the server owner's: not what anybody typed into a letter.
        "style": Markup(style),  # noqa: S704
        "script": Markup(script) if script else None,  # noqa: S704
        "policy": policy_of(style, script),
    }


def _map(publication: Publication) -> Markup | None:
    drawing = format_named("map").render(publication).content.decode("utf-8")
    if 'class="dot"' not in drawing:
        return None
    return Markup(drawing)  # noqa: S704  # every text in it is escaped where it is drawn


def _letterhead(publication: Publication) -> str | None:
    """The image inside the page, as a data address: an image element runs no script, whatever is in it."""
    letterhead = publication.presentation.letterhead
    if letterhead is None:
        return None
    return f"data:{letterhead.media_type};base64,{base64.b64encode(letterhead.image).decode('ascii')}"
