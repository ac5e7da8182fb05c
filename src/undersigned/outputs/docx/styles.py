"""Paper, styles, numbering and foot of the Word document."""

from datetime import UTC, datetime

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Inches, Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from undersigned.domain.paper import paper_of
from undersigned.domain.publishing import Publication
from undersigned.domain.sheet import Sheet
from undersigned.outputs.docx.block import NAME_STYLE

SERIF = "Cambria"
MEASURE = Inches(5.6)  # of the text and the names; in this letter some eighty to a line
INK, QUIET = RGBColor(0x1D, 0x1C, 0x1A), RGBColor(0x57, 0x53, 0x4C)
ASKS_NUMBERING = 90
_PAPER = {"us-letter": (Inches(8.5), Inches(11)), "a4": (Mm(210), Mm(297))}
# Asks are "1.", their parts "a)": one list, so that an editor who adds one gets the next number.
_ASKS = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="{ASKS_NUMBERING}">
  <w:multiLevelType w:val="multilevel"/>
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>
    <w:lvlJc w:val="left"/>
    <w:pPr><w:ind w:left="426" w:hanging="426"/></w:pPr></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/>
    <w:lvlJc w:val="left"/>
    <w:pPr><w:ind w:left="852" w:hanging="426"/></w:pPr></w:lvl>
</w:abstractNum>"""


def prepare(document: Document, publication: Publication, sheet: Sheet) -> None:
    """An empty document with the paper, the styles and the foot of a letter."""
    section = document.sections[0]
    section.page_width, section.page_height = _PAPER[paper_of(publication.document)]
    section.top_margin = section.bottom_margin = Inches(1)
    section.left_margin = section.right_margin = Length((section.page_width - MEASURE) // 2)
    _set_properties(document, publication, sheet)
    _set_styles(document, sheet)
    _add_numbering(document)
    _add_foot(section, sheet)


def _set_properties(document: Document, publication: Publication, sheet: Sheet) -> None:
    day = publication.facts.published_at or publication.document.date
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(1980, 1, 1, tzinfo=UTC)
    properties = document.core_properties
    properties.title = sheet.title
    properties.author = properties.last_modified_by = sheet.coalition or ""
    properties.comments = ""
    properties.language = sheet.language
    properties.created = properties.modified = moment


def _set_styles(document: Document, sheet: Sheet) -> None:
    normal = _style(document, "Normal", 11, after=8)
    normal.paragraph_format.line_spacing = 1.15
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), sheet.language)
    language.set(qn("w:bidi"), sheet.language)
    normal.element.get_or_add_rPr().append(language)
    if sheet.direction == "rtl":
        normal.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for name, size, before, after in (
        ("Title", 15, 18, 12),
        ("Heading 2", 12, 14, 6),
        ("Heading 3", 10, 10, 2),
    ):
        style = _style(document, name, size, after=after)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.keep_with_next = True
        style.font.bold = True
    _without_border(document.styles["Title"])
    letterhead = _new_style(document, "Letterhead", 12, after=14)
    letterhead.font.color.rgb, letterhead.font.small_caps = QUIET, True
    _new_style(document, "Address", 11, after=0)
    _new_style(document, "Closing Line", 11, after=14).paragraph_format.keep_with_next = True
    signatory = _new_style(document, "Signatory", 10, after=3)
    signatory.paragraph_format.keep_together = True
    signatory.paragraph_format.line_spacing = 1.0
    _new_style(document, "Note", 9, after=3).font.color.rgb = QUIET
    document.styles.add_style(NAME_STYLE, WD_STYLE_TYPE.CHARACTER).font.bold = True


def _style(document: Document, name: str, size: float, *, after: float) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101  # the names asked for are of paragraphs
    style.font.name, style.font.size, style.font.color.rgb = SERIF, Pt(size), INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):  # a theme's font would win over the one named
            del fonts.attrib[attribute]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), SERIF)
    style.paragraph_format.space_after = Pt(after)
    return style


def _new_style(document: Document, name: str, size: float, *, after: float) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    return _style(document, name, size, after=after)


def _without_border(style: object) -> None:
    properties = style.element.get_or_add_pPr()  # type: ignore[attr-defined]  # the stubs know no element here
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _add_numbering(document: Document) -> None:
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_ASKS))
    link = f'<w:abstractNumId w:val="{ASKS_NUMBERING}"/>'
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{ASKS_NUMBERING}">{link}</w:num>'))


def number(paragraph: Paragraph, level: int) -> None:
    """Make the paragraph the next ask (level 0) or part (level 1)."""
    properties = paragraph._p.get_or_add_pPr()
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = ASKS_NUMBERING


def _add_foot(section: Section, sheet: Sheet) -> None:
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    said = sheet.wording.say("page {page} of {pages}", page="\0PAGE\0", pages="\0NUMPAGES\0")
    for piece in f"{sheet.title}  ·  {said}".split("\0"):
        run = foot.add_run("" if piece in ("PAGE", "NUMPAGES") else piece)
        run.font.size, run.font.color.rgb = Pt(8.5), QUIET
        if piece in ("PAGE", "NUMPAGES"):
            run.text = "1"  # until a reader counts the pages
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), piece)
            field.append(run._r)
            foot._p.append(field)


def space_entries(document: Document, *, stacked: bool) -> None:
    """Names above their offices stand apart; in running lines, what goes on below is set in."""
    entries = document.styles["Signatory"].paragraph_format
    entries.space_after = Pt(6 if stacked else 3)
    entries.left_indent, entries.first_line_indent = (Pt(0), Pt(0)) if stacked else (Pt(10), Pt(-10))


def set_columns(section: Section, count: int) -> None:
    properties = section._sectPr
    columns = properties.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        properties.append(columns)
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), "425")
