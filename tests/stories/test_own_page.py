"""What signatories can do on their own page after signing."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import check
from tests.cast import SLUG, Stage, plain_text
from tests.stories.test_evidence import assert_holds, sign, verdict
from tests.stories.test_forget import accept_the_mended_line
from undersigned.evidence.leaf import leaf_hash
from undersigned.proof import receipt
from undersigned.queries.lines import lines_to_review
from undersigned.records.models import Entry, LineChange, Mail

pytestmark = [pytest.mark.django_db(transaction=True)]

ADA = "mayor@carrboro.example"


def test_a_line_corrected_after_publication_is_reviewed_and_both_lines_stay_provable(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    own = sign(stage, ADA)[ADA]
    before = client.get(f"{own}receipt.tlog-proof").content
    stage.publish()
    assert client.post(own, {"answer": "correct", "name": "Ada Moreau"}).status_code == 303
    assert b"Ada Moreau" not in client.get(f"/letters/{SLUG}/").content
    accept_the_mended_line(stage)
    assert b"Ada Moreau" in client.get(f"/letters/{SLUG}/").content
    after = client.get(f"{own}receipt.tlog-proof").content
    assert [receipt.read(proof).record.name for proof in (before, after)] == ["Ada Lindqvist", "Ada Moreau"]
    assert_holds(verdict(client, receipts={"before": before, "after": after}))


def test_the_latest_correction_counts_and_the_recorded_line_takes_it_back(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    own = sign(stage, ADA)[ADA]
    client.post(own, {"answer": "correct", "name": "Ada One"})
    client.post(own, {"answer": "correct", "name": "Ada Two"})
    assert [row.name for row in LineChange.objects.all()] == ["Ada Two"]
    client.post(own, {"answer": "correct", "name": "Ada Lindqvist"})
    assert lines_to_review(SLUG) == ()


def test_a_line_that_cannot_be_printed_is_refused_with_the_reason(stage: Stage, client: Client) -> None:
    stage.circulate()
    own = sign(stage, ADA)[ADA]
    answer = client.post(own, {"answer": "correct", "name": "https://spam.example"})
    assert answer.status_code == 422
    assert "web address" in answer.content.decode()
    assert not LineChange.objects.exists()


def test_a_delegate_cannot_correct_what_the_office_holder_signed(stage: Stage, client: Client) -> None:
    stage.circulate()
    delegates = stage.link("bea@chapelhill.example").replace("/i/", "/r/")
    sign(stage, "mayor@chapelhill.example")
    for answer in ("correct", "receipt", "forget"):
        assert client.post(delegates, {"answer": answer, "name": "Eve"}).status_code == 422
    assert not LineChange.objects.exists()


def test_the_receipt_sent_again_is_the_same_bytes_and_comes_once_an_hour(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    own = sign(stage, ADA)[ADA]
    sign(stage, "ruth@montgomery.example")
    for _ in range(3):
        assert client.post(own, {"answer": "receipt"}).status_code == 303
    assert Mail.objects.filter(to=ADA, kind="receipt").count() in (2, 3), "the hour may turn meanwhile"
    stage.post()
    first, again, *_ = [next(mail.iter_attachments()).get_content() for mail in stage.mails(ADA, "receipt")]
    assert first == again == client.get(f"{own}receipt.tlog-proof").content.decode()


def test_page_and_mail_show_the_fingerprint_of_the_receipt_and_the_page_its_qr(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    own = sign(stage, ADA)[ADA]
    stage.post()
    page = client.get(own).content.decode()
    proof = receipt.read(client.get(f"{own}receipt.tlog-proof").content)
    fingerprint = proof.checkpoint.checkpoint.fingerprint()
    assert fingerprint in page
    assert fingerprint in plain_text(stage.mails(ADA, "receipt")[-1])
    leaf = leaf_hash(bytes(Entry.objects.get(index=1).content)).hex()
    assert f"http://127.0.0.1:8000/v/{SLUG}#1.{leaf}" in page
    assert 'src="data:image/svg+xml' in page


@pytest.mark.browser
def test_on_a_phone_the_own_page_corrects_sends_and_forgets(
    stage: Stage, live_server: LiveServer, phone: Page
) -> None:
    stage.circulate()
    phone.goto(live_server.url + sign(stage, ADA)[ADA])
    check(phone)
    code = phone.get_by_role("img", name="QR code")
    assert code.evaluate("image => image.naturalWidth") > 0, "the policy lets the picture in"

    phone.get_by_role("button", name="Send me the receipt again").click()
    expect(phone.get_by_role("main")).to_contain_text("on its way", use_inner_text=True)
    phone.get_by_text("Correct the printed line").click()
    phone.get_by_label("Name", exact=True).fill("Ada\u202eLindqvist")
    phone.get_by_role("button", name="Hand in the corrected line").click()
    phone.get_by_role("alert").get_by_role("link").click()
    check(phone)
    phone.get_by_label("Name", exact=True).fill("Ada M. Lindqvist")
    phone.get_by_role("button", name="Hand in the corrected line").click()
    expect(phone.get_by_role("main")).to_contain_text("Ada M. Lindqvist", use_inner_text=True)
    check(phone)

    phone.locator("summary", has_text="Withdraw and be forgotten").click()
    check(phone)
    phone.get_by_role("button", name="Withdraw and be forgotten").click()
    expect(phone.get_by_role("status")).to_contain_text("Forgotten on", use_inner_text=True)
    assert "Lindqvist" not in phone.content()
    check(phone)
