"""Handing a letter over: the plan, the pack, and what was delivered with its proof."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.delivery import Sent, letter_pack, proof_of, strike_delivery, write_delivery
from undersigned.domain.accounts import Right, may
from undersigned.domain.delivery import Handing, Shown, To, Way
from undersigned.domain.letters import LetterState
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.delivery import deliveries_of
from undersigned.queries.letters import letter_by_slug, text_of
from undersigned.web.acts import does
from undersigned.web.asks import download
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page
from undersigned.web.trouble import refusal
from undersigned.web.typed import choice_in, day_in, file_in, number_in, text_in

_TYPES = {"pdf": "application/pdf", "zip": "application/zip"}


def _answer(request: HttpRequest, seat: Seat) -> str:
    number = number_in(request, "delivery")
    match request.POST.get("answer"):
        case "write":
            sent = Sent(_handing(request), file_in(request, "file"), request.user.get_username())
            write_delivery(slug=seat.letter, delivery=number or None, sent=sent, at=now())
        case "strike":
            strike_delivery(slug=seat.letter, delivery=number, at=now())
        case _:
            raise Refused(Reason.ANSWER_MISSING)
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_answer)
def deliveries(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """`?delivery=N` opens one of them to be brought up to date."""
    return _show(request, seat, refused)


def _handing(request: HttpRequest) -> Handing:
    return Handing(
        to=choice_in(request, "to", To),
        recipient=text_in(request, "recipient"),
        way=choice_in(request, "way", Way),
        shown=choice_in(request, "shown", Shown),
        planned_on=day_in(request, "planned_on"),
        person=text_in(request, "person"),
        delivered_on=day_in(request, "delivered_on"),
        proof=text_in(request, "proof", longest=300),
        acknowledged_on=day_in(request, "acknowledged_on"),
        acknowledgement=text_in(request, "acknowledgement", longest=500),
    )


def _show(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    letter = letter_by_slug(seat.letter)
    rows = deliveries_of(letter)
    opened = next((row for row in rows if str(row.id) == _opened(request)), None)
    addressees = [
        ", ".join(part for part in (each.name, each.office, each.organisation) if part)
        for each in text_of(letter).addressees
    ]
    typed: Any = request.POST if refused else None
    return page(
        request,
        "desk/deliveries.html",
        seat=seat,
        letter=letter,
        final=letter.state in (LetterState.CLOSED, LetterState.PUBLISHED),
        may_write=may(seat.role, Right.EDIT) is None,
        rows=rows,
        opened=opened,
        addressees=addressees,
        typed=typed,
        refused=refused,
    )


def _opened(request: HttpRequest) -> str:
    return request.POST.get("delivery") or request.GET.get("delivery", "")


@require_safe
@letter_page(Needs())
def pack(request: HttpRequest, seat: Seat, extension: str) -> HttpResponse:
    """What is handed over, as one PDF or one zip."""
    if extension not in _TYPES:
        raise Http404
    try:
        made = letter_pack(seat.letter)
    except Refused as refused:
        return refusal(request, refused)
    content = made.pdf if extension == "pdf" else made.zip
    headers = {"Content-Disposition": f'attachment; filename="{made.name}.{extension}"'}
    return HttpResponse(content, content_type=_TYPES[extension], headers=headers)


@require_safe
@letter_page(Needs())
def proof(request: HttpRequest, seat: Seat, delivery: int) -> HttpResponse:
    try:
        return download(proof_of(seat.letter, delivery))
    except Refused as refused:
        raise Http404 from refused
