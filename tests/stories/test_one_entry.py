"""Where a QR leads: the browser looks one entry up in the log that this host serves."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import check
from tests.cast import SLUG, Stage, now
from tests.stories.test_evidence import sign
from tests.stories.test_forget import accept_the_mended_line
from undersigned.actions.keys import rotate
from undersigned.evidence.leaf import leaf_hash
from undersigned.proof.verify_page import entry_script
from undersigned.records.models import Entry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ADA = "mayor@carrboro.example"


def leaf(index: int) -> str:
    return leaf_hash(bytes(Entry.objects.get(index=index).content)).hex()


class Reader:
    """Somebody who scans a code and reads what the page says."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server = page, server
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def scans(self, fragment: str) -> str:
        self.page.goto("about:blank")
        self.page.goto(f"{self.server}/v/{SLUG}{fragment}")
        self.page.locator("[data-says=reading]").wait_for(state="hidden")
        check(self.page)
        assert self.errors == []
        return self.page.get_by_role("main").inner_text()


@pytest.fixture
def reader(phone: Page, live_server: LiveServer) -> Reader:
    return Reader(phone, live_server.url)


def test_an_entry_is_in_the_log_or_is_not_and_a_withdrawal_is_told(
    stage: Stage, client: Client, reader: Reader
) -> None:
    stage.circulate()
    own = sign(stage, ADA, "ruth@montgomery.example")
    rotate(at=now())
    stage.publish()
    assert "it stands on the list" in reader.scans(f"#1.{leaf(1)}")
    assert "Not the entry that was sealed" in reader.scans(f"#1.{leaf(2)}")
    assert "Not in the sealed log" in reader.scans(f"#99.{leaf(1)}")
    assert "but no signature" in reader.scans(f"#0.{leaf(0)}")
    assert "names no entry" in reader.scans(f"#1.{leaf(1)[:-3]}")
    client.post(own[ADA], {"answer": "withdraw"})
    assert "Recorded, later withdrawn" in reader.scans(f"#1.{leaf(1)}")
    assert "it stands on the list" in reader.scans(f"#2.{leaf(2)}")


def test_a_corrected_line_is_told_by_the_code_of_either_receipt(
    stage: Stage, client: Client, reader: Reader
) -> None:
    stage.circulate()
    own = sign(stage, ADA)[ADA]
    client.post(own, {"answer": "correct", "name": "Ada Moreau"})
    accept_the_mended_line(stage)
    stage.publish()
    assert "The printed line was corrected" in reader.scans(f"#1.{leaf(1)}")
    said = reader.scans(f"#2.{leaf(2)}")
    assert "it stands on the list" in said
    assert "The printed line was corrected" not in said


def test_a_log_that_was_changed_does_not_agree_with_its_seal(stage: Stage, reader: Reader) -> None:
    stage.circulate()
    sign(stage, ADA, "ruth@montgomery.example")
    stage.publish()
    entry = Entry.objects.get(index=2)
    entry.content = bytes(entry.content).replace(b'"how":"link"', b'"how":"mail"')
    entry.save()
    assert "does not agree with its seal" in reader.scans(f"#1.{leaf(1)}")


def test_a_code_that_is_scanned_too_early_says_to_come_back_and_tells_of_no_letter(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    early, unknown = client.get(f"/v/{SLUG}"), client.get("/v/no-such-letter")
    assert (early.status_code, unknown.status_code) == (404, 404)
    assert "once the letter is published" in early.content.decode()
    assert early.content.replace(SLUG.encode(), b"no-such-letter") == unknown.content


def test_without_a_fragment_the_page_looks_nothing_up(stage: Stage, reader: Reader) -> None:
    stage.circulate()
    stage.publish()
    said = reader.scans("")
    assert "Entry" not in said
    assert "undersigned verify" in said


def test_the_page_may_ask_its_own_host_alone(stage: Stage, client: Client) -> None:
    stage.circulate()
    stage.publish()
    policy = client.get(f"/v/{SLUG}").headers["Content-Security-Policy"]
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert "connect-src 'none'" in client.get("/").headers["Content-Security-Policy"]
    assert "</" not in entry_script()


def test_the_letters_page_tells_beside_each_name_on_demand_how_it_was_confirmed(
    stage: Stage, reader: Reader
) -> None:
    stage.circulate()
    sign(stage, ADA, "bea@chapelhill.example")
    stage.publish()
    page = reader.page
    page.goto(f"{reader.server}/letters/{SLUG}/")
    words = "item => getComputedStyle(item, '::after').content"
    items = page.locator(".signatories li")
    assert {item.evaluate(words) for item in items.all()} == {"none"}
    page.locator("summary", has_text="How the signatures were confirmed").click()
    assert {item.evaluate(words) for item in items.all()} == {
        '"confirmed by a personal link"',
        '"confirmed by a delegate, by a personal link"',
    }
    page.locator("summary", has_text="Check this list").click()
    said = page.get_by_role("main").inner_text()
    assert "That does not prove that a person exists" in said
    check(page)
    link = page.get_by_role("link", name="Check it yourself").get_attribute("href")
    assert link == f"{settings.BASE_URL}/v/{SLUG}"
