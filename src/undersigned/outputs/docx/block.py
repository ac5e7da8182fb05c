"""The signature block as WordprocessingML, written straight: python-docx slows down with each paragraph."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from undersigned.domain.block import Line
from undersigned.domain.sheet import Sheet

PLACE_OF_BLOCK = "undersigned:signatories"
NAME_STYLE = "Signatory Name"
_BREAK = "<w:r><w:t>,</w:t><w:br/></w:r>"


def block_xml(sheet: Sheet, *, stacked: bool) -> bytes:
    """A paragraph for each signatory; `stacked`: what they are stands below the name."""
    return "".join(_paragraphs(sheet, stacked)).encode("utf-8")


def _paragraphs(sheet: Sheet, stacked: bool) -> Iterator[str]:
    style = "" if sheet.names_alone else f'<w:rPr><w:rStyle w:val="{NAME_STYLE.replace(" ", "")}"/></w:rPr>'
    for group in sheet.groups:
        if group.heading:
            heading = _run(f"{group.heading} ({group.count})")
            yield f'<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr>{heading}</w:p>'
        for line in group.lines:
            yield f'<w:p><w:pPr><w:pStyle w:val="Signatory"/></w:pPr>{_runs(line, style, stacked)}</w:p>'


def _runs(line: Line, style: str, stacked: bool) -> str:
    name = _run(line.name, style)
    rest = str(line)[len(line.name) :]
    if not rest:
        return name
    return name + (_BREAK + _run(rest.removeprefix(", ")) if stacked and line.capacity else _run(rest))


def _run(text: str, style: str = "") -> str:
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
