"""The ways of signing as a person clicks them, on a phone 360 pixels wide."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import check, follow
from tests.cast import Stage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ADAS = "mayor@carrboro.example"


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
    expect(phone.get_by_role("status")).to_contain_text("at least 3 offices have signed", use_inner_text=True)
    check(phone)
    phone.get_by_role("button", name="Take this answer back").click()
    expect(phone.get_by_role("status")).to_have_count(0)


def test_a_mayor_ends_an_authority_and_hands_the_letter_on(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    stage.circulate()
    phone.goto(live_server.url + stage.link("mayor@chapelhill.example", "invitation"))
    follow(phone.get_by_role("link", name="Hand on to a colleague"))
    check(phone)
    phone.get_by_role("button", name="End Bea Okafor’s authority").click()
    expect(phone.get_by_role("status")).to_contain_text("Ended", use_inner_text=True)
    phone.get_by_label("Name", exact=True).first.fill("Lia Marsh")
    phone.get_by_label("Mail address").first.fill("lia@chapelhill.example")
    phone.get_by_role("button", name="Hand it on").click()
    expect(phone.get_by_role("status")).to_contain_text("Handed on", use_inner_text=True)
    check(phone)


def test_a_code_is_typed_and_mail_is_ended(stage: Stage, live_server: LiveServer, phone: Page) -> None:
    stage.circulate()
    phone.goto(f"{live_server.url}/i/")
    check(phone)
    phone.get_by_label("The code in the mail").fill("AAAAA-AAAAA")
    phone.get_by_role("button", name="Open the letter").click()
    expect(phone.get_by_role("alert")).to_contain_text("No letter waits", use_inner_text=True)
    check(phone)
    phone.goto(f"{live_server.url}{stage.link(ADAS)}no-mail/")
    check(phone)
    phone.get_by_role("button", name="No more mail").click()
    expect(phone.get_by_role("status")).to_contain_text("no more invitations", use_inner_text=True)
    check(phone)
