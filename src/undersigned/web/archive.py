"""A coalition's archive: its letters and records, its members, who signs with whom, and all of it as data."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe
from markupsafe import Markup

from undersigned.actions.growing import FileShown
from undersigned.domain.archive import Together
from undersigned.domain.dataset import tables
from undersigned.domain.text import sha256_hex
from undersigned.errors import Refused
from undersigned.outputs import dataset, feed, together
from undersigned.outputs.feed import Feed, FeedEntry
from undersigned.outputs.html import letter_fragment
from undersigned.queries.archive import (
    Sought,
    archive_of,
    coalition_with_archive,
    kept_letters,
    public_member,
    public_record,
    who_signs_together,
)
from undersigned.queries.catalogue import PublicCoalition, PublicLetter, public_letters
from undersigned.web.desk.listing import wanted_in
from undersigned.web.letters import answer
from undersigned.web.pages import language_asked_for, now, page, page_for_browser
from undersigned.web.typed import sought_in
from undersigned.wording import speak

_NEWS = 50
_PAIRS_SHOWN = 100
_LONGEST_WORD = 300


@require_safe
def coalition(request: HttpRequest, slug: str) -> HttpResponse:
    """Its letters and records, narrowed by what the address asks for."""
    known = _coalition(slug)
    sought = _sought_in(request)
    return page_for_browser(
        request,
        "archive/coalition.html",
        archive=archive_of(known, sought),
        here=f"/coalitions/{slug}",
        sought=sought,
        narrowed=lambda **change: _query(request.GET, change),
    )


def _sought_in(request: HttpRequest) -> Sought:
    year = request.GET.get("year", "")
    return Sought(
        wanted=wanted_in(request),
        year=int(year) if year.isdecimal() and len(year) == 4 and int(year) else None,
        addressee=sought_in(request, "addressee", longest=_LONGEST_WORD),
        region=sought_in(request, "region", longest=_LONGEST_WORD),
        subject=sought_in(request, "subject", longest=_LONGEST_WORD),
    )


def _query(given: QueryDict, change: dict[str, object]) -> str:
    """The address's query with something changed; the page of the list starts over."""
    kept = {name: value for name, value in given.items() if name != "page"}
    return "?" + urlencode({name: value for name, value in {**kept, **change}.items() if value})


@require_safe
def member(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    known = _coalition(slug)
    try:
        shown = public_member(known, key)
    except Refused as refused:
        raise Http404 from refused
    return page_for_browser(request, "archive/member.html", coalition=known, member=shown)


@require_safe
def signing_together(request: HttpRequest, slug: str) -> HttpResponse:
    known = _coalition(slug)
    found = who_signs_together(known)
    wording = speak(language_asked_for(request))
    return page_for_browser(
        request,
        "archive/together.html",
        coalition=known,
        here=f"/coalitions/{slug}",
        signers=len(found.signers),
        pairs=found.pairs[:_PAIRS_SHOWN],
        all_pairs=len(found.pairs),
        shown=together.SHOWN,
        drawing=Markup(together.drawing(found, wording)),  # noqa: S704  # every text in it is escaped there
    )


@require_safe
def together_file(request: HttpRequest, slug: str) -> HttpResponse:
    return _download(request, "together.csv", "text/csv; charset=utf-8", together.table(_together(slug)))


@require_safe
def together_picture(request: HttpRequest, slug: str) -> HttpResponse:
    drawn = together.drawing(_together(slug), speak(None))
    return _download(request, "together.svg", "image/svg+xml", drawn.encode("utf-8"))


@require_safe
def data(request: HttpRequest, slug: str) -> HttpResponse:
    """The archive as one dataset with its dictionary."""
    known = _coalition(slug)
    title = speak(None).say("Open letters of {coalition}").format(coalition=known.name)
    here = f"{settings.BASE_URL}/coalitions/{known.slug}/"
    packed = dataset.render(known.slug, title, here, tables(kept_letters(known), base=settings.BASE_URL))
    return _download(request, f"{known.slug}-dataset.zip", dataset.MEDIA_TYPE, packed)


@require_safe
def record(request: HttpRequest, slug: str, record: str) -> HttpResponse:
    """A letter from elsewhere, shown as such: it was read in, and nobody signed it here."""
    try:
        shown = public_record(_coalition(slug), record)
    except Refused as refused:
        raise Http404 from refused
    return page(
        request,
        "archive/record.html",
        language=shown.document.language,
        record=shown,
        letter_html=letter_fragment(shown.document),
    )


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The public letters of this installation as a feed."""
    found = public_letters(offset=0, limit=_NEWS)
    told = Feed(
        title=speak(None).say("Open letters"),
        author="Undersigned",
        here=f"{settings.BASE_URL}/feed.atom",
        page=f"{settings.BASE_URL}/",
        entries=[_told(each) for each in found.letters],
    )
    content = feed.render(told, at=now())
    return answer(request, FileShown("feed.atom", feed.MEDIA_TYPE, content, sha256_hex(content)))


def _told(letter: PublicLetter) -> FeedEntry:
    address = f"{settings.BASE_URL}/letters/{letter.slug}/"
    count = speak(None).count("{number} signatory", "{number} signatories", letter.signatories)
    return FeedEntry(
        key=address,
        title=letter.title,
        address=address,
        updated=letter.public_since,
        summary=f"{letter.coalition}: {count}",
    )


def _coalition(slug: str) -> PublicCoalition:
    """Http404 for one that has nothing public: nobody learns of it."""
    try:
        return coalition_with_archive(slug)
    except Refused as refused:
        raise Http404 from refused


def _together(slug: str) -> Together:
    return who_signs_together(_coalition(slug))


def _download(request: HttpRequest, name: str, kind: str, content: bytes) -> HttpResponse:
    response = answer(request, FileShown(name, kind, content, sha256_hex(content)))
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
