"""The review of printed lines that signatories mended: before and after, taken over or answered."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from undersigned.actions.signing.review import ask_about_line, review_line
from undersigned.domain.accounts import Right
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.lines import lines_to_review
from undersigned.web.acts import does
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page
from undersigned.web.typed import number_in


def _answer(request: HttpRequest, seat: Seat) -> str:
    change, words = number_in(request, "change"), request.POST.get("words", "").strip()
    if request.POST.get("answer") == "ask":
        ask_about_line(slug=seat.letter, change=change, words=words, at=now())
    else:
        accept = request.POST.get("answer") == "accept"
        review_line(slug=seat.letter, change=change, accept=accept, words=words, at=now())
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_answer)
def reviewing(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    return page(
        request,
        "desk/lines.html",
        seat=seat,
        title=letter_by_slug(seat.letter).title,
        lines=lines_to_review(seat.letter),
        may_work=seat.role != "viewer",
        refused=refused,
        refused_change=number_in(request, "change") if refused else 0,
        typed=request.POST.get("words", ""),
    )
