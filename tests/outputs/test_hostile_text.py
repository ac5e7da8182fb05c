"""Names and texts that try to be more than text: each is shown as typed, nothing runs, nothing is read."""

import json
import re
import zipfile
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.outputs import reading_back
from tests.outputs.letters import HOSTILE_NAMES, example, signed_by
from undersigned.domain.block import printed_line
from undersigned.domain.documents import Block, Signatory
from undersigned.domain.publishing import Publication
from undersigned.domain.spreadsheets import guarded
from undersigned.outputs import format_named
from undersigned.reading.signatories import read_signatories

HOSTILE = signed_by(*(Signatory(name=name, organisation=name) for name in HOSTILE_NAMES))
LINES = [reading_back.plain(printed_line(each)) for each in HOSTILE.document.signatories]


def with_hostile_text() -> Publication:
    document = HOSTILE.document
    blocks = tuple(
        Block("paragraph", name, name) for name in HOSTILE_NAMES if not name.startswith(("1.", "#", "- "))
    )
    title = "</title><script>alert(1)</script> #panic() $x$"
    return replace(HOSTILE, document=replace(document, title=title, coalition=title, body=blocks))


def test_names_stand_in_each_format_as_typed() -> None:
    assert reading_back.html(HOSTILE) == LINES
    assert reading_back.docx_lines(HOSTILE) == LINES
    assert reading_back.table_lines("csv", HOSTILE) == LINES
    assert reading_back.table_lines("xlsx", HOSTILE) == LINES
    assert reading_back.json_lines(HOSTILE) == LINES
    text = reading_back.text(HOSTILE)
    assert [line for line in LINES if line not in text] == []


def test_names_stand_in_the_pdf_as_typed() -> None:
    squeezed = re.sub(r"\s", "", reading_back.pdf(HOSTILE))
    # The full-width sign has no glyph in the fonts that are shipped; that has a test of its own.
    lines = [line for line in LINES if "＝" not in line]
    assert [line for line in lines if re.sub(r"\s", "", line) not in squeezed] == []


def test_nothing_of_a_name_becomes_markup_of_the_page() -> None:
    page = reading_back.content("html", with_hostile_text()).decode()
    assert "<script>alert" not in page
    assert page.count("<script") == 1  # data about the letter; the list is too short for a search
    assert "javascript:alert" not in re.sub(r">[^<]*<", "><", page)
    assert "<img" not in page


def test_data_about_the_letter_cannot_leave_its_element() -> None:
    page = reading_back.content("html", with_hostile_text()).decode()
    data = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(data)["name"] == "</title><script>alert(1)</script> #panic() $x$"


def test_a_text_of_typst_is_printed_and_not_obeyed() -> None:
    text = re.sub(r"\s", "", reading_back.pdf(with_hostile_text()))
    assert '#read("/etc/passwd")' in text
    assert "root:" not in text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "'=", "''+"])
def test_no_cell_of_the_csv_runs_in_a_spreadsheet(start: str) -> None:
    publication = signed_by(Signatory(name=f"{start}1+1"))
    assert reading_back.csv_cells(publication)[0]["name"] == f"'{start}1+1"
    assert read_signatories("x.csv", reading_back.content("csv", publication))[0].name == f"{start}1+1"


def test_an_apostrophe_of_a_name_is_no_guard() -> None:
    assert guarded("'t Hooft") == "'t Hooft"
    assert read_signatories("x.csv", b"name\n't Hooft\n")[0].name == "'t Hooft"


def test_no_cell_of_the_spreadsheet_is_a_formula() -> None:
    book = load_workbook(BytesIO(reading_back.content("xlsx", HOSTILE)))
    assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row if cell.value} == {"s"}


def test_a_header_of_markdown_cannot_be_broken_by_its_values() -> None:
    from undersigned.reading.letter_source import read_letter_source

    publication = replace(
        example(), document=replace(example().document, title='a: "b" # c\u2028--- {x: [', body=())
    )
    body = replace(publication, document=replace(publication.document, body=example().document.body))
    assert read_letter_source(reading_back.content("md", body)).document.title == 'a: "b" # c --- {x: ['


def test_the_page_asks_nobody_for_anything() -> None:
    page = reading_back.content("html", example()).decode()
    outside = re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?(https?:[^\"')\s>]+)", page)
    assert set(outside) <= {"https://example.org/background"}, "only the letter's own link"
    assert "default-src 'none'" in unescape(page)


def test_the_word_document_has_no_macro_and_no_outside_part() -> None:
    with zipfile.ZipFile(BytesIO(reading_back.content("docx", HOSTILE))) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
        relations = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels")]
    targets = re.findall(r'Target="([^"]+)"[^>]*TargetMode="External"', "".join(relations))
    assert targets == ["https://example.org/background"]


def test_a_letter_is_written_to_one_format_only_by_its_name() -> None:
    with pytest.raises(KeyError):
        format_named("exe")
