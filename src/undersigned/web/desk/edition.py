"""Changing the text of a letter that circulates: write it, see what changes and for whom, then decide."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.letters.draft import read_draft
from undersigned.actions.letters.edition import new_edition
from undersigned.domain.accounts import Right
from undersigned.domain.letters import LetterState, Step, state_after
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused, Unreadable
from undersigned.outputs.html import letter_fragment
from undersigned.queries.accounts import Seat
from undersigned.queries.editions import effect_of
from undersigned.queries.letters import letter_by_slug, source_of
from undersigned.web.desk.editor import editor, typed_source
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.DECIDE, do=Right.DECIDE))
def changing(request: HttpRequest, seat: Seat) -> HttpResponse:
    letter = letter_by_slug(seat.letter)
    why_not = state_after(LetterState(letter.state), Step.NEW_EDITION)
    if isinstance(why_not, Reason):
        return editor(request, seat, source_of(letter), Refused(why_not))
    source = source_of(letter)
    if request.method == "POST":
        source = typed_source(request, source)
    try:
        match request.POST.get("answer"):
            case "compare":
                return _compare(request, seat, source)
            case "decide":
                return _decide(request, seat, source)
    except (Refused, Unreadable) as trouble:
        return editor(request, seat, source, trouble)
    return editor(request, seat, source)


def _compare(request: HttpRequest, seat: Seat, source: str) -> HttpResponse:
    """What the text changes, and for whom; nothing is done yet."""
    letter, read = letter_by_slug(seat.letter), read_draft(source.encode("utf-8", "replace"))
    return page(
        request,
        "desk/new_edition.html",
        seat=seat,
        letter=letter,
        effect=effect_of(letter, read, at=now()),
        source=source,
        preview=letter_fragment(read.document),
    )


def _decide(request: HttpRequest, seat: Seat, source: str) -> HttpResponse:
    compared = request.POST.get("edition", "")
    new_edition(
        slug=seat.letter,
        source=source.encode("utf-8", "replace"),
        compared=int(compared) if compared.isdecimal() else None,
        at=now(),
    )
    return HttpResponseRedirect(f"/desk/letters/{seat.letter}/", status=303)
