"""One member of the roster: its page, and the forms that change its office, its holder and its delegates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.roster_by_hand import (
    change_delegate,
    change_office,
    change_term,
    follow_holder,
    name_delegate,
)
from undersigned.actions.signing.authority import end_recorded_authority
from undersigned.domain.accounts import Right, may
from undersigned.domain.roster_by_hand import (
    DELEGATE_FIELDS,
    HOLDER_FIELDS,
    SEAT_FIELDS,
    typed_delegate,
    typed_holder,
    typed_seat,
)
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.members import (
    MemberView,
    delegate_by_id,
    member_by_key,
    member_view,
    term_by_id,
)
from undersigned.queries.roster import coalition_by_slug, delegate_of, term_of
from undersigned.web.desk.roster_form import form_of, typed_in
from undersigned.web.desk.session import Needs, coalition_page
from undersigned.web.pages import now, page
from undersigned.web.trouble import refusal

_EDITS = Needs(see=Right.EDIT, do=Right.EDIT)
_DELEGATE = (*DELEGATE_FIELDS, "source")
Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MemberForm:
    """A form about one member: its fields, what stands in them at first, and what sending it does."""

    step: str
    fields: tuple[str, ...]
    before: Callable[[MemberView], Typed]
    act: Callable[[Typed], None]


def _empty(_: MemberView) -> Typed:
    return {}


@require_safe
@coalition_page(Needs())
def member(request: HttpRequest, seat: Seat, member: str) -> HttpResponse:
    try:
        row = member_by_key(coalition_by_slug(seat.coalition), member)
    except Refused as refused:
        return refusal(request, refused)
    return page(
        request,
        "desk/member.html",
        seat=seat,
        member=member_view(row, now()),
        may_edit=may(seat.role, Right.EDIT) is None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_EDITS)
def office(request: HttpRequest, seat: Seat, member: str) -> HttpResponse:
    coalition = coalition_by_slug(seat.coalition)

    def before(view: MemberView) -> Typed:
        return typed_seat(view.entry)

    def act(typed: Typed) -> None:
        change_office(coalition=coalition, key=member, typed=typed, at=now())

    return _show(request, seat, member, MemberForm("office", SEAT_FIELDS, before, act))


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_EDITS)
def new_holder(request: HttpRequest, seat: Seat, member: str) -> HttpResponse:
    coalition = coalition_by_slug(seat.coalition)
    ends = request.POST.get("predecessor_ends", "")

    def act(typed: Typed) -> None:
        follow_holder(coalition=coalition, key=member, typed=typed, predecessor_ends=ends, at=now())

    return _show(request, seat, member, MemberForm("new-holder", HOLDER_FIELDS, _empty, act))


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_EDITS)
def term(request: HttpRequest, seat: Seat, member: str, term: int) -> HttpResponse:
    coalition = coalition_by_slug(seat.coalition)

    def before(_: MemberView) -> Typed:
        return typed_holder(term_of(term_by_id(member_by_key(coalition, member), term)))

    def act(typed: Typed) -> None:
        change_term(coalition=coalition, key=member, term=term, typed=typed, at=now())

    return _show(request, seat, member, MemberForm("term", HOLDER_FIELDS, before, act))


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_EDITS)
def new_delegate(request: HttpRequest, seat: Seat, member: str) -> HttpResponse:
    coalition = coalition_by_slug(seat.coalition)

    def act(typed: Typed) -> None:
        name_delegate(coalition=coalition, key=member, typed=typed, at=now())

    return _show(request, seat, member, MemberForm("new-delegate", _DELEGATE, _empty, act))


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_EDITS)
def delegate(request: HttpRequest, seat: Seat, member: str, delegate: int) -> HttpResponse:
    coalition = coalition_by_slug(seat.coalition)

    def before(_: MemberView) -> Typed:
        row = delegate_by_id(member_by_key(coalition, member), delegate)
        return {**typed_delegate(delegate_of(row)), "source": row.source}

    def act(typed: Typed) -> None:
        if request.POST.get("answer") == "end":
            end_recorded_authority(coalition=coalition, member=member, delegate=delegate, at=now())
        else:
            change_delegate(coalition=coalition, key=member, delegate=delegate, typed=typed, at=now())

    return _show(request, seat, member, MemberForm("delegate", _DELEGATE, before, act))


def _show(request: HttpRequest, seat: Seat, key: str, form: MemberForm) -> HttpResponse:
    """GET shows what stands; POST acts, or shows what was typed with what is wrong."""
    refused: Refused | None = None
    try:
        view = member_view(member_by_key(coalition_by_slug(seat.coalition), key), now())
        typed = form.before(view)
    except Refused as gone:
        return refusal(request, gone)
    if request.method == "POST":
        typed = typed_in(request, form.fields)
        try:
            form.act(typed)
        except Refused as trouble:
            refused = trouble
        else:
            return HttpResponseRedirect(f"/desk/coalitions/{seat.coalition}/members/{key}/", status=303)
    return page(
        request,
        "desk/member_form.html",
        status=422 if refused else 200,
        seat=seat,
        member=view,
        step=form.step,
        fields=form.fields,
        predecessor_ends=request.POST.get("predecessor_ends", ""),
        **form_of(typed, refused),
    )
