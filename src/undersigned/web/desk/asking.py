"""The acts that send mails to many offices: circulate, invite more, extend the deadline, remind.

Each is one form: whom, in what words, when; and a button that shows the mails before anything is sent.
"""

from datetime import time

from django.http import HttpRequest, HttpResponse
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
from undersigned.web.acts import does
from undersigned.web.desk.listing import wanted_in
from undersigned.web.desk.opening import opening_in
from undersigned.web.desk.sending import round_in, sending_fields, sending_in, words_in
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.desk.zones import deadline_fields, deadline_in, typed_deadline, zone_fields
from undersigned.web.headers import policy
from undersigned.web.pages import now, page
from undersigned.web.typed import number_in

_MOST_DAYS = 60


def _is_preview(request: HttpRequest) -> bool:
    """Whether the mails are to be seen first, and nothing done."""
    return request.POST.get("answer") == "preview"


def _circulate(request: HttpRequest, seat: Seat) -> str | None:
    if _is_preview(request):
        return None
    circulate(
        slug=seat.letter,
        deadline=deadline_in(request),
        members=_members(request, seat),
        sending=sending_in(request),
        form=opening_in(request).choice,
        at=now(),
    )
    return f"/desk/letters/{seat.letter}/"


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
@does(_circulate)
def circulating(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """Choose members and a deadline, then circulate."""
    return _choosing(request, seat, Step.CIRCULATE, refused)


def _invite(request: HttpRequest, seat: Seat) -> str | None:
    if _is_preview(request):
        return None
    invite(slug=seat.letter, members=_members(request, seat), sending=sending_in(request), at=now())
    return f"/desk/letters/{seat.letter}/"


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
@does(_invite)
def inviting(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """Invite more members to a letter that circulates."""
    return _choosing(request, seat, Step.INVITE, refused)


def _members(request: HttpRequest, seat: Seat) -> list[str] | None:
    """The keys of those chosen; None for the whole roster."""
    match request.POST.get("whom"):
        case "all":
            return None
        case "before":
            return signed_before(letter_by_slug(seat.letter), at=now())
        case _:
            return request.POST.getlist("member")


def _choosing(request: HttpRequest, seat: Seat, step: Step, refused: Refused | None) -> HttpResponse:
    letter, wanted = letter_by_slug(seat.letter), wanted_in(request)
    before = signed_before(letter, at=now())
    response = page(
        request,
        "desk/choose.html",
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


def _with_previews(response: HttpResponse) -> HttpResponse:
    """The mails are shown in frames of ours."""
    response.headers["Content-Security-Policy"] = policy(frames="'self'")
    return response


def _extend(request: HttpRequest, seat: Seat) -> str | None:
    if _is_preview(request):
        return None
    notice = sending_in(request) if request.POST.get("notice") else None
    extend(slug=seat.letter, deadline=deadline_in(request), notice=notice, at=now())
    return f"/desk/letters/{seat.letter}/"


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
@does(_extend)
def extending(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """Set a later deadline, with a notice to those who have not answered unless the organiser wants none."""
    response = page(
        request,
        "desk/extend.html",
        seat=seat,
        letter=status_of(letter_by_slug(seat.letter)),
        notice=request.method != "POST" or bool(request.POST.get("notice")),
        refused=refused,
        **deadline_fields(request),
        **sending_fields(request, seat.letter, "deadline-extended", typed_deadline(request)),
    )
    return _with_previews(response)


def _remind(request: HttpRequest, seat: Seat) -> str | None:
    """A change of the plan is shown on the same page; reminders that went out, on the board."""
    if _is_preview(request):
        return None
    slug = seat.letter
    match request.POST.get("answer"), request.POST.get("when"):
        case "drop", _:
            drop_round(slug=slug, planned=number_in(request, "round"), at=now())
        case _, "later":
            plan_round(slug=slug, planned=round_in(request), own=words_in(request), at=now())
        case _, "before":
            plan_round(slug=slug, planned=_before_deadline(request), own=words_in(request), at=now())
        case _:
            remind(slug=slug, own=words_in(request), at=now())
            return f"/desk/letters/{slug}/"
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.EDIT, do=Right.EDIT))
@does(_remind)
def reminding(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """Remind now, or plan rounds of reminders; take back what is planned."""
    letter = letter_by_slug(seat.letter)
    response = page(
        request,
        "desk/remind.html",
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


def _before_deadline(request: HttpRequest) -> Round:
    days, hour = request.POST.get("days", ""), request.POST.get("hour", "")
    try:
        at = time.fromisoformat(hour)
    except ValueError:
        raise Refused(Reason.TIME_NOT_USABLE, text=hour) from None
    if not days.isdecimal() or len(days) > 3 or int(days) > _MOST_DAYS:
        raise Refused(Reason.TIME_NOT_USABLE, text=days)
    return Round(hour=at, days_before=int(days))
