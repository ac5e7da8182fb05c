"""Who is at a coalition's desk, with what role; and the history of who did what."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.accounts import change_role, invite_colleague, remove
from undersigned.domain.accounts import Right, Role, may
from undersigned.domain.history import AREAS
from undersigned.domain.reasons import Reason
from undersigned.domain.zones import zone_named
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat, colleagues
from undersigned.queries.history import ActShown, HistoryFilter, doers_in, history_page
from undersigned.queries.roster import coalition_by_slug
from undersigned.web.desk.listing import wanted_in
from undersigned.web.desk.session import Needs, coalition_page
from undersigned.web.pages import now, page
from undersigned.web.typed import sought_in
from undersigned.wording import speak
from undersigned.wording.history import deed_said


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(Needs(see=Right.SEE, do=Right.APPOINT))
def people(request: HttpRequest, seat: Seat) -> HttpResponse:
    coalition, refused = coalition_by_slug(seat.coalition), None
    if request.method == "POST":
        try:
            _decide(request, seat)
        except Refused as trouble:
            refused = trouble
        else:
            return HttpResponseRedirect(request.path, status=303)
    return page(
        request,
        "desk/people.html",
        seat=seat,
        colleagues=colleagues(coalition),
        roles=list(Role),
        me=int(request.user.pk or 0),
        may_appoint=may(seat.role, Right.APPOINT) is None,
        email=request.POST.get("email", ""),
        role=request.POST.get("role", Role.EDITOR),
        refused=refused,
    )


def _decide(request: HttpRequest, seat: Seat) -> None:
    coalition = coalition_by_slug(seat.coalition)
    whom = request.POST.get("organiser", "")
    organiser = int(whom) if whom.isdecimal() and len(whom) < 10 else 0
    acts: dict[str, Callable[[], None]] = {
        "invite": lambda: invite_colleague(
            coalition=coalition, email=request.POST.get("email", ""), role=_role(request), at=now()
        ),
        "change": lambda: change_role(
            coalition=coalition, organiser=organiser, role=_role(request), at=now()
        ),
        "remove": lambda: remove(coalition=coalition, organiser=organiser, at=now()),
    }
    act = acts.get(request.POST.get("answer", ""))
    if act is None:
        raise Refused(Reason.ANSWER_MISSING)
    act()


def _role(request: HttpRequest) -> Role:
    try:
        return Role(request.POST.get("role", ""))
    except ValueError:
        raise Refused(Reason.ANSWER_MISSING) from None


@require_safe
@coalition_page(Needs())
def history(request: HttpRequest, seat: Seat) -> HttpResponse:
    coalition = coalition_by_slug(seat.coalition)
    kept = HistoryFilter(*(sought_in(request, name) for name in ("area", "who", "letter")))
    return page(
        request,
        "desk/history.html",
        seat=seat,
        acts=history_page(coalition, wanted_in(request), kept),
        kept=kept,
        areas=list(AREAS),
        doers=doers_in(coalition),
        deed=_deed_said,
    )


def _deed_said(act: ActShown) -> str:
    """The deed in words; a deadline where the organiser set it, a role by its word."""
    wording = speak("en")
    facts = {**act.facts, "whom": act.whom or wording.say("somebody who is forgotten")}
    for moment in {"deadline", "moment"} & facts.keys():
        at = datetime.fromisoformat(str(facts[moment]))
        facts[moment] = wording.moment(at, zone_named(str(facts.get("zone", "UTC"))))
    return deed_said(act.deed, facts, wording)
