"""Keep the facts that a local paper tells beside a letter."""

from datetime import datetime

from django.db import transaction

from undersigned.actions.acting import note
from undersigned.domain.history import Deed
from undersigned.domain.local_facts import trouble_in_fact
from undersigned.domain.press.kit import LocalFact as Fact
from undersigned.errors import Refused
from undersigned.queries.local_facts import fact_row, where_members_are
from undersigned.records.models import Coalition, LocalFact

_FIELDS = ("region", "place", "what", "status", "on", "source", "address", "checked_on")


@transaction.atomic
def record_fact(*, coalition: Coalition, fact: Fact, by: str, at: datetime) -> LocalFact:
    """Put a fact on the register. Refused with the reason of `trouble_in_fact`, and the field to mend."""
    note(Deed.FACT_RECORDED, coalition, at=at)
    return _write(LocalFact(coalition=coalition), fact, by=by, at=at)


@transaction.atomic
def change_fact(*, coalition: Coalition, number: int, fact: Fact, by: str, at: datetime) -> LocalFact:
    """Bring a fact up to date, such as when it was checked last. Refused (fact-unknown) too."""
    note(Deed.FACT_CHANGED, coalition, at=at)
    return _write(fact_row(coalition, number), fact, by=by, at=at)


def _write(row: LocalFact, fact: Fact, *, by: str, at: datetime) -> LocalFact:
    if trouble := trouble_in_fact(fact, where_members_are(row.coalition), at.date()):
        raise Refused(trouble.reason, field=trouble.field, place=fact.place, region=fact.region)
    for field in _FIELDS:
        setattr(row, field, getattr(fact, field))
    row.recorded_by, row.recorded_at = by, at
    row.save()
    return row


@transaction.atomic
def put_fact_away(*, coalition: Coalition, number: int, at: datetime) -> None:
    """It holds no more: out of the register and the kits, and kept. Refused (fact-unknown)."""
    row = fact_row(coalition, number)
    row.put_away_at = at
    row.save(update_fields=["put_away_at"])
    note(Deed.FACT_PUT_AWAY, coalition, at=at)
