"""Reads of a coalition's facts about places: its register, and what the kits of a letter tell."""

from dataclasses import dataclass
from datetime import date

from undersigned.domain.local_facts import WhereMembersAre
from undersigned.domain.press.kit import LocalFact as Fact
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.places import region_of
from undersigned.records.models import Coalition, LocalFact, Member


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact at the desk and in the register. `region_name` is said in full."""

    id: int
    fact: Fact
    region_name: str
    recorded_by: str


def facts_of(coalition: Coalition) -> tuple[FactRow, ...]:
    """What holds now, by state and place, the latest of each place first."""
    rows = [_row(row) for row in LocalFact.objects.filter(coalition=coalition, put_away_at=None)]
    newest = sorted(rows, key=lambda row: row.fact.on or date.min, reverse=True)
    return tuple(sorted(newest, key=lambda row: (row.region_name, row.fact.place.casefold())))


def _row(row: LocalFact) -> FactRow:
    known = region_of(row.region)
    return FactRow(row.pk, fact_of(row), known.name if known else row.region, row.recorded_by)


def fact_of(row: LocalFact) -> Fact:
    return Fact(
        region=row.region,
        place=row.place,
        what=row.what,
        status=row.status,
        on=row.on,
        source=row.source,
        address=row.address,
        checked_on=row.checked_on,
    )


def fact_row(coalition: Coalition, number: int) -> LocalFact:
    """Refused (fact-unknown) if it is none of the coalition's, or was put away."""
    row = LocalFact.objects.filter(coalition=coalition, pk=number, put_away_at=None).first()
    if row is None:
        raise Refused(Reason.FACT_UNKNOWN)
    return row


def where_members_are(coalition: Coalition) -> WhereMembersAre:
    rows = list(Member.objects.filter(coalition=coalition).values_list("region", "region_code", "place"))
    return WhereMembersAre(
        regions=frozenset(code or region for region, code, _ in rows),
        places=frozenset((code or region, place.casefold()) for region, code, place in rows),
    )
