"""Mails: queued with what they speak of, sent at least once to a real SMTP server, patient with a bad one."""

import smtplib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.db import transaction
from django.test import Client, override_settings

from tests.cast import CARRBORO, CHAPEL_HILL, Stage, now
from undersigned.actions.letters.circulate import circulate
from undersigned.actions.mail import HOLD, take_due
from undersigned.jobs.post import outgoing, post_mails
from undersigned.outside.mail import OutgoingMail, SmtpPost, open_post
from undersigned.queries.mail import queue_is_stuck
from undersigned.records.models import Mail

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@dataclass
class Mailbox:
    """A mail server's memory; `answers` are what it says to the next mails before it accepts."""

    received: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answers:
            return self.answers.pop(0)
        self.received.append(message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default))
        return "250 Accepted"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    with override_settings(EMAIL_URL=f"smtp://127.0.0.1:{port}"):
        yield box
    controller.stop()


def queue_one(stage: Stage) -> None:
    stage.draft()
    circulate(slug="night-buses", deadline=now() + timedelta(days=7), members=[CARRBORO], at=now())


def test_a_mail_goes_out_once_with_both_parts_and_its_kind(stage: Stage, mailbox: Mailbox) -> None:
    queue_one(stage)
    assert post_mails(now) == 1
    assert post_mails(now) == 0
    (mail,) = mailbox.received
    assert mail["X-Undersigned-Kind"] == "invitation"
    assert mail["Reply-To"] == "ola@north-towns.example"
    assert mail["From"] == "North Towns <letters@127.0.0.1>"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_the_text_of_a_posted_mail_is_emptied_because_it_held_a_link(stage: Stage, mailbox: Mailbox) -> None:
    queue_one(stage)
    assert "/i/" in Mail.objects.get().text
    post_mails(now)
    assert (Mail.objects.get().text, Mail.objects.get().html) == ("", "")


def test_a_mail_is_queued_with_what_it_speaks_of_or_not_at_all(stage: Stage) -> None:
    class Accident(Exception):
        pass

    def circulate_and_stumble() -> None:
        with transaction.atomic():
            queue_one(stage)
            raise Accident

    with pytest.raises(Accident):
        circulate_and_stumble()
    assert not Mail.objects.exists()


def test_a_busy_server_is_tried_again_after_growing_pauses(stage: Stage, mailbox: Mailbox) -> None:
    queue_one(stage)
    mailbox.answers = ["451 Try later", "451 Try later"]
    start, waits = now(), []
    for _ in range(2):
        post_mails(now)
        waits.append(Mail.objects.get().due_at - now())
        with time_machine.travel(Mail.objects.get().due_at + timedelta(seconds=1)):
            pass
        Mail.objects.update(due_at=start)
    assert waits[1] > waits[0] > timedelta(seconds=20)
    assert post_mails(now) == 1
    assert len(mailbox.received) == 1
    assert "451" not in Mail.objects.get().last_trouble


def test_a_refused_address_is_given_up_and_told_to_the_organiser(stage: Stage, mailbox: Mailbox) -> None:
    queue_one(stage)
    mailbox.answers = ["550 No such person"]
    assert post_mails(now) == 0
    mail = Mail.objects.get()
    assert mail.refused_at is not None
    assert "550 No such person" in mail.last_trouble
    board = stage.desk().get("/desk/letters/night-buses/").content.decode()
    assert "1 mail was refused by the mail server" in board


def test_a_server_that_is_away_loses_no_mail(stage: Stage) -> None:
    queue_one(stage)
    with override_settings(EMAIL_URL="smtp://127.0.0.1:1"):
        assert post_mails(now) == 0
    mail = Mail.objects.get()
    assert mail.refused_at is None
    assert mail.attempts == 1
    assert mail.text != ""


def test_a_mail_that_a_killed_process_held_is_sent_by_the_next_with_the_same_id(
    stage: Stage, mailbox: Mailbox
) -> None:
    """A crash between the server's yes and our mark is the only way to a second copy."""
    queue_one(stage)
    (held,) = take_due(most=10, at=now())
    from django.conf import settings

    with open_post(settings.EMAIL_URL) as post:
        post.send(outgoing(held, "letters@example.org"))  # … and here the process is killed
    assert post_mails(now) == 0, "it is held"
    with time_machine.travel(now() + HOLD + timedelta(seconds=1)):
        assert post_mails(now) == 1
    assert len({mail["Message-ID"] for mail in mailbox.received}) == 1
    assert len(mailbox.received) == 2


def test_what_was_accepted_before_an_accident_is_not_sent_again(
    stage: Stage, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.draft()
    members = [CARRBORO, CHAPEL_HILL]
    circulate(slug="night-buses", deadline=now() + timedelta(days=7), members=members, at=now())
    sent: list[str] = []

    def send_until_stopped(post: SmtpPost, mail: OutgoingMail) -> None:
        if len(sent) == 2:
            raise SystemExit
        sent.append(mail.message_id)

    monkeypatch.setattr(SmtpPost, "send", send_until_stopped)
    with pytest.raises(SystemExit):
        post_mails(now)
    assert set(Mail.objects.exclude(posted_at=None).values_list("message_id", flat=True)) == set(sent)
    assert Mail.objects.filter(posted_at=None).count() == 1


def test_a_mail_that_cannot_be_sent_waits_its_pause_and_holds_up_no_other(
    stage: Stage, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stage.draft()
    members = [CARRBORO, CHAPEL_HILL]
    circulate(slug="night-buses", deadline=now() + timedelta(days=7), members=members, at=now())
    send = SmtpPost.send

    def stumble_over_one(post: SmtpPost, mail: OutgoingMail) -> None:
        if mail.to == "mayor@carrboro.example":
            raise ZeroDivisionError("of this mail alone")
        send(post, mail)

    monkeypatch.setattr(SmtpPost, "send", stumble_over_one)
    assert post_mails(now) == 2
    left = Mail.objects.get(posted_at=None)
    assert (left.to, left.attempts, left.refused_at) == ("mayor@carrboro.example", 1, None)
    assert left.due_at > now()
    assert left.last_trouble == "ZeroDivisionError: of this mail alone"
    assert left.message_id in caplog.text


def test_an_address_that_the_server_cannot_be_told_is_given_up_alone(stage: Stage, mailbox: Mailbox) -> None:
    """It takes no address beyond ASCII; what it was told of that mail must not spoil the next one."""
    stage.draft()
    members = [CARRBORO, CHAPEL_HILL]
    circulate(slug="night-buses", deadline=now() + timedelta(days=7), members=members, at=now())
    first = Mail.objects.order_by("due_at", "pk")[0]
    Mail.objects.filter(pk=first.pk).update(to="tomás@chapelhill.example")
    assert post_mails(now) == 2
    first.refresh_from_db()
    assert first.refused_at is not None
    assert "cannot be written to" in first.last_trouble


def test_nothing_can_be_smuggled_into_a_header(stage: Stage, client: Client, mailbox: Mailbox) -> None:
    from tests.cast import LETTER

    source = LETTER.replace(
        "title: Open letter on the night buses",
        'title: "Buses\\r\\nBcc: everybody@example.org\\r\\n\\r\\nHello"',
    )
    try:
        stage.draft(source)
    except Exception as refused:  # the source may be refused outright: then nothing goes out at all
        assert type(refused).__name__ == "Unreadable"  # noqa: PT017
        return
    circulate(slug="night-buses", deadline=now() + timedelta(days=7), members=[CARRBORO], at=now())
    post_mails(now)
    assert all(mail["Bcc"] is None for mail in mailbox.received)


def test_a_queue_that_nobody_empties_is_trouble_for_the_monitor(stage: Stage, client: Client) -> None:
    queue_one(stage)
    assert not queue_is_stuck(now())
    assert client.get("/health/").status_code == 200
    with time_machine.travel(now() + timedelta(hours=1)):
        answer = client.get("/health/")
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_an_invitation_to_a_delegate_goes_to_the_delegate_alone(stage: Stage, mailbox: Mailbox) -> None:
    stage.draft()
    circulate(slug="night-buses", deadline=now() + timedelta(days=7), members=[CHAPEL_HILL], at=now())
    post_mails(now)
    kinds = {str(mail["To"]): mail["X-Undersigned-Kind"] for mail in mailbox.received}
    assert kinds == {
        "mayor@chapelhill.example": "invitation",
        "bea@chapelhill.example": "delegate-invitation",
    }


def test_the_server_in_these_tests_is_a_real_one(mailbox: Mailbox) -> None:
    from django.conf import settings

    port = int(settings.EMAIL_URL.rsplit(":", 1)[1])
    with smtplib.SMTP("127.0.0.1", port) as connection:
        assert connection.noop()[0] == 250
