"""The review of printed lines that signatories mended: before and after, taken over or answered."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.signing.review import ask_about_line, review_line
from undersigned.domain.accounts import Right
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.lines import lines_to_review
from undersigned.web.desk.listing import number_in
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
def reviewing(request: HttpRequest, seat: Seat) -> HttpResponse:
    refused: Refused | None = None
    if request.method == "POST":
        try:
            _answer(request, seat.letter)
        except Refused as refusal:
            refused = refusal
        else:
            return HttpResponseRedirect(request.path, status=303)
    return page(
        request,
        "desk/lines.html",
        status=422 if refused else 200,
        seat=seat,
        title=letter_by_slug(seat.letter).title,
        lines=lines_to_review(seat.letter),
        may_work=seat.role != "viewer",
        refused=refused,
        refused_change=number_in(request, "change") if refused else 0,
        typed=request.POST.get("words", ""),
    )


def _answer(request: HttpRequest, slug: str) -> None:
    change, words = number_in(request, "change"), request.POST.get("words", "").strip()
    if request.POST.get("answer") == "ask":
        ask_about_line(slug=slug, change=change, words=words, at=now())
    else:
        accept = request.POST.get("answer") == "accept"
        review_line(slug=slug, change=change, accept=accept, words=words, at=now())
