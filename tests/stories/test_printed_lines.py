"""A line that no log could hold is refused at every door with the reason, and nothing is broken by it."""

import pytest
from django.test import Client

from tests.cast import CARRBORO, Stage
from tests.stories.signers import open_letter, sign_form
from tests.stories.signers import sign as sign_in_public
from tests.stories.test_evidence import sign
from undersigned.records.models import LineChange, Mail, PublicLineChange, PublicSignature, Signature, Term

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ADA = "mayor@carrboro.example"
WILMA = "wilma@example.org"
HIDDEN = "Ada\ufeff Lindqvist"
GROWS = "\u0958" * 150  # as many characters as a part may have, and twice as many once it is stored


@pytest.mark.parametrize("name", [HIDDEN, GROWS])
def test_a_personal_link(stage: Stage, client: Client, name: str) -> None:
    stage.circulate([CARRBORO])
    link = stage.link(ADA)
    form = {"agree": "yes", "answer": "sign", "edition": "1"}
    answer = client.post(link, form | {"name": name})
    assert answer.status_code == 422
    assert 'href="#name"' in answer.content.decode()
    assert not Signature.objects.exists()
    assert client.post(link, form).status_code == 303


@pytest.mark.parametrize("name", [HIDDEN, GROWS])
def test_a_correction_by_an_office(stage: Stage, client: Client, name: str) -> None:
    stage.circulate([CARRBORO])
    own = sign(stage, ADA)[ADA]
    assert client.post(own, {"answer": "correct", "name": name}).status_code == 422
    assert not LineChange.objects.exists()


LONG = dict.fromkeys(("name", "title", "organisation", "place", "region"), "Lund " * 36)


@pytest.mark.parametrize("line", [LONG, {"name": HIDDEN}, {"name": GROWS}, {"name": "Wilma", "place": GROWS}])
def test_the_form_of_the_public_and_a_correction_by_it(
    stage: Stage, client: Client, line: dict[str, str]
) -> None:
    open_letter(stage)
    assert sign_form(client, email=WILMA, **line).status_code == 422
    assert not PublicSignature.objects.exists()
    assert not Mail.objects.filter(kind="confirmation").exists()
    own = sign_in_public(stage, client, email=WILMA, name="Wilma Brandt").replace("/c/", "/r/")
    assert client.post(own, {"answer": "correct", **line}).status_code == 422
    assert not PublicLineChange.objects.exists()


def test_a_line_that_is_long_in_all_is_told_so(stage: Stage, client: Client) -> None:
    open_letter(stage)
    page = sign_form(client, email=WILMA, **LONG).content.decode()
    assert "have more than 800 characters" in page


def test_a_holder_typed_at_the_desk(stage: Stage) -> None:
    desk = stage.desk()
    term = Term.objects.get(member__key=CARRBORO)
    typed = {"honorific": "H" * 90, "name": "A" * 150, "start": "2023-12-04"}
    answer = desk.post(f"/desk/coalitions/north-towns/members/{CARRBORO}/terms/{term.pk}/", typed)
    assert answer.status_code == 422
    assert "longer than 200 characters with the honorific" in answer.content.decode()
    term.refresh_from_db()
    assert term.name == "Ada Lindqvist"
