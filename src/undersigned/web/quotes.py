"""A signatory's words for the press (`/r/TOKEN/quote/`): GET shows, POST clears or withdraws."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from undersigned.actions.quotes import clear_quote, withdraw_quote
from undersigned.domain.quotes import LONGEST
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.quotes import own_quote
from undersigned.web.pages import now, page
from undersigned.web.trouble import refusal, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def quote(request: HttpRequest, token: str) -> HttpResponse:
    refused: Refused | None = None
    if request.method == "POST":
        try:
            _answer(request, token)
        except Refused as trouble:
            if status_of(trouble.reason) != 422:
                return refusal(request, trouble)
            refused = trouble
        else:
            return HttpResponseRedirect(request.path, status=303)
    view = own_quote(token)
    if view is None:
        return refusal(request, refused or Refused(Reason.LINK_UNKNOWN))
    return page(
        request,
        "signing/quote.html",
        status=422 if refused else 200,
        view=view,
        words=request.POST.get("words", view.cleared or view.proposed),
        longest=LONGEST,
        refused=refused,
    )


def _answer(request: HttpRequest, token: str) -> None:
    match request.POST.get("answer"):
        case "clear":
            clear_quote(
                token=token,
                words=request.POST.get("words", ""),
                proposed_shown=request.POST.get("proposed", ""),
                agreed=bool(request.POST.get("agree")),
                at=now(),
            )
        case "withdraw":
            withdraw_quote(token=token, at=now())
        case _:
            raise Refused(Reason.ANSWER_MISSING)
