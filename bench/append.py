"""Line 12: what the evidence adds to a signature: statement, opening, checkpoint and guard, and the commit.

The reference puts the same rows into the same tables over one connection, with a durable commit after each
transaction; it signs nothing, hashes nothing and keeps no guard beside the database.
"""

from bench.bare import Ledger, Rows, insert_seconds
from bench.figures import Figure, in_turn, seconds
from bench.installation import circulating_letter, coalition_with, installation, now, open_here

NAME = "append"
TIMES = 32  # transactions a round
GROUP = 32
_REFERENCE = "bare durable INSERT+COMMIT of the same rows, one connection"


def lines() -> list[Figure]:
    with installation() as place:
        open_here(place)
        coalition_with(1, "towns")
        circulating_letter("towns", "night-buses")
        ledger = Ledger(place.database)
        return [
            _figure(ledger, 1, "one at a time", ">= 0.3"),
            _figure(ledger, GROUP, f"in groups of {GROUP}", ">= 0.6"),
        ]


def _figure(ledger: Ledger, size: int, how: str, target: str) -> Figure:
    ledger.written()
    stored: list[Rows] = []
    for _ in range(TIMES):
        append_signatures(size)
        stored.append(ledger.written())
    taken = in_turn(
        {
            "own": lambda: seconds(lambda: append_in_turn(size)),
            "bare": lambda: insert_seconds(ledger, stored),
        }
    )
    rate, reference = size * TIMES / taken["own"], size * TIMES / taken["bare"]
    named = f"evidence: signatures appended and sealed, {how}"
    return Figure(12, named, rate, "signatures/s", _REFERENCE, reference, target)


def append_signatures(size: int) -> None:
    """One transaction with so many signatures of nobody, as `sign` appends one."""
    from django.db import transaction

    from undersigned.actions.evidence import Draft, append, keep_openings, new_opening
    from undersigned.domain.signature_record import SignatureRecord
    from undersigned.domain.statements import Signed
    from undersigned.queries.letters import letter_by_slug

    letter = letter_by_slug("night-buses")
    text = letter.editions.get(number=1).leaf
    line = "Ada Example, Mayor of Springfield, NY"
    record = SignatureRecord("Ada Example", "Mayor", "", "Springfield", "NY", line, "en", "self")
    opened = [new_opening(record) for _ in range(size)]

    def signed_by(who: str) -> Draft:
        return lambda minute: Signed(minute, text, who, "link", "public")

    commitments = [each.commitment().hex() for each in opened]
    with transaction.atomic():
        appended = append(letter, [signed_by(who) for who in commitments], at=now())
        keep_openings(letter, dict(zip(appended.indexes, opened, strict=True)))


def append_in_turn(size: int) -> None:
    for _ in range(TIMES):
        append_signatures(size)
