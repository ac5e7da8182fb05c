"""Builds the map's outlines from us-atlas: `python tools/build_outlines.py states-albers-10m.json.gz`.

Every border is drawn once (an arc of the topology, not the polygon of each state), thinned by Douglas and
Peucker's rule and rounded to whole points of the 975 × 610 picture.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/undersigned/places/data/us-outlines.path"
TOLERANCE = 1.1
SMALLEST_ISLAND = 14  # square points

Point = tuple[float, float]


def arcs(topology: dict) -> Iterator[list[Point]]:
    (scale_x, scale_y), (move_x, move_y) = (topology["transform"][key] for key in ("scale", "translate"))
    used: set[int] = set()
    collect([shape["arcs"] for shape in topology["objects"]["states"]["geometries"]], used)
    for index in sorted(used):
        x = y = 0
        points = []
        for step_x, step_y in topology["arcs"][index]:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        yield points


def collect(nested: list | int, used: set[int]) -> None:
    """The numbers of all arcs; one that is run backwards is written as its complement."""
    if isinstance(nested, int):
        used.add(nested if nested >= 0 else ~nested)
    else:
        for each in nested:
            collect(each, used)


def is_tiny(points: list[Point]) -> bool:
    xs, ys = zip(*points, strict=True)
    return points[0] == points[-1] and (max(xs) - min(xs)) * (max(ys) - min(ys)) < SMALLEST_ISLAND


def thinned(points: list[Point]) -> list[Point]:
    if len(points) < 3:
        return points
    farthest, index = max(
        (distance(point, points[0], points[-1]), i) for i, point in enumerate(points[1:-1], 1)
    )
    if farthest <= TOLERANCE:
        return [points[0], points[-1]]
    return thinned(points[: index + 1])[:-1] + thinned(points[index:])


def distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if not length:
        return ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
    return abs((y2 - y1) * x - (x2 - x1) * y + x2 * y1 - y2 * x1) / length


def drawn(points: list[Point]) -> str:
    """A path in whole numbers, relative after its first point: "M10,20l-3 4"."""
    whole = [(round(x), round(y)) for x, y in points]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(whole) if (a, b) != (x, y)]
    if not steps:
        return ""
    joined = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{whole[0][0]},{whole[0][1]}l{joined}"


def main() -> None:
    with gzip.open(sys.argv[1]) as file:
        topology = json.load(file)
    path = "".join(drawn(thinned(points)) for points in arcs(topology) if not is_tiny(points))
    TARGET.write_text(path + "\n", "ascii")


if __name__ == "__main__":
    main()
