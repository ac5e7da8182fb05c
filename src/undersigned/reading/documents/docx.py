"""DOCX → lines. Only what is printed is read: paragraphs, tables, list marks, headings.

The archive is opened member by member with a limit on what each may unpack to, and the XML parser takes no
document type: neither a zip bomb nor an entity bomb gets further than a sentence.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from lxml import etree

from undersigned.errors import Unreadable
from undersigned.reading.line_shapes import shaped
from undersigned.reading.lines import Line, Lines

LARGEST_PART = 64 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FORMATS = {"bullet": "-", "lowerLetter": "a)", "upperLetter": "a)", "none": "-"}
_LONG = 12  # words: a paragraph of running text stands by itself
_DAMAGED = "The DOCX file is damaged or cut short. Save it again and retry."
_SKIPPED = {
    f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "sectPr", "txbxContent")
}


def read(data: bytes) -> Lines:
    """One `Line` for each printed line; a table row keeps its cells."""
    try:
        archive = ZipFile(BytesIO(data))
        body = _parsed(_part(archive, "word/document.xml"))
        styles = _heading_styles(archive)
        markers = _markers(archive)
        meta = _meta(archive)
    except (
        BadZipFile,
        KeyError,
        OSError,
        EOFError,
        ZlibError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        raise Unreadable(_DAMAGED) from None
    page = _Page(styles, markers)
    container = body.find(f"{_W}body")
    page.read(container if container is not None else body)
    return Lines("docx", tuple(page.lines), meta)


def _part(archive: ZipFile, name: str) -> bytes:
    """The bytes of one member. The size in the archive's index can lie, so what comes out is counted."""
    with archive.open(name) as member:
        data = member.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise Unreadable(
            f"A part of the DOCX file unpacks to more than {LARGEST_PART // 2**20} MB; it is not read."
        )
    return data


def _parsed(data: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Unreadable(_DAMAGED) from None
    if root.getroottree().docinfo.doctype:
        raise Unreadable("The DOCX file declares entities of its own, as no letter does; it is not read.")
    return root


def _heading_styles(archive: ZipFile) -> dict[str, int]:
    """Style id → heading level, by the style's English or outline name."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    levels = {}
    for style in _parsed(_part(archive, "word/styles.xml")).iterfind(f"{_W}style"):
        name = style.find(f"{_W}name")
        words = ((name.get(f"{_W}val") if name is not None else "") or "").lower().split()
        if words[:1] == ["title"]:
            levels[style.get(f"{_W}styleId") or ""] = 1
        elif len(words) == 2 and words[0] == "heading" and words[1].isdigit():
            levels[style.get(f"{_W}styleId") or ""] = int(words[1])
    return levels


def _markers(archive: ZipFile) -> dict[tuple[str, str], str]:
    """(list id, level) → a marker of that kind: "1." for figures, "a)" for letters, "-" for bullets."""
    if "word/numbering.xml" not in archive.namelist():
        return {}
    root = _parsed(_part(archive, "word/numbering.xml"))
    levels: dict[str, dict[str, str]] = {}
    for abstract in root.iterfind(f"{_W}abstractNum"):
        kinds = {
            level.get(f"{_W}ilvl") or "0": level.find(f"{_W}numFmt")
            for level in abstract.iterfind(f"{_W}lvl")
        }
        levels[abstract.get(f"{_W}abstractNumId") or ""] = {
            depth: _FORMATS.get((kind.get(f"{_W}val") or "") if kind is not None else "", "1.")
            for depth, kind in kinds.items()
        }
    markers = {}
    for number in root.iterfind(f"{_W}num"):
        abstract = number.find(f"{_W}abstractNumId")
        known = levels.get(abstract.get(f"{_W}val") or "", {}) if abstract is not None else {}
        markers.update({(number.get(f"{_W}numId") or "", depth): marker for depth, marker in known.items()})
    return markers


def _meta(archive: ZipFile) -> dict[str, str]:
    if "docProps/core.xml" not in archive.namelist():
        return {}
    meta = {}
    for node in _parsed(_part(archive, "docProps/core.xml")):
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name in ("title", "language") and node.text:
            meta[f"file {name}"] = node.text.strip()
    return meta


@dataclass(slots=True)
class _Page:
    headings: dict[str, int]
    markers: dict[tuple[str, str], str]
    lines: list[Line] = field(default_factory=list)
    number: int = 0
    gap: bool = True
    style: str = ""

    def read(self, container: Any) -> None:
        """Top-level blocks in order; content controls are looked through."""
        for node in container.iterchildren():
            if node.tag == f"{_W}p":
                self._paragraph(node)
            elif node.tag == f"{_W}tbl":
                self._table(node)
            elif node.tag == f"{_W}sdt":
                content = node.find(f"{_W}sdtContent")
                if content is not None:
                    self.read(content)

    def _paragraph(self, node: Any) -> None:
        self.number += 1
        style, numbering = _properties(node)
        self.gap = self.gap or style != self.style
        self.style = style
        for part in "".join(_printed(node)).split("\n"):
            if not part.strip():
                self.gap = True
                continue
            self.lines.append(self._line(part, style, numbering))
            self.gap = len(part.split()) > _LONG

    def _line(self, part: str, style: str, numbering: tuple[str, str] | None) -> Line:
        text = " ".join(part.split())
        if style in self.headings:
            return Line(text, self.number, None, "heading", self.headings[style], gap=True)
        if numbering:
            depth = int(numbering[1]) if numbering[1].isdigit() else 0
            usual = "1." if "number" in style.lower() else "-"
            return Line(
                text, self.number, None, "item", depth, self.markers.get(numbering, usual), gap=self.gap
            )
        return shaped(part, self.number, gap=self.gap)

    def _table(self, table: Any) -> None:
        for row in table.iterfind(f"{_W}tr"):
            cells = tuple(_cell(cell) for cell in row.iterfind(f"{_W}tc"))
            self.number += 1
            if any(cells):
                text = " ".join(" ".join(cells).split())
                self.lines.append(Line(text, self.number, kind="row", cells=cells, gap=self.gap))
                self.gap = False
        self.gap = True


def _cell(cell: Any) -> str:
    paragraphs = ("".join(_printed(node)) for node in cell.iter(f"{_W}p"))
    parts = (" ".join(part.split()) for text in paragraphs for part in text.split("\n"))
    return "\n".join(part for part in parts if part)


def _properties(paragraph: Any) -> tuple[str, tuple[str, str] | None]:
    """Style id; and the list's id and depth where the paragraph is an item of one."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return "", None
    style = properties.find(f"{_W}pStyle")
    name = (style.get(f"{_W}val") if style is not None else "") or ""
    numbering = properties.find(f"{_W}numPr")
    if numbering is None:
        return name, ("", "0") if name.lower().startswith("list") else None
    found = {key: numbering.find(f"{_W}{key}") for key in ("numId", "ilvl")}
    list_id, depth = ((node.get(f"{_W}val") or "") if node is not None else "" for node in found.values())
    return name, None if list_id == "0" else (list_id, depth or "0")


def _printed(node: Any) -> Iterator[str]:
    """The text of a paragraph; deleted text, field codes and text boxes are not of the letter."""
    for child in node.iterchildren():
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif isinstance(child.tag, str) and child.tag != f"{_W}pPr":
            yield from _printed(child)
