"""What is to be settled before a letter is closed or published: each point, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from undersigned.domain.letters import LetterState


class Point(StrEnum):
    CONDITIONS = "conditions"
    LINES = "lines"
    COUNTS = "counts"
    TERMS = "terms"
    CONTACT = "contact"
    FILES = "files"


class Mark(StrEnum):
    """`DONE`: nothing is left to do. `SEEN`: there is something, and somebody has looked at it as it is."""

    DONE = "done"
    SEEN = "seen"
    OPEN = "open"
    LATER = "later"  # settled by closing itself


# What an organiser can only look at: nothing here can be put right by somebody else's act.
LOOKED_AT = (Point.COUNTS, Point.TERMS, Point.FILES)


@dataclass(frozen=True, slots=True)
class ChecklistFacts:
    """How a letter stands.

    `waiting` are answers that closing settles; `to_review` printed lines nobody has reviewed; `wrong_counts`
    what the text says of its signatories that the list does not bear out; `left_office` who signed and has
    left since. `seen` tells of the points in `LOOKED_AT` whether somebody has looked at them as they are now.
    """

    state: LetterState
    waiting: int
    to_review: int
    wrong_counts: tuple[str, ...]
    left_office: tuple[str, ...]
    has_contact: bool
    seen: Mapping[Point, bool]


@dataclass(frozen=True, slots=True)
class Item:
    """A point of the checklist. `number` is how many things it is about, `details` what they are."""

    point: Point
    mark: Mark
    number: int = 0
    details: tuple[str, ...] = ()


def checklist(facts: ChecklistFacts) -> tuple[Item, ...]:
    """Every point of this moment: what of a list can be judged, and once it is final its files too."""
    items = [
        Item(Point.CONDITIONS, Mark.LATER if facts.waiting else Mark.DONE, facts.waiting),
        Item(Point.LINES, Mark.OPEN if facts.to_review else Mark.DONE, facts.to_review),
        _looked_at(Point.COUNTS, facts, facts.wrong_counts),
        _looked_at(Point.TERMS, facts, facts.left_office),
        Item(Point.CONTACT, Mark.DONE if facts.has_contact else Mark.OPEN),
    ]
    if facts.state is LetterState.CLOSED:
        items.append(Item(Point.FILES, Mark.SEEN if facts.seen.get(Point.FILES) else Mark.OPEN))
    return tuple(items)


def _looked_at(point: Point, facts: ChecklistFacts, details: tuple[str, ...]) -> Item:
    if not details:
        return Item(point, Mark.DONE)
    return Item(point, Mark.SEEN if facts.seen.get(point) else Mark.OPEN, len(details), details)


def open_points(items: tuple[Item, ...]) -> tuple[Point, ...]:
    return tuple(item.point for item in items if item.mark is Mark.OPEN)
