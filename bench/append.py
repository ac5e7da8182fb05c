"""Line 12: what the evidence adds to a signature: statement, opening, checkpoint and guard, and the commit.

The reference puts the same rows into the same tables over one connection, with a durable commit after each
transaction; it signs nothing, hashes nothing and keeps no guard beside the database. The guard's line is a
second wait for the disk, and on a slow one half of all the time: how the rate stands to a commit with such a
line is told as well. What a signature consists of, its record with a salt, is made before: whoever takes one
in does that while others write.
"""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bench.bare import Ledger, Rows, insert_seconds
from bench.figures import Figure, in_turn, seconds
from bench.installation import circulating_letter, coalition_with, installation, now, open_here

if TYPE_CHECKING:
    from undersigned.evidence.opening import Opening
    from undersigned.records.models import Letter

NAME = "append"
TIMES = 32  # transactions a round
MANY_ROUNDS = 21  # a round is over in a moment, and how long a disk takes differs from one to the next
GROUP = 32
_REFERENCE = "bare durable INSERT+COMMIT of the same rows, one connection"
_WITH_GUARD = f"{_REFERENCE}, and one guard line each time"


def lines() -> list[Figure]:
    with installation() as place:
        open_here(place)
        coalition_with(1, "towns")
        circulating_letter("towns", "night-buses")
        ledger = Ledger(place.database)
        return [
            *_figures(ledger, 1, "one at a time", ">= 0.3"),
            *_figures(ledger, GROUP, f"in groups of {GROUP}", ">= 0.6"),
        ]


def _figures(ledger: Ledger, size: int, how: str, target: str) -> list[Figure]:
    ledger.written()
    stored: list[Rows] = []
    for _ in range(TIMES):
        append_signatures(new_signatures(size))
        stored.append(ledger.written())
    taken = in_turn(
        {
            "own": lambda: append_seconds(size),
            "with guard": lambda: insert_seconds(ledger, stored, guard=True),
            "bare": lambda: insert_seconds(ledger, stored),
        },
        MANY_ROUNDS,
    )
    rates = {name: size * TIMES / time for name, time in taken.items()}
    named = f"evidence: signatures appended and sealed, {how}"
    own = Figure(12, named, rates["own"], "signatures/s", _REFERENCE, rates["bare"], target, MANY_ROUNDS)
    return [own, replace(own, reference=_WITH_GUARD, reference_value=rates["with guard"], target="")]


def append_seconds(size: int) -> float:
    """How long it takes to append so many signatures in each of so many transactions."""
    given = [new_signatures(size) for _ in range(TIMES)]

    def append_them() -> None:
        for each in given:
            append_signatures(each)

    return seconds(append_them)


def new_signatures(size: int) -> "list[Opening]":
    """Signatures of nobody, as `sign` makes them before it appends them."""
    from undersigned.actions.evidence import new_opening
    from undersigned.domain.signature_record import SignatureRecord

    line = "Ada Example, Mayor of Springfield, NY"
    record = SignatureRecord("Ada Example", "Mayor", "", "Springfield", "NY", line, "en", "self")
    return [new_opening(record) for _ in range(size)]


@cache
def letter_and_text() -> "tuple[Letter, str]":
    """Whoever signs has them in hand when it comes to the evidence."""
    from undersigned.queries.letters import letter_by_slug

    letter = letter_by_slug("night-buses")
    return letter, letter.editions.get(number=1).leaf


def append_signatures(given: "list[Opening]") -> None:
    """One transaction."""
    from django.db import transaction

    from undersigned.actions.evidence import Draft, append, keep_openings
    from undersigned.domain.statements import Signed

    letter, text = letter_and_text()

    def signed_by(who: str) -> Draft:
        return lambda minute: Signed(minute, text, who, "link", "public")

    drafts = [signed_by(each.commitment().hex()) for each in given]
    with transaction.atomic():
        appended = append(letter, drafts, at=now())
        keep_openings(letter, dict(zip(appended.indexes, given, strict=True)))
