"""The checklist before closing and publishing, and the person to call about a letter."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from undersigned.actions.letters.checklist import look_at_point
from undersigned.actions.letters.draft import Contact, name_contact
from undersigned.domain.accounts import Right
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.checklist import checklist_of
from undersigned.queries.letters import letter_by_slug
from undersigned.web.acts import does
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page


def _look(request: HttpRequest, seat: Seat) -> str:
    point, digest = request.POST.get("point", ""), request.POST.get("digest", "")
    by = str(getattr(request.user, "email", ""))
    look_at_point(slug=seat.letter, point=point, digest=digest, by=by, at=now())
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_look)
def points(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    letter = letter_by_slug(seat.letter)
    return page(
        request,
        "desk/points.html",
        seat=seat,
        title=letter.title,
        state=letter.state,
        checklist=checklist_of(letter, at=now()),
        may_work=seat.role != "viewer",
        refused=refused,
    )


def _typed_contact(request: HttpRequest) -> Contact:
    return Contact(*(request.POST.get(field, "") for field in ("contact", "phone", "email")))


def _name_contact(request: HttpRequest, seat: Seat) -> str:
    name_contact(slug=seat.letter, contact=_typed_contact(request), at=now())
    return f"/desk/letters/{seat.letter}/checklist/"


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.EDIT, do=Right.EDIT))
@does(_name_contact)
def contact(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """The person to call about a letter; no part of its text, so it can be changed at any time."""
    letter = letter_by_slug(seat.letter)
    stands = Contact(letter.contact_name, letter.contact_phone, letter.contact_email)
    return page(
        request,
        "desk/contact.html",
        seat=seat,
        title=letter.title,
        typed=_typed_contact(request) if refused else stands,
        refused=refused,
    )
