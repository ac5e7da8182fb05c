"""An open letter while its list grows: its page, and the parts of its list. Published, it is in `letters`."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from undersigned.domain.public_signing import Signer, is_public, may_ask
from undersigned.queries.open_list import open_list, part_named
from undersigned.queries.public_signing import OpenLetter, open_letter
from undersigned.queries.publishing import FILES
from undersigned.web.pages import now, page
from undersigned.web.public_signing import fragment


def growing_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The letter, who has signed so far, and the way to sign. Http404 for a letter that is not public."""
    letter = _public(slug)
    return page(
        request,
        "public/letter.html",
        language=letter.language,
        letter=letter,
        letter_html=fragment(letter.sha256),
        list=open_list(slug, letter.language),
        may_sign=may_ask(letter.facts, now()) is None,
        files=FILES,
    )


@require_safe
def signatories(request: HttpRequest, slug: str) -> HttpResponse:
    """A later part of the list, `?from=individual-1200`: of a kind, before an entry.

    One word says both, so that a copy of the public side has all parts: their addresses come to an end.
    """
    letter = _public(slug)
    named, _, before = request.GET.get("from", Signer.INDIVIDUAL).partition("-")
    try:
        kind = Signer(named)
    except ValueError:
        raise Http404 from None
    at = int(before) if before.isdecimal() and len(before) < 12 else None
    return page(
        request,
        "public/signatories.html",
        language=letter.language,
        letter=letter,
        kind=kind.value,
        part=part_named(slug, kind, letter.language, at),
    )


def _public(slug: str) -> OpenLetter:
    letter = open_letter(slug)
    if letter is None or not is_public(letter.facts):
        raise Http404
    return letter
