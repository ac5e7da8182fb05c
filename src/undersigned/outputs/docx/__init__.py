"""The letter as a Word document that opens and edits well: real styles, numbered asks, a block in columns.

python-docx makes the letter; the signatories, who may be many, are written into its XML as a stream.
"""

import io
from zipfile import ZipFile

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_SECTION

from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.sheet import Sheet, sheet_of
from undersigned.outputs import packed
from undersigned.outputs.docx.block import PLACE_OF_BLOCK, block_xml
from undersigned.outputs.docx.letter import add_after_block, add_letter
from undersigned.outputs.docx.styles import prepare, set_columns

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FEW = 3


def render(publication: Publication) -> Rendered:
    sheet = sheet_of(publication)
    document = Document()
    prepare(document, publication, sheet)
    add_letter(document, publication, sheet)
    if sheet.groups:
        _make_room_for_block(document, publication, sheet)
    add_after_block(document, publication, sheet)
    written = io.BytesIO()
    document.save(written)
    return Rendered("letter.docx", MEDIA_TYPE, packed(_parts(written, sheet)))


def _make_room_for_block(document: DocxDocument, publication: Publication, sheet: Sheet) -> None:
    """A section of its own, so that it can have columns; Word balances them."""
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph(PLACE_OF_BLOCK)
    document.add_section(WD_SECTION.CONTINUOUS)
    few = sum(len(group.lines) for group in sheet.groups) <= _FEW
    set_columns(document.sections[-2], publication.presentation.columns or (1 if few else 2))
    set_columns(document.sections[-1], 1)


def _parts(written: io.BytesIO, sheet: Sheet) -> list[tuple[str, bytes]]:
    """The parts of the package, the block put in its place."""
    with ZipFile(written) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before, paragraph, after = _around_the_place(parts["word/document.xml"])
    parts["word/document.xml"] = b"".join((before, block_xml(sheet.groups) if paragraph else b"", after))
    return list(parts.items())


def _around_the_place(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """What is before the paragraph that keeps the block's place, that paragraph, what is after."""
    at = xml.find(PLACE_OF_BLOCK.encode())
    if at < 0:
        return xml, b"", b""
    start = xml.rindex(b"<w:p>", 0, at)
    end = xml.index(b"</w:p>", at) + len(b"</w:p>")
    return xml[:start], xml[start:end], xml[end:]
