"""What the page says of itself to machines: schema.org as JSON-LD, Open Graph, and the files beside it."""

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from undersigned.domain.publishing import Publication
from undersigned.domain.sheet import Sheet
from undersigned.wording import Wording

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
    "txt": "plain text",
    "md": "Markdown",
    "json": "JSON",
    "csv": "CSV",
    "xlsx": "Excel",
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """`linked_data` is JSON that is safe inside a script element; `card` the address of the picture."""

    description: str
    linked_data: Markup
    card: str | None
    locale: str


def downloads(publication: Publication, wording: Wording) -> list[tuple[str, str]]:
    """(what a reader calls the format, its address), in one order."""
    files = dict(publication.links.files)
    return [(wording.say(label), files[name]) for name, label in _LABELS.items() if name in files]


def metadata(publication: Publication, sheet: Sheet) -> Metadata:
    page = publication.links.page
    facts = " · ".join(sheet.facts)
    linked = json.dumps(_linked_data(publication, sheet), ensure_ascii=False).replace("<", "\\u003c")
    return Metadata(
        description=facts or sheet.title,
        linked_data=Markup(linked),  # noqa: S704  # no text in it can close the element
        card=f"{page.rstrip('/')}/card.png" if page else None,
        locale=sheet.language.replace("-", "_"),
    )


def _linked_data(publication: Publication, sheet: Sheet) -> dict[str, Any]:
    document = publication.document
    recipients = [
        {
            "@type": "Person" if each.name else "Organization",
            "name": each.name or each.organisation or each.office,
        }
        for each in document.addressees
    ]
    files = [
        {"@type": "MediaObject", "encodingFormat": MEDIA_TYPES[name], "contentUrl": address}
        for name, address in publication.links.files
        if publication.links.page
    ]
    found = {
        "@context": "https://schema.org",
        "@type": "Message",
        "name": sheet.title,
        "inLanguage": sheet.language,
        "url": publication.links.page,
        "dateCreated": document.date.isoformat() if document.date else None,
        "datePublished": publication.facts.published_at.isoformat()
        if publication.facts.published_at
        else None,
        "sender": {"@type": "Organization", "name": sheet.coalition} if sheet.coalition else None,
        "recipient": recipients,
        "encoding": files,
    }
    return {key: value for key, value in found.items() if value}
