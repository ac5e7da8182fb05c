"""A kit as a Word file: the few parts that a document needs, written straight.

A library that opens a template for each document takes a hundred times longer, and there may be a thousand.
"""

from collections.abc import Sequence
from functools import lru_cache
from xml.sax.saxutils import escape

from undersigned.outputs import packed
from undersigned.outputs.press.paragraphs import Paragraph, Style

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES: dict[Style, str] = {
    "title": "Title",
    "heading": "Heading1",
    "item": "ListParagraph",
    "quote": "Quote",
    "text": "Normal",
}
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MEDIA_TYPE}.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.numbering+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.'
    'core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_OF_THE_DOCUMENT = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/></Relationships>'
)
_NUMBERING = (
    f'{_HEAD}<w:numbering {_W}><w:abstractNum w:abstractNumId="0">'
    '<w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_PAGE = (
    '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" '
    'w:gutter="0"/></w:sectPr>'
)


def docx_of(paragraphs: Sequence[Paragraph], title: str, author: str, language: str) -> bytes:
    """The same paragraphs give the same bytes."""
    body = "".join(map(_paragraph, paragraphs))
    return packed(
        (name, content.encode("utf-8"))
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("docProps/core.xml", _properties(title, author, language)),
            ("word/_rels/document.xml.rels", _OF_THE_DOCUMENT),
            ("word/styles.xml", _styles(language)),
            ("word/numbering.xml", _NUMBERING),
            ("word/document.xml", f"{_HEAD}<w:document {_W}><w:body>{body}{_PAGE}</w:body></w:document>"),
        )
    )


def _paragraph(paragraph: Paragraph) -> str:
    style = f'<w:pPr><w:pStyle w:val="{_STYLES[paragraph.style]}"/></w:pPr>'
    return f"<w:p>{style}{''.join(_run(text, link) for text, link in paragraph.pieces)}</w:p>"


def _run(text: str, link: bool) -> str:
    said = f'<w:t xml:space="preserve">{escape(_printable(text))}</w:t>'
    if not link:
        return f"<w:r>{said}</w:r>"
    code = escape(f' HYPERLINK "{text}" ')
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f'{field.format("begin")}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'{field.format("separate")}<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>{said}</w:r>'
        f"{field.format('end')}"
    )


def _printable(text: str) -> str:
    """Without the characters that no XML may hold."""
    return "".join(letter for letter in text if letter >= " ")


@lru_cache(maxsize=16)
def _properties(title: str, author: str, language: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(_printable(title))}</dc:title><dc:creator>{escape(_printable(author))}</dc:creator>"
        f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    )


@lru_cache(maxsize=16)
def _styles(language: str) -> str:
    title, heading = '<w:b/><w:sz w:val="32"/>', '<w:b/><w:sz w:val="24"/>'
    fonts = '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:cs="Cambria" w:eastAsia="Cambria"/>'
    return (
        f'{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="22"/>'
        f'<w:lang w:val="{escape(language)}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f"{_style('Title', 'Title', title, before=0)}"
        f"{_style('Heading1', 'heading 1', heading, before=280, outline=True)}"
        '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        '<w:spacing w:after="60"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:ind w:left="360" w:right="360"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:rPr><w:color w:val="1F3A5F"/><w:u w:val="single"/></w:rPr></w:style></w:styles>'
    )


def _style(key: str, name: str, look: str, *, before: int, outline: bool = False) -> str:
    level = '<w:outlineLvl w:val="0"/>' if outline else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="{before}" w:after="120"/>{level}'
        f"</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )
