"""HTML → lines, through libxml2's forgiving parser: no network, no entities, bounded depth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree, html

from undersigned.errors import Unreadable
from undersigned.reading.encodings import decode
from undersigned.reading.line_shapes import shaped
from undersigned.reading.lines import Line, LineKind, Lines

_MARKER = re.compile(r"\(?(?:\d{1,3}|[a-z])[.):]\)?")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_HIDDEN = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "nav",
    "iframe",
    "button",
    "select",
    "form",
    "head",
    "object",
}
_BLOCKS = {
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
}
_PARAGRAPHS = _BLOCKS - {"li", "tr", "td", "th", "tbody", "dt", "dd", "ul", "ol", "table", "thead"}
_STYLED = ("li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote")
_FRAMES = {"div", "p", "footer", "aside", "header", "section"}
_LINES_OF_ITEM = 5
_WORDS_OF_LINE = 10
_LONGEST_LINK = 5
_META_NAMES = {
    "article:published_time": "published",
    "og:title": "title",
    "dcterms.date": "date",
    "date": "date",
    "datepublished": "published",
    "author": "author",
}


def read(data: bytes) -> Lines:
    """One `Line` for each printed line of the page; table rows keep their cells."""
    charset = _CHARSET.search(data[:4096])
    decoded = decode(data, charset.group(1).decode("ascii") if charset else None)
    parser = html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=False
    )
    try:
        root = html.document_fromstring(decoded.text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise Unreadable("The HTML cannot be read. Save the page again, or give its text.") from None
    page = _Page()
    body = root.find("body")
    page.walk(body if body is not None else root)
    page.end_line()
    return Lines("html", tuple(page.lines), _meta(root), decoded.notes)


def _meta(root: Any) -> dict[str, str]:
    meta: dict[str, str] = {}
    title = root.findtext(".//head/title")
    if title and title.strip():
        meta["page title"] = " ".join(title.split())
    for tag in root.iterfind(".//meta"):
        name = _META_NAMES.get((tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower())
        if name and tag.get("content"):
            meta.setdefault(name, tag.get("content").strip())
    moment = root.find(".//time[@datetime]")
    if moment is not None:
        meta.setdefault("published", moment.get("datetime").strip())
    if root.get("lang"):
        meta["language"] = root.get("lang")
    return meta


@dataclass(slots=True)
class _Page:
    """Gathers text until something ends the line. Walks without recursion: depth costs no stack."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    cells: list[str] | None = None
    kind: LineKind = "text"
    marker: str = ""
    level: int = 0
    gap: bool = True
    number: int = 0
    told_of: bool = False  # inside a <dd>
    term: int = 0  # the number of the line of the last <dt>

    def walk(self, root: Any) -> None:
        skipping: Any = None
        for event, node in etree.iterwalk(root, events=("start", "end")):
            tag = node.tag if isinstance(node.tag, str) else ""
            if skipping is None and event == "start" and (tag in _HIDDEN or _is_hidden(node, tag)):
                skipping = node
            elif skipping is None:
                self._enter(tag, node) if event == "start" else self._leave(tag)
            if event == "end":
                skipping = None if skipping is node else skipping
                if skipping is None and node is not root and node.tail:
                    self.pieces.append(node.tail.replace("\n", " "))

    def _enter(self, tag: str, node: Any) -> None:
        if tag == "br":
            self.pieces.append("\n")
        if tag in _BLOCKS:
            if self.cells is None:
                self.end_line()
            elif tag not in ("td", "th"):
                self.pieces.append("\n")
            self._start_block(tag, node)
        if node.text:
            self.pieces.append(node.text if tag == "pre" else node.text.replace("\n", " "))

    def _start_block(self, tag: str, node: Any) -> None:
        self.gap = self.gap or tag in _PARAGRAPHS
        if tag == "tr":
            self.cells = []
        elif tag == "dt":
            self.gap = True
        elif tag == "dd":
            self.told_of = True
        elif tag == "li":
            parent = node.getparent()
            self.kind = "item"
            self.marker = "1." if parent is not None and parent.tag == "ol" else "-"
            self.level = sum(1 for above in node.iterancestors() if above.tag in ("ul", "ol")) - 1
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.kind, self.level = "heading", int(tag[1])
        elif tag == "blockquote":
            self.kind = "quote"

    def _leave(self, tag: str) -> None:
        if tag in ("td", "th") and self.cells is not None:
            self.cells.append(self._taken())
        elif tag == "tr":
            self._end_row()
        elif tag in _BLOCKS and self.cells is None:
            self.end_line()
            self.told_of = self.told_of and tag != "dd"
            self.term = self.number if tag == "dt" else self.term
            self.gap = self.gap or tag in _PARAGRAPHS or tag in ("ul", "ol", "table")
            if tag in _STYLED:
                self.kind, self.marker, self.level = "text", "", 0

    def _taken(self) -> str:
        text = "".join(self.pieces)
        self.pieces.clear()
        parts = (" ".join(part.split()) for part in text.split("\n"))
        return "\n".join(part for part in parts if part)

    def _end_row(self) -> None:
        cells = tuple(self.cells or ())
        self.cells = None
        self.pieces.clear()
        if any(cells):
            self.number += 1
            text = " ".join(" ".join(cells).split())
            self.lines.append(Line(text, self.number, kind="row", cells=cells, gap=self.gap))
            self.gap = False

    def _defines(self, parts: list[str]) -> bool:
        """Whether these lines, short ones, tell of the term above them."""
        if not self.lines or self.lines[-1].number != self.term:
            return False
        term = self.lines[-1].text
        named = len(term.split()) > 1 and not term.endswith(":")
        return named and all(len(part.split()) <= _WORDS_OF_LINE for part in parts)

    def end_line(self) -> None:
        if self.told_of:
            parts = list(self._broken())
            if self._defines(parts):
                self.lines[-1] = replace(self.lines[-1], text=", ".join([self.lines[-1].text, *parts]))
                return
            self.pieces.append("\n".join(parts))
        for part in self._broken() if self.kind != "item" else _joined(list(self._broken())):
            if self.kind == "item" and _MARKER.fullmatch(part):
                self.marker = part  # a list that numbers itself: the text comes in a block of its own
                return
            self.number += 1
            if self.kind == "text":
                line = shaped(part, self.number, gap=self.gap)
            else:
                line = Line(part, self.number, None, self.kind, self.level, self.marker, gap=self.gap)
            self.lines.append(line)
            self.kind, self.gap = ("text" if self.kind == "item" else self.kind), False

    def _broken(self) -> Iterator[str]:
        text = self._taken()
        return (part for part in text.split("\n") if part)


def _joined(parts: list[str]) -> list[str]:
    """The short lines of one item as one: a name, and below it a post, a body, a country."""
    few = 1 < len(parts) <= _LINES_OF_ITEM and all(len(part.split()) <= _WORDS_OF_LINE for part in parts)
    alike = all(len(part.split()) in (2, 3) for part in parts)  # each may be a name
    told = few and not alike and not any(part.endswith((".", "!", "?", ":", ";")) for part in parts)
    return [", ".join(part.rstrip(",") for part in parts)] if told else parts


def _is_hidden(node: Any, tag: str) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower()
    if node.get("hidden") is not None or "display:none" in style:
        return True
    return tag in _FRAMES and (_is_menu(node) or (tag in ("footer", "aside") and not _inside_a_text(node)))


def _is_menu(node: Any) -> bool:
    """Nothing but a few short links beside each other: "Home | News | Donate"."""
    links = [child for child in node if child.tag == "a"]
    if len(links) < 2 or len(links) != len(node) or (node.text or "").strip():
        return False
    between = "".join(link.tail or "" for link in links)
    short = all(len("".join(link.itertext()).split()) <= _LONGEST_LINK for link in links)
    return short and not between.strip(" \t\r\n|·•/–-")


def _inside_a_text(node: Any) -> bool:
    return any(above.tag in ("article", "blockquote", "main") for above in node.iterancestors())
