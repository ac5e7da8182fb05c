"""A letter's board: who has answered, in groups and by region; what is new; the same as a table."""

from collections import Counter
from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from undersigned.domain.accounts import Right, may
from undersigned.domain.board import Group
from undersigned.domain.letters import LetterState, Step, steps_from
from undersigned.outputs.html import letter_fragment
from undersigned.outputs.table import as_csv, as_xlsx
from undersigned.queries.accounts import Seat
from undersigned.queries.board import BoardRow, answers_since, board_of, board_page
from undersigned.queries.letters import LetterStatus, letter_by_slug, status_of, text_of
from undersigned.queries.pending import forecast_of
from undersigned.queries.rounds import rounds_of
from undersigned.web.desk.listing import wanted_in
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.headers import policy
from undersigned.web.pages import now, page
from undersigned.wording import Wording, speak
from undersigned.wording.board import COLUMNS, GROUPS

# Counted also where nobody is in them: an organiser looks for these.
_ALWAYS = (Group.SIGNED, Group.DECLINED, Group.OPENED, Group.SILENT)
_TABLES = {"csv": as_csv, "xlsx": as_xlsx}


@require_safe
@letter_page(Needs())
def board(request: HttpRequest, seat: Seat) -> HttpResponse:
    letter, at = letter_by_slug(seat.letter), now()
    status, wanted = status_of(letter), wanted_in(request)
    group, region = request.GET.get("state", ""), request.GET.get("region")
    overview = status.overview
    groups = overview.groups
    response = page(
        request,
        "desk/letter.html",
        seat=seat,
        letter=status,
        board=board_page(letter, overview, wanted, group, region or None),
        tally=_tally(groups) if overview.standings or status.public is None else [],
        groups=GROUPS,
        regions=overview.regions,
        pace=overview.pace(letter, at),
        forecast=forecast_of(letter, at=at) if groups[Group.CONDITIONAL] else None,
        rounds=rounds_of(letter),
        wanted=wanted,
        kept={"state": group, "region": region or ""},
        steps=steps_for(seat, status),
        to_review=status.lines_to_review,
        draft=letter_fragment(text_of(letter)) if status.state is LetterState.DRAFT else None,
        news=f"/desk/letters/{seat.letter}/news/?{urlencode({'since': at.isoformat()})}",
    )
    return with_news(response)


def _tally(groups: Counter[Group]) -> list[tuple[Group, int]]:
    """The groups that somebody is in, with their numbers; who signed includes those signed for."""
    numbers = groups + Counter({Group.SIGNED: groups[Group.SIGNED_FOR]})
    return [(group, numbers[group]) for group in Group if numbers[group] or group in _ALWAYS]


def with_news(response: HttpResponse) -> HttpResponse:
    """The one script of the desk may run on the page, and ask this host."""
    response.headers["Content-Security-Policy"] = policy(scripts=("'self'",), connections="'self'")
    return response


def steps_for(seat: Seat, status: LetterStatus) -> tuple[Step, ...]:
    """What this organiser can do to the letter now. Where no office was invited, there is none to remind."""
    steps = [
        step for step in steps_from(status.state) if step is not Step.REMIND or status.overview.standings
    ]
    return tuple(step for step in steps if may(seat.role, _RIGHTS[step]) is None)


_RIGHTS: dict[Step, Right] = dict.fromkeys(Step, Right.DECIDE) | {
    Step.EDIT: Right.EDIT,
    Step.REMIND: Right.EDIT,
}


@require_safe
@letter_page(Needs())
def news(request: HttpRequest, seat: Seat) -> HttpResponse:
    """How many answers have come since the board was opened, as a part of that page; empty for none.

    Asked for every few seconds: an answer that has not changed is a 304.
    """
    try:
        since = datetime.fromisoformat(request.GET.get("since", ""))
    except ValueError:
        raise Http404 from None
    if since.tzinfo is None:
        raise Http404
    number = answers_since(letter_by_slug(seat.letter), since)
    tag = f'"{number}"'
    if tag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        response = page(request, "desk/news.html", number=number, seat=seat)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_safe
@letter_page(Needs())
def table(request: HttpRequest, seat: Seat, extension: str) -> HttpResponse:
    """The whole board as CSV or XLSX."""
    if extension not in _TABLES:
        raise Http404
    wording = speak(None)
    rows = board_of(letter_by_slug(seat.letter))
    head = [wording.say(column) for column in COLUMNS]
    file = _TABLES[extension]("board", head, (_cells(row, wording) for row in rows))
    response = HttpResponse(file.content, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{seat.letter}-board.{extension}"'
    return response


def _cells(row: BoardRow, wording: Wording) -> tuple[str, ...]:
    """The cells of a row in the order of `COLUMNS`."""
    return (
        row.member,
        row.place,
        row.region,
        row.office,
        row.holder or "",
        wording.say(GROUPS[Group.SIGNED if row.group is Group.SIGNED_FOR else row.group]),
        (row.signed_by or "") if row.by else "",
        row.at.strftime("%Y-%m-%d %H:%M") if row.at else "",
        row.decline_reason,
        row.refused,
    )
