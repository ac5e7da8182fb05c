"""The signature block as WordprocessingML, written straight: python-docx slows down with each paragraph."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from undersigned.domain.block import Line
from undersigned.domain.sheet import SetGroup

PLACE_OF_BLOCK = "undersigned:signatories"


def block_xml(groups: Iterable[SetGroup]) -> bytes:
    return "".join(_paragraphs(groups)).encode("utf-8")


def _paragraphs(groups: Iterable[SetGroup]) -> Iterator[str]:
    for group in groups:
        if group.heading:
            heading = _run(f"{group.heading} ({group.count})")
            yield f'<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr>{heading}</w:p>'
        yield from map(_signatory, group.lines)


def _signatory(line: Line) -> str:
    rest = str(line)[len(line.name) :]
    look = "<w:rPr><w:b/></w:rPr>" if rest else ""
    return (
        '<w:p><w:pPr><w:pStyle w:val="Signatory"/></w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">{escape(line.name)}</w:t></w:r>'
        f"{_run(rest) if rest else ''}</w:p>"
    )


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
