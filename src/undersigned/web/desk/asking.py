"""The acts that send mails to many offices: circulate, invite more, extend the deadline, remind.

Each is one form: whom, in what words, when; and a button that shows the mails before anything is sent.
"""

from collections.abc import Callable
from datetime import time

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.letters.circulate import circulate, extend, invite
from undersigned.actions.letters.remind import remind
from undersigned.actions.letters.rounds import drop_round, plan_round
from undersigned.domain.accounts import Right
from undersigned.domain.letters import Step
from undersigned.domain.reasons import Reason
from undersigned.domain.sending import Round
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.candidates import candidates_page, signed_before
from undersigned.queries.letters import letter_by_slug, status_of
from undersigned.queries.rounds import rounds_of
from undersigned.web.desk.listing import number_in, wanted_in
from undersigned.web.desk.opening import opening_in
from undersigned.web.desk.sending import round_in, sending_fields, sending_in, words_in
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.desk.zones import deadline_fields, deadline_in, typed_deadline, zone_fields
from undersigned.web.headers import policy
from undersigned.web.pages import now, page

_MOST_DAYS = 60


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
def circulating(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Choose members and a deadline, then circulate."""

    def act(members: list[str] | None) -> None:
        circulate(
            slug=seat.letter,
            deadline=deadline_in(request),
            members=members,
            sending=sending_in(request),
            form=opening_in(request).choice,
            at=now(),
        )

    return _choosing(request, seat, Step.CIRCULATE, act)


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
def inviting(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Invite more members to a letter that circulates."""

    def act(members: list[str] | None) -> None:
        invite(slug=seat.letter, members=members, sending=sending_in(request), at=now())

    return _choosing(request, seat, Step.INVITE, act)


def _choosing(
    request: HttpRequest, seat: Seat, step: Step, act: Callable[[list[str] | None], object]
) -> HttpResponse:
    letter, wanted = letter_by_slug(seat.letter), wanted_in(request)
    before = signed_before(letter, at=now())
    chosen = {"all": None, "before": before}
    refused: Refused | None = None
    if is_decided(request):
        try:
            act(chosen.get(request.POST.get("whom", ""), request.POST.getlist("member")))
        except Refused as refusal:
            refused = refusal
        else:
            return HttpResponseRedirect(f"/desk/letters/{seat.letter}/", status=303)
    response = page(
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
        before=before,
        follows=letter.follows.title if letter.follows else "",
        whom=request.POST.get("whom", "some" if wanted.search else "before" if before else "all"),
        refused=refused,
        opening=opening_in(request),
        **deadline_fields(request),
        **sending_fields(request, seat.letter, "invitation", typed_deadline(request)),
    )
    return _with_previews(response)


def is_decided(request: HttpRequest) -> bool:
    """Whether the form was sent to be done, and not to see its mails first."""
    return request.method == "POST" and request.POST.get("answer") != "preview"


def _with_previews(response: HttpResponse) -> HttpResponse:
    """The mails are shown in frames of ours."""
    response.headers["Content-Security-Policy"] = policy(frames="'self'")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
def extending(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Set a later deadline, with a notice to those who have not answered unless the organiser wants none."""
    refused: Refused | None = None
    if is_decided(request):
        try:
            notice = sending_in(request) if request.POST.get("notice") else None
            extend(slug=seat.letter, deadline=deadline_in(request), notice=notice, at=now())
        except Refused as refusal:
            refused = refusal
        else:
            return HttpResponseRedirect(f"/desk/letters/{seat.letter}/", status=303)
    response = page(
        request,
        "desk/extend.html",
        status=422 if refused else 200,
        seat=seat,
        letter=status_of(letter_by_slug(seat.letter)),
        notice=request.method != "POST" or bool(request.POST.get("notice")),
        refused=refused,
        **deadline_fields(request),
        **sending_fields(request, seat.letter, "deadline-extended", typed_deadline(request)),
    )
    return _with_previews(response)


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.EDIT, do=Right.EDIT))
def reminding(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Remind now, or plan rounds of reminders; take back what is planned."""
    refused: Refused | None = None
    if is_decided(request):
        try:
            if _remind(request, seat.letter):
                return HttpResponseRedirect(request.path, status=303)
        except Refused as refusal:
            refused = refusal
        else:
            return HttpResponseRedirect(f"/desk/letters/{seat.letter}/", status=303)
    letter = letter_by_slug(seat.letter)
    response = page(
        request,
        "desk/remind.html",
        status=422 if refused else 200,
        seat=seat,
        letter=status_of(letter),
        rounds=rounds_of(letter),
        days=request.POST.get("days", "3"),
        hour=request.POST.get("hour", "09:00"),
        refused=refused,
        **zone_fields(),
        **sending_fields(request, seat.letter, "reminder", None),
    )
    return _with_previews(response)


def _remind(request: HttpRequest, slug: str) -> bool:
    """Do what was asked for; whether it changed the plan, which the same page then shows."""
    if request.POST.get("answer") == "drop":
        drop_round(slug=slug, planned=number_in(request, "round"), at=now())
        return True
    match request.POST.get("when"):
        case "later":
            plan_round(slug=slug, planned=round_in(request), own=words_in(request), at=now())
        case "before":
            plan_round(slug=slug, planned=_before_deadline(request), own=words_in(request), at=now())
        case _:
            remind(slug=slug, own=words_in(request), at=now())
            return False
    return True


def _before_deadline(request: HttpRequest) -> Round:
    days, hour = request.POST.get("days", ""), request.POST.get("hour", "")
    try:
        at = time.fromisoformat(hour)
    except ValueError:
        raise Refused(Reason.TIME_NOT_USABLE, text=hour) from None
    if not days.isdecimal() or len(days) > 3 or int(days) > _MOST_DAYS:
        raise Refused(Reason.TIME_NOT_USABLE, text=days)
    return Round(hour=at, days_before=int(days))
