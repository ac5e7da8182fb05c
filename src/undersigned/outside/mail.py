"""The door to the mail server, or to a folder that stands in for one."""

import os
import smtplib
import ssl
from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from undersigned.errors import OutsideFailure

_TIMEOUT_SECONDS = 30


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

    def as_bytes(self, linesep: str = "\r\n") -> bytes:
        """The mail as it goes over the wire (RFC 5322, RFC 2046). Nothing can be smuggled into a header.

        Written out here: the standard library takes longer to make a mail than a server to take it.
        """
        part = _multipart(
            "alternative", self._boundary("text"), [_text("plain", self.text), _text("html", self.html)]
        )
        if self.attachments:
            part = _multipart("mixed", self._boundary("all"), [part, *map(_attached, self.attachments)])
        heads = (f"{name}: {_encoded(name, value)}" for name, value in self._headers())
        return "\n".join([*heads, "MIME-Version: 1.0", part]).replace("\n", linesep).encode("ascii")

    def _boundary(self, name: str) -> str:
        """A line that no part has: quoted-printable and base64 have no "=_"."""
        return f"=_{name}_{self.message_id.strip('<>').split('@')[0]}"

    def _headers(self) -> Iterator[tuple[str, str]]:
        yield "From", formataddr((_one_line(self.sender[0]), self.sender[1]))
        yield "To", _one_line(self.to)
        yield "Subject", _one_line(self.subject)
        yield "Date", format_datetime(self.date)
        yield "Message-ID", self.message_id
        yield "X-Undersigned-Kind", self.kind
        yield "Auto-Submitted", "auto-generated"
        if self.reply_to:
            yield "Reply-To", _one_line(self.reply_to)
        if self.unsubscribe:
            yield "List-Unsubscribe", f"<{self.unsubscribe}>"
            yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"


def _encoded(name: str, value: str) -> str:
    return value if value.isascii() else Header(value, "utf-8", header_name=name).encode()


def _text(subtype: str, text: str) -> str:
    """A part in quoted-printable, so that the lines of links stand in the file as they are."""
    content = text.replace("\r\n", "\n").encode("utf-8", "replace")
    head = f"Content-Type: text/{subtype}; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    return head + b2a_qp(content, istext=True).decode("ascii")


def _attached(attachment: Attachment) -> str:
    return (
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n"
        f'Content-Disposition: attachment; filename="{attachment.filename}"\n\n'
        + encodebytes(attachment.content).decode("ascii")
    )


def _multipart(kind: str, boundary: str, parts: Sequence[str]) -> str:
    inside = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind};\n boundary="{boundary}"\n\n{inside}--{boundary}--\n'


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
            draft.write_bytes(mail.as_bytes("\n"))
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
        content = mail.as_bytes()
        try:
            self.connection.sendmail(mail.sender[1], [mail.to], content)
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            raise OutsideFailure(f"{code} {_said(text)}", retry=code < 500) from error
        except smtplib.SMTPResponseException as error:
            raise OutsideFailure(
                f"{error.smtp_code} {_said(error.smtp_error)}", retry=error.smtp_code < 500
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            raise OutsideFailure(str(error) or type(error).__name__, retry=True) from error
        except UnicodeError as error:  # halfway through this mail: the next one begins anew
            self.connection.rset()
            raise OutsideFailure(f"{mail.to} cannot be written to by this server", retry=False) from error


def _said(text: bytes | str) -> str:
    """The server's words, without a zero byte, which no database takes."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return said.replace("\0", "")


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
