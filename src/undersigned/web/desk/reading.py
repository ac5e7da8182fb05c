"""A letter or an article from elsewhere at the desk: read, looked at line by line, made into something."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.readings import (
    Found,
    keep_record,
    make_draft,
    make_roster,
    read_file,
    take_down,
    throw_reading_away,
)
from undersigned.domain.accounts import Right
from undersigned.domain.publishing import Publication
from undersigned.domain.reasons import Reason
from undersigned.domain.text import tidy
from undersigned.errors import Refused, Unreadable
from undersigned.outputs import csv
from undersigned.queries.accounts import Seat
from undersigned.queries.readings import reading_view, readings_of, records_of
from undersigned.queries.roster import coalition_by_slug
from undersigned.web.desk.reading_lines import anchor, lines_shown
from undersigned.web.desk.session import Needs, coalition_page
from undersigned.web.pages import now, page
from undersigned.web.trouble import refusal
from undersigned.wording import speak

_MOST_MEGABYTES = 20
_LINES_SHOWN = 4_000
_EDITS = Needs(see=Right.EDIT, do=Right.EDIT)


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_EDITS)
def choosing(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Choose a file, and what was read before; a record is taken out of the archive here."""
    trouble = ""
    if request.method == "POST":
        try:
            return _take_down(request, seat) if "record" in request.POST else _take(request, seat)
        except Refused as refused:
            trouble = speak("en").reason(refused.reason, **refused.values)
        except Unreadable as unreadable:
            trouble = str(unreadable)
    coalition = coalition_by_slug(seat.coalition)
    return page(
        request,
        "desk/readings.html",
        status=422 if trouble else 200,
        seat=seat,
        trouble=trouble,
        most=_MOST_MEGABYTES,
        readings=readings_of(coalition),
        records=records_of(coalition),
    )


def _take(request: HttpRequest, seat: Seat) -> HttpResponse:
    sent = request.FILES.get("file")
    if sent is None:
        raise Refused(Reason.DOCUMENT_MISSING)
    if (sent.size or 0) > _MOST_MEGABYTES * 1_000_000:
        raise Refused(Reason.DOCUMENT_TOO_LARGE, most=_MOST_MEGABYTES)
    row = read_file(
        coalition=coalition_by_slug(seat.coalition),
        file_name=tidy(sent.name or "") or "letter.txt",
        data=sent.read(),
        at=now(),
    )
    return HttpResponseRedirect(_address(seat, row.pk), status=303)


def _take_down(request: HttpRequest, seat: Seat) -> HttpResponse:
    take_down(coalition=coalition_by_slug(seat.coalition), record=request.POST["record"], at=now())
    return HttpResponseRedirect(_address(seat), status=303)


def _address(seat: Seat, reading: int | None = None) -> str:
    return f"/desk/coalitions/{seat.coalition}/reading/" + (f"{reading}/" if reading is not None else "")


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_EDITS)
def looking(request: HttpRequest, seat: Seat, reading: int) -> HttpResponse:
    """The file line by line beside what was understood, and what can be made of it."""
    trouble = ""
    try:
        if request.method == "POST":
            return HttpResponseRedirect(_make(request, seat, reading), status=303)
    except Refused as refused:
        if refused.reason == Reason.READING_GONE:
            return refusal(request, refused)
        trouble = speak("en").reason(refused.reason, **refused.values)
    try:
        view = reading_view(coalition_by_slug(seat.coalition), reading)
    except Refused as gone:
        return refusal(request, gone)
    return page(
        request,
        "desk/reading.html",
        status=422 if trouble else 200,
        seat=seat,
        here=_address(seat, reading),
        reading=view,
        letter=view.document,
        lines=tuple(lines_shown(view, _LINES_SHOWN)),
        anchor=anchor,
        trouble=trouble,
        typed={name: request.POST.get(name, "") for name in ("found_at", "note")},
    )


def _make(request: HttpRequest, seat: Seat, reading: int) -> str:
    """Do what was asked, and where to go on."""
    coalition, at = coalition_by_slug(seat.coalition), now()
    match request.POST.get("answer"):
        case "draft":
            letter = make_draft(coalition=coalition, reading=reading, at=at)
            return f"/desk/letters/{letter.slug}/edit/"
        case "roster":
            organiser = int(request.user.pk or 0)
            upload = make_roster(coalition=coalition, reading=reading, organiser=organiser, at=at)
            return f"/desk/coalitions/{seat.coalition}/roster/import/{upload.pk}/"
        case "record":
            found = Found(tidy(request.POST.get("found_at", "")), request.POST.get("note", "").strip())
            record = keep_record(coalition=coalition, reading=reading, found=found, at=at)
            return f"/coalitions/{seat.coalition}/records/{record.slug}/"
        case "throw-away":
            throw_reading_away(coalition=coalition, reading=reading)
            return _address(seat)
    raise Refused(Reason.ANSWER_MISSING)


@require_safe
@coalition_page(_EDITS)
def listing(request: HttpRequest, seat: Seat, reading: int) -> HttpResponse:
    """The list as a file that `compose` takes."""
    try:
        view = reading_view(coalition_by_slug(seat.coalition), reading)
    except Refused as gone:
        return refusal(request, gone)
    file = csv.render(Publication(view.document))
    headers = {"Content-Disposition": 'attachment; filename="signatories.csv"'}
    return HttpResponse(file.content, content_type=file.media_type, headers=headers)
