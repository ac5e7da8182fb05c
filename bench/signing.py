"""Line 5: an office signs by its link, over HTTP through the real `undersigned serve` on SQLite.

What is stored for a signature (its row, its links, its mails, its part of the record) is taken from
signatures made by the same action beforehand; the reference puts those rows into the same tables over one
connection, with a durable commit after each signature and a durable line in a file beside it, as the guard
writes one. The job loop posts the receipts meanwhile, as it does in use.
"""

import re
from collections.abc import Iterator

from bench.bare import Ledger, Rows, insert_seconds
from bench.figures import ROUNDS, Figure, in_turn, percentile
from bench.installation import (
    Installation,
    circulating_letter,
    coalition_with,
    installation,
    now,
    open_here,
    serving,
)
from bench.load import Load, drive, get, post

NAME = "signing"
CONNECTIONS = 8
SIGNATURES = 200  # a round
_REFERENCE = "bare durable INSERT+COMMIT of the same rows and one guard line, one connection"
_FORM = {"agree": "yes", "answer": "sign", "edition": "1"}


def lines() -> list[Figure]:
    with installation() as place:
        open_here(place)
        ledger, links = _prepare(place)
        stored = [_sign_here(ledger, next(links)) for _ in range(SIGNATURES // 5)]
        with serving(place):
            work = _Work(place, links)
            work.sign()  # the first requests of a worker load its pages
            work.posts.clear()
            measured = in_turn(
                {
                    "sign": work.sign,
                    "bare": lambda: len(stored) / insert_seconds(ledger, stored, guard=True),
                    "open and sign": work.open_and_sign,
                }
            )
    return [*_rates(measured), *work.told()]


def _rates(measured: dict[str, float]) -> list[Figure]:
    return [
        Figure(
            5,
            f"{what}, {CONNECTIONS} connections",
            measured[name],
            "signatures/s",
            _REFERENCE,
            measured["bare"],
            t,
        )
        for name, what, t in (
            ("sign", "an office signs by its link", ">= 0.08"),
            ("open and sign", "an office opens its link, then signs", ""),
        )
    ]


def _prepare(place: Installation) -> tuple[Ledger, Iterator[str]]:
    """Enough invited offices for every round; the paths of their links, their mails posted before."""
    coalition_with(SIGNATURES * (2 * ROUNDS + 2), "towns")
    circulating_letter("towns", "night-buses")
    from undersigned.records.models import Mail

    texts = list(Mail.objects.order_by("pk").values_list("text", flat=True))
    Mail.objects.update(posted_at=now(), text="", html="")
    return Ledger(place.database), iter([re.findall(r"/i/\S+/", text)[0] for text in texts])


def _sign_here(ledger: Ledger, path: str) -> Rows:
    """What one signature writes."""
    from undersigned.actions.signing.sign import sign_by_link

    sign_by_link(token=path.split("/")[2], edition_shown=1, typed={}, at=now())
    return ledger.written()


class _Work:
    def __init__(self, place: Installation, links: Iterator[str]) -> None:
        self.place = place
        self.links = links
        self.posts: list[Load] = []

    def sign(self) -> float:
        load = self._drive([self._signature(next(self.links)) for _ in range(SIGNATURES)])
        load.require(303)
        self.posts.append(load)
        return SIGNATURES / load.seconds

    def open_and_sign(self) -> float:
        paths = [next(self.links) for _ in range(SIGNATURES)]
        opened = self._drive([get(path, self.place.host) for path in paths])
        opened.require(200)
        signed = self._drive([self._signature(path) for path in paths])
        signed.require(303)
        return SIGNATURES / (opened.seconds + signed.seconds)

    def _drive(self, requests: list[bytes]) -> Load:
        return drive(self.place.address, requests, connections=CONNECTIONS)

    def _signature(self, path: str) -> bytes:
        return post(path, self.place.host, _FORM)

    def told(self) -> list[Figure]:
        latencies = [1000 * seconds for load in self.posts for seconds in load.latencies]
        own_cost = sum(load.own_cost for load in self.posts) / sum(load.seconds for load in self.posts)
        return [
            Figure(5, "the same, p99 of the answer", percentile(latencies, 0.99), "ms", target="<= 100"),
            Figure(5, "the same, median of the answer", percentile(latencies, 0.5), "ms"),
            Figure(5, "processor time of the load's own program", 100 * own_cost, "% of one core"),
        ]
