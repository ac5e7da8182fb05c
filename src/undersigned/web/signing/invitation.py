"""The invitation, `/i/TOKEN/`: GET shows the letter, POST answers it."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from undersigned.actions.signing.answer import ask_later_by_link, decline_by_link, note_opened
from undersigned.actions.signing.pending import take_back_by_link
from undersigned.actions.signing.sign import sign_by_link
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.outputs.html import letter_fragment
from undersigned.queries.counsel import counsel_copy
from undersigned.queries.editions import ChangesSince, changes_since_number
from undersigned.queries.invitations import InvitationView, invitation_view
from undersigned.queries.pending import is_waiting
from undersigned.queries.signing import line_text
from undersigned.web.acts import does
from undersigned.web.pages import now, page
from undersigned.web.signing.forms import day_in, line_fields, typed_condition, wish_in
from undersigned.web.trouble import refusal, status_of
from undersigned.wording import speak


def _answer(request: HttpRequest, token: str) -> str:
    match request.POST.get("answer"):
        case "sign":
            return _sign(request, token)
        case "decline":
            declined = decline_by_link(token=token, reason=request.POST.get("reason", ""), at=now())
            return request.path if declined else _own_page(token)
        case "later":
            away = request.POST.get("away") == "yes"
            ask_later_by_link(token=token, until=day_in(request), away=away, at=now())
        case "take-back":
            take_back_by_link(token=token, at=now())
        case _:
            raise Refused(Reason.ANSWER_MISSING)
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@does(_answer)
def invitation(request: HttpRequest, token: str, refused: Refused | None) -> HttpResponse:
    """GET shows, POST signs or declines. A mail scanner that opens the link changes nothing."""
    at = now()
    view = invitation_view(token, at=at)
    if view is None:
        return refusal(request, Refused(Reason.LINK_UNKNOWN))
    if view.signed:
        return HttpResponseRedirect(_own_page(token), status=303)
    if view.gone is not None:
        refused = Refused(view.gone)
    if refused and status_of(refused.reason) != 422:
        return refusal(request, refused, contact=view.letter.contact, language=view.letter.language)
    if request.method == "GET" and not view.opened:
        note_opened(view.invitation, at=at)
    return _show(request, view, refused)


def _sign(request: HttpRequest, token: str) -> str:
    if not request.POST.get("agree"):
        raise Refused(Reason.TICK_MISSING)
    edition = request.POST.get("edition", "")
    given = sign_by_link(
        token=token,
        edition_shown=int(edition) if edition.isdecimal() else None,
        typed=line_fields(request),
        wish=wish_in(request, token),
        at=now(),
    )
    return request.path if is_waiting(given) else _own_page(token)


def _own_page(token: str) -> str:
    return f"/r/{token}/"


def _show(request: HttpRequest, view: InvitationView, refused: Refused | None = None) -> HttpResponse:
    other_text = refused is not None and refused.reason == Reason.OTHER_EDITION
    return page(
        request,
        "signing/invitation.html",
        language=view.letter.language,
        view=view,
        letter_html=letter_fragment(view.document),
        line=replace(view.line, **line_fields(request)),
        printed=line_text(view.line, speak(view.letter.language)),
        refused=refused,
        reason_typed=request.POST.get("reason", ""),
        until_typed=request.POST.get("until", ""),
        condition=typed_condition(request),
        unnamed=bool(request.POST.get("unnamed")),
        agreed=bool(request.POST.get("agree")) and not other_text,
        changes_since_shown=_changes_since_shown(request, view) if other_text else None,
    )


def _changes_since_shown(request: HttpRequest, view: InvitationView) -> ChangesSince | None:
    """What changed since the page that the form was on."""
    shown = request.POST.get("edition", "")
    return changes_since_number(view.letter.slug, int(shown)) if shown.isdecimal() else None


@require_safe
def counsel(request: HttpRequest, token: str) -> HttpResponse:
    """The letter as a PDF without signatories, for whoever advises the office."""
    copy = counsel_copy(token, at=now())
    if copy is None:
        return refusal(request, Refused(Reason.LINK_UNKNOWN))
    headers = {"Content-Disposition": f'inline; filename="{copy.filename}"'}
    return HttpResponse(copy.content, content_type=copy.media_type, headers=headers)
