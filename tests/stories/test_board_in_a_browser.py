"""The board and its pages as an organiser uses them: on a phone, by keyboard, with and without scripts."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import assert_fits, check, follow, see
from tests.cast import CARRBORO, CHAPEL_HILL, DURHAM, SLUG, Stage, now
from tests.stories.test_evidence import SIGN
from undersigned.actions.accounts import appoint
from undersigned.domain.accounts import Role
from undersigned.records.models import Invitation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

BOARD = f"/desk/letters/{SLUG}/"


@pytest.fixture
def without_scripts(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def sign_in(page: Page, stage: Stage, live_server: LiveServer) -> None:
    path = appoint(coalition=stage.coalition, email="ola@north-towns.example", role=Role.OWNER, at=now())
    page.goto(live_server.url + path)
    page.get_by_role("button", name="Sign in").click()


def office(live_server: LiveServer, member: str) -> str:
    return f"{live_server.url}{BOARD}offices/{Invitation.objects.get(member__key=member).pk}/"


def test_every_page_of_the_board_is_accessible_and_fits_a_phone(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    stage.circulate()
    client = Client()
    client.post(stage.link("mayor@carrboro"), {**SIGN, "name": "Ada B. Lindqvist"})
    client.post(stage.link("ruth@montgomery"), {"answer": "decline", "reason": "Not this year."})
    sign_in(phone, stage, live_server)
    for page in ("", "mails/", "remind/", "extend/", "invite/", "lines/", "checklist/", "contact/", "close/"):
        see(phone, f"{live_server.url}{BOARD}{page}")
    see(phone, office(live_server, DURHAM))
    phone.get_by_label("A new note").fill("Call Noor after three.")
    phone.get_by_role("button", name="Keep the note").click()
    expect(phone.get_by_role("article")).to_contain_text("Call Noor after three.", use_inner_text=True)
    check(phone)


def test_the_mail_is_seen_as_it_will_arrive_before_it_is_planned(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    stage.circulate([CHAPEL_HILL, DURHAM], days=20)
    sign_in(phone, stage, live_server)
    phone.goto(f"{live_server.url}{BOARD}remind/")
    phone.get_by_label("Opening paragraph").fill("Friends, the vote is on Tuesday.")
    phone.get_by_label("Show it as this office").fill("Chapel Hill")
    follow(phone.get_by_role("button", name="Show the mail"))
    check(phone)
    mail = phone.frame_locator("iframe[title='The mail to Bea Okafor']")
    expect(mail.locator("body")).to_contain_text("Friends, the vote is on Tuesday.", use_inner_text=True)
    phone.get_by_label("So many days before the deadline").check()
    follow(phone.get_by_role("button", name="Send or plan the reminders"))
    check(phone)
    expect(phone.get_by_role("main")).to_contain_text("3 days before the deadline", use_inner_text=True)
    phone.get_by_role("button", name="Take back the reminder").click()
    expect(phone.get_by_role("main")).not_to_contain_text("3 days before the deadline", use_inner_text=True)


def test_new_answers_are_announced_and_nothing_moves_until_they_are_asked_for(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    stage.circulate([CARRBORO, DURHAM])
    sign_in(phone, stage, live_server)
    phone.clock.install()
    phone.goto(f"{live_server.url}{BOARD}")
    row = phone.get_by_role("row", name="Carrboro, NC")
    before = row.bounding_box()
    Client().post(stage.link("mayor@carrboro"), SIGN)
    phone.clock.run_for(11_000)
    news = phone.get_by_role("link", name="1 new answer: show")
    expect(news).to_be_visible()
    assert row.bounding_box() == before
    expect(row).to_contain_text("silent", use_inner_text=True)
    assert_fits(phone)
    news.click()
    expect(phone.get_by_role("row", name="Carrboro, NC")).to_contain_text("signed", use_inner_text=True)


def test_the_board_works_by_keyboard_alone_and_without_scripts(
    stage: Stage, live_server: LiveServer, without_scripts: Page
) -> None:
    stage.circulate([CARRBORO, DURHAM])
    page = without_scripts
    sign_in(page, stage, live_server)
    page.goto(f"{live_server.url}{BOARD}")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Durham, NC":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(office(live_server, DURHAM))
    page.get_by_role("button", name="Remind this office").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#remind")
    expect(page.get_by_role("main")).to_contain_text("Still open for Ivo Petrescu", use_inner_text=True)


def test_a_letter_is_closed_and_published_by_its_checklist(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    stage.circulate([CARRBORO, DURHAM])
    Client().post(stage.link("mayor@carrboro"), {**SIGN, "name": "Ada B. Lindqvist"})
    sign_in(phone, stage, live_server)
    phone.goto(f"{live_server.url}{BOARD}checklist/")
    phone.get_by_role("link", name="Review now").click()
    phone.get_by_label("A message to Ada Lindqvist").fill("With your middle initial from now on.")
    phone.get_by_role("button", name="Print the new line").click()
    phone.goto(f"{live_server.url}{BOARD}close/")
    phone.get_by_role("button", name="Close the letter").click()
    phone.get_by_role("link", name="Publish", exact=True).click()
    follow(phone.get_by_role("button", name="I have looked at the files"))
    check(phone)
    phone.get_by_role("link", name="Go on to publishing").click()
    phone.get_by_role("button", name="Publish the letter", exact=True).click()
    follow(phone.get_by_role("link", name="See the published letter"))
    expect(phone.get_by_role("main")).to_contain_text("Ada B. Lindqvist", use_inner_text=True)
