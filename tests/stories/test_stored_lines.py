"""A line that an earlier version stored and no log can hold spoils nothing but its own signing."""

import pytest
from django.test import Client

from tests.cast import CARRBORO, SLUG, Stage, now
from tests.evidence_of import assert_holds
from tests.stories.signers import asked, confirm, link_of, open_letter, sign
from tests.stories.test_evidence import SIGN
from tests.stories.test_ways_of_signing import allow, record
from tests.test_rights import addresses, filled
from undersigned.actions.letters.close import close
from undersigned.actions.publishing import publish
from undersigned.domain.public_signing import FormChoice
from undersigned.jobs.loop import run_once
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import (
    LineChange,
    PendingAnswer,
    PublicLineChange,
    PublicSignature,
    Signature,
    Term,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ADA, IVO, RUTH, WILMA = (
    "mayor@carrboro.example",
    "ivo@durham.example",
    "ruth@montgomery.example",
    "wilma@example.org",
)
HIDDEN = ("Ada\u2028Lindqvist", "Ada\ufeff Lindqvist", "Ada\x07 Lindqvist\x0b")
POISONS = [*({"name": name} for name in HIDDEN), {"name": "A" * 200, "honorific": "H" * 100}]
LINES, PUBLIC = f"/desk/letters/{SLUG}/lines/", f"/desk/letters/{SLUG}/public/"


def spoil(**values: str) -> None:
    Term.objects.filter(member__key=CARRBORO).update(**values)


def every_page_works(stage: Stage) -> None:
    desk = stage.desk()
    invitation = letter_by_slug(SLUG).invitations.get(member__key=CARRBORO).pk
    offices = f"/desk/letters/{SLUG}/offices/{invitation}/"
    tables = [f"/desk/letters/{SLUG}/board.{kind}" for kind in ("csv", "xlsx")]
    files = [f"/letters/{SLUG}.{kind}" for kind in ("pdf", "docx", "txt", "md", "csv")]
    for address in (*map(filled, addresses()), offices, *tables, *files):
        answer = desk.get(address)
        answer.close()
        assert answer.status_code < 500, address


@pytest.mark.usefixtures("kept_connection")
@pytest.mark.parametrize("values", POISONS, ids=[*map(ascii, HIDDEN), "long"])
def test_a_line_of_the_roster_is_refused_where_it_would_be_signed_and_everything_else_goes_on(
    stage: Stage, client: Client, values: dict[str, str]
) -> None:
    spoil(**values)
    stage.circulate()
    link = stage.link(ADA)
    assert client.get(link).status_code == 200
    every_page_works(stage)
    for typed in ({}, {"name": "Ada Lindqvist"}):
        answer = client.post(link, {**SIGN, **typed})
        assert answer.status_code == 422
        assert "the roster has for this office cannot be printed" in answer.content.decode()
    assert record(stage, CARRBORO) == 422
    assert client.post(stage.link(RUTH), SIGN).status_code == 303
    assert run_once() == []
    assert stage.desk().post(f"/desk/letters/{SLUG}/remind/", {"confirmed": "yes"}).status_code < 500
    close(slug=SLUG, at=now())
    publish(slug=SLUG, at=now())
    every_page_works(stage)
    assert run_once() == []
    assert (assert_holds(SLUG).counts or {})["standing"] == 1


def test_once_the_roster_is_mended_the_letter_can_be_signed(stage: Stage, client: Client) -> None:
    spoil(name=HIDDEN[0])
    stage.circulate()
    link, term = stage.link(ADA), Term.objects.get(member__key=CARRBORO)
    typed = {"name": "Ada Lindqvist", "start": "2023-12-04", "email": ADA}
    mended = stage.desk().post(f"/desk/coalitions/north-towns/members/{CARRBORO}/terms/{term.pk}/", typed)
    assert mended.status_code == 303
    assert client.post(link, SIGN).status_code == 303
    assert Signature.objects.get().name == "Ada Lindqvist"


@pytest.mark.parametrize("values", POISONS, ids=[*map(ascii, HIDDEN), "long"])
def test_a_yes_that_waits_with_such_a_line_counts_for_nobody_and_the_letter_closes(
    stage: Stage, client: Client, values: dict[str, str]
) -> None:
    stage.circulate()
    allow(stage)
    for to in (ADA, IVO):
        assert client.post(stage.link(to), {**SIGN, "at_least": "2"}).status_code == 303
    spoil(**values)
    PendingAnswer.objects.filter(term__member__key=CARRBORO).update(typed={})
    assert stage.desk().get(f"/desk/letters/{SLUG}/close/").status_code == 200
    close(slug=SLUG, at=now())
    assert not Signature.objects.exists(), "the other depended on it"
    stage.post()
    assert {str(mail["To"]) for mail in stage.mails("", "unmet")} == {ADA, IVO}


def test_a_mended_line_that_waits_is_not_printed_and_can_be_left_as_it_was(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    client.post(stage.link(ADA), {**SIGN, "name": "Ada Moreau"})
    change = LineChange.objects.get()
    LineChange.objects.update(name=HIDDEN[0])
    desk = stage.desk()
    refused = desk.post(LINES, {"change": change.pk, "answer": "accept"})
    assert refused.status_code == 422
    assert "a character that cannot be printed" in refused.content.decode()
    assert desk.post(LINES, {"change": change.pk, "answer": "keep"}).status_code == 303
    assert Signature.objects.get().name == "Ada Lindqvist"


LONG = dict.fromkeys(("name", "title", "organisation", "place", "region"), "x" * 200)


@pytest.mark.parametrize(
    "values", [{"name": HIDDEN[1]}, {"name": "\ufeff"}, LONG], ids=["", "nothing else", "long"]
)
def test_a_form_that_an_earlier_version_took_is_refused_when_it_is_confirmed(
    stage: Stage, client: Client, values: dict[str, str]
) -> None:
    open_letter(stage)
    asked(stage, WILMA)
    PublicSignature.objects.update(**values)
    link = link_of(stage, WILMA)
    assert client.get(link).status_code == 200
    assert confirm(client, link).status_code == 422
    sign(stage, client, email="ann@example.org", name="Ann Bell")
    assert b"Ann Bell" in client.get(f"/letters/{SLUG}/").content
    close(slug=SLUG, at=now())
    publish(slug=SLUG, at=now())
    assert run_once() == []
    assert (assert_holds(SLUG).counts or {})["standing"] == 1


@pytest.mark.parametrize(
    "values", [{"name": HIDDEN[1]}, {"name": "\ufeff"}, LONG], ids=["", "nothing else", "long"]
)
@pytest.mark.parametrize("by", ["hand", "closing"])
def test_who_is_held_with_such_a_line_cannot_be_listed_and_is_struck_for_all_to_see(
    stage: Stage, client: Client, values: dict[str, str], by: str
) -> None:
    open_letter(stage, FormChoice(hold_all=True))
    sign(stage, client, email=WILMA, name="Wilma Brandt")
    row = PublicSignature.objects.get()
    PublicSignature.objects.update(**values)
    desk = stage.desk()
    assert desk.get(PUBLIC).status_code == 200
    assert desk.post(PUBLIC, {"signature": row.pk, "answer": "accept"}).status_code == 422
    if by == "hand":
        struck = {"signature": row.pk, "answer": "strike", "why": "other"}
        assert desk.post(PUBLIC, struck).status_code == 303
    close(slug=SLUG, at=now())
    publish(slug=SLUG, at=now())
    counts = assert_holds(SLUG).counts or {}
    assert (counts["standing"], counts["struck"]) == (0, 1)


def test_a_mended_line_of_the_public_that_waits_is_not_printed(stage: Stage, client: Client) -> None:
    open_letter(stage)
    own = sign(stage, client, email=WILMA, name="Wilma Brandt").replace("/c/", "/r/")
    client.post(own, {"answer": "correct", "name": "Wilma Moreau"})
    change = PublicLineChange.objects.get()
    PublicLineChange.objects.update(name=HIDDEN[0])
    desk = stage.desk()
    assert desk.post(PUBLIC, {"change": change.pk, "answer": "print"}).status_code == 422
    assert desk.post(PUBLIC, {"change": change.pk, "answer": "keep"}).status_code == 303
