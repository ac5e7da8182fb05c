"""One letter at the desk: its board, and the steps that can be taken from its state."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.letters.circulate import circulate, extend, invite
from undersigned.actions.letters.close import cancel, close
from undersigned.actions.letters.remind import remind
from undersigned.actions.publishing import publish
from undersigned.actions.signing.review import review_line
from undersigned.domain.accounts import Right, may
from undersigned.domain.letters import Step, steps_from
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.board import board_page
from undersigned.queries.candidates import candidates_page, invitable
from undersigned.queries.letters import LetterStatus, letter_by_slug, status_of
from undersigned.queries.lines import lines_to_review
from undersigned.web.desk.listing import wanted_in
from undersigned.web.desk.opening import opening_in
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page

_USUAL_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "UTC",
)


@require_safe
@letter_page(Needs())
def board(request: HttpRequest, seat: Seat) -> HttpResponse:
    letter = letter_by_slug(seat.letter)
    status, wanted, state = status_of(letter), wanted_in(request), request.GET.get("state", "")
    return page(
        request,
        "desk/letter.html",
        seat=seat,
        letter=status,
        board=board_page(letter, status.states, wanted, state),
        wanted=wanted,
        shown=state,
        steps=_steps(seat, status),
        to_review=len(lines_to_review(seat.letter)),
    )


def _steps(seat: Seat, status: LetterStatus) -> tuple[Step, ...]:
    """What this organiser can do to the letter now."""
    return tuple(step for step in steps_from(status.state) if may(seat.role, _RIGHTS[step]) is None)


_RIGHTS: dict[Step, Right] = dict.fromkeys(Step, Right.DECIDE) | {
    Step.EDIT: Right.EDIT,
    Step.REMIND: Right.EDIT,
}


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
def circulating(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Choose members and a deadline, then circulate."""
    form = opening_in(request).choice
    return _choosing(
        request,
        seat,
        Step.CIRCULATE,
        lambda members: circulate(
            slug=seat.letter, deadline=_deadline(request), members=members, at=now(), form=form
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
def inviting(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Invite more members to a letter that circulates."""
    return _choosing(
        request, seat, Step.INVITE, lambda members: invite(slug=seat.letter, members=members, at=now())
    )


def _choosing(
    request: HttpRequest, seat: Seat, step: Step, act: Callable[[list[str]], object]
) -> HttpResponse:
    letter, wanted = letter_by_slug(seat.letter), wanted_in(request)
    refused: Refused | None = None
    if request.method == "POST":
        everybody = request.POST.get("whom") == "all"
        try:
            act(invitable(letter, at=now()) if everybody else request.POST.getlist("member"))
        except Refused as refusal:
            refused = refusal
        else:
            return HttpResponseRedirect(f"/desk/letters/{seat.letter}/", status=303)
    return page(
        request,
        "desk/choose.html",
        status=422 if refused else 200,
        seat=seat,
        step=step,
        title=letter.title,
        candidates=candidates_page(letter, wanted, at=now()),
        wanted=wanted,
        here=request.get_full_path(),
        chosen=set(request.POST.getlist("member")),
        whom=request.POST.get("whom", "some" if wanted.search else "all"),
        refused=refused,
        opening=opening_in(request),
        **_deadline_fields(request),
    )


def _deadline_fields(request: HttpRequest) -> dict[str, Any]:
    return {
        "deadline": request.POST.get("deadline", ""),
        "zone": request.POST.get("zone", "America/New_York"),
        "usual_zones": _USUAL_ZONES,
        "zones": sorted(available_timezones() - set(_USUAL_ZONES)),
    }


def _deadline(request: HttpRequest) -> datetime:
    """The deadline that was typed. Refused (deadline-without-zone) where it is not a time with its zone."""
    typed = request.POST.get("deadline", "")
    try:
        local = datetime.fromisoformat(typed)
        zone = ZoneInfo(request.POST.get("zone", ""))
    except (ValueError, ZoneInfoNotFoundError):
        raise Refused(Reason.DEADLINE_WITHOUT_ZONE, text=typed) from None
    return local if local.tzinfo else local.replace(tzinfo=zone)


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
def extending(request: HttpRequest, seat: Seat) -> HttpResponse:
    return _step(
        request, seat, Step.EXTEND, lambda: extend(slug=seat.letter, deadline=_deadline(request), at=now())
    )


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.EDIT, do=Right.EDIT))
def reminding(request: HttpRequest, seat: Seat) -> HttpResponse:
    return _step(request, seat, Step.REMIND, lambda: remind(slug=seat.letter, at=now()))


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
        **_deadline_fields(request),
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
