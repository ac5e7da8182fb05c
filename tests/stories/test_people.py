"""Who is at a coalition's desk: let in, given another role, taken off; and the history of who did what."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import CharField
from django.test import Client

from tests.cast import CARRBORO, SLUG, Stage, now, plain_text
from tests.cast import LETTER as TEXT
from undersigned.actions.accounts import change_role, remove
from undersigned.actions.forget_organiser import WRITERS, forget_organiser
from undersigned.actions.letters.circulate import circulate, extend
from undersigned.actions.letters.close import close_if_due
from undersigned.actions.notes import write_note
from undersigned.domain.accounts import Role
from undersigned.errors import Refused
from undersigned.jobs.loop import run_once
from undersigned.records.models import Act, Appointment, Invitation, Letter, Organiser

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PEOPLE = "/desk/coalitions/north-towns/people/"
HISTORY = "/desk/coalitions/north-towns/history/"
OLA, PIA = "ola@north-towns.example", "pia@north-towns.example"


@pytest.fixture
def desk(stage: Stage) -> Client:
    return stage.desk()


def text_of(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def seat_of(email: str) -> Appointment | None:
    return Appointment.objects.filter(organiser__email=email).first()


def number_of(email: str) -> int:
    return Organiser.objects.get(email=email).pk


def send(desk: Client, answer: str, **fields: object) -> str:
    """The page that a form leads to."""
    assert desk.post(PEOPLE, {"answer": answer, **fields}).status_code == 303
    return text_of(desk.get(PEOPLE).content)


def refused(desk: Client, answer: str, **fields: object) -> str:
    """The page that says why a form was refused."""
    sent = desk.post(PEOPLE, {"answer": answer, **fields})
    assert sent.status_code == 422
    return text_of(sent.content)


def test_a_colleague_is_invited_by_mail_and_the_link_signs_in(stage: Stage, desk: Client) -> None:
    assert PIA in send(desk, "invite", email=PIA.upper(), role="viewer")
    stage.post()
    mail = stage.mails(PIA, "desk-invitation")[-1]
    assert "You may look at everything there, and change nothing." in " ".join(plain_text(mail).split())
    pia = Client()
    assert pia.post(stage.link(PIA, "desk-invitation")).status_code == 303
    assert pia.get(PEOPLE).status_code == 200
    assert "Send the invitation" not in text_of(pia.get(PEOPLE).content)
    assert "is at this desk already" in refused(desk, "invite", email=PIA, role="owner")


@pytest.mark.parametrize("email", ["", "pia", "pia@", "pia@x.example\r\nBcc: all@x.example"])
def test_what_is_no_address_is_refused_and_stays_in_the_form(stage: Stage, desk: Client, email: str) -> None:
    before = Organiser.objects.count()
    assert "is not a mail address" in refused(desk, "invite", email=email, role="editor")
    assert Organiser.objects.count() == before


def test_a_role_is_changed_and_counts_from_the_next_page_on(stage: Stage, desk: Client) -> None:
    pia = stage.desk(PIA, Role.VIEWER)
    new_letter = "/desk/coalitions/north-towns/new-letter/"
    assert pia.get(new_letter).status_code == 403
    send(desk, "change", organiser=number_of(PIA), role="editor")
    assert pia.get(new_letter).status_code == 200
    send(desk, "remove", organiser=number_of(PIA))
    assert pia.get(new_letter).status_code == 404


def test_the_last_owner_can_neither_leave_nor_be_made_less(stage: Stage, desk: Client) -> None:
    ola = number_of(OLA)
    assert "Somebody must own the coalition." in refused(desk, "remove", organiser=ola)
    assert "Somebody must own the coalition." in refused(desk, "change", organiser=ola, role="editor")
    stage.desk(PIA, Role.OWNER)
    send(desk, "change", organiser=ola, role="editor")
    with pytest.raises(Refused, match="last-owner"):
        remove(coalition=stage.coalition, organiser=number_of(PIA), at=now())


@pytest.mark.parametrize("answer", ["change", "remove", "invite", "no-such-thing"])
@pytest.mark.parametrize("organiser", ["", "0", "999999", "²", "1 or 1=1"])
def test_a_form_that_was_tampered_with_changes_nobody(
    stage: Stage, desk: Client, answer: str, organiser: str
) -> None:
    before = list(Appointment.objects.values_list("organiser__email", "role"))
    sent = desk.post(PEOPLE, {"answer": answer, "organiser": organiser, "role": "emperor", "email": PIA})
    assert sent.status_code == 422
    assert list(Appointment.objects.values_list("organiser__email", "role")) == before


def test_the_history_tells_in_words_who_did_what(stage: Stage, desk: Client) -> None:
    desk.post("/desk/coalitions/north-towns/new-letter/", {"source": TEXT, "slug": SLUG, "answer": "save"})
    deadline = (now() + timedelta(days=9)).strftime("%Y-%m-%dT17:00")
    circulation = {"whom": "some", "member": CARRBORO, "deadline": deadline, "zone": "America/New_York"}
    assert desk.post(f"/desk/letters/{SLUG}/circulate/", circulation).status_code == 303
    send(desk, "invite", email=PIA, role="editor")
    page = text_of(desk.get(HISTORY).content)
    assert f"{OLA} began the letter" in page
    assert f"{OLA} fixed the text and circulated the letter to 1 office" in page
    assert f"{OLA} let in {PIA}, as editor" in page
    assert "began the letter" not in text_of(desk.get(f"{HISTORY}?area=people").content)
    assert "let in" not in text_of(desk.get(f"{HISTORY}?letter={SLUG}").content)
    assert text_of(desk.get(f"{HISTORY}?who={PIA}").content).count(OLA) == 1  # in the choice alone


def test_what_the_program_does_in_due_time_is_told_as_its_own(stage: Stage, desk: Client) -> None:
    letter = stage.draft()
    circulate(slug=SLUG, deadline=now() + timedelta(days=1), members=[CARRBORO], at=now())
    Letter.objects.filter(pk=letter.pk).update(deadline=now() - timedelta(minutes=1))
    run_once()
    assert "The program, in due time, closed the letter" in text_of(desk.get(HISTORY).content)


def test_what_is_refused_leaves_no_trace_in_the_history(stage: Stage) -> None:
    stage.circulate([CARRBORO])
    before = Act.objects.count()
    with pytest.raises(Refused):
        extend(slug=SLUG, deadline=now() - timedelta(days=1), at=now())
    assert not close_if_due(slug=SLUG, at=now())
    assert Act.objects.count() == before


def tables_that_say(text: str) -> list[str]:
    """Every column of every table that has the text in it."""
    found = []
    for model in apps.get_app_config("records").get_models():
        for row in model._default_manager.values():
            found += [f"{model.__name__}.{name}" for name, value in row.items() if text in str(value)]
    return found


def test_an_organiser_is_forgotten_in_every_table_and_the_history_stays(stage: Stage, desk: Client) -> None:
    send(desk, "invite", email=PIA, role="editor")
    stage.circulate([CARRBORO])
    pia = stage.desk(PIA, Role.EDITOR)
    write_note(slug=SLUG, invitation=Invitation.objects.get().pk, text="call on Monday", by=PIA, at=now())
    pia.post(f"/desk/letters/{SLUG}/remind/", {})
    pia.post("/desk/sign-in/", {"email": PIA})
    stage.post()
    assert {"Note.written_by", "Organiser.email", "Mail.to"} <= set(tables_that_say(PIA))
    forget_organiser(email=PIA, at=now())
    assert tables_that_say(PIA) == []
    assert Act.objects.filter(deed="removed", whom=None).exists()
    assert pia.get("/desk/").status_code == 302
    with pytest.raises(Refused, match="last-owner"):
        forget_organiser(email=OLA, at=now())
    assert Organiser.objects.filter(email=OLA).exists()


def test_every_column_that_says_who_wrote_something_is_emptied() -> None:
    of_the_roster = {"named_by", "handed_on_by", "prepared_by"}  # those are forgotten as people of an office
    written = {
        (model, field.name)
        for model in apps.get_app_config("records").get_models()
        for field in model._meta.concrete_fields
        if field.name.endswith("_by") and isinstance(field, CharField) and field.name not in of_the_roster
    }
    assert written == set(WRITERS)


def test_a_forgotten_organiser_is_in_no_act(stage: Stage, desk: Client) -> None:
    send(desk, "invite", email=PIA, role="editor")
    change_role(coalition=stage.coalition, organiser=number_of(PIA), role=Role.VIEWER, at=now())
    Organiser.objects.get(email=PIA).delete()
    assert PIA not in text_of(desk.get(HISTORY).content)
    assert "let in somebody who is forgotten, as editor" in text_of(desk.get(HISTORY).content)
    assert not any(PIA in str(vars(act)) for act in Act.objects.all())
