"""An office signs only if others do: settled when the letter closes, and told to nobody before."""

import pytest
from django.test import Client

from tests.cast import CARRBORO, DURHAM, MONTGOMERY, SLUG, Stage, now, plain_text
from tests.evidence_of import assert_holds, log_of
from undersigned.actions.letters.close import close
from undersigned.actions.publishing import publish
from undersigned.queries.board import board_of
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.pending import forecast_of
from undersigned.records.models import Mail, PendingAnswer, Signature

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SIGN = {"agree": "yes", "answer": "sign"}
CARRBOROS, RUTHS, IVOS = "mayor@carrboro.example", "ruth@montgomery.example", "ivo@durham.example"


def state_of(member: str) -> str:
    return next(row.state for row in board_of(letter_by_slug(SLUG)) if row.member == member)


def say_yes_if(stage: Stage, client: Client, to: str, **condition: str) -> int:
    return client.post(stage.link(to, "invitation"), {**SIGN, **condition}).status_code


def names() -> set[str]:
    return {row.name for row in Signature.objects.filter(withdrawn_at=None, struck_at=None)}


def test_two_who_wait_for_each_other_and_for_a_number_sign_when_the_letter_closes(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    assert say_yes_if(stage, client, CARRBOROS, at_least="3") == 303
    assert say_yes_if(stage, client, IVOS, places="Carrboro, NC\nMontgomery County, MD") == 303
    assert names() == set()
    assert state_of(CARRBORO) == state_of(DURHAM) == "conditional"

    client.post(stage.link(RUTHS, "invitation"), SIGN)
    close(slug=SLUG, at=now())
    assert names() == {"Ada Lindqvist", "Ivo Petrescu", "Ruth Vandermeer"}
    assert not PendingAnswer.objects.exists()
    stage.post()
    receipt = plain_text(stage.mails(IVOS, "receipt")[-1])
    assert "on which the signature depended has come about" in receipt.replace("\n", " ")
    publish(slug=SLUG, at=now())
    assert (assert_holds(SLUG).counts or {})["standing"] == 3


def test_what_is_unmet_is_told_to_that_signer_alone_and_erased(stage: Stage, client: Client) -> None:
    stage.circulate()
    say_yes_if(stage, client, CARRBOROS, at_least="9")
    client.post(stage.link(RUTHS, "invitation"), SIGN)
    close(slug=SLUG, at=now())
    assert names() == {"Ruth Vandermeer"}
    stage.post()
    [told] = stage.mails("", "unmet")
    assert told["To"] == CARRBOROS
    assert "at least 9 offices have signed" in plain_text(told).replace("\n    ", " ")
    assert not PendingAnswer.objects.exists()
    assert not Mail.objects.filter(text__contains="at least 9").exists()
    assert len(list(log_of(SLUG).standing())) == 1
    publish(slug=SLUG, at=now())
    assert_holds(SLUG)


def test_before_closing_the_organiser_reads_numbers_and_no_conditions(stage: Stage, client: Client) -> None:
    stage.circulate()
    client.post(stage.link(RUTHS, "invitation"), SIGN)
    say_yes_if(stage, client, CARRBOROS, at_least="4")
    say_yes_if(stage, client, IVOS, at_least="4")
    told = forecast_of(letter_by_slug(SLUG), at=now())
    assert (told.signed, told.conditional, told.met, told.missing, told.more) == (1, 2, 0, 1, 2)
    board = stage.desk().get(f"/desk/letters/{SLUG}/").content.decode()
    assert "will sign if others do" in board
    assert "at least 4" not in board


def test_the_signer_sees_the_condition_changes_it_and_takes_it_back(stage: Stage, client: Client) -> None:
    stage.circulate()
    link = stage.link(CARRBOROS, "invitation")
    client.post(link, {**SIGN, "at_least": "20", "at_least_here": "3", "combine": "any"})
    page = client.get(link).content.decode()
    assert "at least 20 offices have signed, this one included, or else at least 3 offices of NC" in page
    stage.post()
    [note] = stage.mails(CARRBOROS, "condition-noted")
    assert "or else at least 3 offices of NC" in plain_text(note).replace("\n    ", " ")

    client.post(link, {"answer": "take-back"})
    assert "will sign if" not in client.get(link).content.decode()
    assert state_of(CARRBORO) == "opened"
    client.post(link, {**SIGN, "at_least": "20"})
    client.post(link, SIGN)
    assert names() == {"Ada Lindqvist"}
    assert not PendingAnswer.objects.exists()


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"at_least": "1"}, "is at least 2"),
        ({"at_least": "-5"}, "is at least 2"),
        ({"at_least": "²"}, "is at least 2"),
        ({"at_least": "twenty"}, "is at least 2"),
        ({"at_least": "99999999"}, "is at least 2"),
        ({"places": "Atlantis, NC"}, "“Atlantis, NC” is no place of this coalition"),
        ({"places": "Carrboro\nAtlantis"}, "“Atlantis” is no place of this coalition"),
    ],
)
def test_a_condition_that_cannot_be_understood_is_said_and_kept_in_the_form(
    stage: Stage, client: Client, condition: dict[str, str], said: str
) -> None:
    stage.circulate()
    answer = client.post(stage.link(CARRBOROS, "invitation"), {**SIGN, **condition})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert next(iter(condition.values())).split("\n")[0] in page
    assert names() == set()
    assert not PendingAnswer.objects.exists()


def test_a_decline_takes_the_conditional_answer_back(stage: Stage, client: Client) -> None:
    stage.circulate()
    say_yes_if(stage, client, CARRBOROS, at_least="2")
    client.post(stage.link(CARRBOROS, "invitation"), {"answer": "decline"})
    client.post(stage.link(RUTHS, "invitation"), SIGN)
    close(slug=SLUG, at=now())
    assert names() == {"Ruth Vandermeer"}
    assert state_of(CARRBORO) == "declined"


def test_a_letter_that_takes_no_conditions_refuses_one(stage: Stage, client: Client) -> None:
    letter = stage.circulate()
    letter.conditional = False
    letter.save()
    link = stage.link(CARRBOROS, "invitation")
    assert "Sign only if others do" not in client.get(link).content.decode()
    assert client.post(link, {**SIGN, "at_least": "2"}).status_code == 422


def test_a_condition_about_the_old_text_is_asked_again_and_does_not_count(
    stage: Stage, client: Client
) -> None:
    from tests.cast import LETTER
    from undersigned.actions.letters.edition import new_edition

    stage.circulate()
    say_yes_if(stage, client, CARRBOROS, at_least="2")
    client.post(stage.link(RUTHS, "invitation"), SIGN)
    source = LETTER.replace("every county", "each county").encode()
    before = stage.desk().post(
        f"/desk/letters/{SLUG}/new-edition/", {"source": source.decode(), "answer": "compare"}
    )
    assert "1 answer waits on others" in before.content.decode()
    assert "ask 2 again" in before.content.decode()
    new_edition(slug=SLUG, source=source, compared=1, at=now())
    stage.post()
    assert "that on which it depended" in plain_text(stage.mails(CARRBOROS, "new-edition")[-1]).replace(
        "\n", " "
    )
    client.post(stage.link(RUTHS, "new-edition"), SIGN)
    close(slug=SLUG, at=now())
    assert names() == {"Ruth Vandermeer"}


def test_one_whose_term_has_ended_by_closing_does_not_sign(stage: Stage, client: Client) -> None:
    from datetime import timedelta

    from tests.cast import today
    from undersigned.records.models import Term

    stage.circulate()
    say_yes_if(stage, client, CARRBOROS, at_least="2")
    client.post(stage.link(RUTHS, "invitation"), SIGN)
    Term.objects.filter(name="Ada Lindqvist").update(end=today() - timedelta(days=2))
    close(slug=SLUG, at=now())
    assert names() == {"Ruth Vandermeer"}
    assert state_of(MONTGOMERY) == "signed"
