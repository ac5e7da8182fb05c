"""What became of a letter's asks, for everybody: the scorecard, its feed and data, all letters together."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from undersigned.actions.tracking import response_file
from undersigned.domain.attachments import Attachment
from undersigned.domain.publishing import Rendered
from undersigned.domain.tracking import Happening, TrackedAsk, news_of
from undersigned.errors import Refused
from undersigned.outputs import asks as outputs_of_asks
from undersigned.outputs import feed as atom
from undersigned.outputs.asks import Card
from undersigned.queries.archive import coalition_with_archive
from undersigned.queries.roster import coalition_by_slug
from undersigned.queries.tracking import Scorecard, achieved_by, public_scorecard
from undersigned.web.pages import now, page, page_for_browser
from undersigned.wording import Wording, speak
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
    """The latest first; an entry that was taken back stays, and says so."""
    card = _public(slug)
    wording, here = speak(card.document.language), f"{settings.BASE_URL}/letters/{slug}/asks"
    told = atom.Feed(
        title=wording.say("What became of the asks: {title}", title=card.title),
        author=card.coalition,
        here=f"{here}.atom",
        page=f"{here}/",
        entries=[_told(ask, each, f"{here}/", wording) for ask, each in news_of(card.asks)],
    )
    content = atom.render(told, at=card.published_at or now())
    return _sent(Rendered("asks.atom", atom.MEDIA_TYPE, content))


def _told(ask: TrackedAsk, each: Happening, page: str, wording: Wording) -> atom.FeedEntry:
    title = wording.say("Ask {number}: {step}", number=each.number, step=wording.say(STEPS[each.step]))
    if each.taken_back:
        title = wording.say("{entry} (recorded in error, taken back)", entry=title)
    return atom.FeedEntry(
        key=f"{page}#outcome-{each.id}",
        title=title,
        address=f"{page}#{ask.anchor}",
        updated=datetime(each.on.year, each.on.month, each.on.day, tzinfo=UTC),
        summary=" ".join(part for part in (ask.text, each.note, each.handed_to, each.source) if part),
        via=each.address,
    )


@require_safe
def data(request: HttpRequest, slug: str) -> HttpResponse:
    return _sent(outputs_of_asks.render(_as_values(_public(slug))))


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
        coalition_with_archive(slug)
        coalition = coalition_by_slug(slug)
    except Refused as refused:
        raise Http404 from refused
    return page_for_browser(
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
