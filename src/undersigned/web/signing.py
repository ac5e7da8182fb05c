"""The pages behind a personal link: the invitation (`/i/TOKEN/`), the signatory's own (`/r/TOKEN/`)."""

from dataclasses import fields, replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.database import scrub
from undersigned.actions.signing.answer import decline_by_link, note_opened
from undersigned.actions.signing.correct import ask_for_line, receive_again
from undersigned.actions.signing.forget import forget_by_link
from undersigned.actions.signing.sign import sign_by_link
from undersigned.actions.signing.withdraw import disown_by_link, withdraw_by_link
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import PrintedLine
from undersigned.domain.text import tidy
from undersigned.errors import Refused
from undersigned.evidence.receipt import SUFFIX
from undersigned.outputs.html import letter_fragment
from undersigned.queries.editions import ChangesSince, changes_since_number
from undersigned.queries.invitations import (
    InvitationView,
    SignatoryView,
    invitation_view,
    proof_by_token,
    receipt_by_token,
    signatory_view,
)
from undersigned.queries.public_signing import receipt_by_public_token
from undersigned.queries.signing import line_text
from undersigned.web.pages import now, page
from undersigned.web.proofs import shown_proof
from undersigned.web.public_own_page import public_own_page
from undersigned.web.trouble import refusal, status_of
from undersigned.wording import speak


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows, POST signs or declines. A mail scanner that opens the link changes nothing."""
    refused: Refused | None = None
    if request.method == "POST":
        try:
            return _answer(request, token)
        except Refused as trouble:
            refused = trouble
    at = now()
    view = invitation_view(token, at=at)
    if view is None:
        return refusal(request, Refused(Reason.LINK_UNKNOWN))
    if view.signed:
        return _to_own_page(token)
    if view.gone is not None:
        refused = Refused(view.gone)
    if refused and status_of(refused.reason) != 422:
        return refusal(request, refused, contact=view.letter.contact)
    if request.method == "GET" and not view.opened:
        note_opened(view.invitation, at=at)
    return _show(request, view, refused)


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    match request.POST.get("answer"):
        case "sign":
            return _sign(request, token)
        case "decline":
            declined = decline_by_link(token=token, reason=request.POST.get("reason", ""), at=now())
            return HttpResponseRedirect(request.path, status=303) if declined else _to_own_page(token)
        case _:
            raise Refused(Reason.ANSWER_MISSING)


def _sign(request: HttpRequest, token: str) -> HttpResponse:
    if not request.POST.get("agree"):
        raise Refused(Reason.TICK_MISSING)
    edition = request.POST.get("edition", "")
    sign_by_link(
        token=token,
        edition_shown=int(edition) if edition.isdecimal() else None,
        typed=_typed_fields(request),
        at=now(),
    )
    return _to_own_page(token)


def _typed_fields(request: HttpRequest) -> dict[str, str]:
    """The fields of the printed line that were sent, as they stand in the form."""
    names = (field.name for field in fields(PrintedLine))
    return {name: tidy(request.POST[name]) for name in names if name in request.POST}


def _show(request: HttpRequest, view: InvitationView, refused: Refused | None = None) -> HttpResponse:
    other_text = refused is not None and refused.reason == Reason.OTHER_EDITION
    return page(
        request,
        "signing/invitation.html",
        status=422 if refused else 200,
        view=view,
        letter_html=letter_fragment(view.document),
        line=replace(view.line, **_typed_fields(request)),
        printed=line_text(view.line, speak("en")),
        refused=refused,
        reason_typed=request.POST.get("reason", ""),
        agreed=bool(request.POST.get("agree")) and not other_text,
        changes_since_shown=_changes_since_shown(request, view) if other_text else None,
    )


def _changes_since_shown(request: HttpRequest, view: InvitationView) -> ChangesSince | None:
    """What changed since the page that the form was on."""
    shown = request.POST.get("edition", "")
    return changes_since_number(view.letter.slug, int(shown)) if shown.isdecimal() else None


def _to_own_page(token: str) -> HttpResponse:
    return HttpResponseRedirect(f"/r/{token}/", status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def own_page(request: HttpRequest, token: str) -> HttpResponse:
    """What was signed, with the ways to withdraw or disown it."""
    view = signatory_view(token, at=now())
    if view is None:
        return public_own_page(request, token)
    if view.gone is not None:
        return refusal(request, Refused(view.gone), contact=view.letter.contact)
    if request.method == "POST":
        return _end(request, token, view)
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


def _end(request: HttpRequest, token: str, view: SignatoryView) -> HttpResponse:
    try:
        match request.POST.get("answer"):
            case "withdraw":
                withdraw_by_link(token=token, at=now())
            case "disown":
                disown_by_link(token=token, at=now())
            case "correct" if view.signature:
                ask_for_line(
                    token=token, line=replace(view.signature.line, **_typed_fields(request)), at=now()
                )
            case "receipt":
                receive_again(token=token, at=now())
                return HttpResponseRedirect(f"{request.path}?receipt=sent", status=303)
            case "forget":
                forget_by_link(token=token, at=now())
                scrub()
            case _:
                raise Refused(Reason.ANSWER_MISSING)
    except Refused as refused:
        if view.signature is None or status_of(refused.reason) != 422:
            return refusal(request, refused, contact=view.letter.contact)
        return _show_own(request, token, view, refused)
    return HttpResponseRedirect(request.path, status=303)


def _show_own(
    request: HttpRequest, token: str, view: SignatoryView, refused: Refused | None = None
) -> HttpResponse:
    signature, wording = view.signature, speak("en")
    assert signature is not None  # noqa: S101  # who has signed nothing was led to the invitation
    return page(
        request,
        "signing/own_page.html",
        status=422 if refused else 200,
        view=view,
        signature=signature,
        printed=None if signature.forgotten_at else line_text(signature.line, wording),
        asked=line_text(signature.asked, wording) if signature.asked else None,
        line=replace(signature.asked or signature.line, **_typed_fields(request)),
        proof=shown_proof(proof_by_token(token), view.letter.slug),
        receipt_sent=request.GET.get("receipt") == "sent",
        refused=refused,
    )
