"""The desk as a person sees it: on a small phone, without scripts, in the dark, by keyboard, enlarged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import assert_fits, check, follow
from tests.cast import CHAPEL_HILL, SLUG, Stage, now
from undersigned.actions.accounts import appoint
from undersigned.actions.beginning import first_run_path
from undersigned.actions.keys import make_first_key
from undersigned.domain.accounts import Role
from undersigned.records.models import Delegate, Term

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

HERE = "/desk/coalitions/north-towns"
MAYORS = """\
City,State,Mayor,E-Mail,Notes
Apex,NC,Odalys Fennimore,mayor@apex.example,
Cary,NC,Bertrand Osei,bertrand at cary,likes tea
"""


@pytest.fixture
def bare(chromium: Browser) -> Iterator[Page]:
    """A small phone in the dark, with scripts off."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 780}, java_script_enabled=False, color_scheme="dark"
    )
    yield context.new_page()
    context.close()


def sign_in(page: Page, stage: Stage, live_server: LiveServer) -> None:
    path = appoint(coalition=stage.coalition, email="ola@north-towns.example", role=Role.OWNER, at=now())
    page.goto(live_server.url + path)
    page.get_by_role("button", name="Sign in").click()


def test_every_room_of_the_desk_is_accessible_and_fits_a_phone_in_the_dark(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    stage.circulate()
    term, delegate = Term.objects.get(name="Tomás Quintero"), Delegate.objects.get(name="Bea Okafor")
    member = f"{HERE}/members/{CHAPEL_HILL}/"
    sign_in(phone, stage, live_server)
    phone.emulate_media(color_scheme="dark")
    rooms = ("roster/", "roster/add/", "roster/import/", "people/", "history/", "details/", "start/")
    forms = ("", "office/", "new-holder/", f"terms/{term.pk}/", "new-delegate/", f"delegates/{delegate.pk}/")
    own = ("/desk/", "/desk/account/", "/desk/account/app/", "/desk/installation/", f"/desk/letters/{SLUG}/")
    for address in (*(f"{HERE}/{room}" for room in rooms), *(member + form for form in forms), *own):
        phone.goto(live_server.url + address)
        check(phone)


def test_a_file_is_imported_without_scripts(
    stage: Stage, live_server: LiveServer, bare: Page, tmp_path: Path
) -> None:
    file = tmp_path / "mayors.csv"
    file.write_text(MAYORS, "utf-8")
    sign_in(bare, stage, live_server)
    bare.goto(f"{live_server.url}{HERE}/roster/")
    bare.get_by_role("link", name="Import a file").click()
    bare.get_by_label("Roster file").set_input_files(file)
    bare.get_by_role("button", name="Read the file").click()
    expect(bare.get_by_label("What “Mayor” is")).to_have_value("name")
    expect(bare.get_by_label("Office", exact=True)).to_have_value("Mayor")
    bare.get_by_role("button", name="Look at what would change").click()
    expect(bare.get_by_role("main")).to_contain_text("Columns left out: Notes.", use_inner_text=True)
    bare.get_by_label("Mail address").fill("bertrand@cary.example")
    bare.get_by_role("button", name="Mend row 3").click()
    bare.get_by_role("button", name="Import", exact=True).click()
    expect(bare.get_by_role("status")).to_contain_text("The file was imported.", use_inner_text=True)
    bare.get_by_role("link", name="Cary, NC").click()
    expect(bare.get_by_role("main")).to_contain_text("bertrand@cary.example", use_inner_text=True)


def test_the_steps_of_an_import_are_accessible(
    stage: Stage, live_server: LiveServer, phone: Page, tmp_path: Path
) -> None:
    file = tmp_path / "mayors.csv"
    file.write_text(MAYORS.replace("Mayor", "Person"), "utf-8")
    sign_in(phone, stage, live_server)
    phone.goto(f"{live_server.url}{HERE}/roster/import/")
    phone.get_by_label("Roster file").set_input_files(file)
    phone.get_by_role("button", name="Read the file").click()
    phone.get_by_label("What “Person” is").select_option("name")
    follow(phone.get_by_role("button", name="Look at what would change"))
    check(phone)
    phone.get_by_role("alert").get_by_role("link").click()
    phone.keyboard.type("Mayor")
    phone.keyboard.press("Enter")
    phone.get_by_role("heading", name="What would change").wait_for()
    check(phone)


def test_the_first_run_is_walked_by_keyboard_alone(
    db: None, outbox: Path, live_server: LiveServer, phone: Page
) -> None:
    make_first_key()
    phone.goto(f"{live_server.url}{first_run_path(now())}")
    check(phone)
    for text in ("Cities by the Water", "ola@water.example"):
        phone.keyboard.press("Tab")
        while phone.evaluate("document.activeElement.tagName") != "INPUT":
            phone.keyboard.press("Tab")
        phone.keyboard.type(text)
    phone.keyboard.press("Enter")
    phone.get_by_role("heading", name="From here to the first letter").wait_for()
    check(phone)
    phone.get_by_role("link", name="Say whom to call").press("Enter")
    check(phone)


def test_a_page_enlarged_to_twice_its_size_still_fits(
    stage: Stage, live_server: LiveServer, chromium: Browser
) -> None:
    """At 200 % a window of 1280 pixels has room for 640, and everything on it is twice as large."""
    context = chromium.new_context(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    page = context.new_page()
    sign_in(page, stage, live_server)
    for room in ("roster/", "people/", "history/", f"members/{CHAPEL_HILL}/", "details/"):
        page.goto(f"{live_server.url}{HERE}/{room}")
        assert_fits(page)
    context.close()
