"""The public pages: the letters of this installation, a published letter, and its files."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.text import sha256_hex
from undersigned.errors import Refused
from undersigned.outputs import format_named
from undersigned.queries.letters import letter_by_slug, published_letters
from undersigned.queries.publishing import FILES, is_public, publication_of
from undersigned.web.headers import policy
from undersigned.web.pages import page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return page(request, "home.html", letters=published_letters())


@require_safe
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """The page *is* the bytes of the html format: page, archive copy and file cannot differ."""
    return _serve(request, _render(slug, "html"))


@require_safe
def file(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    if extension not in FILES:
        raise Http404
    return _serve(request, _render(slug, extension))
