"""The door to the mail server, or to a folder that stands in for one."""

import os
import smtplib
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from undersigned.errors import OutsideFailure

_TIMEOUT_SECONDS = 30
_WITH_PLAIN_LINES = SMTP.clone(linesep="\n")  # for people and programs that read the files


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file, in UTF-8, that goes with a mail."""

    filename: str
    content: bytes


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """One mail, ready to go. `message_id` has its angle brackets; `kind` becomes X-Undersigned-Kind.

    `unsubscribe` is an address that takes a POST without a page (RFC 8058), or "".
    """

    kind: str
    sender: tuple[str, str]  # (name to show, address)
    reply_to: str
    to: str
    subject: str
    text: str
    html: str
    message_id: str
    date: datetime
    unsubscribe: str = ""
    attachments: tuple[Attachment, ...] = ()

    def as_bytes(self, policy: "EmailPolicy[Any]" = SMTP) -> bytes:
        """The mail as it goes over the wire. No header can be smuggled in: line breaks are folded away."""
        message = EmailMessage(policy=policy)
        message["From"] = formataddr((_one_line(self.sender[0]), self.sender[1]))
        message["To"] = _one_line(self.to)
        message["Subject"] = _one_line(self.subject)
        message["Date"] = format_datetime(self.date)
        message["Message-ID"] = self.message_id
        message["X-Undersigned-Kind"] = self.kind
        message["Auto-Submitted"] = "auto-generated"
        if self.reply_to:
            message["Reply-To"] = _one_line(self.reply_to)
        if self.unsubscribe:
            message["List-Unsubscribe"] = f"<{self.unsubscribe}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        # Quoted-printable, so that the lines of links stand in the file as they are.
        message.set_content(self.text, cte="quoted-printable")
        message.add_alternative(self.html, subtype="html", cte="quoted-printable")
        for attachment in self.attachments:
            message.add_attachment(
                attachment.content,
                maintype="text",
                subtype="plain",
                filename=attachment.filename,
                params={"charset": "utf-8"},
            )
        return message.as_bytes()


def _one_line(text: str) -> str:
    return " ".join(text.split())


class Post(Protocol):
    """An open way out. `send` returns when the mail was accepted, else raises OutsideFailure."""

    def send(self, mail: OutgoingMail) -> None: ...


@contextmanager
def open_post(email_url: str) -> Iterator[Post]:
    """The way out that `smtp://…`, `smtps://…` or `file:DIR` names; closed at the end."""
    if email_url.startswith("file:"):
        yield FolderPost(_folder_of(email_url))
        return
    with _connected(email_url) as connection:
        yield SmtpPost(connection)


def _folder_of(email_url: str) -> Path:
    return Path(unquote(email_url.removeprefix("file:").removeprefix("//")))


@dataclass(frozen=True, slots=True)
class FolderPost:
    """Each mail as one `.eml` file. The name comes from the Message-ID, so a repeat replaces itself."""

    folder: Path

    def send(self, mail: OutgoingMail) -> None:
        name = _file_name(mail.date, mail.message_id)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f".{name}.part"
            draft.write_bytes(mail.as_bytes(_WITH_PLAIN_LINES))
            os.replace(draft, self.folder / f"{name}.eml")
        except OSError as error:
            raise OutsideFailure(f"{self.folder}: {error.strerror}", retry=True) from error


def _file_name(date: datetime, message_id: str) -> str:
    return date.strftime("%Y%m%dT%H%M%S") + "-" + message_id.strip("<>").split("@")[0]


def forget_posted(email_url: str, posted: Iterable[tuple[datetime, str]]) -> None:
    """Delete mails that were posted into a folder, by date and Message-ID; others are not ours."""
    if not email_url.startswith("file:"):
        return
    folder = _folder_of(email_url)
    try:
        for date, message_id in posted:
            (folder / f"{_file_name(date, message_id)}.eml").unlink(missing_ok=True)
    except OSError as error:
        raise OutsideFailure(f"{folder}: {error.strerror}", retry=True) from error


@dataclass(frozen=True, slots=True)
class SmtpPost:
    connection: smtplib.SMTP

    def send(self, mail: OutgoingMail) -> None:
        try:
            self.connection.sendmail(mail.sender[1], [mail.to], mail.as_bytes())
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            raise OutsideFailure(f"{code} {_said(text)}", retry=code < 500) from error
        except smtplib.SMTPResponseException as error:
            raise OutsideFailure(
                f"{error.smtp_code} {_said(error.smtp_error)}", retry=error.smtp_code < 500
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            raise OutsideFailure(str(error) or type(error).__name__, retry=True) from error


def _said(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text


@contextmanager
def _connected(email_url: str) -> Iterator[smtplib.SMTP]:
    parts = urlsplit(email_url)
    host = parts.hostname or "localhost"
    try:
        connection = _greet(parts.scheme, host, parts.port)
        if parts.username:
            connection.login(unquote(parts.username), unquote(parts.password or ""))
    except (smtplib.SMTPException, OSError) as error:
        raise OutsideFailure(f"mail server {host}: {error}", retry=True) from error
    try:
        yield connection
    finally:
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()


def _greet(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(
            host, port or 465, timeout=_TIMEOUT_SECONDS, context=ssl.create_default_context()
        )
    connection = smtplib.SMTP(host, port or 587, timeout=_TIMEOUT_SECONDS)
    connection.ehlo()
    if connection.has_extn("starttls"):
        connection.starttls(context=ssl.create_default_context())
        connection.ehlo()
    return connection
