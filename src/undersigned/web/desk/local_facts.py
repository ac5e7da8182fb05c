"""The facts that a local paper tells beside a letter: kept here, shown in kits and the public register."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from undersigned.actions.local_facts import change_fact, put_fact_away, record_fact
from undersigned.domain.accounts import Right, may
from undersigned.domain.local_facts import key_of_region
from undersigned.domain.press.kit import LocalFact
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.local_facts import facts_of
from undersigned.queries.roster import coalition_by_slug
from undersigned.web.acts import does
from undersigned.web.desk.session import Needs, coalition_page
from undersigned.web.pages import now, page
from undersigned.web.typed import address_in, day_in, needed_day_in, number_in, text_in

_LONGEST_FACT = 600


def _answer(request: HttpRequest, seat: Seat) -> str:
    coalition, number = coalition_by_slug(seat.coalition), number_in(request, "fact")
    by = request.user.get_username()
    match request.POST.get("answer"):
        case "write" if number:
            change_fact(coalition=coalition, number=number, fact=_fact(request), by=by, at=now())
        case "write":
            record_fact(coalition=coalition, fact=_fact(request), by=by, at=now())
        case "put-away":
            put_fact_away(coalition=coalition, number=number, at=now())
        case _:
            raise Refused(Reason.ANSWER_MISSING)
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_answer)
def local_facts(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """`?fact=N` opens one of them to be brought up to date."""
    return _show(request, seat, refused)


def _fact(request: HttpRequest) -> LocalFact:
    return LocalFact(
        region=key_of_region(text_in(request, "region")),
        place=text_in(request, "place"),
        what=text_in(request, "what", longest=_LONGEST_FACT),
        status=text_in(request, "status"),
        on=day_in(request, "on"),
        source=text_in(request, "source"),
        address=address_in(request, "address"),
        checked_on=needed_day_in(request, "checked_on"),
    )


def _show(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    rows = facts_of(coalition_by_slug(seat.coalition))
    wanted = request.POST.get("fact") or request.GET.get("fact", "")
    typed: Any = request.POST if refused else None
    return page(
        request,
        "desk/local_facts.html",
        seat=seat,
        rows=rows,
        opened=next((row for row in rows if str(row.id) == wanted), None),
        may_write=may(seat.role, Right.EDIT) is None,
        today=now().date().isoformat(),
        typed=typed,
        refused=refused,
    )
