"""The demo's outbox: the mails that would have been sent, as a page whose links can be followed."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup, escape

from undersigned.web.pages import page

_SHOWN = 100
_SEARCHED = ("To", "Subject", "X-Undersigned-Kind")
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
    found = list(islice((file for file in files if _matches(file, wanted)), _SHOWN + 1))
    return page(
        request,
        "outbox.html",
        mails=[_read(file) for file in found[:_SHOWN]],
        more=len(found) > _SHOWN,
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


def _matches(file: Path, wanted: str) -> bool:
    """Whether the words stand in the address, the subject or the kind. The rest of the mail is not parsed."""
    if not wanted:
        return True
    with file.open("rb") as stream:
        head = BytesHeaderParser(policy=policy.default).parse(stream)
    return wanted.casefold() in " ".join(str(head[name]) for name in _SEARCHED).casefold()
