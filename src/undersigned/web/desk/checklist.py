"""The checklist before closing and publishing, and the person to call about a letter."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.letters.checklist import look_at_point
from undersigned.actions.letters.draft import Contact, name_contact
from undersigned.domain.accounts import Right
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.checklist import checklist_of
from undersigned.queries.letters import letter_by_slug
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
def points(request: HttpRequest, seat: Seat) -> HttpResponse:
    refused: Refused | None = None
    if request.method == "POST":
        try:
            look_at_point(
                slug=seat.letter,
                point=request.POST.get("point", ""),
                digest=request.POST.get("digest", ""),
                by=str(getattr(request.user, "email", "")),
                at=now(),
            )
        except Refused as refusal:
            refused = refusal
        else:
            return HttpResponseRedirect(request.path, status=303)
    letter = letter_by_slug(seat.letter)
    return page(
        request,
        "desk/points.html",
        status=422 if refused else 200,
        seat=seat,
        title=letter.title,
        state=letter.state,
        checklist=checklist_of(letter, at=now()),
        may_work=seat.role != "viewer",
        refused=refused,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.EDIT, do=Right.EDIT))
def contact(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The person to call about a letter; no part of its text, so it can be changed at any time."""
    letter = letter_by_slug(seat.letter)
    typed = Contact(letter.contact_name, letter.contact_phone, letter.contact_email)
    refused: Refused | None = None
    if request.method == "POST":
        typed = Contact(*(request.POST.get(field, "") for field in ("contact", "phone", "email")))
        try:
            name_contact(slug=seat.letter, contact=typed, at=now())
        except Refused as refusal:
            refused = refusal
        else:
            return HttpResponseRedirect(f"/desk/letters/{seat.letter}/checklist/", status=303)
    return page(
        request,
        "desk/contact.html",
        status=422 if refused else 200,
        seat=seat,
        title=letter.title,
        typed=typed,
        refused=refused,
    )
