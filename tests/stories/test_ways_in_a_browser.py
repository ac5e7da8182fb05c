"""The ways of signing as a person clicks them, on a phone 360 pixels wide."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import assert_accessible, assert_fits
from tests.cast import Stage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ADAS = "mayor@carrboro.example"


def check(page: Page) -> None:
    assert_accessible(page)
    assert_fits(page)


def test_an_office_signs_if_others_do_and_takes_it_back(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    letter = stage.circulate()
    letter.unnamed, letter.progress = "described", "names"
    letter.save()
    phone.goto(live_server.url + stage.link(ADAS, "invitation"))
    check(phone)
    phone.get_by_text("Sign only if others do").click()
    phone.get_by_label("At least so many signatures in all").fill("3")
    phone.get_by_label("I am Ada Lindqvist").check()
    check(phone)
    phone.get_by_role("button", name="Sign this letter").click()
    assert "at least 3 offices have signed" in phone.get_by_role("status").inner_text()
    check(phone)
    phone.get_by_role("button", name="Take this answer back").click()
    assert phone.get_by_role("status").count() == 0


def test_a_mayor_ends_an_authority_and_hands_the_letter_on(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    stage.circulate()
    phone.goto(live_server.url + stage.link("mayor@chapelhill.example", "invitation"))
    phone.get_by_role("link", name="Hand on to a colleague").click()
    check(phone)
    phone.get_by_role("button", name="End Bea Okafor’s authority").click()
    assert "Ended" in phone.get_by_role("status").inner_text()
    phone.get_by_label("Name", exact=True).first.fill("Lia Marsh")
    phone.get_by_label("Mail address").first.fill("lia@chapelhill.example")
    phone.get_by_role("button", name="Hand it on").click()
    assert "Handed on" in phone.get_by_role("status").inner_text()
    check(phone)


def test_a_code_is_typed_and_mail_is_ended(stage: Stage, live_server: LiveServer, phone: Page) -> None:
    stage.circulate()
    phone.goto(f"{live_server.url}/i/")
    check(phone)
    phone.get_by_label("The code in the mail").fill("AAAAA-AAAAA")
    phone.get_by_role("button", name="Open the letter").click()
    assert "No letter waits" in phone.get_by_role("alert").inner_text()
    check(phone)
    phone.goto(f"{live_server.url}{stage.link(ADAS)}no-mail/")
    check(phone)
    phone.get_by_role("button", name="No more mail").click()
    assert "no more invitations" in phone.get_by_role("status").inner_text()
    check(phone)
