"""The text of the letter, paragraph by paragraph, in the styles of `styles`."""

import io
from collections.abc import Iterable

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run as DocxRun

from undersigned.domain.prose import Run
from undersigned.domain.publishing import Publication
from undersigned.domain.sheet import Asks, Heading, Item, Items, Passage, Quote, Runs, SetAsk, Sheet
from undersigned.domain.sheet import Paragraph as SetParagraph
from undersigned.outputs.docx.styles import number

_LETTERHEAD_HEIGHT = Inches(0.7)
_INDENT = Pt(21)


def add_letter(document: Document, publication: Publication, sheet: Sheet) -> None:
    """Everything from the letterhead to the closing."""
    _add_letterhead(document, publication, sheet)
    if sheet.date:
        document.add_paragraph(sheet.date)
    for lines in sheet.addressees:
        for line in lines:
            document.add_paragraph(line, style="Address")
        document.add_paragraph(style="Address")
    document.add_paragraph(sheet.title, style="Title")
    if sheet.salutation:
        document.add_paragraph(sheet.salutation)
    for passage in sheet.passages:
        _add_passage(document, passage)
    if sheet.closing:
        document.add_paragraph(sheet.closing, style="Closing Line")


def _add_letterhead(document: Document, publication: Publication, sheet: Sheet) -> None:
    letterhead = publication.presentation.letterhead
    if letterhead and letterhead.media_type != "image/svg+xml":  # Word needs a picture of points
        run = document.add_paragraph(style="Letterhead").add_run()
        picture = run.add_picture(io.BytesIO(letterhead.image), height=_LETTERHEAD_HEIGHT)
        picture._inline.docPr.set("descr", sheet.coalition or "")
    elif sheet.coalition:
        document.add_paragraph(sheet.coalition, style="Letterhead")


def add_after_block(document: Document, publication: Publication, sheet: Sheet) -> None:
    """What stands below the names: who is not named, who left, notes, how to check."""
    if sheet.unnamed:
        document.add_paragraph(sheet.unnamed)
    for sentence in sheet.departures:
        document.add_paragraph(sentence, style="Note")
    for note in sheet.footnotes:
        for index, parts in enumerate(note.paragraphs):
            paragraph = document.add_paragraph(f"{note.label}  " if index == 0 else "", style="Note")
            _add_runs(paragraph, parts)
    if publication.links.check:
        sentence = sheet.wording.say("How to check this list:")
        document.add_paragraph(f"{sentence} {publication.links.check}", style="Note")


def _add_passage(document: Document, passage: Passage) -> None:
    match passage:
        case SetParagraph():
            _add_runs(document.add_paragraph(), passage.runs)
        case Heading():
            _add_runs(document.add_paragraph(style=f"Heading {min(passage.level, 3)}"), passage.runs)
        case Quote():
            for parts in passage.paragraphs:
                _add_runs(document.add_paragraph(style="Quote"), parts)
        case Items():
            _add_items(document, passage.items, 1)
        case Asks():
            for ask in passage.asks:
                _add_ask(document, ask)


def _add_items(document: Document, items: Iterable[Item], level: int) -> None:
    suffix = "" if level == 1 else f" {min(level, 3)}"
    for item in items:
        style = f"List Bullet{suffix}" if item.number is None else f"List Number{suffix}"
        for index, parts in enumerate(item.paragraphs):
            _add_runs(document.add_paragraph(style=style if index == 0 else f"List Continue{suffix}"), parts)
        _add_items(document, item.below, level + 1)


def _add_ask(document: Document, ask: SetAsk, level: int = 0) -> None:
    for index, parts in enumerate(ask.paragraphs):
        paragraph = document.add_paragraph()
        if index == 0:
            number(paragraph, level)
        else:
            paragraph.paragraph_format.left_indent = _INDENT * (level + 1)
        _add_runs(paragraph, parts)
    for part in ask.parts:
        _add_ask(document, part, level + 1)


def _add_runs(paragraph: Paragraph, parts: Runs) -> None:
    for part in parts:
        if part.footnote:
            paragraph.add_run(part.footnote).font.superscript = True
        elif part.link and part.link.startswith(("http", "mailto:")):
            _add_link(paragraph, part)
        else:
            _look(paragraph.add_run(part.text), part)


def _look(run: DocxRun, part: Run) -> DocxRun:
    """A run's line breaks are python-docx's own doing."""
    run.bold, run.italic = part.strong or None, part.emphasis or None
    if part.code:
        run.font.name = "Consolas"
    return run


def _add_link(paragraph: Paragraph, part: Run) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"), paragraph.part.relate_to(str(part.link), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    run = _look(paragraph.add_run(part.text), part)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)
