"""A mail as it goes over the wire: every program reads back exactly what was put in."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.outside.mail import Attachment, OutgoingMail

LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200)
TEXT = st.lists(LINE, max_size=8).map("\n".join)


def outgoing(
    subject: str = "Hello", text: str = "text", html: str = "<p>", name: str = "North"
) -> OutgoingMail:
    return OutgoingMail(
        kind="invitation",
        sender=(name, "letters@north.example"),
        reply_to="ola@north.example",
        to="mayor@carrboro.example",
        subject=subject,
        text=text,
        html=html,
        message_id="<0123456789abcdef@north.example>",
        date=datetime(2026, 12, 1, 12, tzinfo=UTC),
        unsubscribe="https://north.example/i/x/no-mail/",
        attachments=(Attachment("receipt.tlog-proof", "é\n".encode() * 100),),
    )


def read(mail: OutgoingMail) -> EmailMessage:
    return message_from_bytes(mail.as_bytes(), _class=EmailMessage, policy=policy.default)


def content(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@given(TEXT, TEXT)
def test_both_texts_arrive_as_they_are(text: str, html: str) -> None:
    message = read(outgoing(text=text, html=html))
    assert content(message, "plain") == text
    assert content(message, "html") == html
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "receipt.tlog-proof"
    assert attached.get_content() == "é\n" * 100


@given(LINE, LINE)
def test_subject_and_sender_arrive_in_any_script(subject: str, name: str) -> None:
    message = read(outgoing(subject=subject, name=name))
    assert " ".join(str(message["Subject"]).split()) == " ".join(subject.split())
    assert str(message["To"]) == "mayor@carrboro.example"
    assert message["List-Unsubscribe"] == "<https://north.example/i/x/no-mail/>"


@pytest.mark.parametrize(
    "smuggled", ["x\r\nBcc: all@example.org", "x\nBcc: all@example.org\n\nHello", "x\rBcc: y"]
)
def test_no_header_can_be_smuggled_in(smuggled: str) -> None:
    message = read(outgoing(subject=smuggled, name=smuggled))
    assert message["Bcc"] is None
    assert content(message, "plain") == "text"


def test_the_wire_has_plain_lines_of_its_own_kind_and_no_long_one() -> None:
    wire = outgoing(subject="é" * 300, text="x" * 5000).as_bytes()
    assert wire.isascii()
    assert b"\n" not in wire.replace(b"\r\n", b"")
    assert max(map(len, wire.split(b"\r\n"))) <= 78
