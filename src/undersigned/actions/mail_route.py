"""How mails leave: as the environment says, else as was set at the desk, else into a folder."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.db import transaction
from email_validator import EmailNotValidError, validate_email

from undersigned.actions.sealing import opened, sealed
from undersigned.domain.reasons import Reason
from undersigned.errors import OutsideFailure, Refused
from undersigned.messages import test_mail
from undersigned.outside.mail import OutgoingMail, open_post
from undersigned.queries.mail import stored_route
from undersigned.records.models import MailRoute
from undersigned.wording import speak


@dataclass(frozen=True, slots=True)
class Route:
    """`url` as in the setting EMAIL_URL; `sender` is the address that every mail is from."""

    url: str
    sender: str


@dataclass(frozen=True, slots=True)
class MailServer:
    """What is typed at the desk. `tls`: from the first byte on (smtps); else where the server offers it."""

    host: str
    port: str
    tls: bool
    user: str
    password: str
    sender: str


def mail_route() -> Route:
    """The way that mails take now."""
    stored = None if settings.EMAIL_URL_IS_SET else stored_route()
    url = opened(stored.url) if stored else None
    if stored is None or url is None:
        return Route(settings.EMAIL_URL, settings.EMAIL_FROM)
    sender = settings.EMAIL_FROM if settings.EMAIL_FROM_IS_SET else stored.sender
    return Route(url, sender or settings.EMAIL_FROM)


def server_that_stands() -> MailServer:
    """The mail server as a form shows it: without its password. Empty where mails become files."""
    route = mail_route()
    parts = urlsplit(route.url)
    if parts.scheme not in ("smtp", "smtps"):
        return MailServer("", "", tls=False, user="", password="", sender=route.sender)
    return MailServer(
        host=parts.hostname or "",
        port=str(parts.port or ""),
        tls=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password="",
        sender=route.sender,
    )


@transaction.atomic
def set_mail_route(server: MailServer, *, at: datetime) -> None:
    """An empty password keeps the old.

    Refused: set-by-environment, mail-route-not-usable, address-not-usable.
    """
    if settings.EMAIL_URL_IS_SET:
        raise Refused(Reason.SET_BY_ENVIRONMENT)
    url = _url_of(server)
    MailRoute.objects.all().delete()
    MailRoute.objects.create(url=sealed(url), sender=_sender(server.sender), set_at=at)


@transaction.atomic
def unset_mail_route() -> None:
    """Mails become files again, as in a new installation. Refused: set-by-environment."""
    if settings.EMAIL_URL_IS_SET:
        raise Refused(Reason.SET_BY_ENVIRONMENT)
    MailRoute.objects.all().delete()


def _url_of(server: MailServer) -> str:
    host, port = server.host.strip(), server.port.strip()
    scheme = "smtps" if server.tls else "smtp"
    if not host or urlsplit(f"{scheme}://{host}").hostname != host.lower().strip("[]") or " " in host:
        raise Refused(Reason.MAIL_ROUTE_NOT_USABLE, field="host", text=host)
    if port and (not port.isdecimal() or not 0 < int(port) < 2**16):
        raise Refused(Reason.MAIL_ROUTE_NOT_USABLE, field="port", text=port)
    password = server.password or _password_that_stands(host, server.user)
    who = f"{quote(server.user, safe='')}:{quote(password, safe='')}@" if server.user else ""
    return f"{scheme}://{who}{host}{f':{port}' if port else ''}"


def _password_that_stands(host: str, user: str) -> str:
    """The password that is set already, for the same user of the same server."""
    parts = urlsplit(mail_route().url)
    same = parts.hostname == host.lower() and unquote(parts.username or "") == user
    return unquote(parts.password or "") if same else ""


def _sender(typed: str) -> str:
    try:
        return validate_email(typed.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise Refused(Reason.ADDRESS_NOT_USABLE, address=typed, field="sender") from None


def send_test_mail(*, to: str, at: datetime) -> None:
    """Send one mail now, past the queue. Refused: address-not-usable, test-mail-failed with what was said."""
    route = mail_route()
    message = test_mail.write(speak("en"), test_mail.TestMail(settings.BASE_URL))
    host = urlsplit(settings.BASE_URL).hostname
    mail = OutgoingMail(
        kind=message.kind,
        sender=("Undersigned", route.sender),
        reply_to="",
        to=_sender(to),
        subject=message.subject,
        text=message.text,
        html=message.html,
        message_id=f"<{secrets.token_hex(16)}@{host}>",
        date=at,
    )
    try:
        with open_post(route.url) as post:
            post.send(mail)
    except OutsideFailure as failure:
        raise Refused(Reason.TEST_MAIL_FAILED, trouble=str(failure)) from failure
