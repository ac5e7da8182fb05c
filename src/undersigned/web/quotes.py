"""A signatory's words for the press (`/r/TOKEN/quote/`): GET shows, POST clears or withdraws."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from undersigned.actions.quotes import clear_quote, withdraw_quote
from undersigned.domain.quotes import LONGEST
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.quotes import own_quote
from undersigned.web.acts import does
from undersigned.web.pages import now, page
from undersigned.web.trouble import refusal, status_of


def _answer(request: HttpRequest, token: str) -> str:
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
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@does(_answer)
def quote(request: HttpRequest, token: str, refused: Refused | None) -> HttpResponse:
    view = own_quote(token)
    if view is None:
        return refusal(request, refused or Refused(Reason.LINK_UNKNOWN))
    if refused and status_of(refused.reason) != 422:
        return refusal(request, refused, language=view.language)
    return page(
        request,
        "signing/quote.html",
        language=view.language,
        view=view,
        words=request.POST.get("words", view.cleared or view.proposed),
        longest=LONGEST,
        refused=refused,
    )
