"""The first run: found a coalition by the address that the server printed, and go on to its first letter."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.beginning import Founding, found
from undersigned.actions.coalition import describe
from undersigned.actions.letters.draft import Contact
from undersigned.confirmation import personal_link
from undersigned.domain.accounts import Right, may
from undersigned.domain.reasons import Reason
from undersigned.domain.sign_in import Way
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.beginning import beginning_of, first_run_stands
from undersigned.queries.roster import coalition_by_slug
from undersigned.web.acts import does
from undersigned.web.desk.session import Needs, coalition_page, enter, keeps_installation
from undersigned.web.pages import now, page
from undersigned.web.trouble import refusal


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """Found the first coalition. The address works until somebody can sign in."""
    if not first_run_stands(personal_link.hash_of(token)):
        return refusal(request, Refused(Reason.FIRST_RUN_OVER))
    refused: Refused | None = None
    if request.method == "POST":
        typed = (request.POST.get(name, "") for name in ("name", "slug", "email"))
        try:
            organiser, coalition = found(token=token, founding=Founding(*typed), at=now())
        except Refused as trouble:
            refused = trouble
        else:
            enter(request, organiser, Way.LINK)
            return HttpResponseRedirect(f"/desk/coalitions/{coalition.slug}/start/", status=303)
    return page(
        request,
        "desk/begin.html",
        refused=refused,
        typed={name: request.POST.get(name, "") for name in ("name", "slug", "email")},
    )


@require_safe
@coalition_page(Needs())
def start(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What has to be done before the first letter is on its way, what of it is done, and what comes next."""
    beginning = beginning_of(coalition_by_slug(seat.coalition))
    return page(
        request,
        "desk/start.html",
        seat=seat,
        beginning=beginning,
        keeper=keeps_installation(request),
    )


def _describe(request: HttpRequest, seat: Seat) -> str:
    name, *contact = (request.POST.get(field, "") for field in ("name", "contact", "phone", "email"))
    describe(coalition=coalition_by_slug(seat.coalition), name=name, contact=Contact(*contact), at=now())
    return f"/desk/coalitions/{seat.coalition}/start/"


@require_http_methods(["GET", "HEAD", "POST"])
@coalition_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_describe)
def details(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """The coalition's name, and whom a signatory may call."""
    coalition = coalition_by_slug(seat.coalition)
    stands = {
        "name": coalition.name,
        "contact": coalition.contact_name,
        "phone": coalition.contact_phone,
        "email": coalition.contact_email,
    }
    return page(
        request,
        "desk/details.html",
        seat=seat,
        typed={field: request.POST.get(field, before) for field, before in stands.items()},
        may_edit=may(seat.role, Right.EDIT) is None,
        refused=refused,
    )
