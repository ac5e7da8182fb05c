import codecs
import csv
import io
import subprocess
import sys
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from undersigned.domain.roster_table import RosterTable
from undersigned.domain.spreadsheets import guarded, unguarded
from undersigned.errors import Unreadable
from undersigned.reading.rosters import LARGEST, read_rows, xlsx

TEXT = "office,name,place\nMayor,Ana Núñez,Río Seco\n"
CELLS = (("Mayor", "Ana Núñez", "Río Seco"),)


def cells(table: RosterTable) -> tuple[tuple[str, ...], ...]:
    return tuple(row.cells for row in table.rows)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        workbook(("office", "name", "place"), *CELLS),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16", "utf-16 be", "semicolons", "tabs", "crlf", "cr", "xlsx"],
)
def test_the_same_roster_reads_the_same_however_it_was_saved(data: bytes) -> None:
    table = read_rows("-", data)
    assert table.header == ("office", "name", "place")
    assert cells(table) == CELLS
    assert [row.number for row in table.rows] == [2]


def test_rows_are_counted_as_a_person_counts_them() -> None:
    table = read_rows("r.csv", b'office,name\n\nMayor,"Ana\nNunez"\n,\nMayor,Bo Li\n')
    assert [(row.number, row.cells[1]) for row in table.rows] == [(3, "Ana\nNunez"), (5, "Bo Li")]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("r.csv", b"", "r.csv: the file is empty"),
        ("r.csv", b" \n\n", "r.csv: the file is empty"),
        ("r.csv", b"office,name\nMayor,A\0b\n", "r.csv: row 2: the file has NUL characters"),
        ("r.csv", TEXT.encode("utf-16-le"), "r.csv: row 1: the file has NUL characters"),
        (
            "r.csv",
            TEXT.encode("cp1252"),
            "r.csv: row 2, column “name”: this is not UTF-8 (perhaps “Ana Núñez”",
        ),
        ("r.csv", b'office,name\nMayor,"Ana\n', "r.csv: row 2: the quotation marks do not match"),
        ("r.csv", workbook(("office",)), "r.csv: this is a spreadsheet and not CSV"),
        ("r.xls", b"\xd0\xcf\x11\xe0 and more", "r.xls: this is an Excel file of the old kind"),
        ("r.xlsx", TEXT.encode(), "r.xlsx: this is not an .xlsx file"),
        ("r.xlsx", b"PK\x03\x04 and nothing", "r.xlsx: this is not an .xlsx file"),
        ("r.xlsx", workbook(), "r.xlsx: the first sheet is empty"),
        ("r.csv", b"x" * (LARGEST + 1), "r.csv: the file is larger than 50 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(name: str, data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_rows(name, data)
    assert str(refusal.value).startswith(said)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb,
        bomb.open("xl/worksheets/sheet1.xml", "w") as sheet,
    ):
        for _ in range(160):
            sheet.write(b"0" * 1_000_000)
    with pytest.raises(Unreadable, match="unpacked, this file would be far larger"):
        read_rows("r.xlsx", file.getvalue())


def test_a_spreadsheet_is_parsed_apart_and_reads_the_same() -> None:
    data = workbook(("office", "name"), ("Mayor", '=HYPERLINK("x")'), ("Maire", "Zoé Ångström"))
    assert read_rows("r.xlsx", data) == xlsx.read(data)
    asked = (
        "import sys; from undersigned.reading.rosters import read_rows; "
        "read_rows('r.xlsx', sys.stdin.buffer.read()); sys.exit('openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], input=data, check=False).returncode == 0


def test_a_spreadsheet_with_declared_entities_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    with pytest.raises(Unreadable, match=r"not an \.xlsx file"):
        read_rows("r.xlsx", file.getvalue())


def test_dates_and_numbers_of_a_spreadsheet_read_as_a_person_sees_them() -> None:
    data = workbook(
        ("a", "b", "c", "d"),
        (date(2026, 12, 31), datetime.fromisoformat("2026-01-02 03:04"), 9195550100, 1.5),
    )
    assert cells(read_rows("r.xlsx", data)) == (("2026-12-31", "2026-01-02 03:04:00", "9195550100", "1.5"),)


def test_a_row_with_a_formula_carries_its_trouble() -> None:
    table = read_rows(
        "r.xlsx", workbook(("office", "name"), ("Mayor", '=HYPERLINK("x")'), ("Mayor", "Bo Li"))
    )
    first, second = table.rows
    assert [(trouble.row, trouble.code, trouble.values["column"]) for trouble in first.troubles] == [
        (2, "cell-is-formula", "B")
    ]
    assert second.troubles == ()


def test_only_the_first_sheet_is_read_and_the_others_are_named() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(("office", "name"))
    book.create_sheet("Old members").append(("office", "name"))
    file = io.BytesIO()
    book.save(file)
    table = read_rows("r.xlsx", file.getvalue())
    assert [(note.code, note.values) for note in table.notes] == [
        ("other-sheets-left-out", {"sheets": "Old members"})
    ]


@given(st.text())
def test_a_guarded_cell_comes_back_and_is_never_a_formula(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_exactly_one_apostrophe_is_taken_away_and_none_from_a_name() -> None:
    table = read_rows("r.csv", b"a,b,c\n'+1 919,''=x,'t Hooft\n")
    assert cells(table) == (("+1 919", "'=x", "'t Hooft"),)


ONE_LINE = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


@given(st.lists(st.tuples(ONE_LINE, ONE_LINE, ONE_LINE), max_size=6), st.sampled_from(",;\t"))
def test_every_table_that_was_written_is_read_back(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([("a", "b", "c"), *(map(guarded, row) for row in rows)])
    expected = tuple(row for row in rows if any(cell.strip() for cell in row))
    assert cells(read_rows("r.csv", text.getvalue().encode("utf-8"))) == expected


@given(st.binary(max_size=300), st.sampled_from(["r.csv", "r.xlsx", "-"]))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes, name: str) -> None:
    try:
        table = read_rows(name, data)
    except Unreadable as refusal:
        said = str(refusal)
    else:
        said = f"{name}: {table.header}"
    assert said.startswith(name)
