"""A letter's mails: how far each kind has come, stopping what has not gone, and one as it will arrive."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.letters.preview import Asked, preview_for
from undersigned.actions.letters.stop import stop_mails
from undersigned.domain.accounts import Right
from undersigned.domain.own_words import OwnWords
from undersigned.domain.text import sha256_hex
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.mail import progress_of
from undersigned.web.acts import does
from undersigned.web.desk.board import with_news
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page
from undersigned.web.typed import sought_in
from undersigned.wording.board import MAILS

# A mail brings its own styles, and nothing in it may run, load or lead anywhere.
_MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


def _stop(request: HttpRequest, seat: Seat) -> str:
    stop_mails(slug=seat.letter, kind=request.POST.get("kind", ""), at=now())
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_stop)
def mails(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    letter = letter_by_slug(seat.letter)
    response = page(
        request,
        "desk/mails.html",
        seat=seat,
        title=letter.title,
        zone=letter.deadline_zone,
        progress=progress_of(letter),
        kinds=MAILS,
        may_stop=seat.role != "viewer",
        refused=refused,
    )
    return with_news(response)


@require_safe
@letter_page(Needs())
def progress(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The same progress alone, for the page that shows it as it goes on."""
    letter = letter_by_slug(seat.letter)
    found = progress_of(letter)
    tag = f'"{sha256_hex(repr(found).encode())[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        response = page(
            request, "desk/mail_progress.html", progress=found, kinds=MAILS, zone=letter.deadline_zone
        )
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_safe
@letter_page(Needs(see=Right.EDIT))
def preview(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One mail as its recipient's program shows it, for a frame on the page that sends it."""
    letter = letter_by_slug(seat.letter)
    try:
        typed = request.GET.get("deadline", "")
        letter.deadline = datetime.fromisoformat(typed) if typed else letter.deadline
    except ValueError:
        raise Http404 from None
    own = OwnWords(request.GET.get("subject", ""), request.GET.get("opening", ""))
    names = (sought_in(request, name) for name in ("kind", "member", "who"))
    found = preview_for(letter, Asked(*names), own, at=now())
    if found is None:
        raise Http404
    response = HttpResponse(found.message.html)
    response.headers["Content-Security-Policy"] = _MAIL_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
