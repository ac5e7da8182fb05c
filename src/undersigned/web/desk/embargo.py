"""Publishing for a time: the embargo of a closed letter, and the outlets that may read before it ends."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.embargo import call_off_embargo, open_to_outlet, revoke_outlet, set_embargo
from undersigned.domain.accounts import Right
from undersigned.domain.letters import LetterState
from undersigned.domain.press.areas import areas
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.embargo import outlets_of
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.publishing import publication_of
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.desk.zones import zone_fields
from undersigned.web.pages import now, page
from undersigned.web.typed import moment_in, number_in, text_in


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
def embargo(request: HttpRequest, seat: Seat) -> HttpResponse:
    """An outlet's link is shown in the answer to the form that made it, and never again."""
    if request.method != "POST":
        return _show(request, seat)
    try:
        address = _answer(request, seat)
    except Refused as refused:
        return _show(request, seat, refused=refused)
    if address:
        return _show(request, seat, address=address)
    return HttpResponseRedirect(request.path, status=303)


def _answer(request: HttpRequest, seat: Seat) -> str | None:
    """What was asked for, done; the address of a link that was made."""
    match request.POST.get("answer"):
        case "set":
            until = moment_in(request, "until", Reason.EMBARGO_WITHOUT_ZONE)
            set_embargo(slug=seat.letter, until=until, at=now())
        case "call-off":
            call_off_embargo(slug=seat.letter, at=now())
        case "open":
            return open_to_outlet(
                slug=seat.letter,
                outlet=text_in(request, "outlet"),
                email=text_in(request, "email"),
                area=request.POST.get("area", "")[:200],
                at=now(),
            )
        case "revoke":
            revoke_outlet(slug=seat.letter, link=number_in(request, "link"), at=now())
        case _:
            raise Refused(Reason.ANSWER_MISSING)
    return None


def _show(
    request: HttpRequest, seat: Seat, *, refused: Refused | None = None, address: str = ""
) -> HttpResponse:
    letter = letter_by_slug(seat.letter)
    closed = letter.state == LetterState.CLOSED
    typed: Any = request.POST if refused else {}
    return page(
        request,
        "desk/embargo.html",
        seat=seat,
        letter=letter,
        state=LetterState(letter.state),
        waits=closed and letter.embargo_until is not None,
        outlets=outlets_of(letter),
        areas=areas(publication_of(letter).document) if closed else (),
        address=address,
        typed=typed,
        zone=typed.get("zone", letter.embargo_zone if letter.embargo_until else "America/New_York"),
        **zone_fields(),
        refused=refused,
    )
