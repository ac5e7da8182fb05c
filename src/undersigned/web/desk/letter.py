"""The steps that end a letter, or make it public, each with what is to be settled before it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from undersigned.actions.letters.close import cancel, close
from undersigned.actions.publishing import publish
from undersigned.domain.accounts import Right
from undersigned.domain.checklist import open_points
from undersigned.domain.letters import LetterState, Step, steps_from
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.checklist import Checklist, checklist_of
from undersigned.queries.letters import letter_by_slug, status_of
from undersigned.web.acts import does
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page

_CHECKED = (Step.CLOSE, Step.PUBLISH)


def _points(slug: str, step: Step) -> Checklist | None:
    """What is to be settled before the step; None where nothing is asked, or the step cannot be taken."""
    letter = letter_by_slug(slug)
    checked = step in _CHECKED and step in steps_from(LetterState(letter.state))
    return checklist_of(letter, at=now()) if checked else None


def _settle(request: HttpRequest, seat: Seat, step: Step) -> None:
    """Refused: points-open, unless the organiser says to go on although they are."""
    points = _points(seat.letter, step)
    if points and open_points(points.items) and not request.POST.get("open"):
        raise Refused(Reason.POINTS_OPEN)


def _close(request: HttpRequest, seat: Seat) -> str:
    _settle(request, seat, Step.CLOSE)
    close(slug=seat.letter, at=now())
    return f"/desk/letters/{seat.letter}/"


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
@does(_close)
def closing(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    return _show(request, seat, Step.CLOSE, refused)


def _publish(request: HttpRequest, seat: Seat) -> str:
    _settle(request, seat, Step.PUBLISH)
    publish(slug=seat.letter, at=now())
    return f"/desk/letters/{seat.letter}/"


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
@does(_publish)
def publishing(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    return _show(request, seat, Step.PUBLISH, refused)


def _cancel(request: HttpRequest, seat: Seat) -> str:
    cancel(slug=seat.letter, at=now())
    return f"/desk/letters/{seat.letter}/"


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
@does(_cancel)
def cancelling(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    return _show(request, seat, Step.CANCEL, refused)


def _show(request: HttpRequest, seat: Seat, step: Step, refused: Refused | None) -> HttpResponse:
    """What the step means, and what the public will see."""
    points = _points(seat.letter, step)
    return page(
        request,
        "desk/step.html",
        seat=seat,
        step=step,
        letter=status_of(letter_by_slug(seat.letter)),
        checklist=points,
        open_points=open_points(points.items) if points else (),
        refused=refused,
    )
