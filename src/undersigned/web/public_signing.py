"""The pages by which the public signs an open letter: the form, what comes next, the confirmation."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from undersigned.actions.public_signing.ask import Asking, ask
from undersigned.actions.public_signing.code import open_by_public_code
from undersigned.actions.public_signing.confirm import Confirming, confirm
from undersigned.domain.block import printed_line
from undersigned.domain.limits import place_on_the_network
from undersigned.domain.public_signing import (
    Accepts,
    ConfirmFacts,
    FilledForm,
    FormChoice,
    Part,
    PublicLine,
    PublicState,
    Signer,
    may_ask,
    may_confirm,
)
from undersigned.domain.reasons import Reason
from undersigned.domain.text import tidy
from undersigned.errors import Refused
from undersigned.outputs.html import letter_fragment
from undersigned.queries.public_signing import (
    PublicView,
    open_letter,
    public_view,
    signatory_of_line,
    text_by_hash,
)
from undersigned.web.acts import does
from undersigned.web.origin import origin_of
from undersigned.web.pages import now, page, page_for_browser
from undersigned.web.trouble import refusal, status_of
from undersigned.wording import speak

_LONGEST_TYPED = 1_000
_PARTS = frozenset(part.value for part in Part)


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str) -> HttpResponse:
    """GET shows the form; POST takes it, and a mail goes out. Nothing is signed by it yet."""
    letter = open_letter(slug)
    if letter is None:
        return refusal(request, Refused(Reason.LETTER_UNKNOWN, slug=slug))
    filled = _filled(request, letter.choice)
    refused: Refused | None = None
    if request.method == "POST":
        try:
            ask(Asking(slug, filled, _network(request), now()))
            return HttpResponseRedirect(f"/letters/{slug}/sign/sent/", status=303)
        except Refused as trouble:
            refused = trouble
    elif reason := may_ask(letter.facts, now()):
        refused = Refused(reason, slug=slug)
    if refused and status_of(refused.reason) != 422:
        return refusal(request, refused, contact=letter.contact, language=letter.language)
    return page(
        request,
        "public/form.html",
        language=letter.language,
        letter=letter,
        letter_html=fragment(letter.sha256),
        filled=filled,
        asks_for=letter.choice.asks_for,
        accepts=letter.choice.accepts,
        for_organisation=filled.line.signer is Signer.ORGANISATION,
        refused=refused,
    )


def _filled(request: HttpRequest, choice: FormChoice) -> FilledForm:
    """What was typed, tidied; what the organiser does not ask for is left out."""

    def typed(name: str) -> str:
        asked_for = name not in _PARTS or choice.asks_for(name)
        return tidy(request.POST.get(name, "")[:_LONGEST_TYPED]) if asked_for else ""

    only = {Accepts.INDIVIDUALS: Signer.INDIVIDUAL, Accepts.ORGANISATIONS: Signer.ORGANISATION}
    ticked = Signer.ORGANISATION if request.POST.get("for_organisation") else Signer.INDIVIDUAL
    line = PublicLine(
        only.get(choice.accepts, ticked),
        *(typed(name) for name in ("name", "title", "organisation", "place", "region")),
    )
    return FilledForm(line, request.POST.get("email", "").strip()[:_LONGEST_TYPED], typed("postcode"))


def _network(request: HttpRequest) -> str | None:
    """The place on the network that a form came from; behind our own proxies, as the first of them says."""
    return place_on_the_network(origin_of(request, settings.TRUSTED_PROXIES))


@lru_cache(maxsize=64)
def fragment(sha256: str) -> Markup:
    """The text of an edition as a page shows it, set once a process."""
    return letter_fragment(text_by_hash(sha256))


@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """The same page for every address: whether it has signed is told in its mailbox alone."""
    letter = open_letter(slug)
    if letter is None:
        return refusal(request, Refused(Reason.LETTER_UNKNOWN, slug=slug))
    return page(request, "public/sent.html", language=letter.language, letter=letter, typed="")


def _typed_code(request: HttpRequest) -> str:
    return request.POST.get("code", "")[:60]


def _open_by_code(request: HttpRequest) -> str:
    origin = origin_of(request, settings.TRUSTED_PROXIES)
    token = open_by_public_code(typed=_typed_code(request), origin=origin, at=now())
    return f"/c/{token}/"


@require_http_methods(["GET", "HEAD", "POST"])
@does(_open_by_code)
def code(request: HttpRequest, refused: Refused | None) -> HttpResponse:
    """Type the code of a mail: leads to the same confirmation as its link."""
    if refused and status_of(refused.reason) != 422:
        return refusal(request, refused)
    return page_for_browser(request, "public/code.html", typed=_typed_code(request), refused=refused)


def _confirm(request: HttpRequest, token: str) -> str:
    if request.POST.get("answer") != "confirm":
        raise Refused(Reason.ANSWER_MISSING)
    if not request.POST.get("agree"):
        raise Refused(Reason.TICK_MISSING)
    edition = request.POST.get("edition", "")
    confirm(Confirming(token, int(edition) if edition.isdecimal() else None, now()))
    return f"/r/{token}/"


@require_http_methods(["GET", "HEAD", "POST"])
@does(_confirm)
def confirmation(request: HttpRequest, token: str, refused: Refused | None) -> HttpResponse:
    """GET shows what would be signed, POST confirms it. A mail scanner changes nothing by opening it."""
    view = public_view(token)
    if view is None:
        return refusal(request, Refused(Reason.LINK_UNKNOWN))
    reason = may_confirm(_facts(view), now())
    if reason is Reason.ALREADY_SIGNED:
        return HttpResponseRedirect(f"/r/{token}/", status=303)
    if reason is not None:
        refused = Refused(reason)
    if refused and status_of(refused.reason) != 422:
        return refusal(request, refused, contact=view.letter.contact, language=view.letter.language)
    return page(
        request,
        "public/confirmation.html",
        language=view.letter.language,
        view=view,
        letter_html=fragment(view.letter.sha256),
        printed=printed_line(signatory_of_line(view.line), speak(view.letter.language)),
        for_organisation=view.line.signer is Signer.ORGANISATION,
        agreed=bool(request.POST.get("agree"))
        and (refused is None or refused.reason != Reason.OTHER_EDITION),
        refused=refused,
    )


def _facts(view: PublicView) -> ConfirmFacts:
    return ConfirmFacts(
        letter=view.letter.facts,
        edition=view.letter.edition,
        edition_shown=None,
        expires_at=view.link_expires_at,
        confirmed=view.state is not PublicState.ASKED,
        address_signed=view.address_signed,
        forgotten=view.forgotten_at is not None,
    )
