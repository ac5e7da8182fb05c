"""The archive of a coalition: what its letters and the records beside them say together.

A *record* is a letter from elsewhere that was read in: it stands in the archive, and was never signed here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations


class Kind(StrEnum):
    """Whether a letter was signed here, by links and with evidence, or is a record of one that was not."""

    LETTER = "letter"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Archived:
    """A letter as it stands in the archive. `day` is its date; `path` leads to its page."""

    kind: Kind
    slug: str
    path: str
    title: str
    day: date | None
    addressee: str
    subjects: tuple[str, ...]
    signatories: int


@dataclass(frozen=True, slots=True, order=True)
class Signer:
    """An office or a body that signs letters, the same from one letter to the next, whoever speaks for it.

    `key` is the member's where it is one, else made of place and office; `is_member` says which.
    """

    key: str
    name: str
    is_member: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who have signed letters together, and how many."""

    first: Signer
    second: Signer
    letters: int


@dataclass(frozen=True, slots=True)
class Together:
    """Who signs with whom. `signers` by how many letters they signed, then by name; pairs likewise."""

    signers: tuple[tuple[Signer, int], ...]
    pairs: tuple[Pair, ...]

    def shared(self) -> dict[tuple[str, str], int]:
        """How many letters two have in common, by their keys in either order."""
        found = {(each.first.key, each.second.key): each.letters for each in self.pairs}
        return found | {(second, first): number for (first, second), number in found.items()}


def together(letters: Iterable[Sequence[Signer]]) -> Together:
    """From the lists of the letters: each pair of signers that stood under one, counted once a letter."""
    signed: Counter[Signer] = Counter()
    common: Counter[tuple[Signer, Signer]] = Counter()
    for signers in letters:
        present = sorted(set(signers))
        signed.update(present)
        common.update(combinations(present, 2))
    pairs = (Pair(first, second, number) for (first, second), number in common.items())
    return Together(
        signers=tuple(sorted(signed.items(), key=lambda item: (-item[1], item[0].name, item[0].key))),
        pairs=tuple(sorted(pairs, key=lambda pair: (-pair.letters, pair.first.name, pair.second.name))),
    )


def subjects_in(text: str) -> tuple[str, ...]:
    """The subjects as an organiser typed them, with commas between: each once, in order."""
    return tuple(dict.fromkeys(part for part in map(str.strip, text.split(",")) if part))
