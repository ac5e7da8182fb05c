"""The signature block as WordprocessingML, written straight: python-docx slows down with each paragraph."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

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
            heading = escape(f"{group.heading} ({group.count})")
            yield f'<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr><w:r><w:t>{heading}</w:t></w:r></w:p>'
        for line in group.lines:
            rest = str(line)[len(line.name) :]
            between, rest = (_BREAK, rest.removeprefix(", ")) if stacked and line.capacity else ("", rest)
            after = f'<w:r><w:t xml:space="preserve">{escape(rest)}</w:t></w:r>' if rest else ""
            yield (
                '<w:p><w:pPr><w:pStyle w:val="Signatory"/></w:pPr>'
                f'<w:r>{style}<w:t xml:space="preserve">{escape(line.name)}</w:t></w:r>{between}{after}</w:p>'
            )
