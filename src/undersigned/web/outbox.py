"""The demo's outbox: the mails that would have been sent, as a page whose links can be followed."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup, escape

from undersigned.web.pages import page

_SHOWN = 100
# The demo's own addresses, whichever port it had when the mail was written.
_LINK = re.compile(r"http://127\.0\.0\.1:\d+(/\S*)")


@dataclass(frozen=True, slots=True)
class MailShown:
    kind: str
    to: str
    subject: str
    date: datetime
    body: Markup


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    folder = Path(settings.EMAIL_URL.removeprefix("file:"))
    wanted = request.GET.get("q", "").strip()
    files = sorted(folder.glob("*.eml"), reverse=True)
    mails = [mail for mail in map(_read, files if wanted else files[: _SHOWN + 1]) if _matches(mail, wanted)]
    return page(
        request,
        "outbox.html",
        mails=mails[:_SHOWN],
        more=len(mails) > _SHOWN,
        wanted=wanted,
        folder=str(folder),
    )


def _read(file: Path) -> MailShown:
    message = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=policy.default)
    part = message.get_body(("plain",))
    text = str(part.get_content()) if part is not None else ""
    return MailShown(
        kind=str(message["X-Undersigned-Kind"]),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        date=message["Date"].datetime,
        body=_with_links(text),
    )


def _with_links(text: str) -> Markup:
    """The text with each address of the demo as a link; everything else escaped."""
    end, parts = 0, []
    for match in _LINK.finditer(text):
        parts += [escape(text[end : match.start()]), Markup('<a href="{}">{}</a>').format(match[1], match[0])]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def _matches(mail: MailShown, wanted: str) -> bool:
    return wanted.casefold() in f"{mail.to} {mail.subject} {mail.kind}".casefold()
