"""Line 14 of the figures: reading 32, 3,000 and 100,000 signatories, its growth and its memory; and
start-up (line 13)."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bench.figures import growth
from undersigned.reading.letters import read_letter

NAME = "reading"
ROUNDS = 5
LARGE = 100_000
SIZES = (32, 3_081, 17_500, LARGE)
_GIVEN = (
    "Ada",
    "Bo",
    "Cleo",
    "Dov",
    "Emre",
    "Fionnuala",
    "Gor",
    "Hye-jin",
    "Ilse",
    "Jamal",
    "Kateřina",
    "Luís",
    "Mireille",
)
_TOWNS = (
    ("Akron", "OH"),
    ("Boise", "ID"),
    ("Duluth", "MN"),
    ("New Haven", "CT"),
    ("St. Louis", "MO"),
    ("Reno", "NV"),
)


def letter(signatories: int, first: int = 0) -> bytes:
    """An invented letter with so many different mayors under it, others for each `first`."""
    head = "May 4, 2031\n\nDear Governor:\n\nWe write about the bridges of our towns.\n\nSincerely,\n\n"
    return (head + "\n".join(_line(number) for number in range(first, first + signatories)) + "\n").encode()


def _line(number: int) -> str:
    place, region = _TOWNS[number % len(_TOWNS)]
    surname = "".join(chr(97 + int(digit)) for digit in str(number)).capitalize() + "mann"
    return f"{_GIVEN[number % len(_GIVEN)]} {surname}, Mayor of {place}, {region}"


def lines() -> list[dict[str, Any]]:
    """The rows of this file's figures."""
    took = {size: _reading(size) for size in SIZES}
    grown = [size for size in SIZES if size > 32]
    exponent = growth(grown, [took[size] for size in grown])
    return [
        _row("read of 32 signatories", took[32] * 1000, "ms", 60),
        _row("read of 3,081 signatories", took[3_081], "s", 1.5),
        _row("growth from 3,081 to 100,000 signatories (exponent)", exponent, "", 1.1),
        _row("memory of reading 100,000 signatories", _process_megabytes(), "MB", 300),
        _start_up(),
    ]


def _reading(size: int) -> float:
    """Each round reads other names: those of the last one are remembered, and nobody reads a letter twice."""
    letters = iter([letter(size, LARGE * number) for number in range(_rounds(size) + 1)])
    return _seconds(lambda: read_letter("letter.txt", next(letters)), rounds=_rounds(size))


def _rounds(size: int) -> int:
    return ROUNDS if size < LARGE else 1


def _seconds(work: Callable[[], object], *, rounds: int) -> float:
    """The median of some rounds; the first of several, which loads the tables, is left out."""
    times = []
    for _ in range(rounds + (rounds > 1)):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return median(times[1:] or times)


def _process_megabytes() -> float:
    """The most memory this process has held, the 100,000 signatories among it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _start_up() -> dict[str, Any]:
    """`read` on a small letter as a process of its own, beside `python -c pass`, in turn."""
    command, data = [sys.executable, "-m", "undersigned", "read", "-", "--json"], letter(2)
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(_seconds(lambda: _ran(command, data), rounds=1))
        bare.append(_seconds(lambda: _ran([sys.executable, "-c", "pass"], b""), rounds=1))
    row = _row("start-up of read, more than python -c pass", median(ours) - median(bare), "s", 0.3)
    return row | {"line": 13, "reference": "python -c pass", "reference_value": round(median(bare), 4)}


def _ran(command: list[str], data: bytes) -> None:
    subprocess.run(command, input=data, capture_output=True, check=True)


def _row(figure: str, value: float, unit: str, most: float) -> dict[str, Any]:
    return {
        "line": 14,
        "figure": figure,
        "value": round(value, 4),
        "unit": unit,
        "reference": None,
        "reference_value": None,
        "ratio": None,
        "target": f"<= {most}",
        "met": value <= most,
        "rounds": ROUNDS,
    }
