"""The public signs by a form and a mail, and by nothing else; nothing typed is lost or given away."""

import re

import pytest
from django.test import Client

from tests.cast import SLUG, Stage, plain_text
from tests.stories.signers import (
    asked,
    code_of,
    confirm,
    holds,
    link_of,
    open_letter,
    sign,
    sign_form,
)
from undersigned.domain.public_signing import Accepts, FormChoice, Part
from undersigned.records.models import Entry, Mail, PublicSignature

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_person_signs_by_form_and_mail_and_stands_on_the_list_at_once(stage: Stage, client: Client) -> None:
    open_letter(stage)
    answer = sign_form(client, name="Wilma Brandt", email="wilma@example.org", title="Nurse", place="Lund")
    assert (answer.status_code, answer["Location"]) == (303, f"/letters/{SLUG}/sign/sent/")
    stage.post()
    assert [mail["X-Undersigned-Kind"] for mail in stage.mails("wilma@example.org")] == ["confirmation"]
    page = client.get(f"/letters/{SLUG}/").content.decode()
    assert "Wilma Brandt" not in page
    link = link_of(stage, "wilma@example.org")
    answer = confirm(client, link)
    assert (answer.status_code, answer["Location"]) == (303, link.replace("/c/", "/r/"))
    page = client.get(f"/letters/{SLUG}/").content.decode()
    assert "Wilma Brandt" in page
    assert "1 has signed" in page
    assert "Signed on" in client.get(link.replace("/c/", "/r/")).content.decode()
    assert holds(client)["standing"] == 1
    assert "Wilma Brandt" in client.get(f"/letters/{SLUG}.json").content.decode()


def test_opening_the_link_confirms_nothing(stage: Stage, client: Client) -> None:
    open_letter(stage)
    asked(stage, "wilma@example.org")
    link = link_of(stage, "wilma@example.org")
    for _ in range(5):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert client.post(link, {"answer": "confirm"}).status_code == 422
    assert not PublicSignature.objects.exclude(confirmed_at=None).exists()


def test_the_code_of_the_mail_does_what_its_link_does(stage: Stage, client: Client) -> None:
    open_letter(stage)
    asked(stage, "wilma@example.org")
    assert client.get(f"/letters/{SLUG}/sign/sent/").status_code == 200
    code = code_of(stage, "wilma@example.org")
    assert client.get("/c/").status_code == 200
    answer = client.post("/c/", {"code": code.lower().replace("-", " ")})
    assert answer.status_code == 303
    assert code not in answer["Location"]
    assert confirm(client, answer["Location"]).status_code == 303
    row = PublicSignature.objects.get()
    assert row.how == "code"
    assert '"how":"code"' in bytes(Entry.objects.get(index=row.entry or 0).content).decode()
    stage.post()
    own_page = stage.link("wilma@example.org", "receipt")
    assert "Signed on" in client.get(own_page).content.decode()


def test_the_answer_and_the_number_of_mails_are_the_same_whatever_is_known_of_an_address(
    stage: Stage, client: Client
) -> None:
    """New, waiting, signed, withdrawn and struck: a stranger cannot tell one from the other."""
    open_letter(stage)
    people = ("asked", "signed", "withdrawn")
    for person in people:
        asked(stage, f"{person}@example.org", name=f"Ann {person.title()}")
    confirm(client, link_of(stage, "signed@example.org"))
    gone = link_of(stage, "withdrawn@example.org")
    confirm(client, gone)
    client.post(gone.replace("/c/", "/r/"), {"answer": "withdraw"})
    stage.post()
    before = {person: len(stage.mails(f"{person}@example.org")) for person in (*people, "new")}
    pages = set()
    for person in (*people, "new"):
        answer = sign_form(Client(), name="Wilma Brandt", email=f"{person}@example.org")
        pages.add((answer.status_code, answer["Location"], answer.content))
    assert len(pages) == 1
    stage.post()
    after = {person: len(stage.mails(f"{person}@example.org")) for person in (*people, "new")}
    assert {person: after[person] - before[person] for person in after} == dict.fromkeys(after, 1)


def test_spellings_of_one_mailbox_sign_once(stage: Stage, client: Client) -> None:
    open_letter(stage)
    sign(stage, client, email="ann.bell@gmail.com", name="Ann Bell")
    for spelling in ("Ann.Bell+letters@gmail.com", "a.n.n.bell@googlemail.com", "ANNBELL@GMAIL.COM"):
        sign_form(client, name="Ann Bell", email=spelling)
    assert Mail.objects.filter(kind="already-signed").count() >= 1
    assert PublicSignature.objects.exclude(confirmed_at=None).count() == 1


def test_two_mails_to_one_address_make_one_signature(stage: Stage, client: Client) -> None:
    open_letter(stage)
    asked(stage, "wilma@example.org", name="Wilma Brandt")
    first = link_of(stage, "wilma@example.org")
    asked(stage, "wilma@example.org", name="Wilma Brand")
    second = link_of(stage, "wilma@example.org")
    assert confirm(client, second).status_code == 303
    answer = confirm(client, first)
    assert (answer.status_code, answer["Location"]) == (303, first.replace("/c/", "/r/"))
    assert "Wilma Brand<" in client.get(answer["Location"]).content.decode()
    assert PublicSignature.objects.exclude(confirmed_at=None).count() == 1


def test_an_address_gets_three_mails_and_no_flood(stage: Stage, client: Client) -> None:
    open_letter(stage)
    for _ in range(8):
        assert sign_form(client, name="Wilma Brandt", email="wilma@example.org").status_code == 303
    stage.post()
    assert len(stage.mails("wilma@example.org")) == 3


def test_forms_from_one_place_on_the_network_have_a_limit(stage: Stage) -> None:
    open_letter(stage)
    answers = [
        sign_form(Client(REMOTE_ADDR="203.0.113.9"), name=f"Ann Bell{n}", email=f"a{n}@example.org")
        for n in range(62)
    ]
    assert [answer.status_code for answer in answers] == [303] * 60 + [429] * 2
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
    elsewhere = sign_form(Client(REMOTE_ADDR="198.51.100.7"), name="Ann Bell", email="b@example.org")
    assert elsewhere.status_code == 303


def test_an_organisation_signs_through_somebody_who_is_not_printed(stage: Stage, client: Client) -> None:
    open_letter(stage)
    sign(
        stage,
        client,
        email="office@museum.example",
        name="Petra Lindh",
        title="Director",
        organisation="Museum of Lamps",
        place="Lund",
        for_organisation="yes",
    )
    page = client.get(f"/letters/{SLUG}/").content.decode()
    assert "Museum of Lamps" in page
    assert "Petra Lindh" not in page
    published = client.get(f"/letters/{SLUG}.json").json()
    assert published["count"]["organisations"] == 1
    assert published["signatories"][0]["name"] is None
    assert "Petra" not in str(published)
    assert holds(client)["standing"] == 1


def test_the_form_asks_for_what_the_organiser_chose(stage: Stage, client: Client) -> None:
    open_letter(stage, FormChoice((Part.PLACE, Part.POSTCODE), Accepts.INDIVIDUALS))
    page = client.get(f"/letters/{SLUG}/sign/").content.decode()
    assert set(re.findall(r'<input[^>]* name="(\w+)"', page)) == {
        *("csrfmiddlewaretoken", "name", "email", "place", "postcode")
    }
    sign(stage, client, email="w@example.org", name="Wilma Brandt", title="Nurse", postcode="22100")
    row = PublicSignature.objects.get()
    assert (row.title, row.postcode) == ("", "22100")
    assert "22100" not in client.get(f"/letters/{SLUG}.json").content.decode()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "see https://buy.example/now"),
        ("name", "Ann\u202eBell"),
        ("name", "Ann\x07Bell"),
        ("name", "A" * 201),
        ("title", "www.example.org/x"),
        ("email", "ann@"),
        ("email", "ann@example.org\r\nBcc: all@example.org"),
        ("email", ""),
    ],
)
def test_what_cannot_be_printed_or_written_to_is_said_beside_its_field_and_nothing_is_lost(
    stage: Stage, client: Client, field: str, typed: str
) -> None:
    open_letter(stage)
    fields = {"name": "Ann Bell", "email": "ann@example.org", "title": "Nurse", "place": "Lund"}
    answer = sign_form(client, **{**fields, field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}-trouble"' in page
    assert 'value="Lund"' in page
    assert not PublicSignature.objects.exists()


def test_line_breaks_in_a_field_become_spaces_and_never_headers(stage: Stage, client: Client) -> None:
    open_letter(stage)
    sign_form(client, name="Ann\r\nSubject: Bell", email="ann@example.org")
    stage.post()
    mail = stage.mails("ann@example.org")[0]
    assert mail["Subject"] == "Confirm your signature: Open letter on the night buses"
    assert "Ann Subject: Bell" in plain_text(mail)


def test_a_link_in_a_mail_never_follows_the_host_that_the_form_was_sent_to(stage: Stage) -> None:
    open_letter(stage)
    answer = Client(headers={"host": "evil.example"}).post(
        f"/letters/{SLUG}/sign/", {"name": "Ann Bell", "email": "ann@example.org"}
    )
    assert answer.status_code == 400
    asked(stage, "ann@example.org")
    assert "evil" not in plain_text(stage.mails("ann@example.org")[0])


def test_tokens_that_are_forged_shortened_or_upper_cased_are_unknown(stage: Stage, client: Client) -> None:
    open_letter(stage)
    asked(stage, "ann@example.org")
    token = link_of(stage, "ann@example.org").split("/")[2]
    for wrong in (token[:-1], token.upper(), token + "A", "x" * 32, token.swapcase()):
        assert client.get(f"/c/{wrong}/").status_code == 404
        assert confirm(client, f"/c/{wrong}/").status_code == 404
        assert client.get(f"/r/{wrong}/").status_code == 404
    assert not PublicSignature.objects.exclude(confirmed_at=None).exists()


def test_a_used_link_leads_to_the_own_page_and_signs_nothing_again(stage: Stage, client: Client) -> None:
    open_letter(stage)
    link = sign(stage, client, email="ann@example.org", name="Ann Bell")
    for _ in range(3):
        assert client.get(link)["Location"] == link.replace("/c/", "/r/")
        assert confirm(client, link)["Location"] == link.replace("/c/", "/r/")
    client.post(link.replace("/c/", "/r/"), {"answer": "withdraw"})
    assert confirm(client, link)["Location"] == link.replace("/c/", "/r/")
    assert holds(client) | {"standing": 0, "withdrawn": 1} == holds(client)
