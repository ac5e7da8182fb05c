"""Quotes of those who signed: asked for, and what was cleared."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from undersigned.actions.quotes import ask_for_quotes, leave_out
from undersigned.domain.accounts import Right, may
from undersigned.domain.quotes import LONGEST
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.quotes import quotes_at_desk
from undersigned.web.acts import does
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page
from undersigned.web.typed import number_in


def _answer(request: HttpRequest, seat: Seat) -> str:
    answer = request.POST.get("answer")
    match answer:
        case "ask":
            chosen = [int(each) for each in request.POST.getlist("signature") if each.isdecimal()]
            if not chosen:
                raise Refused(Reason.NOBODY_CHOSEN)
            proposed = request.POST.get("proposed", "")
            ask_for_quotes(slug=seat.letter, signatures=chosen, proposed=proposed, at=now())
        case "leave-out" | "take-in":
            number, left_out = number_in(request, "quote"), answer == "leave-out"
            leave_out(slug=seat.letter, quote=number, left_out=left_out, at=now())
        case _:
            raise Refused(Reason.ANSWER_MISSING)
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_answer)
def quotes(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    letter = letter_by_slug(seat.letter)
    return page(
        request,
        "desk/quotes.html",
        seat=seat,
        title=letter.title,
        rows=quotes_at_desk(letter),
        may_write=may(seat.role, Right.EDIT) is None,
        proposed=request.POST.get("proposed", "") if refused else "",
        chosen=set(request.POST.getlist("signature")) if refused else set(),
        longest=LONGEST,
        refused=refused,
    )
