"""The part of a form that says how its mails go out, and shows them before they do."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from undersigned.actions.letters.preview import Preview, previews
from undersigned.domain.own_words import OwnWords
from undersigned.domain.reasons import Reason
from undersigned.domain.sending import Round, Sending
from undersigned.errors import Refused
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.mail import own_words
from undersigned.web.pages import now


def words_in(request: HttpRequest) -> OwnWords:
    """The words that were typed, without the space around them."""
    return OwnWords(request.POST.get("subject", "").strip(), request.POST.get("opening", "").strip())


def sending_in(request: HttpRequest) -> Sending:
    """How the mails are to go. Refused (time-not-usable) where the time is none."""
    if request.POST.get("when", "now") != "later":
        return Sending(words_in(request))
    return Sending(words_in(request), round_in(request))


def round_in(request: HttpRequest) -> Round:
    """The time that was typed: in a zone, or "" for each office's own."""
    typed = request.POST.get("send_at", "")
    try:
        local = datetime.fromisoformat(typed)
    except ValueError:
        raise Refused(Reason.TIME_NOT_USABLE, text=typed) from None
    return Round(hour=local.time(), zone=request.POST.get("send_zone", ""), on=local.date())


def sending_fields(request: HttpRequest, slug: str, kind: str, deadline: datetime | None) -> dict[str, Any]:
    """What the template `desk/mail.html` shows. `deadline` is the one that the mails will tell."""
    letter = letter_by_slug(slug)
    own = words_in(request) if request.method == "POST" else own_words(letter, kind)
    search = request.POST.get("recipient", "").strip()
    shown: tuple[Preview, ...] | None = None
    if request.POST.get("answer") == "preview":
        letter.deadline = deadline or letter.deadline
        shown = previews(letter, kind, search, own, at=now())
    return {
        "kind": kind,
        "own": own,
        "when": request.POST.get("when", "now"),
        "send_at": request.POST.get("send_at", ""),
        "send_zone": request.POST.get("send_zone", ""),
        "recipient": search,
        "previews": shown,
        "shown_deadline": deadline.isoformat() if deadline else "",
    }
