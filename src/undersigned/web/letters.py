"""The public pages: the letters of this installation, a published letter, and its files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from undersigned.domain.text import sha256_hex
from undersigned.errors import Refused
from undersigned.outputs import format_named, html
from undersigned.queries.letters import published_letters
from undersigned.queries.publishing import FILES, public_publication
from undersigned.web.headers import policy
from undersigned.web.pages import page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return page(request, "home.html", letters=published_letters())


@require_safe
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """The page *is* the bytes of the html format: page, archive copy and file cannot differ."""
    response = _file(request, slug, "html")
    response.headers["Content-Security-Policy"] = policy(
        styles=html.style_sources(), scripts=html.script_sources()
    )
    return response


@require_safe
def file(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    if extension not in FILES:
        raise Http404
    return _file(request, slug, extension)


def _file(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One format's bytes, with a tag by which a browser that has them is spared them."""
    try:
        publication = public_publication(slug)
    except Refused as refused:
        raise Http404 from refused
    rendered = format_named(name).render(publication)
    tag = f'"{sha256_hex(rendered.content)[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "public, no-cache"}
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=headers)
    if name != "html":
        headers["Content-Disposition"] = f'inline; filename="{slug}.{name}"'
    return HttpResponse(rendered.content, content_type=rendered.media_type, headers=headers)
