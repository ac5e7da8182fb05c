"""The evidence of a public letter: the bundle as a zip and file by file, and the page that checks it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe
from markupsafe import Markup

from undersigned.actions.bundles import bundle_part, packed_bundle
from undersigned.actions.growing import FileShown
from undersigned.domain.text import sha256_hex
from undersigned.errors import Refused
from undersigned.proof import layout
from undersigned.proof.verify_page import csp_hash, entry_script
from undersigned.queries.letters import letter_by_slug
from undersigned.web.headers import policy
from undersigned.web.letters import answer, not_changed
from undersigned.web.pages import now, page, page_for_browser

_TYPES = {"html": "text/html; charset=utf-8", "json": "application/json", "pdf": "application/pdf"}
_NEVER_CHANGES = "public, max-age=31536000, immutable"


@require_safe
def archive(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The zip, from the disk. Its tag is its name, which stands for its content."""
    try:
        packed = packed_bundle(slug, at=now())
    except Refused as refused:
        raise Http404 from refused
    headers = {"ETag": f'"{packed.stem}"', "Cache-Control": "public, no-cache"}
    if not_changed(request, headers["ETag"]):
        return HttpResponse(status=304, headers=headers)
    return FileResponse(
        packed.open("rb"),
        as_attachment=True,
        filename=f"{slug}-evidence.zip",
        content_type="application/zip",
        headers=headers,
    )


@require_safe
def part(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    """One file of the bundle, at the address that the layout gives it. A tile of any width never changes."""
    content = _content(slug, path)
    kind = _TYPES.get(path.rpartition(".")[2], "text/plain; charset=utf-8" if _is_text(content) else "")
    shown = FileShown(path, kind or "application/octet-stream", content, sha256_hex(content))
    response = answer(request, shown)
    if layout.tile_at(path):
        response.headers["Cache-Control"] = _NEVER_CHANGES
    return response


def _content(slug: str, path: str) -> bytes:
    """Http404 for what is no part, and for a letter that is not public: nobody learns of it."""
    try:
        content = bundle_part(slug, path, at=now())
    except Refused as refused:
        raise Http404 from refused
    if content is None:
        raise Http404
    return content


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


@require_safe
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a QR leads: what became of its entry, what is proved and what is not, and the ways to check it.

    Its script may ask this host for the evidence, and nobody else for anything. Who scans a receipt before
    the letter is public is told to come back, in the words that any other address gets.
    """
    try:
        keys, letter = _content(slug, layout.POLICY).decode(), letter_by_slug(slug)
    except Http404:
        return page_for_browser(request, "trouble/not_yet.html", status=404)
    response = page(
        request,
        "check.html",
        language=letter.language,
        slug=slug,
        title=letter.title,
        key=keys.split("\n")[0].removeprefix("log "),
        script=Markup(entry_script()),  # noqa: S704  # ours, and it has no end tag in it: a test looks
    )
    source = f"'{csp_hash(entry_script())}'"
    response.headers["Content-Security-Policy"] = policy(scripts=(source,), connections="'self'")
    return response
