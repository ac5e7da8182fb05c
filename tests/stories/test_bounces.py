"""Mails that a server accepted and another sent back: read, matched to what was sent, told on the board."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import SLUG, Stage, plain_text
from undersigned.cli.bounce import bounce
from undersigned.outside.bounces import read_bounce
from undersigned.records.models import Mail

BOARD = f"/desk/letters/{SLUG}/"
SAID = "550 5.1.1 <mayor@carrboro.example>: no such mailbox here"
REPORT = """From: MAILER-DAEMON@relay.example
To: letters@north-towns.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="cut"

--cut
Content-Type: text/plain

Your message could not be delivered.

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; mayor@carrboro.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--cut
{returned}
--cut--
"""
WHOLE = "Content-Type: message/rfc822\n\n{mail}\n"
HEADERS = "Content-Type: text/rfc822-headers\n\n{head}\n"


def report(mail: EmailMessage, *, action: str = "failed", status: str = "5.1.1", shape: str = WHOLE) -> bytes:
    """What a server sends back of a mail."""
    head = f"To: {mail['To']}\nMessage-ID: {mail['Message-ID']}\nSubject: cut\n"
    returned = shape.format(mail=f"{head}\nDear Mayor,\n", head=head)
    return REPORT.format(action=action, status=status, said=SAID, returned=returned).encode()


def take_in(folder: Path, *messages: bytes) -> str:
    files = []
    for number, message in enumerate(messages):
        files.append(folder / f"{number}.eml")
        files[-1].write_bytes(message)
    done = CliRunner().invoke(bounce, list(map(str, files)), catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


@pytest.mark.django_db
@pytest.mark.both_databases
class TestAtALetter:
    @pytest.mark.parametrize("shape", [WHOLE, HEADERS])
    def test_a_mail_that_came_back_is_told_on_the_board_in_the_servers_words(
        self, stage: Stage, tmp_path: Path, shape: str
    ) -> None:
        stage.circulate()
        [mail] = stage.mails("mayor@carrboro.example", "invitation")
        said = take_in(tmp_path, report(mail, shape=shape))
        assert f"the mail to mayor@carrboro.example was refused: {SAID}" in said
        board = stage.desk().get(BOARD).content.decode()
        assert "mail refused" in board
        assert "no such mailbox here" in board
        assert "Nothing was changed" in take_in(tmp_path, report(mail)), "the second report says nothing new"

    def test_a_mail_that_is_late_or_arrived_or_was_never_ours_changes_nothing(
        self, stage: Stage, tmp_path: Path
    ) -> None:
        stage.circulate()
        [mail] = stage.mails("mayor@carrboro.example", "invitation")
        forged = EmailMessage()
        forged["To"], forged["Message-ID"] = "mayor@carrboro.example", f"<{'0' * 32}@127.0.0.1>"
        said = take_in(
            tmp_path,
            report(mail, action="delayed", status="4.4.7"),
            report(mail, status="4.2.2"),
            report(mail, action="delivered", status="2.0.0"),
            report(forged),
            b"Subject: Out of office\n\nI am away.\n",
            b"",
        )
        assert said.count("Nothing was changed.") == 6
        assert not Mail.objects.exclude(refused_at=None).exists()
        assert "mail refused" not in stage.desk().get(BOARD).content.decode()

    def test_an_office_of_two_is_reached_while_one_of_them_is(self, stage: Stage, tmp_path: Path) -> None:
        stage.circulate()
        take_in(tmp_path, report(stage.mails("bea@chapelhill.example", "delegate-invitation")[0]))
        assert "mail refused" not in stage.desk().get(BOARD).content.decode()
        take_in(tmp_path, report(stage.mails("mayor@chapelhill.example", "invitation")[0]))
        assert "mail refused" in stage.desk().get(BOARD).content.decode()
        assert plain_text(stage.mails("bea@chapelhill.example", "delegate-invitation")[0])


@given(st.binary(max_size=400))
def test_any_bytes_are_a_report_or_none(data: bytes) -> None:
    assert read_bounce(data) is None


@given(st.integers(0, 1500), st.binary(max_size=6))
def test_a_report_that_was_damaged_anywhere_is_read_or_is_none(at: int, junk: bytes) -> None:
    mail = EmailMessage()
    mail["To"], mail["Message-ID"] = "a@b.example", "<x@y.example>"
    whole = report(mail)
    found = read_bounce(whole[:at] + junk + whole[at + len(junk) :])
    assert found is None or found.message_id.startswith("<")
