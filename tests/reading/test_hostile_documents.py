"""Files that are empty, huge, cut, wrongly named or made to hurt get a sentence, soon and in little memory."""  # noqa: E501  # one line of input

import contextlib
import time
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from undersigned.errors import Unreadable
from undersigned.reading.documents import LARGEST, read_document
from undersigned.reading.encodings import MENDED
from undersigned.reading.letters import read_letter

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, *, prolog: str = "") -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>")
    return file.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def refused(name: str, data: bytes) -> str:
    """What a person is told; the refusal must be quick and small."""
    tracemalloc.start()
    began = time.perf_counter()
    with pytest.raises(Unreadable) as trouble:
        read_letter(name, data)
    took, (_, peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 20
    assert peak < 300 * 2**20
    return str(trouble.value)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("letter.txt", b"", "empty"),
        ("letter.pdf", b"   \n", "empty"),
        ("letter.docx", b"Dear Sir,", "no such file"),
        ("letter.pdf", b"Dear Sir,", "no such file"),
        ("letter.pdf", b"%PDF-1.7\n1 0 obj\n<<", "damaged or cut short"),
        ("letter.docx", b"PK\x03\x04" + b"\x00" * 40, "damaged or cut short"),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Word file"),
        ("letter.rtf", b"{\\rtf1 Dear Sir}", "rich-text"),
        ("letter.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "image"),
        ("letter.txt", bytes(range(256)) * 40, "not text"),
        ("letter.html", b"<html><body><script>alert(1)</script></body></html>", "no text"),
        ("letter.gz", b"\x1f\x8b\x08" + b"\x00" * 20, "compressed"),
    ],
)
def test_what_is_no_letter_is_refused_with_its_name_and_the_reason(name: str, data: bytes, says: str) -> None:
    told = refused(name, data)
    assert told.startswith(name)
    assert says in told


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    assert "larger than 50 MB" in refused("letter.txt", b"a" * (LARGEST + 1))


def test_a_zip_bomb_is_refused_without_being_unpacked() -> None:
    bomb = docx(paragraph("A" * 200_000_000))
    assert len(bomb) < 1_000_000
    assert "unpacks to more than" in refused("letter.docx", bomb)


def test_a_billion_laughs_is_refused() -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    laughs = docx(paragraph("&a11;"), prolog=f"<?xml version='1.0'?><!DOCTYPE d [{entities}]>")
    assert "docx" in refused("letter.docx", laughs)


def test_an_entity_does_not_read_a_file_of_ours() -> None:
    prolog = "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    assert "entities of its own" in refused("letter.docx", docx(paragraph("&x;"), prolog=prolog))


def test_a_spreadsheet_is_not_taken_for_a_letter() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "another kind of office file" in refused("letter.docx", file.getvalue())


def test_a_document_cut_in_the_middle_is_refused() -> None:
    whole = docx(paragraph("Dear Sir, we write to you.") * 400)
    assert "damaged or cut short" in refused("letter.docx", whole[: len(whole) // 2])


def test_a_scan_is_refused_with_a_sentence() -> None:
    assert "no text layer" in refused("scan.pdf", pdf([]))


def test_a_pdf_whose_pages_go_round_in_a_circle_ends() -> None:
    loop = pdf(["Dear Sir, we write to you about the bridges."]).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
    refused("loop.pdf", loop)


def test_a_locked_or_broken_pdf_never_shows_a_stack() -> None:
    sound = pdf(["Dear Sir, we write to you about the bridges.", "Sincerely,", "Ada Example"])
    for at in range(20, len(sound), 37):
        try:
            read_letter("letter.pdf", sound[:at] + b"\x00\xff" + sound[at + 2 :])
        except Unreadable:
            continue


def test_deep_nesting_costs_no_stack() -> None:
    nested = b"<html><body>" + b"<div>" * 50_000 + b"Dear Sir, we write to you." + b"</div>" * 50_000
    try:
        assert read_document("deep.html", nested).lines
    except Unreadable as trouble:
        assert "HTML" in str(trouble) or "no text" in str(trouble)  # noqa: PT017  # either outcome is right


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "[", "![", "**a", "((((", "_ ", "\\", "a, ", "| ", "+---", "{% ", "& ", "“a "]
)
def test_repeated_markup_takes_time_that_grows_no_faster_than_the_file(piece: str) -> None:
    def seconds(times: int) -> float:
        began = time.perf_counter()
        with contextlib.suppress(Unreadable):
            read_letter("letter.md", ("---\n---\n# A title\n\n" + piece * times).encode())
        return time.perf_counter() - began

    seconds(100)
    assert seconds(20_000) < 20


def test_spoilt_letters_are_mended_with_a_note() -> None:
    spoilt = "Dear JosÃ© GarcÃ­a, we write about the cafÃ© in MÃ¼nchen â€“ it is closed.\n\nSincerely,\n\nAna PÃ©rez\n"  # noqa: E501  # one line of input
    document = read_letter("letter.txt", spoilt.encode())
    assert document.signatories[0].name == "Ana Pérez"
    assert [one.message for one in document.findings] == [MENDED]


def test_an_old_letter_in_windows_encoding_is_read() -> None:
    document = read_letter(
        "letter.txt", "Sehr geehrte Frau Müller,\n\nMit freundlichen Grüßen\n\nJörg Weiß\n".encode("cp1252")
    )
    assert document.signatories[0].name == "Jörg Weiß"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_is_told_apart(encoding: str) -> None:
    document = read_letter(
        "letter.txt", "Dear Sir,\n\nSincerely,\n\nAda Example, Mayor of Springfield, IL\n".encode(encoding)
    )
    assert document.signatories[0].name == "Ada Example"


def test_a_letter_under_a_wrong_ending_is_read() -> None:
    page = b"<!DOCTYPE html><html><body><p>Dear Sir,</p><p>Sincerely,</p><p>Ada Example</p></body></html>"
    assert read_letter("letter.txt", page).source is not None
    assert read_letter("letter.txt", page).signatories[0].name == "Ada Example"


texts = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            ["Sincerely,", "Dear Sir,", "Signatories:", "| a | b |", "+---+---+", "1. Ana Roe, Mayor of X, NY", "# Title",  # noqa: E501  # one line of input
             "Ana Roe", "- Ana Roe; Bo Lee", "and 12 others", "a\tb\tc", "Cc: nobody", "May 5", "(1) a and (2) b", "<p>", "# Individuals"]  # noqa: E501  # one line of input
        ),
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines=texts, name=st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_no_text_makes_the_reader_fail(lines: list[str], name: str) -> None:
    data = "\n".join(lines).encode("utf-8", "replace")
    try:
        document = read_letter(name, data)
    except Unreadable as trouble:
        assert str(trouble).startswith(name)  # noqa: PT017  # either outcome is right
    else:
        assert all(one.name or one.organisation for one in document.signatories)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.binary(max_size=400),
    head=st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe"]),
)
def test_no_bytes_make_the_reader_fail(data: bytes, head: bytes) -> None:
    try:
        read_letter("letter", head + data)
    except Unreadable as trouble:
        assert str(trouble).startswith("letter")  # noqa: PT017  # either outcome is right


def pdf(lines: list[str]) -> bytes:
    """A small PDF, written by hand, one line below the other."""
    text = "".join(f"1 0 0 1 72 {720 - 16 * at} Tm ({line}) Tj\n" for at, line in enumerate(lines))
    stream = f"BT /F1 12 Tf\n{text}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",  # noqa: E501  # one line of input
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
