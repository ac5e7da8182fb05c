"""The public pages: the letters of this installation, a published letter, and its files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from undersigned.actions.growing import FileShown
from undersigned.actions.publishing import public_file
from undersigned.errors import Refused
from undersigned.outputs import file_name, html
from undersigned.queries.catalogue import public_coalitions, public_letters
from undersigned.queries.pages import ListPage
from undersigned.queries.publishing import FILES
from undersigned.web.desk.listing import wanted_in
from undersigned.web.headers import policy
from undersigned.web.open_letters import growing_page
from undersigned.web.pages import page

_ROWS = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The public letters, and whose they are; the newest first."""
    wanted = wanted_in(request)
    start = (wanted.page - 1) * _ROWS
    found = public_letters(search=wanted.search, offset=start, limit=_ROWS)
    pages = max(1, -(-found.total // _ROWS))
    return page(
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
        response = answer(request, _file(slug, "html"))
    except Http404:  # not published: an open letter has a page that grows with its list
        return growing_page(request, slug)
    styles, scripts = html.style_sources(), html.script_sources()
    response.headers["Content-Security-Policy"] = policy(styles=styles, scripts=scripts)
    return response


@require_safe
def file(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    if extension not in FILES:
        raise Http404
    response = answer(request, _file(slug, extension))
    response.headers["Content-Disposition"] = f'inline; filename="{slug}.{extension}"'
    return response


def _file(slug: str, extension: str) -> FileShown:
    try:
        return public_file(slug, file_name(extension))
    except Refused as refused:
        raise Http404 from refused


def answer(request: HttpRequest, shown: FileShown) -> HttpResponse:
    """The bytes, with a tag by which a browser that has them is spared them."""
    headers = {"ETag": f'"{shown.sha256[:32]}"', "Cache-Control": "public, no-cache"}
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(shown.content, content_type=shown.media_type, headers=headers)
