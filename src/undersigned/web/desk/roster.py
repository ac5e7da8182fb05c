"""The roster of a coalition: the list with its filters, as a file, and a new member."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.roster_by_hand import add_member
from undersigned.domain.accounts import Right, may
from undersigned.domain.roster_by_hand import HOLDER_FIELDS, MEMBER_FIELDS, SEAT_FIELDS
from undersigned.errors import Refused
from undersigned.outputs import roster as csv_file
from undersigned.queries.accounts import Seat
from undersigned.queries.beginning import beginning_of
from undersigned.queries.roster import coalition_by_slug, member_entries
from undersigned.queries.roster_gaps import survey_of
from undersigned.queries.roster_list import Filter, roster_page
from undersigned.web.acts import does
from undersigned.web.desk.listing import wanted_in
from undersigned.web.desk.roster_form import form_of, typed_in
from undersigned.web.desk.session import Needs, coalition_page
from undersigned.web.pages import now, page
from undersigned.web.typed import sought_in


@require_safe
@coalition_page(Needs())
def roster(request: HttpRequest, seat: Seat) -> HttpResponse:
    coalition, at = coalition_by_slug(seat.coalition), now()
    kept = Filter(*(sought_in(request, name) for name in ("region", "office", "gap")))
    imported = request.GET.get("imported") == "yes"
    wanted, survey = wanted_in(request), survey_of(coalition, at)
    return page(
        request,
        "desk/roster.html",
        seat=seat,
        members=roster_page(coalition, at, wanted, kept, survey.gaps),
        wanted=wanted,
        kept=kept,
        survey=survey,
        may_edit=may(seat.role, Right.EDIT) is None,
        imported=imported,
        beginning=beginning_of(coalition) if imported else None,
    )


@require_safe
@coalition_page(Needs())
def file(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The whole roster, such that importing it again changes nothing."""
    content = csv_file.render(member_entries(coalition_by_slug(seat.coalition)))
    name = f"{seat.coalition}-roster.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _add(request: HttpRequest, seat: Seat) -> str:
    coalition, typed = coalition_by_slug(seat.coalition), typed_in(request, MEMBER_FIELDS)
    member = add_member(coalition=coalition, typed=typed, at=now())
    return f"/desk/coalitions/{seat.coalition}/members/{member.key}/"


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(Needs(see=Right.EDIT, do=Right.EDIT))
@does(_add)
def adding(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    return page(
        request,
        "desk/member_new.html",
        status=422 if refused else 200,
        seat=seat,
        **form_of(typed_in(request, MEMBER_FIELDS), refused),
        seat_fields=(*SEAT_FIELDS, "external_id"),
        holder_fields=HOLDER_FIELDS,
    )
