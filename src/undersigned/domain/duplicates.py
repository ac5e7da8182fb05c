"""Which signatories look like one person twice, among ten or among a million.

Everybody is put into blocks: who begins alike in surname, given name and place. Only those within a block are
compared, and in a very large block each only with the neighbours in the order of the alphabet, so that the
work grows with the number of people and not with its square.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from undersigned.domain.review import fold, name_key

Why = Literal["same-name-and-place", "same-name-and-postcode", "spelling"]

_SMALL_BLOCK = 60
_NEIGHBOURS = 12
_ALIKE = 91.0  # of 100: one letter of twelve may differ


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of one signatory. "" is *not given*."""

    id: int
    name: str
    place: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two signatories who may be one; `score` of 100."""

    first: int
    second: int
    why: Why
    score: float


@dataclass(frozen=True, slots=True)
class _Folded:
    id: int
    key: str
    place: str
    postcode: str


def find_alike(people: Iterable[Person]) -> list[Alike]:
    """Each pair once, the earlier id first, the most alike pairs first."""
    found: dict[tuple[int, int], Alike] = {}
    for block in _blocks(people):
        for one, other in _pairs(block):
            alike = _compared(one, other)
            if alike is not None:
                found.setdefault((alike.first, alike.second), alike)
    return sorted(found.values(), key=lambda each: (-each.score, each.first, each.second))


def _blocks(people: Iterable[Person]) -> Iterator[Sequence[_Folded]]:
    blocks: defaultdict[tuple[str, str], list[_Folded]] = defaultdict(list)
    for person in people:
        folded = _Folded(person.id, name_key(person.name), fold(person.place), fold(person.postcode))
        words = folded.key.split()
        if not words:
            continue
        # The words of a key are in the order of the alphabet: a slip in one leaves another to meet by.
        for start in {words[0][:4], words[-1][:4]}:
            blocks[start + words[0][0] + words[-1][0], folded.place[:4] or folded.postcode].append(folded)
    return (block for block in blocks.values() if len(block) > 1)


def _pairs(block: Sequence[_Folded]) -> Iterator[tuple[_Folded, _Folded]]:
    if len(block) <= _SMALL_BLOCK:
        reach = len(block)
    else:
        block, reach = sorted(block, key=lambda each: each.key), _NEIGHBOURS
    for index, one in enumerate(block):
        for other in block[index + 1 : index + 1 + reach]:
            yield one, other


def _compared(one: _Folded, other: _Folded) -> Alike | None:
    if one.id == other.id:
        return None
    score = 100.0 if one.key == other.key else fuzz.ratio(one.key, other.key, score_cutoff=_ALIKE)
    if not score:
        return None
    first, second = sorted((one.id, other.id))
    if one.key != other.key:
        return Alike(first, second, "spelling", score) if one.place == other.place else None
    if one.postcode and one.postcode == other.postcode:
        return Alike(first, second, "same-name-and-postcode", score)
    return Alike(first, second, "same-name-and-place", score) if one.place == other.place else None
