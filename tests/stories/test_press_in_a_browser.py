"""A reporter and a mayor on a phone: from the link in a mail to "which of ours signed", and words cleared."""

from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import check, follow
from tests.cast import SLUG, Stage, now
from undersigned.actions.embargo import open_to_outlet, set_embargo
from undersigned.actions.letters.close import close
from undersigned.jobs.publish import publish_due_letters

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def sign_and_close(stage: Stage) -> None:
    """Two mayors of one state sign; the letter is under embargo for two days."""
    stage.circulate()
    for address in ("mayor@carrboro.example", "mayor@chapelhill.example"):
        Client().post(stage.link(address), {"agree": "yes", "answer": "sign"})
    stage.post()
    close(slug=SLUG, at=now())
    set_embargo(slug=SLUG, until=now() + timedelta(days=2), at=now())


def test_from_the_link_in_a_mail_a_reporter_finds_which_of_ours_signed(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    sign_and_close(stage)
    desk = {"slug": SLUG, "outlet": "The Orange Ledger", "email": "news@ledger.example", "area": ""}
    open_to_outlet(**desk, at=now())
    stage.post()
    phone.goto(live_server.url + stage.link("news@ledger.example", "outlet-link"))
    check(phone)
    expect(phone.get_by_role("note")).to_contain_text("Under embargo until", use_inner_text=True)
    phone.get_by_label("Which of yours signed?").fill("North Carolina")
    follow(phone.get_by_role("button", name="Show"))
    check(phone)
    first_screen = phone.get_by_role("main").locator(".ours")
    expect(first_screen).to_contain_text("Carrboro Mayor Ada Lindqvist", use_inner_text=True)
    assert first_screen.bounding_box()["y"] < 780, "the names stand on the first screen"  # type: ignore[index]
    expect(phone.get_by_role("main")).to_contain_text(
        "The mayors of Carrboro and Chapel Hill", use_inner_text=True
    )
    follow(phone.get_by_role("link", name="the letter"))
    check(phone)
    publish_due_letters(now() + timedelta(days=3))
    phone.go_back()
    phone.reload()
    assert phone.url == f"{live_server.url}/letters/{SLUG}/press/north-carolina/"
    check(phone)


def test_a_mayor_clears_the_words_that_may_be_printed_and_withdraws_them(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    sign_and_close(stage)
    phone.goto(live_server.url + stage.link("mayor@carrboro.example", "receipt"))
    follow(phone.get_by_role("link", name="Your words for the press"))
    check(phone)
    phone.get_by_label("Your words").fill("The last bus home is not a luxury.")
    phone.get_by_role("button", name="Clear these words").click()
    phone.get_by_role("alert").get_by_role("link", name="Tick the box").click()
    expect(phone.get_by_label("Your words")).to_have_value("The last bus home is not a luxury.")
    check(phone)
    phone.get_by_label("Exactly these words").check()
    phone.get_by_role("button", name="Clear these words").click()
    expect(phone.get_by_role("status")).to_contain_text("Cleared on", use_inner_text=True)
    check(phone)
    phone.get_by_role("button", name="Withdraw them").click()
    expect(phone.get_by_role("status")).to_contain_text("in no press kit any more", use_inner_text=True)


@pytest.mark.parametrize(
    "address",
    [
        f"/letters/{SLUG}/press/",
        f"/letters/{SLUG}/press/wyoming/",
        f"/letters/{SLUG}/asks/",
        "/coalitions/north-towns/asks/",
        "/coalitions/north-towns/facts/",
    ],
)
def test_what_follows_publication_is_accessible_and_fits_a_phone(
    stage: Stage, live_server: LiveServer, phone: Page, address: str
) -> None:
    sign_and_close(stage)
    publish_due_letters(now() + timedelta(days=3))
    phone.goto(live_server.url + address)
    check(phone)
