"""A public signatory's own page, behind the link of the mail: see, correct, withdraw, have the receipt."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from undersigned.actions.database import scrub
from undersigned.actions.public_signing.own_page import (
    ask_for_public_line,
    forget_by_public_link,
    receive_public_receipt_again,
    withdraw_by_public_link,
)
from undersigned.domain.block import printed_line
from undersigned.domain.public_signing import PRINTED_PARTS, PublicLine, PublicState
from undersigned.domain.reasons import Reason
from undersigned.domain.text import tidy
from undersigned.errors import Refused
from undersigned.queries.invitations import proof_in
from undersigned.queries.public_signing import (
    PublicView,
    public_view,
    receipt_by_public_token,
    signatory_of_line,
)
from undersigned.web.pages import now, page
from undersigned.web.proofs import shown_proof
from undersigned.web.trouble import refusal, status_of
from undersigned.wording import speak
from undersigned.wording.review import why_in_words


def public_own_page(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows, POST changes. Who has not confirmed yet is led there."""
    view = public_view(token)
    if view is None:
        return refusal(request, Refused(Reason.LINK_UNKNOWN))
    if view.state is PublicState.ASKED:
        return HttpResponseRedirect(f"/c/{token}/", status=303)
    if request.method != "POST":
        return _show(request, token, view)
    try:
        return _change(request, token, view)
    except Refused as refused:
        if status_of(refused.reason) != 422:
            return refusal(request, refused, contact=view.letter.contact, language=view.letter.language)
        return _show(request, token, view, refused)


def _change(request: HttpRequest, token: str, view: PublicView) -> HttpResponse:
    match request.POST.get("answer"):
        case "withdraw":
            withdraw_by_public_link(token=token, at=now())
        case "correct":
            ask_for_public_line(token=token, line=_typed(request, view.line), at=now())
        case "receipt":
            receive_public_receipt_again(token=token, at=now())
            return HttpResponseRedirect(f"{request.path}?receipt=sent", status=303)
        case "forget":
            forget_by_public_link(token=token, at=now())
            scrub()
        case _:
            raise Refused(Reason.ANSWER_MISSING)
    return HttpResponseRedirect(request.path, status=303)


def _typed(request: HttpRequest, line: PublicLine) -> PublicLine:
    """The line with the fields that were sent."""
    parts = (tidy(request.POST.get(part, getattr(line, part))) for part in PRINTED_PARTS)
    return PublicLine(line.signer, *parts)


def _show(request: HttpRequest, token: str, view: PublicView, refused: Refused | None = None) -> HttpResponse:
    stands, wording = view.state is PublicState.STANDING, speak(view.letter.language)
    return page(
        request,
        "public/own_page.html",
        language=wording.language,
        view=view,
        state=view.state.value,
        stands=stands,
        printed=None if view.forgotten_at else printed_line(signatory_of_line(view.line), wording),
        asked=printed_line(signatory_of_line(view.asked), wording) if view.asked else None,
        line=_typed(request, view.asked or view.line),
        parts=[part for part in PRINTED_PARTS if part == "name" or view.letter.choice.asks_for(part)],
        why=why_in_words(view.struck_why, wording),
        proof=shown_proof(proof_in(receipt_by_public_token(token)), view.letter.slug) if stands else None,
        receipt_sent=request.GET.get("receipt") == "sent",
        refused=refused,
    )
