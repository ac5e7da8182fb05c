"""Before a letter is closed and published: its points, each with where it is mended; the review of lines."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client

from tests.cast import CARRBORO, LETTER, SLUG, Stage, now, plain_text
from tests.stories.test_evidence import SIGN
from undersigned.actions.letters.circulate import circulate
from undersigned.actions.letters.draft import Contact, name_contact
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Letter, LineChange, SeenPoint, Term

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

BOARD = f"/desk/letters/{SLUG}/"
POINTS = f"{BOARD}checklist/"
LINES = f"{BOARD}lines/"


@pytest.fixture
def desk(stage: Stage, client: Client) -> Client:
    """A letter that Carrboro has signed."""
    stage.circulate()
    client.post(stage.link("mayor@carrboro"), SIGN)
    return stage.desk()


def points(desk: Client, address: str = POINTS) -> dict[str, str]:
    """What each point says → its mark."""
    page = unescape(desk.get(address).content.decode())
    found = re.findall(r'<li class="(\w+)">\s*<span class="mark">.*?<div>\s*<p>(.*?)</p>', page, re.S)
    return {" ".join(re.sub(r"<[^>]+>", " ", said).split()): mark for mark, said in found}


def mark_of(desk: Client, words: str, address: str = POINTS) -> str:
    (mark,) = {mark for said, mark in points(desk, address).items() if words in said}
    return mark


def look(desk: Client, point: str) -> int:
    page = desk.get(POINTS).content.decode()
    digest = re.search(
        rf'name="point" value="{point}"><input type="hidden" name="digest" value="(\w+)"', page
    )
    assert digest
    return desk.post(POINTS, {"point": point, "digest": digest[1]}).status_code


# --- the points -----------------------------------------------------------------------------------


def test_a_letter_with_nothing_open_is_closed_without_a_tick(desk: Client) -> None:
    assert set(points(desk, f"{BOARD}close/").values()) == {"done"}
    assert desk.post(f"{BOARD}close/").status_code == 303
    assert letter_by_slug(SLUG).state == "closed"


def test_an_open_point_wants_a_tick_and_leads_to_where_it_is_mended(desk: Client) -> None:
    name_contact(slug=SLUG, contact=Contact(), at=now())
    assert mark_of(desk, "Nobody is named to call") == "open"
    refused = desk.post(f"{BOARD}close/")
    assert refused.status_code == 422
    assert "Some points of the list above are open" in refused.content.decode()
    assert letter_by_slug(SLUG).state == "circulating"
    assert f'href="{BOARD}contact/"' in refused.content.decode()
    desk.post(f"{BOARD}contact/", {"contact": "Ola Nyström", "phone": "+1 555 0100", "email": ""})
    assert mark_of(desk, "There is somebody to call") == "done"
    assert desk.post(f"{BOARD}close/").status_code == 303


def test_who_goes_on_with_open_points_says_so(desk: Client) -> None:
    name_contact(slug=SLUG, contact=Contact(), at=now())
    assert desk.post(f"{BOARD}close/", {"open": "yes"}).status_code == 303


@pytest.mark.parametrize(
    "contact",
    [
        {"contact": "Ola", "phone": "", "email": "no address"},
        {"contact": "Ola\u202e", "phone": "", "email": ""},
        {"contact": "x" * 201, "phone": "", "email": ""},
    ],
)
def test_a_contact_that_cannot_stand_in_a_mail_is_refused_and_kept_in_the_form(
    desk: Client, contact: dict[str, str]
) -> None:
    answer = desk.post(f"{BOARD}contact/", contact)
    assert answer.status_code == 422
    assert contact["contact"] in answer.content.decode()
    assert letter_by_slug(SLUG).contact_name == "Ola Nyström"


def letter_that_says(stage: Stage, words: str) -> Client:
    stage.draft(LETTER.replace("We write to you as neighbours.", words))
    circulate(slug=SLUG, deadline=now() + timedelta(days=7), members=None, at=now())
    stage.post()
    return stage.desk()


def test_a_number_in_the_text_is_held_to_the_list(stage: Stage, client: Client) -> None:
    desk = letter_that_says(stage, "We, the undersigned 31 mayors who sign this letter, write to you.")
    client.post(stage.link("mayor@carrboro"), SIGN)
    assert mark_of(desk, "a number that the list does not bear out") == "open"
    page = unescape(desk.get(POINTS).content.decode())
    assert "The text says 31; the list has 1." in page
    assert f'href="{BOARD}new-edition/"' in page


def test_a_number_that_the_list_bears_out_is_settled(stage: Stage, client: Client) -> None:
    desk = letter_that_says(stage, "We, the undersigned two mayors who sign this letter, write to you.")
    for who in ("mayor@carrboro", "ivo@durham"):
        client.post(stage.link(who), SIGN)
    assert mark_of(desk, "fits the list") == "done"


def test_who_has_left_office_since_is_told_by_name_and_looked_at(stage: Stage, desk: Client) -> None:
    Term.objects.filter(name="Ada Lindqvist").update(end=now().date() + timedelta(days=1))
    assert mark_of(desk, "everybody who signed is in office still") == "done"
    with time_machine.travel(now() + timedelta(days=4)):
        later = stage.desk()
        assert mark_of(later, "1 signatory has left office since") == "open"
        assert "Ada Lindqvist, " in later.get(POINTS).content.decode()
        assert look(later, "terms") == 303
        assert mark_of(later, "1 signatory has left office since") == "seen"


def test_the_files_are_looked_at_before_publishing_and_again_when_they_change(
    stage: Stage, desk: Client, client: Client
) -> None:
    assert not any("files" in said for said in points(desk))
    desk.post(f"{BOARD}close/")
    assert mark_of(desk, "The files as they will be published") == "open"
    assert desk.get(f"{BOARD}look/pdf/").content.startswith(b"%PDF")
    assert look(desk, "files") == 303
    assert mark_of(desk, "The files as they will be published") == "seen"
    stage.post()
    client.post(stage.link("mayor@carrboro", "receipt"), {"answer": "withdraw"})
    assert mark_of(desk, "The files as they will be published") == "open"
    assert desk.post(f"{BOARD}publish/").status_code == 422
    assert look(desk, "files") == 303
    assert desk.post(f"{BOARD}publish/").status_code == 303
    assert letter_by_slug(SLUG).state == "published"


@pytest.mark.parametrize("point", ["files", "lines", "contact", "nothing", ""])
def test_what_was_not_shown_was_not_looked_at(desk: Client, point: str) -> None:
    assert desk.post(POINTS, {"point": point, "digest": "0" * 64}).status_code == 422
    assert not SeenPoint.objects.exists()


# --- the review of lines --------------------------------------------------------------------------


@pytest.fixture
def mended(stage: Stage, client: Client) -> Client:
    stage.circulate([CARRBORO])
    client.post(stage.link("mayor@carrboro"), {**SIGN, "name": "Ada B. Lindqvist"})
    stage.post()
    return stage.desk()


def answer(desk: Client, answer: str, words: str = "") -> int:
    form = {"change": str(LineChange.objects.get().pk), "answer": answer, "words": words}
    return desk.post(LINES, form).status_code


def test_before_and_after_stand_side_by_side_with_what_differs_marked(mended: Client) -> None:
    page = mended.get(LINES).content.decode()
    assert re.search(r"Now printed</dt><dd class=\"printed\">Ada Lindqvist, Mayor of Carrboro", page)
    assert re.search(r"Asked for</dt><dd class=\"printed\">Ada<ins> B\.</ins> Lindqvist, Mayor", page)
    assert mark_of(mended, "1 mended line waits for your review") == "open"


def test_a_decision_can_carry_a_message(stage: Stage, mended: Client) -> None:
    assert answer(mended, "keep", "Dear Mayor,\r\n\r\nthe roster has no middle initial.") == 303
    stage.post()
    (mail,) = stage.mails("mayor@carrboro", "line-reviewed")
    assert "the roster has no middle initial." in plain_text(mail)
    assert mark_of(mended, "Every mended line is reviewed") == "done"


def test_the_signatory_can_be_asked_before_it_is_decided(
    stage: Stage, mended: Client, client: Client
) -> None:
    assert answer(mended, "ask", "Is the B. on your ballot, too?") == 303
    stage.post()
    (mail,) = stage.mails("mayor@carrboro", "organiser-message")
    assert "Is the B. on your ballot, too?" in plain_text(mail)
    assert client.get(stage.link("mayor@carrboro", "organiser-message")).status_code == 200
    assert LineChange.objects.get().reviewed_at is None


@pytest.mark.parametrize("words", ["", "<b>no</b>", "see https://example.org", "x" * 5001])
def test_a_question_that_cannot_stand_in_a_mail_is_refused_and_kept(mended: Client, words: str) -> None:
    form = {"change": str(LineChange.objects.get().pk), "answer": "ask", "words": words}
    refused = mended.post(LINES, form)
    assert refused.status_code == 422
    assert words in unescape(refused.content.decode())


def test_a_line_is_decided_once(mended: Client) -> None:
    assert answer(mended, "accept") == 303
    assert answer(mended, "keep") == 422
    assert Letter.objects.get().state == "circulating"
