"""The ledger of a published letter's asks: outcomes, plans, answers, and the letter that follows."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.letters.follow_up import follow_up
from undersigned.actions.tracking import (
    Answer,
    keep_response,
    plan_ask,
    record_outcome,
    response_file,
    show_response,
    take_back,
)
from undersigned.domain.accounts import Right, may
from undersigned.domain.letters import LetterState
from undersigned.domain.reasons import Reason
from undersigned.domain.tracking import Happening, Plan, Step
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.letters import follow_ups_of, letter_by_slug
from undersigned.queries.tracking import scorecard_of
from undersigned.web.acts import does
from undersigned.web.asks import download
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page
from undersigned.web.typed import (
    address_in,
    choice_in,
    day_in,
    file_in,
    needed_day_in,
    number_in,
    text_in,
)
from undersigned.wording.tracking import SHAPES, STATES, STEPS

_LONGEST_NOTE = 600


def _answer(request: HttpRequest, seat: Seat) -> str:
    by, at = request.user.get_username(), now()
    match request.POST.get("answer"):
        case "record":
            record_outcome(slug=seat.letter, happening=_happening(request), by=by, at=at)
        case "take-back":
            take_back(slug=seat.letter, outcome=number_in(request, "outcome"), at=at)
        case "plan":
            plan_ask(slug=seat.letter, number=text_in(request, "number"), plan=_plan(request))
        case "follow-up":
            draft = follow_up(slug=seat.letter, new_slug=None, at=at)
            return f"/desk/letters/{draft.slug}/edit/"
        case answer:
            _answer_about_response(request, seat, answer)
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_answer)
def asks(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    letter = letter_by_slug(seat.letter)
    typed: Any = request.POST if refused else {}
    return page(
        request,
        "desk/asks.html",
        seat=seat,
        public=letter.state == LetterState.PUBLISHED,
        card=scorecard_of(letter),
        follow_ups=follow_ups_of(letter),
        may_write=may(seat.role, Right.EDIT) is None,
        states=STATES,
        shapes=SHAPES,
        steps=STEPS,
        number=request.POST.get("number") or request.GET.get("ask", ""),
        today=now().date().isoformat(),
        typed=typed,
        refused=refused,
    )


def _answer_about_response(request: HttpRequest, seat: Seat, answer: str | None) -> None:
    match answer:
        case "response":
            file = file_in(request, "file")
            if file is None:
                raise Refused(Reason.FILE_EMPTY, field="file")
            sent = Answer(
                sender=text_in(request, "sender"),
                on=needed_day_in(request, "response_on"),
                title=text_in(request, "title"),
                shown=bool(request.POST.get("shown")),
            )
            by = request.user.get_username()
            keep_response(slug=seat.letter, answer=sent, file=file, by=by, at=now())
        case "show" | "hide":
            show_response(slug=seat.letter, response=number_in(request, "response"), shown=answer == "show")
        case _:
            raise Refused(Reason.ANSWER_MISSING)


def _happening(request: HttpRequest) -> Happening:
    return Happening(
        number=text_in(request, "number"),
        step=choice_in(request, "step", Step),
        on=needed_day_in(request, "on"),
        note=text_in(request, "note", longest=_LONGEST_NOTE),
        source=text_in(request, "source"),
        address=address_in(request, "address"),
        handed_to=text_in(request, "handed_to"),
        handed_until=day_in(request, "handed_until"),
    )


def _plan(request: HttpRequest) -> Plan:
    return Plan(
        due_on=day_in(request, "due_on"),
        due_because=text_in(request, "due_because"),
        look_again_on=day_in(request, "look_again_on"),
    )


@require_safe
@letter_page(Needs())
def response(request: HttpRequest, seat: Seat, response: int) -> HttpResponse:
    try:
        return download(response_file(seat.letter, response, public=False))
    except Refused as refused:
        raise Http404 from refused
