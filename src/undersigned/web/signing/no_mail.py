"""No more mail from this coalition: a page for people, a POST without one for mail programmes (RFC 8058)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from undersigned.actions.signing.answer import stop_mail_by_link
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.invitations import no_mail_view
from undersigned.web.pages import now, page
from undersigned.web.trouble import refusal

_ONE_CLICK = "One-Click"


@csrf_exempt  # a mail programme has no cookie; whoever sends the form of the page is asked for it below
@require_http_methods(["GET", "HEAD", "POST"])
def no_mail(request: HttpRequest, token: str) -> HttpResponse:
    view = no_mail_view(token)
    if view is None:
        return refusal(request, Refused(Reason.LINK_UNKNOWN))
    if request.method != "POST":
        return page(request, "signing/no_mail.html", language=view.language, view=view)
    if request.POST.get("List-Unsubscribe") == _ONE_CLICK:
        stop_mail_by_link(token=token, stop=True, at=now())
        return HttpResponse(status=200)
    if forged := _forged(request):
        return forged
    stop_mail_by_link(token=token, stop=request.POST.get("answer") != "resume", at=now())
    return HttpResponseRedirect(request.path, status=303)


def _forged(request: HttpRequest) -> HttpResponse | None:
    """What a forged form gets, by the check that every other form goes through; None for an honest one."""
    check = CsrfViewMiddleware(lambda _: HttpResponse())
    return check.process_view(request, lambda _: HttpResponse(), (), {})
