"""A letter that becomes public by itself at a time, and the outlets that may read it before."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import SLUG, Stage, now
from undersigned.actions.letters.close import close
from undersigned.jobs.publish import publish_due_letters
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import OutletLink

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

EMBARGO = f"/desk/letters/{SLUG}/embargo/"
LETTER = f"/letters/{SLUG}/"


@pytest.fixture
def desk(stage: Stage) -> Client:
    """The desk of a coalition whose letter two mayors signed, closed."""
    stage.circulate()
    for address in ("mayor@carrboro.example", "mayor@chapelhill.example"):
        Client().post(stage.link(address), {"agree": "yes", "answer": "sign"})
    close(slug=SLUG, at=now())
    return stage.desk()


def set_embargo(desk: Client, days: int = 2) -> None:
    until = (now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")
    answer = desk.post(EMBARGO, {"answer": "set", "until": until, "zone": "America/New_York"})
    assert answer.status_code == 303


def open_to(desk: Client, **fields: str) -> str:
    """The path of the link that an outlet gets."""
    sent = {"answer": "open", "outlet": "The Orange Ledger", "area": "", **fields}
    page = desk.post(EMBARGO, sent).content.decode()
    return str(re.findall(r"http://127\.0\.0\.1:8000(/e/\S+?/)", page)[0])


def test_before_its_time_only_a_link_opens_the_letter_and_nothing_of_it_is_kept(desk: Client) -> None:
    set_embargo(desk)
    link = open_to(desk)
    reporter = Client()
    assert reporter.get(LETTER).status_code == 404
    assert reporter.get(f"{LETTER}press/").status_code == 404
    answer = reporter.get(f"{link}press/", follow=True)
    assert answer.status_code == 200
    assert "Under embargo until" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    page = reporter.get(f"{link}letter/").content.decode()
    assert "Ada Lindqvist" in page
    assert reporter.get(f"{link}letter.pdf").content.startswith(b"%PDF")
    assert reporter.get(f"{link}press/kits.zip").content.startswith(b"PK")


def test_the_organiser_sees_that_a_link_was_opened_and_the_link_is_shown_once(desk: Client) -> None:
    set_embargo(desk)
    link = open_to(desk)
    assert link not in desk.get(EMBARGO).content.decode()
    Client().get(link)
    assert OutletLink.objects.get().openings >= 1


def test_at_its_time_everything_is_public_by_itself_and_the_link_leads_there(desk: Client) -> None:
    set_embargo(desk, days=2)
    link = open_to(desk)
    assert publish_due_letters(now() + timedelta(days=1)) == 0
    assert publish_due_letters(now() + timedelta(days=3)) == 1
    reader = Client()
    assert reader.get(LETTER).status_code == 200
    assert reader.get(f"/letters/{SLUG}/evidence/checkpoint").status_code == 200
    answer = reader.get(f"{link}letter/")
    assert (answer.status_code, answer.headers["Location"]) == (302, LETTER)
    assert publish_due_letters(now() + timedelta(days=3)) == 0


def test_an_embargo_is_changed_and_called_off_until_its_time(desk: Client) -> None:
    set_embargo(desk, days=2)
    link = open_to(desk)
    set_embargo(desk, days=5)
    assert publish_due_letters(now() + timedelta(days=3)) == 0
    assert desk.post(EMBARGO, {"answer": "call-off"}).status_code == 303
    assert publish_due_letters(now() + timedelta(days=9)) == 0
    assert Client().get(f"{link}letter/").status_code == 410
    assert letter_by_slug(SLUG).state == "closed"


def test_a_revoked_link_opens_nothing_and_another_outlets_still_does(desk: Client) -> None:
    set_embargo(desk)
    revoked, kept = open_to(desk), open_to(desk, outlet="Radio Nord")
    first = OutletLink.objects.order_by("pk")[0]
    assert desk.post(EMBARGO, {"answer": "revoke", "link": str(first.pk)}).status_code == 303
    assert Client().get(f"{revoked}letter/").status_code == 410
    assert Client().get(f"{kept}letter/").status_code == 200


def test_an_outlet_with_an_address_gets_the_link_by_mail(stage: Stage, desk: Client) -> None:
    set_embargo(desk)
    open_to(desk, email="news@ledger.example")
    stage.post()
    assert Client().get(stage.link("news@ledger.example", "outlet-link"), follow=True).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {"answer": "set", "until": "2020-01-01T10:00", "zone": "UTC"},
        {"answer": "set", "until": "soon", "zone": "UTC"},
        {"answer": "set", "until": "2031-01-01T10:00", "zone": "Nowhere/Land"},
        {"answer": "open", "outlet": "The Ledger"},
        {"answer": "call-off"},
        {},
    ],
)
def test_what_cannot_be_is_refused_and_the_letter_stays_closed(desk: Client, sent: dict[str, str]) -> None:
    assert desk.post(EMBARGO, sent).status_code == 422
    assert letter_by_slug(SLUG).embargo_until is None


@pytest.mark.parametrize("token", ["x", "x" * 32, "%0d%0a"])
def test_a_link_that_is_none_is_unknown(desk: Client, token: str) -> None:
    set_embargo(desk)
    assert Client().get(f"/e/{token}/letter/").status_code == 404
