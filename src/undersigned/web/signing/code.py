"""The code beside a link, typed: for mail programmes that break links, and for another device."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.signing.code import open_by_code
from undersigned.domain.codes import WINDOW
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.web.origin import origin_of
from undersigned.web.pages import now, page_for_browser

_TOO_MANY = 429


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """GET asks for the code, POST leads to the letter."""
    if request.method != "POST":
        return _ask(request, None)
    try:
        token = open_by_code(
            typed=request.POST.get("code", "")[:100],
            origin=origin_of(request, settings.TRUSTED_PROXIES),
            at=now(),
        )
    except Refused as refused:
        return _ask(request, refused)
    return HttpResponseRedirect(f"/i/{token}/", status=303)


def _ask(request: HttpRequest, refused: Refused | None) -> HttpResponse:
    too_many = refused is not None and refused.reason == Reason.TOO_MANY_TRIES
    status = _TOO_MANY if too_many else 422 if refused else 200
    typed = request.POST.get("code", "")[:100]
    response = page_for_browser(request, "signing/code.html", status=status, refused=refused, typed=typed)
    if too_many:
        response.headers["Retry-After"] = str(int(WINDOW.total_seconds()))
    return response
