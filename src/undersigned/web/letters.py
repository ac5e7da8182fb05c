"""The public pages: the letters of this installation, a published letter, and its files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from undersigned.actions.growing import FileShown
from undersigned.actions.publishing import public_file
from undersigned.errors import Refused
from undersigned.outputs import file_name
from undersigned.outside.shelf import OnShelf
from undersigned.queries.catalogue import public_coalitions, public_letters
from undersigned.queries.pages import ListPage
from undersigned.queries.publishing import FILES
from undersigned.web.desk.listing import wanted_in
from undersigned.web.open_letters import growing_page
from undersigned.web.pages import page_for_browser
from undersigned.web.published import Ready, answer_with, ready

_ROWS = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The public letters, and whose they are; the newest first."""
    wanted = wanted_in(request)
    start = (wanted.page - 1) * _ROWS
    found = public_letters(search=wanted.search, offset=start, limit=_ROWS)
    pages = max(1, -(-found.total // _ROWS))
    return page_for_browser(
        request,
        "home.html",
        found=ListPage(found.letters, wanted.page, pages, found.total),
        coalitions=public_coalitions(),
        wanted=wanted,
    )


@require_safe
def mark(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this of a page that names no picture, such as a letter's."""
    return HttpResponsePermanentRedirect(static("mark.svg"))


@require_safe
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """The page *is* the bytes of the html format: page, archive copy and file cannot differ."""
    try:
        return _file(request, slug, "html")
    except Http404:  # not published: an open letter has a page that grows with its list
        return growing_page(request, slug)


@require_safe
def file(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    if extension not in FILES:
        raise Http404
    return _file(request, slug, extension)


@require_safe
def beside(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The map, the card and the lines for somebody else's frame."""
    return _file(request, slug, name)


def _file(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    try:
        shown = public_file(slug, file_name(name))
    except Refused as refused:
        raise Http404 from refused
    file = ready(slug, shown.name, OnShelf(shown.sha256, shown.media_type), shown.content)
    return answer_with(request, file)


def answer(request: HttpRequest, shown: FileShown) -> HttpResponse:
    """Any other public bytes, with a tag by which a browser that has them is spared them."""
    headers = {"Cache-Control": "public, no-cache"}
    return answer_with(request, Ready(shown.content, shown.media_type, shown.sha256[:32], headers))


def not_changed(request: HttpRequest, tag: str) -> bool:
    """Whether whoever asks has what has this tag."""
    return tag in request.headers.get("If-None-Match", "")
