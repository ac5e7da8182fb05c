"""A letter under embargo, for whoever has an outlet's link (`/e/TOKEN/`): its kits, its page, its files.

Nothing here is to be found or kept: no robot, no cache, no address handed on to another page. Once the
letter is public, every address leads to the public one.
"""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from undersigned.actions.embargo import note_outlet_opened
from undersigned.actions.stationery import laid_out
from undersigned.domain.reasons import Reason
from undersigned.domain.zones import zone_named
from undersigned.errors import Refused
from undersigned.outputs import format_named
from undersigned.outputs.html.policy import policy_in
from undersigned.queries.embargo import (
    UnderEmbargo,
    file_for_outlets,
    publication_for_outlets,
    under_embargo,
)
from undersigned.queries.letters import letter_by_slug, text_of
from undersigned.queries.press import PressSource, press_source
from undersigned.queries.publishing import FILES
from undersigned.web.pages import now
from undersigned.web.press import PressDesk, send_archive, send_file, show_index, show_kit
from undersigned.web.trouble import refusal
from undersigned.wording import speak

View = Callable[..., HttpResponse]


def _by_link(public: str) -> Callable[[View], View]:
    """Only for a link that leads somewhere; `public` is where the same is once everybody may read it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, token: str, **names: str) -> HttpResponse:
            found = under_embargo(token)
            if found is None or found.gone:
                answer = refusal(
                    request, Refused(found.gone if found and found.gone else Reason.LINK_UNKNOWN)
                )
            elif found.public:
                answer = HttpResponseRedirect(
                    public.format(slug=found.slug, area=f"{found.area}/" if found.area else "", **names)
                )
            else:
                answer = view(request, token, found, **names)
            return _private(answer)

        return require_safe(guarded)

    return decorate


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@_by_link("/letters/{slug}/press/{area}")
def opened(request: HttpRequest, token: str, found: UnderEmbargo) -> HttpResponse:
    """Where the mail leads: the kit of the outlet's place, else the whole. An opening is counted."""
    if request.method == "GET":
        note_outlet_opened(found.link, at=now())
    source, desk = _source(found), _desk(token, found)
    if found.area and "q" not in request.GET:
        return show_kit(request, source, found.area, desk)
    return show_index(request, source, desk)


@_by_link("/letters/{slug}/press/")
def index(request: HttpRequest, token: str, found: UnderEmbargo) -> HttpResponse:
    return show_index(request, _source(found), _desk(token, found))


@_by_link("/letters/{slug}/press/{place}/")
def kit(request: HttpRequest, token: str, found: UnderEmbargo, *, place: str) -> HttpResponse:
    return show_kit(request, _source(found), place, _desk(token, found))


@_by_link("/letters/{slug}/press/{place}.{extension}")
def kit_file(
    request: HttpRequest, token: str, found: UnderEmbargo, *, place: str, extension: str
) -> HttpResponse:
    return send_file(_source(found), place, extension, _desk(token, found))


@_by_link("/letters/{slug}/press/kits.zip")
def archive(request: HttpRequest, token: str, found: UnderEmbargo) -> HttpResponse:
    return send_archive(_source(found), _desk(token, found))


@_by_link("/letters/{slug}/")
def letter(request: HttpRequest, token: str, found: UnderEmbargo) -> HttpResponse:
    """The page as it will be published, its files at the link's own addresses."""
    row = letter_by_slug(found.slug)
    publication = publication_for_outlets(laid_out(row), row, token)
    content = format_named("html").render(publication).content
    response = HttpResponse(content)
    if policy := policy_in(content):
        response.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'"
    return response


@_by_link("/letters/{slug}.{extension}")
def file(request: HttpRequest, token: str, found: UnderEmbargo, *, extension: str) -> HttpResponse:
    if extension not in FILES:
        raise Http404
    row = letter_by_slug(found.slug)
    rendered = format_named(extension).render(file_for_outlets(laid_out(row), row))
    name = f"{found.slug}-under-embargo.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(rendered.content, content_type=rendered.media_type, headers=headers)


def _source(found: UnderEmbargo) -> PressSource:
    return press_source(letter_by_slug(found.slug))


def _desk(token: str, found: UnderEmbargo) -> PressDesk:
    wording = speak(text_of(letter_by_slug(found.slug)).language)
    assert found.until is not None  # noqa: S101  # a link without a time is gone
    until = wording.moment(found.until, zone_named(found.zone))
    here = f"/e/{token}"
    return PressDesk(f"{here}/press/", f"{here}/letter/", f"{here}/letter", until)
