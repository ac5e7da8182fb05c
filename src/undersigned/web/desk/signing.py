"""At the desk: who signs for an office, how a letter can be signed, and answers that came another way."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.signing.policy import Ways, set_authority, set_ways
from undersigned.actions.signing.record import Grounds, Scan, record_no, record_yes
from undersigned.domain.accounts import Right
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import LARGEST_SCAN, Authority, Channel, Progress, Unnamed
from undersigned.domain.text import tidy
from undersigned.errors import Refused
from undersigned.outside.files import kept_private
from undersigned.queries.accounts import Seat
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.recorded import recordable, recorded_answers, scan_of
from undersigned.queries.roster import coalition_by_slug
from undersigned.web.desk.session import Needs, coalition_page, letter_page
from undersigned.web.pages import now, page

_DECIDES = Needs(see=Right.SEE, do=Right.DECIDE)
_LONGEST_NOTE = 4000


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(_DECIDES)
def authority(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who signs for an office in this coalition."""
    coalition, refused = coalition_by_slug(seat.coalition), None
    if request.method == "POST":
        sent = request.POST.get("authority", "")
        if sent in set(Authority):
            set_authority(coalition=coalition, authority=Authority(sent), at=now())
            return HttpResponseRedirect(f"{request.path}?done=yes", status=303)
        refused = Refused(Reason.ANSWER_MISSING)
    return page(
        request,
        "desk/authority.html",
        seat=seat,
        chosen=coalition.authority,
        choices=list(Authority),
        done=request.GET.get("done") == "yes",
        refused=refused,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(_DECIDES)
def ways(request: HttpRequest, seat: Seat) -> HttpResponse:
    """In which ways this letter can be signed, and what the invited see of the others."""
    letter, refused = letter_by_slug(seat.letter), None
    if request.method == "POST":
        try:
            set_ways(slug=seat.letter, ways=_ways(request), at=now())
        except Refused as trouble:
            refused = trouble
        else:
            return HttpResponseRedirect(f"/desk/letters/{seat.letter}/", status=303)
    return page(
        request,
        "desk/ways.html",
        seat=seat,
        title=letter.title,
        chosen=Ways(Unnamed(letter.unnamed), Progress(letter.progress), letter.conditional),
        refused=refused,
    )


def _ways(request: HttpRequest) -> Ways:
    """Refused (answer-missing) for what the form does not have."""
    unnamed, progress = request.POST.get("unnamed", ""), request.POST.get("progress", "")
    if unnamed not in set(Unnamed) or progress not in set(Progress):
        raise Refused(Reason.ANSWER_MISSING)
    return Ways(Unnamed(unnamed), Progress(progress), request.POST.get("conditional") == "yes")


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.EDIT, do=Right.EDIT))
def recording(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Record an answer that came by telephone, by mail or on paper."""
    letter, refused = letter_by_slug(seat.letter), None
    if request.method == "POST":
        try:
            _record(request, seat)
        except Refused as trouble:
            refused = trouble
        else:
            return HttpResponseRedirect(f"{request.path}?done=yes", status=303)
    fields = ("member", "channel", "note", "answer")
    typed = {name: request.POST.get(name, "") for name in fields}
    return page(
        request,
        "desk/record.html",
        seat=seat,
        title=letter.title,
        typed=typed | {"member": typed["member"] or request.GET.get("member", "")},
        channels=list(Channel),
        offices=recordable(letter),
        recorded=recorded_answers(letter),
        done=request.GET.get("done") == "yes",
        refused=refused,
    )


def _record(request: HttpRequest, seat: Seat) -> None:
    channel, member = request.POST.get("channel", ""), request.POST.get("member", "")
    if channel not in set(Channel):
        raise Refused(Reason.CHANNEL_MISSING, field="channel-telephone")
    note = "\n".join(map(tidy, request.POST.get("note", "")[:_LONGEST_NOTE].splitlines())).strip()
    if request.POST.get("answer") == "decline":
        record_no(slug=seat.letter, member=member, reason=note, at=now())
        return
    grounds = Grounds(Channel(channel), note, _scan(request), str(getattr(request.user, "email", "")))
    record_yes(slug=seat.letter, member=member, grounds=grounds, at=now())


def _scan(request: HttpRequest) -> Scan | None:
    sent = request.FILES.get("scan")
    if sent is None or isinstance(sent, list):
        return None
    return Scan(tidy(sent.name or ""), sent.read(LARGEST_SCAN + 1))


@require_safe
@letter_page(Needs(see=Right.EDIT, do=Right.EDIT))
def scan(request: HttpRequest, seat: Seat, recorded: int) -> HttpResponse:
    """The paper that an answer was recorded from; for organisers alone."""
    found = scan_of(letter_by_slug(seat.letter), recorded)
    content = kept_private(settings.DATA_DIR, found[2]) if found else None
    if found is None or content is None:
        raise Http404
    endings = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
    headers = {
        "Content-Disposition": f'attachment; filename="scan-{recorded}.{endings[found[1]]}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=found[1], headers=headers)
