"""Lines 1, 2 and 4: the public confirms signatures over HTTP, through the real `undersigned serve` on SQLite.

What is stored for one confirmation (the signature's row, its entry, seal, opening and mail) is taken from
confirmations made by the same action beforehand. The reference puts the same rows into the same tables over
one connection, with a durable commit after each signature and a durable line in a file beside it, as the
guard writes one. Line 4 sends the four requests of a whole path in turn: form, asking, page, confirming.
"""

import re
from collections.abc import Iterator
from typing import Any

from bench.bare import Ledger, Rows, insert_seconds
from bench.figures import ROUNDS, Figure, in_turn, percentile
from bench.installation import LETTER, Installation, installation, now, open_here, serving
from bench.load import Load, drive, get, post

NAME = "public_signing"
FEW, MANY = 32, 128  # connections
CONFIRMED = {FEW: 1200, MANY: 2400}  # a round
PATHS = 600  # whole paths a round
SLUG = "night-buses"
_REFERENCE = "bare durable INSERT+COMMIT of the same rows and one guard line, one connection"
_FORM = {"agree": "yes", "answer": "confirm", "edition": "1"}


def lines() -> list[Figure]:
    with installation() as place:
        open_here(place)
        open_letter()
        needed = (sum(CONFIRMED.values()) + PATHS) * (ROUNDS + 1) + 100
        tokens = iter(tokens_of(needed))
        ledger = Ledger(place.database)
        stored = [_confirm_here(ledger, next(tokens)) for _ in range(100)]
        with serving(place):
            work = Work(place, tokens)
            work.warm_up()
            measured = in_turn(
                {
                    "few": lambda: work.confirm(FEW),
                    "bare": lambda: len(stored) / insert_seconds(ledger, stored, guard=True),
                    "many": lambda: work.confirm(MANY),
                    "paths": work.whole_paths,
                }
            )
    return [*_rates(measured), *work.told()]


def _rates(measured: dict[str, float]) -> list[Figure]:
    shown = (
        (1, "few", f"public signatures confirmed, {FEW} connections", ">= 0.35"),
        (2, "many", f"public signatures confirmed, {MANY} connections", ">= 0.5"),
        (4, "paths", f"whole path of a public signer, {FEW} connections", ">= 0.06"),
    )
    return [
        Figure(line, what, measured[name], "signatures/s", _REFERENCE, measured["bare"], target)
        for line, name, what, target in shown
    ]


def open_letter() -> None:
    """In an opened installation: a letter that the public may sign."""
    from datetime import timedelta

    from undersigned.actions.letters.circulate import circulate
    from undersigned.actions.letters.draft import Contact, create
    from undersigned.actions.roster import create_coalition
    from undersigned.domain.public_signing import FormChoice

    coalition = create_coalition(slug="towns", name="Towns of the North", at=now())
    contact = Contact("Ola Nyström", "+1 555 0100", "ola@towns.example")
    create(coalition=coalition, source=LETTER.encode(), slug=SLUG, contact=contact, at=now())
    circulate(slug=SLUG, deadline=now() + timedelta(days=7), members=[], form=FormChoice(), at=now())


def tokens_of(number: int) -> list[str]:
    """The tokens of so many who have asked, in mails that were posted meanwhile."""
    from django.db import transaction

    from undersigned.actions.public_signing.ask import Asking, ask_all
    from undersigned.domain.public_signing import FilledForm, PublicLine, Signer
    from undersigned.records.models import Mail

    with transaction.atomic():
        for start in range(0, number, 500):
            some = range(start, min(start + 500, number))
            people = [FilledForm(_person(PublicLine, Signer, n), _address(n)) for n in some]
            ask_all([Asking(SLUG, each, None, now()) for each in people])
    texts = Mail.objects.order_by("pk").values_list("text", flat=True)
    tokens = [re.findall(r"/c/(\S{32})/", text)[0] for text in texts.iterator()]
    Mail.objects.update(posted_at=now(), text="", html="")
    return tokens


def _person(line: Any, signer: Any, n: int) -> Any:
    name = f"Given{_letters(n)} Family{_letters(n // 7)}"
    return line(signer("individual"), name, "Teacher", "", f"Town {_letters(n % 400)}", "NC")


def _letters(n: int) -> str:
    return "".join(chr(ord("a") + int(figure)) for figure in str(n))


def _address(n: int) -> str:
    return f"person{n}@mail{n % 997}.example"


def _confirm_here(ledger: Ledger, token: str) -> Rows:
    """What one confirmation writes."""
    from django.db import transaction

    from undersigned.actions.public_signing.confirm import Confirming, confirm_all
    from undersigned.records.models import PublicSignature

    ledger.written()
    with transaction.atomic():
        confirm_all([Confirming(token, 1, now())])
    written = ledger.written()
    latest = PublicSignature.objects.order_by("-confirmed_at").values_list("pk", flat=True)[0]
    written["records_publicsignature"] = ledger.rows("records_publicsignature", latest)
    return written


class Work:
    def __init__(self, place: Installation, tokens: Iterator[str]) -> None:
        self.place = place
        self.tokens = tokens
        self.asked = 10_000_000
        self.loads: dict[int, list[Load]] = {FEW: [], MANY: []}

    def warm_up(self) -> None:
        """The first requests of a worker load its pages."""
        drive(self.place.address, [self._form() for _ in range(40)], connections=8)
        drive(self.place.address, [self._confirmation() for _ in range(60)], connections=8)

    def confirm(self, connections: int) -> float:
        requests = [self._confirmation() for _ in range(CONFIRMED[connections])]
        load = drive(self.place.address, requests, connections=connections)
        load.require(303)
        self.loads[connections].append(load)
        return len(requests) / load.seconds

    def whole_paths(self) -> float:
        requests: list[bytes] = []
        for _ in range(PATHS):
            token = next(self.tokens)
            page = get(f"/c/{token}/", self.place.host)
            requests += [self._form(), self._asking(), page, self._confirmation(token)]
        return PATHS / drive(self.place.address, requests, connections=FEW).seconds

    def _form(self) -> bytes:
        return get(f"/letters/{SLUG}/sign/", self.place.host)

    def _asking(self) -> bytes:
        self.asked += 1
        fields = {"name": f"Given{_letters(self.asked)} Bell", "email": _address(self.asked), "place": "Lund"}
        return post(f"/letters/{SLUG}/sign/", self.place.host, fields)

    def _confirmation(self, token: str | None = None) -> bytes:
        return post(f"/c/{token or next(self.tokens)}/", self.place.host, _FORM)

    def told(self) -> list[Figure]:
        figures = []
        for line, connections, target in ((1, FEW, "<= 60"), (2, MANY, "<= 150")):
            loads = self.loads[connections]
            latencies = [1000 * seconds for load in loads for seconds in load.latencies]
            own = sum(load.own_cost for load in loads) / sum(load.seconds for load in loads)
            figures += [
                Figure(line, "the same, p99 of the answer", percentile(latencies, 0.99), "ms", target=target),
                Figure(line, "the same, median of the answer", percentile(latencies, 0.5), "ms"),
                Figure(line, "processor time of the load's own program", 100 * own, "% of one core"),
            ]
        return figures
