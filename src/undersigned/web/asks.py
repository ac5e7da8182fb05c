"""What became of a letter's asks, for everybody: the scorecard, its feed and data, all letters together."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from undersigned.actions.tracking import response_file
from undersigned.domain.attachments import Attachment
from undersigned.domain.publishing import Rendered
from undersigned.errors import Refused
from undersigned.outputs.asks import Card, render_atom, render_json
from undersigned.queries.roster import coalition_by_slug
from undersigned.queries.tracking import Scorecard, achieved_by, public_scorecard
from undersigned.web.pages import page
from undersigned.wording import speak
from undersigned.wording.tracking import SHAPES, STATES, STEPS


@require_safe
def scorecard(request: HttpRequest, slug: str) -> HttpResponse:
    card = _public(slug)
    return page(
        request,
        "asks/scorecard.html",
        language=card.document.language,
        card=card,
        states=STATES,
        shapes=SHAPES,
        steps=STEPS,
    )


@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    card = _public(slug)
    return _sent(render_atom(_as_values(card), speak(card.document.language)))


@require_safe
def data(request: HttpRequest, slug: str) -> HttpResponse:
    return _sent(render_json(_as_values(_public(slug))))


@require_safe
def response(request: HttpRequest, slug: str, response: int) -> HttpResponse:
    """An addressee's answer, as the document that was sent in."""
    try:
        return download(response_file(slug, response, public=True))
    except Refused as refused:
        raise Http404 from refused


@require_safe
def achieved(request: HttpRequest, slug: str) -> HttpResponse:
    """Across a coalition's letters: which asks were granted, and how long it took."""
    try:
        coalition = coalition_by_slug(slug)
    except Refused as refused:
        raise Http404 from refused
    return page(
        request,
        "asks/achieved.html",
        coalition=coalition.name,
        achieved=achieved_by(coalition),
        states=STATES,
        shapes=SHAPES,
    )


def _public(slug: str) -> Scorecard:
    try:
        return public_scorecard(slug)
    except Refused as refused:
        raise Http404 from refused


def _as_values(card: Scorecard) -> Card:
    assert card.published_at is not None  # noqa: S101  # a public letter was published
    page_of_letter = f"{settings.BASE_URL}/letters/{card.slug}/"
    return Card(card.title, card.coalition, page_of_letter, card.published_at, card.asks, card.counts)


def _sent(rendered: Rendered) -> HttpResponse:
    return HttpResponse(
        rendered.content, content_type=rendered.media_type, headers={"Cache-Control": "no-cache"}
    )


def download(file: Attachment) -> HttpResponse:
    """A file that somebody sent in: never shown in a page of ours, whatever it is."""
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(file.content, content_type=file.media_type, headers=headers)
