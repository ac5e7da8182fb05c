"""A letter from elsewhere: read at the desk, mended, and made into a draft, a list, a roster, a record."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Stage, now
from tests.reading.scores import LETTERS
from undersigned.actions.readings import throw_away_old_readings
from undersigned.domain.accounts import Role
from undersigned.reading.letter_source import read_letter_source
from undersigned.reading.signatories import read_signatories
from undersigned.records.models import Letter, Reading, Record, RecordedName

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

READING = "/desk/coalitions/north-towns/reading/"
ARTICLE = LETTERS / "en-article-with-mistakes.txt"


@pytest.fixture
def ola(stage: Stage) -> Client:
    return stage.desk("ola@north-towns.example", Role.EDITOR)


def sent(client: Client, name: str, data: bytes) -> Any:
    return client.post(READING, {"file": SimpleUploadedFile(name, data)})


def read(client: Client, path: Path = ARTICLE) -> str:
    """The address of the page about a file, which is read on the way."""
    answer = sent(client, path.name, path.read_bytes())
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return str(answer.content.decode())


def test_every_line_is_shown_with_the_part_that_it_was_taken_for(ola: Client) -> None:
    page = text_of(ola, read(ola))
    assert 'id="line-1" class="claim wanting"' in page
    assert "ask 1" in page
    assert '<a href="#signatory-4">signatory 4</a>' in page


def test_what_is_wrong_stands_above_with_links_to_its_lines(ola: Client) -> None:
    page = text_of(ola, read(ola))
    assert "The text says 6; the list has 5." in page
    assert "One person is spelt two ways: “Rowena Thistlewod” and “Rowena Thistlewood”." in page
    assert '<a href="#line-15">line 15</a>' in page


@pytest.mark.parametrize("name", ["en-pdf-two-columns.pdf", "en-docx-table.docx", "en-html-cards.html"])
def test_files_of_every_kind_are_read(ola: Client, name: str) -> None:
    assert "Nothing wrong was found." in text_of(ola, read(ola, LETTERS / name))


def test_a_line_of_the_list_is_mended_and_the_mistakes_are_looked_for_again(ola: Client) -> None:
    here = read(ola)
    mended = {"name": "Ambrosia Lyle", "office": "Mayor", "place": "Gary", "region": "IN", "answer": "keep"}
    assert ola.post(f"{here}signatories/3/", mended).status_code == 303
    page = text_of(ola, here)
    assert "Ambrosia Lyle" in page
    assert "is listed twice" not in page
    assert "mended on" in page


def test_a_line_is_taken_off_and_another_added(ola: Client) -> None:
    here = read(ola)
    ola.post(f"{here}signatories/3/", {"answer": "take-off"})
    ola.post(
        f"{here}signatories/5/", {"name": "Wanda Ilves", "office": "Mayor", "place": "Gary", "region": "IN"}
    )
    page = text_of(ola, here)
    assert "5 signatories" in page
    assert "Wanda Ilves" in page
    assert ola.get(f"{here}signatories/9/").status_code == 404


def test_a_mended_line_that_names_nobody_is_refused_and_nothing_typed_is_lost(ola: Client) -> None:
    here = read(ola)
    answer = ola.post(f"{here}signatories/2/", {"name": "", "place": "Muncie\u202e", "answer": "keep"})
    assert answer.status_code == 422
    answer = ola.post(f"{here}signatories/2/", {"name": " ", "place": "Muncie", "answer": "keep"})
    assert answer.status_code == 422
    assert "needs a name or an organisation" in answer.content.decode()
    assert 'value="Muncie"' in answer.content.decode()


def test_the_head_is_mended(ola: Client) -> None:
    here = read(ola)
    before = ola.get(f"{here}head/")
    assert 'value="2031-03-08"' in before.content.decode()
    wrong = ola.post(f"{here}head/", {"title": "On bridges", "date": "March"})
    assert wrong.status_code == 422
    assert "“March” is not a day" in wrong.content.decode()
    right = {"title": "On bridges", "date": "2031-03-07", "addressee_office": "Governor", "language": "en"}
    assert ola.post(f"{here}head/", right).status_code == 303
    assert "<h1>On bridges</h1>" in text_of(ola, here)


def test_a_draft_is_made_of_it_without_its_date_and_its_list(ola: Client) -> None:
    answer = ola.post(read(ola), {"answer": "draft"})
    letter = Letter.objects.get()
    assert answer.headers["Location"] == f"/desk/letters/{letter.slug}/edit/"
    document = read_letter_source(letter.source.encode()).document
    assert [ask.text for ask in document.asks]
    assert document.date is None
    assert "Thistlewood" not in letter.source


@pytest.mark.parametrize("path", sorted(LETTERS.glob("*.txt"))[::9], ids=lambda path: path.stem)
def test_a_draft_can_be_made_of_any_letter(ola: Client, path: Path) -> None:
    answer = ola.post(read(ola, path), {"answer": "draft"})
    assert answer.status_code == 303
    assert text_of(ola, str(answer.headers["Location"]))


def test_its_list_is_a_file_that_compose_takes(ola: Client) -> None:
    answer = ola.get(read(ola) + "signatories.csv")
    listed = read_signatories("signatories.csv", answer.content)
    assert [one.name for one in listed][:2] == ["Rowena Thistlewood", "Ambrose Lyle"]


def test_a_roster_is_looked_at_before_anything_is_kept(ola: Client) -> None:
    answer = ola.post(read(ola, LETTERS / "en-office-of-place.txt"), {"answer": "roster"})
    assert answer.status_code == 303
    page = text_of(ola, str(answer.headers["Location"]))
    assert "5" in page
    assert "added" in page


def test_a_list_without_offices_makes_no_roster(ola: Client) -> None:
    answer = ola.post(read(ola, LETTERS / "en-columns-of-names.txt"), {"answer": "roster"})
    assert answer.status_code == 422
    assert "no roster to make of it" in answer.content.decode()


def test_a_record_is_public_and_told_apart_and_can_be_taken_down(ola: Client, client: Client) -> None:
    here = read(ola)
    wrong = ola.post(here, {"answer": "record", "found_at": "javascript:alert(1)"})
    assert wrong.status_code == 422
    answer = ola.post(
        here, {"answer": "record", "found_at": "https://paper.example/letter", "note": "As printed."}
    )
    record = Record.objects.get()
    assert (record.signatories, RecordedName.objects.filter(record=record).count()) == (5, 5)
    page = text_of(client, str(answer.headers["Location"]))
    assert "Nobody signed it here" in page
    assert "https://paper.example/letter" in page
    assert "Delphine Carrow" in page
    assert "signatory-count" not in page

    ola.post(READING, {"record": record.slug})
    assert client.get(str(answer.headers["Location"])).status_code == 404
    assert not RecordedName.objects.exists()


def test_the_history_tells_of_records(ola: Client) -> None:
    ola.post(read(ola), {"answer": "record"})
    assert "put a letter from elsewhere into the archive, with 5 on its list" in text_of(
        ola, "/desk/coalitions/north-towns/history/?area=archive"
    )


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("letter.pdf", b"%PDF-1.7\n1 0 obj\n<<", "damaged or cut short"),
        ("letter.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "image"),
        ("letter.txt", b" ", "empty"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_kept(
    ola: Client, name: str, data: bytes, says: str
) -> None:
    answer = sent(ola, name, data)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Reading.objects.exists()


def test_without_a_file_the_page_asks_for_one(ola: Client) -> None:
    answer = ola.post(READING, {})
    assert answer.status_code == 422
    assert "Choose a file first" in answer.content.decode()


def test_what_was_read_is_thrown_away_by_hand_or_after_ninety_days(ola: Client) -> None:
    first, second = read(ola), read(ola)
    ola.post(first, {"answer": "throw-away"})
    assert ola.get(first).status_code == 410
    assert throw_away_old_readings(now() + timedelta(days=89)) == 0
    assert throw_away_old_readings(now() + timedelta(days=91)) == 1
    assert ola.get(second).status_code == 410


def test_markup_in_a_file_is_text(ola: Client) -> None:
    answer = sent(
        ola, "x.txt", b"Dear Sir,\n\n<script>alert(1)</script> we ask you to stop.\n\nSincerely,\n\nAda Roe\n"
    )
    page = text_of(ola, str(answer.headers["Location"]))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
