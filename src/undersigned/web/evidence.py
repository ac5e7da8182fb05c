"""The evidence of a public letter: the bundle as a zip and file by file, and the page that checks it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from undersigned.actions.growing import FileShown
from undersigned.actions.publishing import public_files
from undersigned.domain.text import sha256_hex
from undersigned.errors import Refused
from undersigned.proof import bundle
from undersigned.proof.verify_page import csp_hash, entry_script
from undersigned.queries.evidence import bundle_of
from undersigned.queries.letters import letter_by_slug
from undersigned.web.headers import policy
from undersigned.web.letters import answer
from undersigned.web.pages import page

_TYPES = {"html": "text/html; charset=utf-8", "json": "application/json", "pdf": "application/pdf"}


def parts_of(slug: str) -> dict[str, bytes]:
    """The bundle of a public letter. Http404 for any other: nobody learns of it."""
    try:
        files = {shown.name: shown.content for shown in public_files(slug)}
    except Refused as refused:
        raise Http404 from refused
    return bundle_of(letter_by_slug(slug), files)


@require_safe
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    packed = bundle.pack(parts_of(slug))
    response = answer(request, FileShown("evidence.zip", "application/zip", packed, sha256_hex(packed)))
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-evidence.zip"'
    return response


@require_safe
def part(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    """One file of the bundle, at the address that the layout gives it."""
    content = parts_of(slug).get(path)
    if content is None:
        raise Http404
    kind = _TYPES.get(path.rpartition(".")[2], "text/plain; charset=utf-8" if _is_text(content) else "")
    return answer(request, FileShown(path, kind or "application/octet-stream", content, sha256_hex(content)))


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


@require_safe
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a QR leads: what became of its entry, what is proved and what is not, and the ways to check it.

    Its script may ask this host for the evidence, and nobody else for anything.
    """
    parts = parts_of(slug)
    letter = letter_by_slug(slug)
    response = page(
        request,
        "check.html",
        slug=slug,
        title=letter.title,
        key=parts["policy"].decode().split("\n")[0].removeprefix("log "),
        script=Markup(entry_script()),  # noqa: S704  # ours, and it has no end tag in it: a test looks
    )
    source = f"'{csp_hash(entry_script())}'"
    response.headers["Content-Security-Policy"] = policy(scripts=(source,), connections="'self'")
    return response
