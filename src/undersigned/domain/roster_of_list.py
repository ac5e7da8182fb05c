"""A roster table of a letter's list: offices and who held them, for the roster's import to look at."""

from collections.abc import Sequence

from undersigned.domain.documents import Signatory
from undersigned.domain.roster_table import RosterTable, TableRow

_COLUMNS = ("place", "region", "country", "office", "name", "given", "family", "honorific", "organisation")


def roster_table_of(signatories: Sequence[Signatory]) -> RosterTable:
    """One row for each who signed with an office, or for a body; the header counts as row 1.

    What is printed is what counts: the import says itself what it cannot place. Former holders are left out.
    """
    rows = [one for one in signatories if one.status != "former" and _has_a_seat(one)]
    return RosterTable(
        _COLUMNS,
        tuple(
            TableRow(number, tuple(str(getattr(one, column) or "") for column in _COLUMNS))
            for number, one in enumerate(rows, start=2)
        ),
    )


def _has_a_seat(one: Signatory) -> bool:
    return bool(one.name and ((one.office and (one.place or one.region)) or one.organisation))
