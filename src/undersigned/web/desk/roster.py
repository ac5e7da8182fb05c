"""The roster of a coalition, as it stands today."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from undersigned.queries.accounts import Seat
from undersigned.queries.roster import coalition_by_slug, roster_on
from undersigned.web.desk.session import Needs, coalition_page
from undersigned.web.pages import now, page


@require_safe
@coalition_page(Needs())
def roster(request: HttpRequest, seat: Seat) -> HttpResponse:
    members = roster_on(coalition_by_slug(seat.coalition), now())
    return page(request, "desk/roster.html", seat=seat, members=members)
