"""An office signs: by its link, by a delegate, once, and never by a mail scanner."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import CARRBORO, CHAPEL_HILL, SLUG, Stage, html_text, plain_text
from undersigned.queries.board import board_of
from undersigned.queries.letters import letter_by_slug

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SIGN = {"agree": "yes", "answer": "sign"}


def state_of(member: str) -> str:
    return next(row.state for row in board_of(letter_by_slug(SLUG)) if row.member == member)


def test_an_office_holder_signs_and_sees_the_receipt(stage: Stage, client: Client) -> None:
    stage.circulate()
    link = stage.link("mayor@carrboro.example", "invitation")

    shown = client.get(link)
    assert shown.status_code == 200
    assert "Ada Lindqvist, Mayor of Carrboro, NC" in shown.content.decode()

    signed = client.post(link, SIGN)
    assert (signed.status_code, signed["Location"]) == (303, link.replace("/i/", "/r/"))
    assert "Signed on" in client.get(signed["Location"]).content.decode()
    assert state_of(CARRBORO) == "signed"

    stage.post()
    receipt = stage.mails("mayor@carrboro.example", "receipt")
    assert len(receipt) == 1
    assert "Ada Lindqvist, Mayor of Carrboro, NC" in plain_text(receipt[0])


def test_after_signing_the_link_leads_to_the_signatorys_page(stage: Stage, client: Client) -> None:
    stage.circulate()
    link = stage.link("mayor@carrboro.example")
    client.post(link, SIGN)
    for again in (client.get(link), client.post(link, SIGN), client.post(link, {"answer": "decline"})):
        assert (again.status_code, again["Location"]) == (303, link.replace("/i/", "/r/"))
    stage.post()
    assert len(stage.mails("mayor@carrboro.example", "receipt")) == 1
    assert state_of(CARRBORO) == "signed"


def test_a_mail_scanner_that_opens_the_link_fifty_times_signs_nothing(stage: Stage, client: Client) -> None:
    stage.circulate()
    link = stage.link("mayor@carrboro.example")
    for _ in range(50):
        client.get(link)
        client.head(link)
    assert state_of(CARRBORO) == "opened"


def test_a_scanner_that_sends_the_form_without_the_tick_signs_nothing(stage: Stage, client: Client) -> None:
    stage.circulate()
    answer = client.post(stage.link("mayor@carrboro.example"), {"answer": "sign"})
    assert answer.status_code == 422
    assert "Tick the box" in answer.content.decode()
    assert state_of(CARRBORO) == "silent"


def test_a_form_of_another_site_is_refused(stage: Stage) -> None:
    stage.circulate()
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(stage.link("mayor@carrboro.example"), SIGN)
    assert answer.status_code == 403
    assert "Nothing was done" in answer.content.decode()
    assert state_of(CARRBORO) == "silent"


def test_a_delegate_signs_for_the_mayor_who_is_told_at_once_and_disowns(stage: Stage, client: Client) -> None:
    stage.circulate()
    link = stage.link("bea@chapelhill.example", "delegate-invitation")
    assert "I may sign for Tomás Quintero" in client.get(link).content.decode()
    own = client.post(link, SIGN)["Location"]
    assert "Bea Okafor signed for Tomás Quintero" in client.get(own).content.decode()
    stage.post()

    notice = stage.link("mayor@chapelhill.example", "office-holder-notice")
    assert "Disown this signature" in client.get(notice).content.decode()
    assert client.post(notice, {"answer": "disown"}).status_code == 303
    assert "Struck from the list" in client.get(notice).content.decode()
    assert state_of(CHAPEL_HILL) == "struck"

    stage.post()
    assert len(stage.mails("bea@chapelhill.example", "disowned")) == 1
    refused = client.post(link, SIGN)
    assert refused.status_code == 422
    assert "no longer named as a delegate" in refused.content.decode()

    mayors_own = stage.link("mayor@chapelhill.example", "invitation")
    assert client.post(mayors_own, SIGN).status_code == 303
    assert state_of(CHAPEL_HILL) == "signed"


def test_the_notice_to_a_mayor_leads_to_a_page_that_begins_with_disowning(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    client.post(stage.link("bea@chapelhill.example"), SIGN)
    stage.post()
    page = client.get(stage.link("mayor@chapelhill.example", "office-holder-notice")).content.decode()
    assert page.index("Disown this signature") < page.index("What comes next")


def test_a_delegate_cannot_disown_nor_end_what_the_mayor_signed(stage: Stage, client: Client) -> None:
    stage.circulate()
    client.post(stage.link("mayor@chapelhill.example", "invitation"), SIGN)
    delegates = stage.link("bea@chapelhill.example").replace("/i/", "/r/")
    for answer in ("disown", "withdraw"):
        assert client.post(delegates, {"answer": answer}).status_code == 422
    assert state_of(CHAPEL_HILL) == "signed"


def test_a_delegate_who_was_disowned_stays_so_when_the_roster_is_imported_again(
    stage: Stage, client: Client
) -> None:
    from tests.cast import ROSTER

    stage.circulate()
    client.post(stage.link("bea@chapelhill.example"), SIGN)
    stage.post()
    client.post(stage.link("mayor@chapelhill.example", "office-holder-notice"), {"answer": "disown"})
    stage.import_roster(ROSTER)
    assert client.post(stage.link("bea@chapelhill.example", "delegate-invitation"), SIGN).status_code == 422


def test_a_decline_is_recorded_with_its_reason_and_can_be_changed(stage: Stage, client: Client) -> None:
    stage.circulate()
    link = stage.link("mayor@carrboro.example")
    client.post(link, {"answer": "decline", "reason": "Not in an election year."})
    assert state_of(CARRBORO) == "declined"
    board = stage.desk().get(f"/desk/letters/{SLUG}/").content.decode()
    assert "Not in an election year." in board
    assert "Declined on" in client.get(link).content.decode()
    client.post(link, SIGN)
    assert state_of(CARRBORO) == "signed"


def test_a_signature_is_withdrawn_and_given_again(stage: Stage, client: Client) -> None:
    stage.circulate()
    link = stage.link("mayor@carrboro.example")
    own = client.post(link, SIGN)["Location"]
    assert client.post(own, {"answer": "withdraw"}).status_code == 303
    assert state_of(CARRBORO) == "withdrawn"
    page = client.get(own).content.decode()
    assert "Recorded as:" in page
    assert "Printed under the letter:" not in page
    assert client.post(own, {"answer": "withdraw"}).status_code == 422
    assert client.post(link, SIGN).status_code == 303
    assert state_of(CARRBORO) == "signed"


def test_a_withdrawal_after_publication_is_shown_with_its_date(stage: Stage, client: Client) -> None:
    stage.circulate()
    own = {}
    for address in ("mayor@carrboro.example", "ruth@montgomery.example"):
        own[address] = client.post(stage.link(address, "invitation"), SIGN)["Location"]
    stage.publish()
    assert len(client.get(f"/letters/{SLUG}.json").json()["signatories"]) == 2

    client.post(own["mayor@carrboro.example"], {"answer": "withdraw"})
    published = client.get(f"/letters/{SLUG}.json").json()
    assert [row["name"] for row in published["signatories"]] == ["Ruth Vandermeer"]
    page = client.get(f"/letters/{SLUG}/").content.decode()
    assert "Ada Lindqvist" in page
    assert "withdrawn" in page.lower()


def test_a_mended_line_waits_for_review_and_then_is_printed(stage: Stage, client: Client) -> None:
    stage.circulate()
    link = stage.link("mayor@carrboro.example")
    unticked = client.post(link, {"answer": "sign", "name": "Ada M. Lindqvist"}).content.decode()
    assert '<details class="mend" open>' in unticked
    own = client.post(link, {**SIGN, "name": "Ada M. Lindqvist"})["Location"]
    stage.post()
    mail = plain_text(stage.mails("mayor@carrboro.example", "receipt")[-1])
    for said in (client.get(own).content.decode(), mail):
        assert "Ada M. Lindqvist, Mayor of Carrboro, NC" in said
        assert "The line above stands until the organiser has reviewed" in said

    desk = stage.desk()
    waiting = desk.get(f"/desk/letters/{SLUG}/lines/").content.decode()
    change = waiting.split('name="change" value="')[1].split('"')[0]
    desk.post(f"/desk/letters/{SLUG}/lines/", {"change": change, "answer": "accept"})
    assert (
        desk.post(f"/desk/letters/{SLUG}/lines/", {"change": change, "answer": "accept"}).status_code == 422
    )
    stage.publish()
    names = [row["name"] for row in client.get(f"/letters/{SLUG}.json").json()["signatories"]]
    assert names == ["Ada M. Lindqvist"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "needs a name"),
        ("name", "Ada \u202eLindqvist", "direction of writing"),
        ("name", "Ada\u0007Lindqvist", "cannot be printed"),
        ("place", "www.example.org", "web address"),
        ("office", "x" * 201, "longer than 200"),
    ],
)
def test_a_line_that_cannot_be_printed_is_refused_and_kept_in_the_form(
    stage: Stage, client: Client, field: str, typed: str, sentence: str
) -> None:
    stage.circulate()
    answer = client.post(stage.link("mayor@carrboro.example"), {**SIGN, field: typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert state_of(CARRBORO) == "silent"


def test_both_parts_of_the_invitation_hold_the_link_the_deadline_and_the_person_to_call(stage: Stage) -> None:
    stage.circulate()
    mail = stage.mails("mayor@carrboro.example", "invitation")[0]
    link = "http://127.0.0.1:8000" + stage.link("mayor@carrboro.example", "invitation")
    for text in (plain_text(mail), html_text(mail)):
        assert link in text
        assert "Ola Nyström" in text
        assert "Eastern Standard Time" in text
    assert link in plain_text(mail).split("\n"), "the link stands alone on its line"
    assert all(len(line) <= 60 or line == link for line in plain_text(mail).split("\n"))


def test_a_signature_takes_few_statements_under_the_letters_lock(stage: Stage, client: Client) -> None:
    stage.circulate()
    link = stage.link("mayor@carrboro.example", "invitation")
    with CaptureQueriesContext(connection) as asked:
        assert client.post(link, SIGN).status_code == 303
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) <= 15
