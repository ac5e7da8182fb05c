"""The steps that end a letter, or make it public; and the review of its printed lines."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.letters.close import cancel, close
from undersigned.actions.publishing import publish
from undersigned.actions.signing.review import review_line
from undersigned.domain.accounts import Right
from undersigned.domain.letters import Step
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.letters import letter_by_slug, status_of
from undersigned.queries.lines import lines_to_review
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
def closing(request: HttpRequest, seat: Seat) -> HttpResponse:
    return _step(request, seat, Step.CLOSE, lambda: close(slug=seat.letter, at=now()))


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
def publishing(request: HttpRequest, seat: Seat) -> HttpResponse:
    return _step(request, seat, Step.PUBLISH, lambda: publish(slug=seat.letter, at=now()))


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
def cancelling(request: HttpRequest, seat: Seat) -> HttpResponse:
    return _step(request, seat, Step.CANCEL, lambda: cancel(slug=seat.letter, at=now()))


def _step(request: HttpRequest, seat: Seat, step: Step, act: Callable[[], object]) -> HttpResponse:
    """GET says what the step means and what the public will see; POST takes it."""
    refused: Refused | None = None
    if request.method == "POST":
        try:
            act()
        except Refused as refusal:
            refused = refusal
        else:
            return HttpResponseRedirect(f"/desk/letters/{seat.letter}/", status=303)
    return page(
        request,
        "desk/step.html",
        status=422 if refused else 200,
        seat=seat,
        step=step,
        letter=status_of(letter_by_slug(seat.letter)),
        to_review=len(lines_to_review(seat.letter)),
        refused=refused,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
def reviewing(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The printed lines that signatories mended: take each over, or keep the recorded one."""
    refused: Refused | None = None
    if request.method == "POST":
        change = request.POST.get("change", "")
        try:
            review_line(
                slug=seat.letter,
                change=int(change) if change.isdecimal() else 0,
                accept=request.POST.get("answer") == "accept",
                at=now(),
            )
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
        refused=refused,
    )
