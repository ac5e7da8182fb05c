"""The roster of a coalition, as it stands today."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from undersigned.queries.accounts import Seat
from undersigned.queries.roster import coalition_by_slug, roster_page
from undersigned.web.desk.listing import wanted_in
from undersigned.web.desk.session import Needs, coalition_page
from undersigned.web.pages import now, page


@require_safe
@coalition_page(Needs())
def roster(request: HttpRequest, seat: Seat) -> HttpResponse:
    wanted = wanted_in(request)
    members = roster_page(coalition_by_slug(seat.coalition), now(), wanted)
    return page(request, "desk/roster.html", seat=seat, members=members, wanted=wanted)
