"""Conditions settled: 10,000 signers whose conditions hang on each other, each falling with the next."""

from bench.figures import Figure, in_turn, seconds
from undersigned.domain.conditions import AllOf, AtLeast, Group, Signer, These, forecast, settle

NAME = "conditions"
SIGNERS = 10_000


def lines() -> list[Figure]:
    chain = _chain()
    measured = in_turn(
        {
            "settle": lambda: seconds(lambda: settle(chain)),
            "forecast": lambda: seconds(lambda: forecast(chain)),
        }
    )
    return [
        Figure(0, f"{SIGNERS:,} conditional signers settled", measured["settle"], "s", target="< 1"),
        Figure(0, "the organiser's forecast of the same", measured["forecast"], "s", target="< 1"),
    ]


def _chain() -> list[Signer]:
    """Each waits for the next, for a number, and for a number of the own region; the last can never sign."""
    regions = [Group("region", name) for name in ("NC", "OH", "TX", "WA")]
    return [
        Signer(
            str(number),
            frozenset({regions[number % 4]}),
            AllOf((These((str(number + 1),)), AtLeast(number % 97 + 2), AtLeast(2, regions[number % 4]))),
        )
        for number in range(SIGNERS)
    ]
