"""The coalition's letterhead, and how one letter is set, with its files as they would be now."""

import base64

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.stationery import Look, laid_out, set_letterhead, set_look, take_letterhead_away
from undersigned.domain.accounts import Right
from undersigned.domain.block import GroupBy, Order
from undersigned.domain.letterheads import LARGEST
from undersigned.domain.letters import LetterState
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused, Unreadable
from undersigned.outputs import TEMPLATES, format_named
from undersigned.outputs.html.policy import policy_in
from undersigned.outside.stationery import stationery_of
from undersigned.queries.accounts import Seat
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.roster import coalition_by_slug
from undersigned.web.acts import does
from undersigned.web.desk.session import Needs, coalition_page, letter_page
from undersigned.web.pages import now, page
from undersigned.web.trouble import refusal

_PREVIEWS = ("pdf", "html", "docx")
_ORDERS = (Order.PLACE, Order.REGION, Order.SURNAME, Order.LISTED)  # of those a roster has something for
_GROUPS = (GroupBy.REGION, GroupBy.OFFICE)


def _change_letterhead(request: HttpRequest, seat: Seat) -> str:
    coalition = coalition_by_slug(seat.coalition)
    if request.POST.get("answer") == "take-away":
        take_letterhead_away(coalition=coalition, at=now())
        return request.path
    file = request.FILES.get("picture")
    if file is None:
        raise Refused(Reason.LETTERHEAD_NOT_A_PICTURE)
    set_letterhead(coalition=coalition, picture=file.read(LARGEST + 1), at=now())
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_change_letterhead)
def letterhead(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """See the letterhead; choose another; take it away."""
    found = stationery_of(settings.DATA_DIR, seat.coalition, TEMPLATES)
    return page(
        request,
        "desk/letterhead.html",
        seat=seat,
        picture=_shown(found.letterhead.media_type, found.letterhead.image) if found.letterhead else None,
        templates=[name for name, _ in found.templates],
        fonts=found.fonts is not None,
        refused=refused,
    )


def _shown(media_type: str, image: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(image).decode('ascii')}"


def _chosen_look(request: HttpRequest) -> Look:
    typed = request.POST
    return Look(typed.get("order", ""), typed.get("groups", ""), typed.get("cover") == "yes")


def _set_look(request: HttpRequest, seat: Seat) -> str:
    set_look(slug=seat.letter, look=_chosen_look(request), at=now())
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_set_look)
def look(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """The order of the names, headings, the cover; the files as they would be now."""
    letter = letter_by_slug(seat.letter)
    stands = Look(letter.list_order, letter.list_groups, letter.cover)
    return page(
        request,
        "desk/look.html",
        seat=seat,
        title=letter.title,
        fixed=letter.state in (LetterState.PUBLISHED, LetterState.CANCELLED),
        chosen=_chosen_look(request) if refused else stands,
        orders=_ORDERS,
        groups=_GROUPS,
        previews=_PREVIEWS,
        refused=refused,
    )


@require_safe
@letter_page(Needs(see=Right.SEE))
def preview(request: HttpRequest, seat: Seat, kind: str) -> HttpResponse:
    """A file of the letter as it would be now; nobody but its organisers sees it."""
    if kind not in _PREVIEWS:
        raise Http404
    try:
        made = format_named(kind).render(laid_out(letter_by_slug(seat.letter)))
    except Unreadable as trouble:
        return refusal(request, Refused(Reason.TEMPLATE_FAILS, file=trouble.where, trouble=trouble.what))
    response = HttpResponse(made.content, content_type=made.media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{seat.letter}.{kind}"'
    if policy := policy_in(made.content):
        response.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'self'"
    return response
