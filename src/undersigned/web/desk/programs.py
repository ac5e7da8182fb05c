"""A coalition's own programs: web hooks, the calendar's address, and where the interface is described."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.programs import add_hook, new_calendar, stop_hook, try_hook
from undersigned.domain.accounts import Right, may
from undersigned.domain.hooks import LISTENED
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.programs import has_calendar, hooks_of
from undersigned.queries.roster import coalition_by_slug
from undersigned.web.desk.session import Needs, coalition_page
from undersigned.web.pages import now, page


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(Needs(see=Right.SEE, do=Right.SEE))
def programs(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A secret is shown in the answer to the form that made it, and never again."""
    if request.method != "POST":
        return _show(request, seat)
    try:
        match request.POST.get("answer"):
            case "calendar":
                coalition, organiser = coalition_by_slug(seat.coalition), int(request.user.pk or 0)
                path = new_calendar(coalition=coalition, organiser=organiser, at=now())
                return _show(request, seat, calendar=settings.BASE_URL + path)
            case answer:
                return _change_hooks(request, seat, answer)
    except Refused as refused:
        return _show(request, seat, refused=refused)


def _change_hooks(request: HttpRequest, seat: Seat, answer: str | None) -> HttpResponse:
    if reason := may(seat.role, Right.CONNECT):
        raise Refused(reason)
    coalition = coalition_by_slug(seat.coalition)
    typed = request.POST.get("hook", "")
    hook = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
    match answer:
        case "add":
            address, kinds = request.POST.get("address", "").strip(), request.POST.getlist("kind")
            secret = add_hook(coalition=coalition, address=address, kinds=kinds, at=now())
            return _show(request, seat, secret=secret)
        case "try":
            try_hook(coalition=coalition, hook=hook, at=now())
        case "stop":
            stop_hook(coalition=coalition, hook=hook, at=now())
        case _:
            raise Refused(Reason.ANSWER_MISSING)
    return HttpResponseRedirect(request.path, status=303)


def _show(
    request: HttpRequest,
    seat: Seat,
    *,
    refused: Refused | None = None,
    secret: str | None = None,
    calendar: str | None = None,
) -> HttpResponse:
    coalition = coalition_by_slug(seat.coalition)
    return page(
        request,
        "desk/programs.html",
        seat=seat,
        hooks=hooks_of(coalition),
        kinds=LISTENED,
        may_connect=may(seat.role, Right.CONNECT) is None,
        address=request.POST.get("address", "") if refused else "",
        chosen=request.POST.getlist("kind") if refused else [kind.value for kind in LISTENED],
        secret=secret,
        calendar=calendar,
        has_calendar=has_calendar(coalition, int(request.user.pk or 0)),
        interface=f"{settings.BASE_URL}/api/v1/openapi.json",
        refused=refused,
    )
