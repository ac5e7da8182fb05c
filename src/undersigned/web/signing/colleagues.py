"""Who may answer for the office: one letter handed on to a colleague, and standing authority."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.signing.authority import (
    end_authority_by_link,
    hand_on_by_link,
    name_delegate_by_link,
)
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.delegates import ColleaguesView, colleagues_view
from undersigned.web.pages import now, page
from undersigned.web.signing.forms import colleague_in
from undersigned.web.trouble import refusal, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def colleagues(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows who may sign, POST names a colleague or ends an authority."""
    view = colleagues_view(token, at=now())
    if view is None:
        return refusal(request, Refused(Reason.LINK_UNKNOWN))
    if view.gone is not None:
        return refusal(request, Refused(view.gone), language=view.language)
    if request.method != "POST":
        return _show(request, view, None)
    try:
        done = _act(request, token)
    except Refused as refused:
        if status_of(refused.reason) != 422:
            return refusal(request, refused, contact=view.contact, language=view.language)
        return _show(request, view, refused)
    return HttpResponseRedirect(f"{request.path}?done={done}", status=303)


def _act(request: HttpRequest, token: str) -> str:
    answer = request.POST.get("answer", "")
    match answer:
        case "hand-on":
            hand_on_by_link(token=token, colleague=colleague_in(request), at=now())
        case "name":
            name_delegate_by_link(token=token, colleague=colleague_in(request), at=now())
        case "end":
            sent = request.POST.get("delegate", "")
            end_authority_by_link(token=token, delegate=int(sent) if sent.isdecimal() else 0, at=now())
        case _:
            raise Refused(Reason.ANSWER_MISSING)
    return answer


def _show(request: HttpRequest, view: ColleaguesView, refused: Refused | None) -> HttpResponse:
    return page(
        request,
        "signing/colleagues.html",
        language=view.language,
        view=view,
        refused=refused,
        done=request.GET.get("done", ""),
        typed={name: request.POST.get(name, "") for name in ("colleague", "email", "role", "answer")},
    )
