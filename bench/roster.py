"""Line 16: a roster of 10,000 rows imported, and 10,000 invitations queued, beside bare inserts."""

from bench.bare import Ledger, Rows, insert_seconds
from bench.figures import Figure, in_turn, seconds
from bench.installation import circulating_letter, coalition_with, installation, open_here

NAME = "roster"
OFFICES = 10_000
_REFERENCE = "bare inserts of the same rows, one transaction"


def lines() -> list[Figure]:
    with installation() as place:
        open_here(place)
        work = _Work(Ledger(place.database))
        measured = in_turn(
            {
                "import": work.import_roster,
                "bare import": lambda: insert_seconds(work.ledger, [work.imported]),
                "invite": work.invite_everybody,
                "bare invite": lambda: insert_seconds(work.ledger, [work.invited]),
            }
        )
    return [
        _figure(f"roster import of {OFFICES:,} rows", measured["import"], measured["bare import"]),
        _figure(f"{OFFICES:,} invitations queued", measured["invite"], measured["bare invite"]),
    ]


def _figure(figure: str, value: float, reference: float) -> Figure:
    return Figure(16, figure, value, "s", _REFERENCE, reference, target="<= 10")


class _Work:
    """Each round imports a roster of its own and invites everybody on it; what was written is kept."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.imported: Rows = {}
        self.invited: Rows = {}
        self.round = 0

    def import_roster(self) -> float:
        self.round += 1
        took = seconds(lambda: coalition_with(OFFICES, f"towns-{self.round}"))
        self.imported = self.ledger.written()
        return took

    def invite_everybody(self) -> float:
        took = seconds(lambda: circulating_letter(f"towns-{self.round}", f"night-buses-{self.round}"))
        self.invited = self.ledger.written()
        return took
