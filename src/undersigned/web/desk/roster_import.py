"""A roster file at the desk: chosen, its columns named, looked at, its rows mended, imported."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.roster_uploads import (
    choose_columns,
    import_upload,
    keep_upload,
    leave_out_row,
    mend_row,
    throw_away,
)
from undersigned.domain.accounts import Right
from undersigned.domain.reasons import Reason
from undersigned.domain.roster_changes import Change
from undersigned.domain.roster_choices import SAME_FOR_ALL
from undersigned.domain.roster_columns import COLUMNS
from undersigned.domain.roster_table import Remark
from undersigned.domain.text import tidy
from undersigned.errors import Refused, Unreadable
from undersigned.queries.accounts import Seat
from undersigned.queries.roster import coalition_by_slug
from undersigned.queries.roster_uploads import preview_of, upload_view
from undersigned.reading.rosters import read_rows
from undersigned.web.desk.roster_form import form_of
from undersigned.web.desk.session import Needs, coalition_page
from undersigned.web.pages import now, page
from undersigned.web.trouble import refusal
from undersigned.wording import speak
from undersigned.wording.roster import change_said, remark_said

_MOST_MEGABYTES = 10
_SHOWN = 50  # of each kind of row; the counts tell of all
_EDITS = Needs(see=Right.EDIT, do=Right.EDIT)


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_EDITS)
def choosing(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Choose a file. It is read at once; what cannot be read is told here, and nothing is kept of it."""
    trouble = ""
    if request.method == "POST":
        try:
            return _take(request, seat)
        except Refused as refused:
            trouble = speak("en").reason(refused.reason, **refused.values)
        except Unreadable as unreadable:
            trouble = str(unreadable)
    return page(
        request,
        "desk/roster_choose.html",
        status=422 if trouble else 200,
        seat=seat,
        trouble=trouble,
        columns=COLUMNS,
        most=_MOST_MEGABYTES,
    )


def _take(request: HttpRequest, seat: Seat) -> HttpResponse:
    sent = request.FILES.get("file")
    if sent is None:
        raise Refused(Reason.FILE_MISSING)
    if (sent.size or 0) > _MOST_MEGABYTES * 1_000_000:
        raise Refused(Reason.ROSTER_FILE_TOO_LARGE, most=_MOST_MEGABYTES)
    name = tidy(sent.name or "") or "roster"
    coalition = coalition_by_slug(seat.coalition)
    upload = keep_upload(
        coalition=coalition,
        organiser=int(request.user.pk or 0),
        file_name=name,
        table=read_rows(name, sent.read()),
        at=now(),
    )
    view = upload_view(coalition, upload.pk)
    unclear = view.trouble is not None or not view.speaks_our_words
    return HttpResponseRedirect(_address(seat, upload.pk) + ("columns/" if unclear else ""), status=303)


def _address(seat: Seat, upload: int) -> str:
    return f"/desk/coalitions/{seat.coalition}/roster/import/{upload}/"


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_EDITS)
def naming(request: HttpRequest, seat: Seat, upload: int) -> HttpResponse:
    """Say which column of the file is what, beside some of its cells."""
    coalition = coalition_by_slug(seat.coalition)
    try:
        view = upload_view(coalition, upload)
    except Refused as gone:
        return refusal(request, gone)
    chosen, same = [column.name for column in view.columns], dict(view.same_for_all)
    trouble = view.trouble
    if request.method == "POST":
        chosen = [request.POST.get(f"column-{at}", "") for at in range(len(view.columns))]
        same = {name: tidy(request.POST.get(name, "")) for name in SAME_FOR_ALL}
        try:
            choose_columns(coalition=coalition, upload=upload, columns=tuple(chosen), same_for_all=same)
        except Unreadable as unreadable:
            trouble = unreadable
        else:
            return HttpResponseRedirect(_address(seat, upload), status=303)
    return page(
        request,
        "desk/roster_columns.html",
        status=422 if request.method == "POST" else 200,
        seat=seat,
        upload=view,
        chosen=chosen,
        same=same,
        same_for_all=SAME_FOR_ALL,
        known=COLUMNS,
        trouble=trouble,
        **form_of({}, None),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_EDITS)
def looking(request: HttpRequest, seat: Seat, upload: int) -> HttpResponse:
    """What importing would do; mend or leave out what is refused; then import, or throw the file away."""
    coalition, refused = coalition_by_slug(seat.coalition), None
    try:
        view = upload_view(coalition, upload)
    except Refused as gone:
        return refusal(request, gone)
    if view.trouble is not None:
        return HttpResponseRedirect(_address(seat, upload) + "columns/", status=303)
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_decided(request, seat, upload), status=303)
        except Refused as trouble:
            refused = trouble
    return page(
        request,
        "desk/roster_look.html",
        status=422 if refused else 200,
        seat=seat,
        upload=view,
        preview=preview_of(coalition, upload, now()),
        shown=_SHOWN,
        remark=_remark_said,
        change=_change_said,
        **form_of({}, refused),
    )


def _remark_said(remark: Remark) -> str:
    return remark_said(remark.code, remark.values, speak("en"))


def _change_said(change: Change) -> str:
    return change_said(change.code, change.values, speak("en"))


def _decided(request: HttpRequest, seat: Seat, upload: int) -> str:
    """Do what the form says; the address of the next page."""
    coalition = coalition_by_slug(seat.coalition)
    row = request.POST.get("row", "")
    number = int(row) if row.isdecimal() and len(row) < 10 else 0
    match request.POST.get("answer"):
        case "import":
            import_upload(coalition=coalition, upload=upload, seen=request.POST.get("seal", ""), at=now())
            return f"/desk/coalitions/{seat.coalition}/roster/?imported=yes"
        case "mend":
            cells = {name: request.POST[name] for name in COLUMNS if name in request.POST}
            mend_row(coalition=coalition, upload=upload, row=number, cells=cells)
        case "leave-out":
            leave_out_row(coalition=coalition, upload=upload, row=number)
        case "throw-away":
            throw_away(coalition=coalition, upload=upload)
            return f"/desk/coalitions/{seat.coalition}/roster/"
        case _:
            raise Refused(Reason.ANSWER_MISSING)
    return f"{_address(seat, upload)}#refused"
