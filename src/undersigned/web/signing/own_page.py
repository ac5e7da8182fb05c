"""A signatory's own page, `/r/TOKEN/`: what was signed, the receipt, and the ways to mend or end it."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.database import scrub
from undersigned.actions.signing.correct import ask_for_line, receive_again
from undersigned.actions.signing.forget import forget_by_link
from undersigned.actions.signing.record import confirm_by_link
from undersigned.actions.signing.withdraw import disown_by_link, withdraw_by_link
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.evidence.receipt import SUFFIX
from undersigned.queries.invitations import SignatoryView, proof_by_token, receipt_by_token, signatory_view
from undersigned.queries.public_signing import receipt_by_public_token
from undersigned.queries.signing import line_text
from undersigned.web.pages import now, page
from undersigned.web.proofs import shown_proof
from undersigned.web.public_own_page import public_own_page
from undersigned.web.signing.forms import line_fields
from undersigned.web.trouble import refusal, status_of
from undersigned.wording import speak


@require_http_methods(["GET", "HEAD", "POST"])
def own_page(request: HttpRequest, token: str) -> HttpResponse:
    """What was signed, with the ways to withdraw or disown it."""
    view = signatory_view(token, at=now())
    if view is None:
        return public_own_page(request, token)
    if view.gone is not None:
        return _refusal(request, Refused(view.gone), view)
    if request.method == "POST":
        return _act(request, token, view)
    if view.signature is None:
        return HttpResponseRedirect(f"/i/{token}/", status=303)
    return _show_own(request, token, view)


@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt as a file: the same bytes each time, as in the mail."""
    proof = receipt_by_token(token) or receipt_by_public_token(token)
    if proof is None:
        return refusal(request, Refused(Reason.LINK_UNKNOWN))
    headers = {"Content-Disposition": f'attachment; filename="receipt{SUFFIX}"'}
    return HttpResponse(proof, content_type="text/plain; charset=utf-8", headers=headers)


# What needs nothing but the link.
_VERBS: dict[str, Callable[..., object]] = {
    "confirm": confirm_by_link,
    "withdraw": withdraw_by_link,
    "disown": disown_by_link,
    "receipt": receive_again,
    "forget": forget_by_link,
}


def _act(request: HttpRequest, token: str, view: SignatoryView) -> HttpResponse:
    answer = request.POST.get("answer", "")
    try:
        if answer == "correct" and view.signature:
            line = replace(view.signature.line, **line_fields(request))
            ask_for_line(token=token, line=line, at=now())
        elif answer in _VERBS:
            _VERBS[answer](token=token, at=now())
        else:
            raise Refused(Reason.ANSWER_MISSING)
    except Refused as refused:
        if view.signature is None or status_of(refused.reason) != 422:
            return _refusal(request, refused, view)
        return _show_own(request, token, view, refused)
    if answer == "forget":
        scrub()
    sent = "?receipt=sent" if answer == "receipt" else ""
    return HttpResponseRedirect(f"{request.path}{sent}", status=303)


def _refusal(request: HttpRequest, refused: Refused, view: SignatoryView) -> HttpResponse:
    return refusal(request, refused, contact=view.letter.contact, language=view.letter.language)


def _show_own(
    request: HttpRequest, token: str, view: SignatoryView, refused: Refused | None = None
) -> HttpResponse:
    signature, wording = view.signature, speak(view.letter.language)
    assert signature is not None  # noqa: S101  # who has signed nothing was led to the invitation
    return page(
        request,
        "signing/own_page.html",
        language=view.letter.language,
        view=view,
        signature=signature,
        printed=None if signature.forgotten_at else line_text(signature.line, wording),
        asked=line_text(signature.asked, wording) if signature.asked else None,
        line=replace(signature.asked or signature.line, **line_fields(request)),
        proof=shown_proof(proof_by_token(token), view.letter.slug),
        receipt_sent=request.GET.get("receipt") == "sent",
        refused=refused,
    )
