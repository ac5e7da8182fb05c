"""What is missing on a roster: offices that nobody holds, holders without an address, without a delegate.

Reads plain values, for there may be ten thousand members and all of them have to be asked.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from undersigned.domain.roster import DelegateEntry, Gap, HolderTerm, MemberEntry, gaps_on
from undersigned.domain.zones import zone_named
from undersigned.records.models import Coalition, Delegate, Member, Term

Gaps = Mapping[int, frozenset[Gap]]


@dataclass(frozen=True, slots=True)
class Survey:
    """A roster as a whole. `gaps`: member → what it lacks, on the day it is there; others are not in it.

    `regions` and `offices` are those that there are, in order.
    """

    gaps: Gaps
    regions: tuple[str, ...]
    offices: tuple[str, ...]

    @property
    def counted(self) -> dict[Gap, int]:
        """How many members lack each, in the order that they are told in."""
        counted = Counter(gap for lacking in self.gaps.values() for gap in lacking)
        return {gap: counted[gap] for gap in Gap}


def survey_of(coalition: Coalition, at: datetime) -> Survey:
    terms, delegates = _terms(coalition), _delegates(coalition)
    members = list(
        Member.objects.filter(coalition=coalition).values_list("pk", "time_zone", "region", "office")
    )
    days = {zone: at.astimezone(zone_named(zone)).date() for zone in {zone for _, zone, _, _ in members}}
    found: dict[int, frozenset[Gap]] = {}
    for member, zone, _, _ in members:
        entry = MemberEntry(
            key="",
            office="",
            holders=tuple(terms[member]),
            delegates=tuple(one for one, until in delegates[member] if until is None or days[zone] < until),
        )
        if gaps := gaps_on(entry, days[zone]):
            found[member] = gaps
    return Survey(
        gaps=found,
        regions=tuple(sorted({region for _, _, region, _ in members if region})),
        offices=tuple(sorted({office for _, _, _, office in members})),
    )


def _terms(coalition: Coalition) -> Mapping[int, list[HolderTerm]]:
    terms: dict[int, list[HolderTerm]] = defaultdict(list)
    held = Term.objects.filter(member__coalition=coalition).exclude(name="")
    for member, name, start, end, email in held.values_list("member_id", "name", "start", "end", "email"):
        terms[member].append(HolderTerm(name=name, start=start, end=end, email=email or None))
    return terms


def _delegates(coalition: Coalition) -> Mapping[int, list[tuple[DelegateEntry, date | None]]]:
    """Each with the day on which the authority ended."""
    delegates: dict[int, list[tuple[DelegateEntry, date | None]]] = defaultdict(list)
    named = Delegate.objects.filter(member__coalition=coalition)
    columns = ("member_id", "name", "named_by", "since", "until")
    for member, name, named_by, since, until in named.values_list(*columns):
        delegates[member].append((DelegateEntry(name=name, named_by=named_by, since=since), until))
    return delegates
