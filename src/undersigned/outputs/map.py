"""Where the signatories' places lie: a drawing of the United States with one dot a place.

A dot's size says nothing and is the same for all. There is no map where fewer than two places are known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from undersigned.domain.block import printed_line
from undersigned.domain.documents import Signatory
from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.whereabouts import place_of_signatory
from undersigned.places.outlines import HEIGHT, WIDTH, borders, point_of
from undersigned.wording import Wording, speak

_FEWEST_PLACES = 2
_MOST_SIGNATORIES = 5_000
_RADIUS = 6
_LINE, _DOT, _PAPER = "#b9b3a6", "#1f3a5f", "#fdfcf9"  # the page gives its own


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the picture, and the printed lines of those who signed for it."""

    x: float
    y: float
    lines: tuple[str, ...]


def render(publication: Publication) -> Rendered:
    """The map as a picture by itself; without a place to show, the borders alone."""
    wording = speak(publication.document.language)
    dots = dots_of(publication.document.signatories, wording)
    svg = drawing(dots, wording)
    return Rendered("map.svg", "image/svg+xml", svg.encode("utf-8"))


def dots_of(signatories: Sequence[Signatory], wording: Wording) -> tuple[Dot, ...]:
    """One dot a place, in the order of the list; empty where a map would show nothing."""
    if len(signatories) > _MOST_SIGNATORIES:
        return ()
    places: dict[tuple[float, float], list[str]] = {}
    for signatory in signatories:
        place = place_of_signatory(signatory)
        if place is None or place.latitude is None or place.longitude is None:
            continue
        if point := point_of(place.latitude, place.longitude, place.region):
            key = (round(point[0], 1), round(point[1], 1))
            places.setdefault(key, []).append(printed_line(signatory, wording))
    dots = tuple(Dot(x, y, tuple(lines)) for (x, y), lines in places.items())
    return dots if len(dots) >= _FEWEST_PLACES else ()


def drawing(dots: Sequence[Dot], wording: Wording) -> str:
    """The SVG element. Each dot can be reached by keyboard and says its names."""
    title = wording.count("Map of one place", "Map of {number} places", len(dots))
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label={quoteattr(title)}'
    lines = f'fill="none" stroke="{_LINE}" stroke-linejoin="round" aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box}><path class="borders" {lines} d="{borders()}"/>'
        f"{''.join(map(_dot, dots))}</svg>"
    )


def _dot(dot: Dot) -> str:
    said = "; ".join(dot.lines)
    look = f'fill="{_DOT}" stroke="{_PAPER}" cx="{dot.x:g}" cy="{dot.y:g}" r="{_RADIUS}"'
    return (
        f'<g class="dot" tabindex="0" role="img" aria-label={quoteattr(said)}>'
        f'<circle class="place" {look}><title>{escape(said)}</title></circle></g>'
    )
