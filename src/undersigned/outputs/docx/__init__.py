"""The letter as a Word document that opens and edits well: real styles, numbered asks, a block in columns.

python-docx makes the letter; the signatories, who may be many, are written into its XML as a stream.
"""

import io
from zipfile import ZipFile

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_SECTION

from undersigned.domain.arrangement import Shape, arranged
from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.sheet import Sheet, sheet_of
from undersigned.outputs import packed
from undersigned.outputs.docx.block import PLACE_OF_BLOCK, block_xml
from undersigned.outputs.docx.letter import add_after_block, add_letter
from undersigned.outputs.docx.styles import MEASURE, prepare, set_columns, space_entries

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SURE_WIDTH = 0.85 * MEASURE.pt  # whoever opens it may have wider letters than ours


def render(publication: Publication) -> Rendered:
    sheet = sheet_of(publication)
    document = Document()
    prepare(document, publication, sheet)
    add_letter(document, publication, sheet)
    shape = arranged(sheet.groups, publication.presentation.columns, _SURE_WIDTH).shape
    if sheet.groups:
        _make_room_for_block(document, sheet, shape)
    add_after_block(document, publication, sheet)
    written = io.BytesIO()
    document.save(written)
    return Rendered("letter.docx", MEDIA_TYPE, packed(_parts(written, sheet, shape)))


def _make_room_for_block(document: DocxDocument, sheet: Sheet, shape: Shape) -> None:
    """A section of its own, so that it can have columns; Word balances them."""
    document.add_paragraph(sheet.count_words[:1].upper() + sheet.count_words[1:], style="Heading 2")
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph(PLACE_OF_BLOCK)
    document.add_section(WD_SECTION.CONTINUOUS)
    space_entries(document, stacked=shape.stacked)
    set_columns(document.sections[-2], shape.columns)
    set_columns(document.sections[-1], 1)


def _parts(written: io.BytesIO, sheet: Sheet, shape: Shape) -> list[tuple[str, bytes]]:
    """The parts of the package, the block put in its place."""
    with ZipFile(written) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before, paragraph, after = _around_the_place(parts["word/document.xml"])
    block = block_xml(sheet, stacked=shape.stacked) if paragraph else b""
    parts["word/document.xml"] = b"".join((before, block, after))
    return list(parts.items())


def _around_the_place(xml: bytes) -> tuple[bytes, bytes, bytes]:
    """What is before the paragraph that keeps the block's place, that paragraph, what is after."""
    at = xml.find(PLACE_OF_BLOCK.encode())
    if at < 0:
        return xml, b"", b""
    start = xml.rindex(b"<w:p>", 0, at)
    end = xml.index(b"</w:p>", at) + len(b"</w:p>")
    return xml[:start], xml[start:end], xml[end:]
