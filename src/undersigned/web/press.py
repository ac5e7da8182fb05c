"""Press kits: the page of a letter's places, the kit of each, and the same as files."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from undersigned.actions.press import kit_file, kits_in_zip
from undersigned.domain.press.areas import Area, area_at, areas, areas_matching, whole
from undersigned.domain.press.kit import kit_of
from undersigned.domain.publishing import Rendered
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.outputs.press import FORMATS
from undersigned.queries.press import PressSource, public_press
from undersigned.queries.publishing import FILES
from undersigned.web.pages import page
from undersigned.web.typed import sought_in


@dataclass(frozen=True, slots=True)
class PressDesk:
    """Where a kit is shown: `here` is the path of its index, `letter` that of the page, `file` of its files.

    `embargo` is until when nothing may be printed, in words; "" once it is public.
    """

    here: str
    letter: str
    file: str
    embargo: str = ""


def public_desk(slug: str) -> PressDesk:
    page_of_letter = f"/letters/{slug}"
    return PressDesk(f"{page_of_letter}/press/", f"{page_of_letter}/", page_of_letter)


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    return show_index(request, _public(slug), public_desk(slug))


@require_safe
def kit(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    return show_kit(request, _public(slug), place, public_desk(slug))


@require_safe
def file(request: HttpRequest, slug: str, place: str, extension: str) -> HttpResponse:
    return send_file(_public(slug), place, extension, public_desk(slug))


@require_safe
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    return send_archive(_public(slug), public_desk(slug))


def _public(slug: str) -> PressSource:
    try:
        return public_press(slug)
    except Refused as refused:
        raise Http404 from refused


def show_index(request: HttpRequest, source: PressSource, desk: PressDesk) -> HttpResponse:
    """The whole letter for the press, and the way to each place; `?q=` leads straight to the one it means."""
    wanted = sought_in(request, "q")
    found = areas_matching(source.document, wanted) if wanted else ()
    if len(found) == 1:
        return HttpResponseRedirect(f"{desk.here}{found[0].slug}/")
    return _show(request, source, whole(source.document), desk, wanted=wanted, found=found)


def show_kit(request: HttpRequest, source: PressSource, place: str, desk: PressDesk) -> HttpResponse:
    """The kit of a place or region; one that nobody signed from gets a sentence and the way to the rest."""
    area = area_at(source.document, place)
    if area is None:
        words = place.replace("-", " ")
        refused = Refused(Reason.NOBODY_FROM_THERE, place=words)
        return _show(request, source, whole(source.document), desk, status=404, wanted=words, refused=refused)
    if area.slug != place:
        return HttpResponseRedirect(f"{desk.here}{area.slug}/")
    return _show(request, source, area, desk)


def _show(  # noqa: PLR0913  # each is said by name
    request: HttpRequest,
    source: PressSource,
    area: Area,
    desk: PressDesk,
    *,
    status: int = 200,
    wanted: str = "",
    found: tuple[Area, ...] = (),
    refused: Refused | None = None,
) -> HttpResponse:
    everywhere = areas(source.document)
    return page(
        request,
        "press/kit.html",
        status=status,
        language=source.document.language,
        source=source,
        kit=kit_of(area, source.document, source.backing),
        desk=desk,
        regions=[each for each in everywhere if each.kind == "region"],
        places=[each for each in everywhere if each.kind == "place"],
        files=FILES,
        wanted=wanted,
        found=found,
        refused=refused,
    )


def send_file(source: PressSource, place: str, extension: str, desk: PressDesk) -> HttpResponse:
    area = whole(source.document) if place == "all" else area_at(source.document, place)
    if area is None or extension not in FORMATS:
        raise Http404
    return _sent(kit_file(source, area, extension, desk.embargo), source.slug)


def send_archive(source: PressSource, desk: PressDesk) -> HttpResponse:
    content = kits_in_zip(source, desk.embargo)
    return _sent(Rendered("kits.zip", "application/zip", content), source.slug)


def _sent(rendered: Rendered, slug: str) -> HttpResponse:
    name = f"{slug}-{rendered.filename}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    return HttpResponse(rendered.content, content_type=rendered.media_type, headers=headers)
