"""What a person clicks, on a phone 360 pixels wide, with scripts of ours nowhere and axe finding nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import assert_fits, check, follow, see
from tests.cast import LETTER, SLUG, Stage, now
from tests.reading.scores import LETTERS
from tests.stories.signers import link_of, open_letter
from undersigned.actions.accounts import appoint
from undersigned.domain.accounts import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


LETTERHEAD = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="9" height="3"/></svg>'
)


def test_a_delegate_mends_the_line_and_signs_and_the_mayor_disowns(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    stage.circulate()
    see(phone, live_server.url + stage.link("bea@chapelhill.example"))
    phone.get_by_role("button", name="Sign for Tomás Quintero").click()
    phone.get_by_role("alert").get_by_role("link", name="Tick the box").click()
    check(phone)

    phone.get_by_text("Mend this line").click()
    phone.get_by_label("Name", exact=True).fill("Tomás A. Quintero")
    phone.get_by_label("I may sign for").check()
    phone.get_by_role("button", name="Sign for Tomás Quintero").click()
    expect(phone.get_by_role("main")).to_contain_text(
        "Tomás A. Quintero, Mayor of Chapel Hill, NC", use_inner_text=True
    )
    check(phone)

    stage.post()
    see(phone, live_server.url + stage.link("mayor@chapelhill.example", "office-holder-notice"))
    phone.get_by_role("button", name="Disown this signature").click()
    expect(phone.get_by_role("status")).to_contain_text("Struck from the list", use_inner_text=True)
    check(phone)
    phone.get_by_role("link", name="Read the letter and sign it").click()
    phone.get_by_label("I am Tomás Quintero").check()
    phone.get_by_role("button", name="Sign this letter").click()
    expect(phone.get_by_role("status")).to_contain_text("Signed on", use_inner_text=True)


def test_an_organiser_takes_a_letter_from_first_draft_to_publication(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    path = appoint(coalition=stage.coalition, email="ola@north-towns.example", role=Role.OWNER, at=now())
    see(phone, live_server.url + path)
    follow(phone.get_by_role("button", name="Sign in"))
    check(phone)

    follow(phone.get_by_role("link", name="Write a letter"))
    check(phone)
    phone.get_by_label("Short name").fill(SLUG)
    phone.get_by_label("Title").fill("Open letter on the night buses")
    text = phone.get_by_label("Text", exact=True)
    text.fill("We write to you.\n\n<script>alert(1)</script>\n")
    phone.get_by_role("button", name="Save the draft").click()
    expect(phone.get_by_role("alert")).to_contain_text("line 3 of the text", use_inner_text=True)
    expect(phone.get_by_label("Title")).to_have_value("Open letter on the night buses")
    assert "alert(1)" in phone.get_by_label("Text", exact=True).input_value()
    check(phone)
    phone.get_by_label("Name").first.fill("Enid Marlowe")
    phone.get_by_label("Text", exact=True).fill(LETTER.split("---\n")[2])
    phone.get_by_role("button", name="Preview").click()
    expect(phone.locator("article")).to_contain_text(
        "We ask you to keep the night buses", use_inner_text=True
    )
    check(phone)
    follow(phone.get_by_role("button", name="Save the draft"))
    check(phone)

    follow(phone.get_by_role("link", name="Circulate"))
    check(phone)
    phone.get_by_label("Date and time").fill("2031-12-01T17:00")
    phone.get_by_label("Only those ticked below").check()
    phone.get_by_label("Carrboro, NC").check()
    phone.get_by_label("Durham, NC").check()
    phone.get_by_role("button", name="Fix the text and send the invitations").click()
    expect(phone.get_by_role("main")).to_contain_text("invited", use_inner_text=True)
    check(phone)

    stage.post()
    phone.context.clear_cookies(name="csrftoken")
    signing = phone.context.new_page()
    signing.goto(live_server.url + stage.link("mayor@carrboro.example"))
    signing.get_by_label("I am Ada Lindqvist").check()
    signing.get_by_role("button", name="Sign this letter").click()

    phone.reload()
    expect(phone.get_by_role("row", name="Carrboro, NC")).to_contain_text("signed", use_inner_text=True)
    for link, button in (
        ("Remind the silent", "Send or plan the reminders"),
        ("Close", "Close the letter"),
        ("Publish", "Publish the letter"),
    ):
        follow(phone.get_by_role("link", name=link, exact=True))
        check(phone)
        if phone.get_by_label("Go on although").count():
            phone.get_by_label("Go on although").check()
        follow(phone.get_by_role("button", name=button, exact=True))
        check(phone)
    follow(phone.get_by_role("link", name="See the published letter"))
    expect(phone.get_by_role("main")).to_contain_text("Ada Lindqvist", use_inner_text=True)
    check(phone)
    see(phone, live_server.url + "/desk/coalitions/north-towns/roster/")
    see(phone, live_server.url + "/")


@pytest.mark.parametrize("address", ["/", "/desk/sign-in/", "/i/unknown/", "/no-such-page/"])
def test_the_small_pages_are_accessible_and_fit_a_phone(
    db: None, live_server: LiveServer, phone: Page, address: str
) -> None:
    see(phone, live_server.url + address)


def test_the_text_is_changed_and_a_signatory_sees_the_difference_and_signs_again(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    stage.circulate()
    signing = phone.context.new_page()
    signing.goto(live_server.url + stage.link("mayor@carrboro.example"))
    signing.get_by_label("I am Ada Lindqvist").check()
    signing.get_by_role("button", name="Sign this letter").click()
    own = signing.url

    path = appoint(coalition=stage.coalition, email="ola@north-towns.example", role=Role.OWNER, at=now())
    phone.goto(live_server.url + path)
    phone.get_by_role("button", name="Sign in").click()
    see(phone, f"{live_server.url}/desk/letters/{SLUG}/")
    follow(phone.get_by_role("link", name="Change the text"))
    check(phone)
    text = phone.get_by_label("Text", exact=True)
    text.fill(text.input_value().replace("keep the night buses", "keep “all” the evening buses"))
    follow(phone.get_by_role("button", name="Compare"))
    check(phone)
    main = phone.get_by_role("main")
    expect(main).to_contain_text("1 signature stands.", use_inner_text=True)
    expect(main.locator("del")).to_contain_text("the night", use_inner_text=True)
    phone.get_by_text("The whole new text").click()
    check(phone)
    phone.get_by_role("button", name="Fix the new text and ask 1 again").click()
    expect(phone.get_by_role("row", name="Carrboro, NC")).to_contain_text("lapsed", use_inner_text=True)
    check(phone)

    stage.post()
    see(signing, own)
    expect(signing.get_by_role("status")).to_contain_text("Lapsed on", use_inner_text=True)
    follow(signing.get_by_role("link", name="See what changed, and sign the new text"))
    check(signing)
    difference = signing.get_by_role("region", name="What has changed since it was signed")
    said = " ".join(difference.inner_text().split())
    assert "We ask you to keep taken out: the night . added: “all” the evening . buses" in said
    signing.get_by_label("I am Ada Lindqvist").check()
    signing.get_by_role("button", name="Sign this letter").click()
    expect(signing.get_by_role("status")).to_contain_text("Signed on", use_inner_text=True)


def test_an_organiser_sets_a_letter_and_chooses_a_letterhead(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    stage.circulate()
    path = appoint(coalition=stage.coalition, email="ola@north-towns.example", role=Role.OWNER, at=now())
    phone.goto(live_server.url + path)
    phone.get_by_role("button", name="Sign in").click()
    phone.get_by_text("Menu", exact=True).click()
    follow(phone.get_by_role("link", name="Coalition", exact=True))
    check(phone)
    follow(phone.get_by_role("link", name="Letterhead"))
    check(phone)
    picture = {"name": "head.svg", "mimeType": "image/svg+xml", "buffer": LETTERHEAD}
    phone.get_by_label("Picture").set_input_files(picture)  # type: ignore[arg-type]  # a file in memory
    phone.get_by_role("button", name="Use this letterhead").click()
    assert phone.get_by_role("img", name="The letterhead of North Towns").is_visible()
    check(phone)

    see(phone, f"{live_server.url}/desk/letters/{SLUG}/")
    follow(phone.get_by_role("link", name="How it is set"))
    check(phone)
    phone.get_by_label("states, each with its number").check()
    phone.get_by_label("Begin the PDF with a page").check()
    phone.get_by_role("button", name="Set it like this").click()
    assert phone.get_by_label("states, each with its number").is_checked()
    phone.get_by_role("link", name="page", exact=True).click()
    assert phone.get_by_role("img", name="North Towns").is_visible()
    assert_fits(phone)


def test_the_embed_in_a_frame_of_another_site(
    stage: Stage, live_server: LiveServer, phone: Page, client: Client
) -> None:
    stage.circulate()
    client.post(stage.link("mayor@carrboro.example"), {"agree": "yes", "answer": "sign"})
    stage.publish()
    address = f"{live_server.url}/letters/{SLUG}/embed/"
    see(phone, address)
    with _elsewhere(address) as other_site:
        phone.goto(other_site)
        phone.frame_locator("iframe").get_by_role("heading", name="Open letter on the night").wait_for()
    with _elsewhere(f"{live_server.url}/letters/{SLUG}/") as other_site:
        phone.goto(other_site)
        expect(phone.frame_locator("iframe").get_by_role("heading")).to_have_count(0)


def test_an_organiser_reads_a_letter_from_elsewhere_mends_it_and_puts_it_into_the_archive(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    path = appoint(coalition=stage.coalition, email="ola@north-towns.example", role=Role.OWNER, at=now())
    phone.goto(live_server.url + path)
    phone.get_by_role("button", name="Sign in").click()
    see(phone, live_server.url + "/desk/coalitions/north-towns/reading/")
    phone.get_by_label("Letter or article").set_input_files(str(LETTERS / "en-article-with-mistakes.txt"))
    follow(phone.get_by_role("button", name="Read the file"))
    check(phone)
    phone.get_by_role("link", name="line 15").first.click()
    expect(phone.locator("li:target")).to_contain_text("Rowena Thistlewood", use_inner_text=True)

    follow(phone.get_by_role("link", name="Mend Ambrose Lyle").last)
    check(phone)
    phone.get_by_role("button", name="take it off").click()
    assert phone.get_by_role("heading", name="4 signatories").is_visible()
    check(phone)
    phone.get_by_label("Where it was found").fill("https://paper.example/bridges")
    phone.get_by_role("button", name="Put it into the archive").click()
    expect(phone.get_by_role("main")).to_contain_text("Nobody signed it here", use_inner_text=True)
    check(phone)


@contextmanager
def _elsewhere(framed: str) -> Iterator[str]:
    """The address of another site, whose page has this address in a frame."""
    page = f'<!DOCTYPE html><title>Elsewhere</title><iframe src="{framed}" title="letter"></iframe>'

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            """Nothing to tell."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_somebody_of_the_public_signs_on_a_phone_from_the_form_to_the_receipt(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    open_letter(stage)
    see(phone, f"{live_server.url}/letters/{SLUG}/")
    follow(phone.get_by_role("link", name="Sign this letter"))
    check(phone)
    phone.get_by_label("Name", exact=True).fill("Ann Bell https://buy.example")
    phone.get_by_label("Mail address").fill("ann@example.org")
    phone.get_by_label("Place").fill("Lund")
    phone.get_by_role("button", name="Send me the mail").click()
    phone.get_by_role("alert").get_by_role("link").click()
    check(phone)
    phone.get_by_label("Name", exact=True).fill("Ann Bell")
    phone.keyboard.press("Enter")
    phone.get_by_role("heading", name="A mail is on its way").wait_for()
    check(phone)

    stage.post()
    see(phone, live_server.url + link_of(stage, "ann@example.org"))
    phone.get_by_role("button", name="Confirm my signature").click()
    phone.get_by_role("alert").get_by_role("link", name="Tick the box").click()
    phone.keyboard.press("Space")
    phone.get_by_role("button", name="Confirm my signature").click()
    expect(phone.get_by_role("status")).to_contain_text("Signed on", use_inner_text=True)
    check(phone)
    with phone.expect_download() as downloading:
        phone.get_by_role("link", name="Download the receipt").click()
    assert downloading.value.suggested_filename == "receipt.tlog-proof"
    phone.get_by_role("link", name="See the letter and its list").click()
    expect(phone.get_by_role("main")).to_contain_text("Ann Bell, Lund", use_inner_text=True)
    check(phone)
