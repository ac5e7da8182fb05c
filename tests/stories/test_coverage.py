"""What the press said of a letter: recorded, checked against the record, followed until corrected."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import SLUG, Stage, now, today
from undersigned.domain.coverage import Clipping, Correction, correction_of, trouble_in_clipping
from undersigned.domain.reasons import Reason
from undersigned.records.models import Article

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

COVERAGE = f"/desk/letters/{SLUG}/coverage/"
RIGHT = """Three officials ask for night buses

The mayors of Carrboro and Chapel Hill are among three officials who signed an open letter on the night buses.
Mayor Ada Lindqvist of Carrboro said the letter speaks for itself.
"""
WRONG = """Four mayors ask for night buses

Four mayors signed an open letter on the night buses. Mayor Ada Lindkvist of Carrboro is one of them.
"""


@pytest.fixture
def desk(stage: Stage) -> Client:
    """The desk of a coalition whose letter three mayors signed, published."""
    stage.circulate()
    for address in ("mayor@carrboro.example", "mayor@chapelhill.example", "ivo@durham.example"):
        Client().post(stage.link(address), {"agree": "yes", "answer": "sign"})
    stage.post()
    stage.publish()
    return stage.desk()


def record(desk: Client, text: str, **fields: str) -> str:
    """Record an article; the path of its page."""
    sent = {"outlet": "The Orange Ledger", "on": str(today()), "text": text, "shown": "yes", **fields}
    answer = desk.post(COVERAGE, sent)
    assert answer.status_code == 303, answer.content.decode()
    return str(answer.headers["Location"])


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_article_that_is_right_has_nothing_to_correct(desk: Client) -> None:
    page = read(desk, record(desk, RIGHT))
    assert "nothing to correct" in page
    assert "A correction to send" not in page


def test_a_wrong_count_and_a_misspelt_name_are_found_with_a_draft_of_the_correction(desk: Client) -> None:
    page = read(desk, record(desk, WRONG))
    assert "correction to ask for" in page
    draft = re.findall(r"<pre>(.*?)</pre>", page, re.DOTALL)[0]
    for told in ("Lindkvist", "Lindqvist"):
        assert told in draft
    assert Article.objects.get().title == "Four mayors ask for night buses"


def test_the_correction_is_followed_until_it_is_made_and_the_public_page_tells(
    desk: Client, client: Client
) -> None:
    page = record(desk, WRONG, place="Carrboro", region="NC", address="https://ledger.example/buses")
    sent = {"outlet": "The Orange Ledger", "title": "Four mayors", "on": str(today()), "shown": "yes"}
    desk.post(page, {**sent, "asked_on": str(today()), "answer": "save"})
    assert "correction asked for" in read(desk, page)
    desk.post(page, {**sent, "asked_on": str(today()), "corrected_on": str(today()), "answer": "save"})
    assert "corrected on" in read(desk, page)
    public = read(client, f"/letters/{SLUG}/")
    assert "In the press" in public
    assert "Four mayors" in public
    assert "corrected on" in public
    assert "Lindkvist" not in public


def test_coverage_is_listed_by_place_and_what_is_not_shown_stays_at_the_desk(
    desk: Client, client: Client
) -> None:
    record(desk, RIGHT, place="Carrboro", region="NC", shown="")
    assert "Carrboro, NC 1" in read(desk, COVERAGE)
    assert "In the press" not in read(client, f"/letters/{SLUG}/")


def test_a_file_is_read_as_the_reader_reads_it(desk: Client) -> None:
    html = (
        b"<html><head><title>Buses</title></head><body><h1>Buses</h1><p>Four mayors signed.</p></body></html>"
    )
    sent = {"outlet": "The Ledger", "on": str(today()), "file": SimpleUploadedFile("buses.html", html)}
    answer = desk.post(COVERAGE, sent)
    assert answer.status_code == 303
    assert "correction to ask for" in read(desk, answer.headers["Location"])


def test_an_article_is_held_against_the_list_as_it_stands_now(stage: Stage, desk: Client) -> None:
    page = record(desk, RIGHT)
    Client().post(stage.link("ivo@durham.example", "receipt"), {"answer": "withdraw"})
    desk.post(page, {"answer": "check"})
    assert "correction to ask for" in read(desk, page)


def test_an_article_is_deleted_with_its_text(desk: Client, client: Client) -> None:
    page = record(desk, RIGHT)
    assert desk.post(page, {"answer": "take-out"}).headers["Location"] == COVERAGE
    assert not Article.objects.exists()
    assert desk.get(page).status_code == 404
    assert "In the press" not in read(client, f"/letters/{SLUG}/")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": "  "}, "There is no text to check"),
        ({"outlet": ""}, "outlet"),
        ({"on": "2031-01-01"}, "has not come yet"),
        ({"on": "yesterday"}, "yesterday"),
        ({"address": "ledger"}, "address"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 not one")}, "Nothing was saved"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_what_was_typed_is_kept(
    desk: Client, sent: dict[str, str], sentence: str
) -> None:
    typed = {"outlet": "The Ledger", "on": str(today()), "text": RIGHT, "title": "A title of mine", **sent}
    answer = desk.post(COVERAGE, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "A title of mine" in page
    assert not Article.objects.exists()


def test_nothing_is_recorded_about_a_letter_that_is_not_public(stage: Stage) -> None:
    stage.circulate()
    answer = stage.desk().post(COVERAGE, {"outlet": "The Ledger", "text": RIGHT, "on": str(today())})
    assert answer.status_code == 422


def test_days_follow_each_other_and_a_correction_may_come_unasked() -> None:
    day = date(2026, 3, 2)
    clipping = Clipping("The Ledger", "Buses", date(2026, 3, 1), corrected_on=day)
    assert trouble_in_clipping(clipping, day) is None
    assert correction_of(clipping, 1) is Correction.MADE
    early = Clipping("The Ledger", "Buses", date(2026, 3, 1), corrected_on=date(2026, 2, 1))
    trouble = trouble_in_clipping(early, day)
    assert trouble is not None
    assert (trouble.field, trouble.reason) == ("corrected_on", Reason.BEFORE_THE_ARTICLE)
    crossed = Clipping("The Ledger", "Buses", date(2026, 3, 1), asked_on=day, corrected_on=date(2026, 3, 1))
    trouble = trouble_in_clipping(crossed, now().date())
    assert trouble is not None
    assert trouble.reason is Reason.CORRECTED_BEFORE_ASKED
