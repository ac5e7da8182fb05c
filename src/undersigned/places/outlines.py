"""A map of the United States: the borders of its states, and where on it a position lies.

The picture is 975 × 610 points, in the projection that d3-geo calls Albers USA: Albers' equal-area conic for
the lower 48, Alaska (at 0.35 of its size) and Hawaii each in a conic of their own, below them.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians, sin, sqrt

WIDTH, HEIGHT = 975, 610
_SCALE = 1300.0
_CENTRE = (487.5, 305.0)


@cache
def borders() -> str:
    """The borders of the states as the `d` of an SVG path."""
    return (files("undersigned.places") / "data" / "us-outlines.path").read_text("ascii").strip()


@dataclass(frozen=True, slots=True)
class _Conic:
    """Albers' conic: turned so that `meridian` stands upright, `centre` (degrees) put at `at`."""

    meridian: float
    centre: tuple[float, float]
    parallels: tuple[float, float]
    size: float = 1.0
    at: tuple[float, float] = (0.0, 0.0)

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        x0, y0 = self._raw(self.centre[1], self.centre[0])
        x, y = self._raw(latitude, (longitude + self.meridian + 180) % 360 - 180)
        scale = _SCALE * self.size
        return (
            _CENTRE[0] + self.at[0] * _SCALE + (x - x0) * scale,
            _CENTRE[1] + self.at[1] * _SCALE - (y - y0) * scale,
        )

    def _raw(self, latitude: float, longitude: float) -> tuple[float, float]:
        south, north = (sin(radians(parallel)) for parallel in self.parallels)
        n = (south + north) / 2
        c = 1 + south * (2 * n - south)
        r0 = sqrt(c) / n
        r = sqrt(c - 2 * n * sin(radians(latitude))) / n
        turn = n * radians(longitude)
        return r * sin(turn), r0 - r * cos(turn)


_LOWER_48 = _Conic(96, (-0.6, 38.7), (29.5, 45.5))
_ALASKA = _Conic(154, (-2, 58.5), (55, 65), 0.35, (-0.307, 0.201))
_HAWAII = _Conic(157, (-3, 19.9), (8, 18), 1.0, (-0.205, 0.212))
_OFF_THE_MAP = frozenset(("AS", "GU", "MP", "PR", "VI"))


def point_of(latitude: float, longitude: float, region: str) -> tuple[float, float] | None:
    """Where a position in a region (its code) lies on the picture; None for what the map leaves out."""
    if region in _OFF_THE_MAP:
        return None
    part = {"AK": _ALASKA, "HI": _HAWAII}.get(region, _LOWER_48)
    return part.project(latitude, longitude)
