"""For whoever keeps the installation: what is set and where, and how mails leave, with a test mail."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from undersigned.actions.mail_route import (
    MailServer,
    mail_route,
    send_test_mail,
    server_that_stands,
    set_mail_route,
    unset_mail_route,
)
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.beginning import beginning_of
from undersigned.queries.mail import mails_leave
from undersigned.queries.roster import coalition_by_slug
from undersigned.web.acts import does
from undersigned.web.desk.session import keeper_page, only_seat
from undersigned.web.pages import now, page

_TESTED_KEY = "test_mail"  # the address a test mail was accepted for, told once


def _decide(request: HttpRequest) -> str:
    match request.POST.get("answer"):
        case "set":
            set_mail_route(_typed(request), at=now())
        case "unset":
            unset_mail_route()
        case "test":
            send_test_mail(to=request.POST.get("to", ""), at=now())
            request.session[_TESTED_KEY] = request.POST.get("to", "")
        case _:
            raise Refused(Reason.ANSWER_MISSING)
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
@does(_decide)
def installation(request: HttpRequest, refused: Refused | None) -> HttpResponse:
    seat = only_seat(request)
    setting = request.POST.get("answer") == "set"
    return page(
        request,
        "desk/installation.html",
        seat=seat,
        beginning=beginning_of(coalition_by_slug(seat.coalition)) if seat else None,
        server=_typed(request) if setting else server_that_stands(),
        leave=mails_leave(),
        folder="" if mails_leave() else mail_route().url.removeprefix("file:"),
        by_environment=settings.EMAIL_URL_IS_SET,
        told=settings.SETTINGS_TOLD,
        tested=request.session.pop(_TESTED_KEY, "") if request.method == "GET" else "",
        to=request.POST.get("to") or getattr(request.user, "email", ""),
        refused=refused,
    )


def _typed(request: HttpRequest) -> MailServer:
    values = (request.POST.get(name, "") for name in ("host", "port", "user", "password", "sender"))
    host, port, user, password, sender = values
    return MailServer(host, port, request.POST.get("tls") == "yes", user, password, sender)
