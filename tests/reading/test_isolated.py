"""Files that C and C++ parse are parsed in a child: a crash or a limit is a sentence, never the end of us."""

import os
from io import BytesIO

import docx
import pytest

from tests.reading.scores import LETTERS
from undersigned.errors import Unreadable
from undersigned.reading.documents import read_document
from undersigned.reading.isolated import Limits, read_isolated
from undersigned.reading.lines import lines_from_json

PDF = (LETTERS / "en-pdf-two-columns.pdf").read_bytes()


def long_docx() -> bytes:
    """Small as a file, fifteen million letters when it is unpacked."""
    document = docx.Document()
    document.add_paragraph("Dear Sir, " * 1_500_000)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def refused(reader: str, data: bytes, limits: Limits) -> str:
    with pytest.raises(Unreadable) as trouble:
        read_isolated(reader, data, limits)
    return str(trouble.value)


def test_a_child_reads_what_its_module_reads() -> None:
    from undersigned.reading.documents import pdf

    assert lines_from_json(read_isolated("documents.pdf", PDF)) == pdf.read(PDF)


def test_the_sentence_of_a_damaged_file_comes_through() -> None:
    assert "damaged or cut short" in refused("documents.pdf", PDF[:200], Limits())


def test_a_parser_that_dies_is_a_sentence() -> None:
    assert "made its reader fail" in refused("documents.no-such-kind", PDF, Limits())


def test_a_file_that_takes_too_much_memory_is_a_sentence() -> None:
    assert "more memory" in refused("documents.docx", long_docx(), Limits(memory=48 * 2**20))


@pytest.mark.skipif(os.name != "posix", reason="left out: no limit of time here")
def test_a_file_that_takes_too_long_is_a_sentence() -> None:
    assert "longer" in refused("documents.docx", long_docx(), Limits(seconds=0))


def test_the_parsers_of_others_are_never_loaded_into_our_process() -> None:
    import subprocess
    import sys

    asked = (
        "import sys; from undersigned.reading.letters import read_letter; "
        f"read_letter('letter.pdf', open({str(LETTERS / 'en-pdf-two-columns.pdf')!r}, 'rb').read()); "
        "sys.exit(any(name.startswith(('pypdfium2', 'lxml')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_a_web_page_is_read_apart_as_well() -> None:
    page = (LETTERS / "en-html-cards.html").read_bytes()
    assert read_document("page.html", page).lines[0].text == "Designers for Accessible Ballots"
