"""The steps that end a letter, or make it public, each with what is to be settled before it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.letters.close import cancel, close
from undersigned.actions.publishing import publish
from undersigned.domain.accounts import Right
from undersigned.domain.checklist import open_points
from undersigned.domain.letters import LetterState, Step, steps_from
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.checklist import checklist_of
from undersigned.queries.letters import letter_by_slug, status_of
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page

_CHECKED = (Step.CLOSE, Step.PUBLISH)


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
    letter = letter_by_slug(seat.letter)
    checked = step in _CHECKED and step in steps_from(LetterState(letter.state))
    points = checklist_of(letter, at=now()) if checked else None
    if request.method == "POST":
        try:
            if points and open_points(points.items) and not request.POST.get("open"):
                raise Refused(Reason.POINTS_OPEN)
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
        letter=status_of(letter),
        checklist=points,
        open_points=open_points(points.items) if points else (),
        refused=refused,
    )
