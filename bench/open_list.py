"""Line 7, of an open letter that grows: its page, and signing it, at three sizes of its list."""

from typing import Any

from bench.figures import Figure, growth, seconds
from bench.installation import installation, now, open_here
from bench.public_signing import SLUG, open_letter, tokens_of

NAME = "open_list"
SIZES = (500, 4_000, 20_000)
TIMES = 20


def lines() -> list[Figure]:
    pages: list[float] = []
    signings: list[float] = []
    with installation() as place:
        open_here(place)
        from django.test import Client

        open_letter()
        tokens = iter(tokens_of(SIZES[-1] + TIMES * len(SIZES)))
        client, there = Client(headers={"host": place.host}), 0
        for size in SIZES:
            _confirm([next(tokens) for _ in range(size - there)])
            there = size + TIMES
            pages.append(min(seconds(lambda: _look(client)) for _ in range(TIMES)))
            some = [next(tokens) for _ in range(TIMES)]
            signings.append(min(seconds(lambda token=token: _confirm([token])) for token in some))  # type: ignore[misc]
    return [
        Figure(7, f"page of an open letter, {SIZES[-1]} signatories", 1000 * pages[-1], "ms", rounds=TIMES),
        Figure(7, "the same, growth", growth(SIZES, pages), "exponent", target="<= 0.1", rounds=TIMES),
        Figure(7, f"confirming at {SIZES[-1]} signatories", 1000 * signings[-1], "ms", rounds=TIMES),
        Figure(7, "the same, growth", growth(SIZES, signings), "exponent", target="<= 0.1", rounds=TIMES),
    ]


def _look(client: Any) -> None:
    answer = client.get(f"/letters/{SLUG}/")
    if answer.status_code != 200:
        raise RuntimeError(f"the page answered {answer.status_code}")


def _confirm(tokens: list[str]) -> None:
    from undersigned.actions.public_signing.confirm import Confirming, confirm_all

    for start in range(0, len(tokens), 250):
        outcomes = confirm_all([Confirming(token, 1, now()) for token in tokens[start : start + 250]])
        if any(outcomes):
            raise RuntimeError(f"not confirmed: {outcomes}")
