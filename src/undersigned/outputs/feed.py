"""News as a feed that readers subscribe to: Atom (RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One piece of news. `key` is absolute and never changes, `updated` is aware; `via` is its source."""

    key: str
    title: str
    address: str
    updated: datetime
    summary: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `here` is its own address, `page` that of the page it tells of. The newest entry first."""

    title: str
    author: str
    here: str
    page: str
    entries: Sequence[FeedEntry]


def render(feed: Feed, *, at: datetime) -> bytes:
    """The feed; `at` is when it was made, for one without an entry."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _text(root, "id", feed.here)
    _text(root, "title", feed.title)
    _text(
        root, "updated", max((entry.updated for entry in feed.entries), default=at).isoformat("T", "seconds")
    )
    _text(etree.SubElement(root, f"{{{_ATOM}}}author"), "name", feed.author)
    etree.SubElement(root, f"{{{_ATOM}}}link", rel="self", href=feed.here)
    etree.SubElement(root, f"{{{_ATOM}}}link", rel="alternate", href=feed.page)
    for entry in feed.entries:
        _entry(root, entry)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _entry(root: etree._Element, entry: FeedEntry) -> None:
    element = etree.SubElement(root, f"{{{_ATOM}}}entry")
    _text(element, "id", entry.key)
    _text(element, "title", entry.title)
    _text(element, "updated", entry.updated.isoformat("T", "seconds"))
    etree.SubElement(element, f"{{{_ATOM}}}link", rel="alternate", href=entry.address)
    if entry.via:
        etree.SubElement(element, f"{{{_ATOM}}}link", rel="via", href=entry.via)
    if entry.summary:
        _text(element, "summary", entry.summary)


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = text
