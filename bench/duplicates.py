"""Line 15: who looks like one person twice, among ten thousand and among a million signers."""

import random
import resource

from bench.figures import Figure, growth, seconds

NAME = "duplicates"
SIZES = (10_000, 100_000, 1_000_000)
_LETTERS = "abcdefghijklmnoprstuvwz"


def lines() -> list[Figure]:
    from undersigned.domain.duplicates import Person, find_alike

    taken: dict[int, float] = {}
    for size in SIZES:
        rounds = 3 if size < SIZES[-1] else 1
        people = [Person(n, *each) for n, each in enumerate(_people(size))]
        taken[size] = min(seconds(lambda people=people: find_alike(people)) for _ in range(rounds))  # type: ignore[misc]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000
    return [
        Figure(15, "duplicates among 10,000 signers", taken[SIZES[0]], "s", target="< 1", rounds=3),
        Figure(15, "duplicates among 1,000,000 signers", taken[SIZES[-1]], "s", target="<= 60", rounds=1),
        Figure(15, "the same, peak memory of the process", memory, "GB", target="<= 3", rounds=1),
        Figure(15, "growth", growth(SIZES, [taken[size] for size in SIZES]), "exponent", rounds=1),
    ]


def _people(number: int) -> list[tuple[str, str]]:
    """Invented people of some thousand towns; one of twenty signs twice, with a slip of the pen."""
    chance = random.Random(number)
    given, family = _names(chance, 2_000, 6), _names(chance, 20_000, 8)
    found: list[tuple[str, str]] = []
    while len(found) < number:
        name = f"{chance.choice(given)} {chance.choice(family)}"
        place = f"Town {chance.randrange(4_000)}"
        found.append((name, place))
        if chance.random() < 0.05:
            found.append((name[:-2] + name[-1] + name[-2], place))
    return found[:number]


def _names(chance: random.Random, number: int, length: int) -> list[str]:
    return ["".join(chance.choices(_LETTERS, k=length)).title() for _ in range(number)]
