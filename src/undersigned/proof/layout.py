"""Which files a bundle has, and what they are called. The static site, the folder and the zip are the same.

README.txt  verify.html                  for people; not covered by the proof
policy  checkpoint  history/<size>       whose signature counts; the sealed state now and at milestones
tile/entries/…  tile/<level>/…           the log (tlog-tiles)
openings/<tile number>                   salts and records, 256 entries a file; these can be deleted
letter.<language>.md                     the exact text of the last edition
editions/<number>/letter.<language>.md   those of earlier editions, which lapsed signatures name
signatories.tsv                          the list, derived from all of the above
letter.json  signatories.csv  letter.txt letter.pdf …    what readers are shown
"""

import re
from typing import NamedTuple

from undersigned.evidence.tiles import TILE_WIDTH, tile_number, tile_number_path

README = "README.txt"
PAGE = "verify.html"
POLICY = "policy"
CHECKPOINT = "checkpoint"
LIST = "signatories.tsv"
NOT_COVERED = (README, PAGE)

# What readers are shown and a program can read again; every other file is bound by its hash alone.
READABLE = ("letter.json", "letter.txt", "signatories.csv")

LARGEST_TILE = TILE_WIDTH * (2 + 65_535)
LARGEST_FILE = 1 << 30
LARGEST_BUNDLE = 1 << 32
MOST_FILES = 65_000

_TEXT = re.compile(r"letter\.[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}\.md")
_EARLIER_TEXT = re.compile(rf"editions/[1-9][0-9]{{0,15}}/{_TEXT.pattern}")
_SHOWN = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}(?:\.[a-z0-9-]{1,12}){1,2}")  # as in a `published` statement
_HISTORY = re.compile(r"history/([1-9][0-9]{0,15})")
_TILE = re.compile(r"tile/(entries|0|[1-9][0-9]?)/([x0-9/]+?)(?:\.p/([1-9][0-9]{0,2}))?")
_OPENINGS = re.compile(r"openings/([x0-9/]+)")
_FIXED = frozenset((README, PAGE, POLICY, CHECKPOINT, LIST))


def text_path(language: str) -> str:
    return f"letter.{language}.md"


def earlier_text_path(edition: int, language: str) -> str:
    return f"editions/{edition}/{text_path(language)}"


def is_text(path: str) -> bool:
    """Whether a file of this name is the text of an edition."""
    return bool(_TEXT.fullmatch(path) or _EARLIER_TEXT.fullmatch(path))


def history_path(size: int) -> str:
    return f"history/{size}"


def history_size(path: str) -> int | None:
    match = _HISTORY.fullmatch(path)
    return int(match[1]) if match else None


def openings_path(tile: int) -> str:
    return f"openings/{tile_number_path(tile)}"


def openings_tile(path: str) -> int | None:
    match = _OPENINGS.fullmatch(path)
    return tile_number(match[1]) if match else None


class Tile(NamedTuple):
    """A tile by its place. `level` is None for a tile of entries."""

    level: int | None
    number: int
    width: int


def tile_at(path: str) -> Tile | None:
    """The tile that has this path; None if that is the path of none."""
    match = _TILE.fullmatch(path)
    number = tile_number(match[2]) if match else None
    if match is None or number is None:
        return None
    width = int(match[3] or TILE_WIDTH)
    if (width == TILE_WIDTH and match[3]) or width > TILE_WIDTH:
        return None
    return Tile(None if match[1] == "entries" else int(match[1]), number, width)


def is_part(path: str) -> bool:
    """Whether a file of this name can be part of a bundle at all."""
    if path in _FIXED or any(name.fullmatch(path) for name in (_SHOWN, _TEXT, _EARLIER_TEXT, _HISTORY)):
        return True
    return tile_at(path) is not None or openings_tile(path) is not None


def is_shown(path: str) -> bool:
    """Whether this file is one of those that show the letter to readers."""
    return path not in _FIXED and "/" not in path


def largest(path: str) -> int:
    """How many bytes a file of this name may have."""
    return LARGEST_TILE if path.startswith(("tile/", "openings/", "history/")) else LARGEST_FILE
