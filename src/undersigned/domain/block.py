"""The signature block: its order, its groups, and the one printed line of each signatory.

The order is decided once, before anything is rendered: a document's `signatories` stand in the order of the
block, and groups are runs of neighbours, so that no format can differ from another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from undersigned.domain.documents import Confirmation, Signatory
from undersigned.domain.names import filing_name
from undersigned.domain.whereabouts import american_region
from undersigned.places import PROVINCES
from undersigned.wording.collation import CollationKey, collation_key
from undersigned.wording.counts import OfficeCount, Tally
from undersigned.wording.offices import former_office, office_of_place
from undersigned.wording.speech import Wording, speak


class Order(StrEnum):
    PLACE = "place"
    SURNAME = "surname"
    REGION = "region"
    RANK = "rank"
    TIME = "time"
    LISTED = "listed"


class GroupBy(StrEnum):
    REGION = "region"
    OFFICE = "office"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line in its two parts: who, and as what. `remark` is said in words, never by a sign alone.

    `confirmed` is no part of what is printed, but where a page can tell it, it does so on demand.
    """

    name: str
    capacity: str = ""
    remark: str = ""
    confirmed: Confirmation | None = field(default=None, compare=False)

    def __str__(self) -> str:
        line = f"{self.name}, {self.capacity}" if self.capacity else self.name
        return f"{line} ({self.remark})" if self.remark else line


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours under one heading; `heading` is None where the block has no groups."""

    heading: str | None
    signatories: tuple[Signatory, ...]


_Key = tuple[object, ...]


def in_order(
    signatories: Sequence[Signatory], order: Order, language: str | None, group_by: GroupBy | None = None
) -> tuple[Signatory, ...]:
    """The block in its order: lead signatories first, then by group where there are groups, then by `order`.

    Equal places stay as they were listed; what has no key (no place, no date) stands at the end.
    """
    ordered = list(signatories)
    if order is not Order.LISTED:
        ordered.sort(key=_keys(language)[order])
    if group_by is not None:
        ordered = _gathered(ordered, group_by, language)
    return tuple(sorted(ordered, key=lambda signatory: not signatory.lead))


def with_the_public(
    offices: Sequence[Signatory], public: Sequence[Signatory], language: str | None
) -> tuple[Signatory, ...]:
    """The block of an open letter: office-holders, organisations by name, then individuals as they signed.

    Each is in the group of its kind; where nobody of the public has signed there are no groups.
    """
    if not public:
        return tuple(offices)
    say = speak(language).say
    kinds = {
        say("Office-holders"): offices,
        say("Organisations"): in_order([each for each in public if not each.name], Order.SURNAME, language),
        say("Individuals"): [each for each in public if each.name],
    }
    return tuple(replace(each, group=kind) for kind, members in kinds.items() for each in members)


def _gathered(ordered: list[Signatory], group_by: GroupBy, language: str | None) -> list[Signatory]:
    """Regions by the alphabet, offices by their number, groups that somebody named as they were listed."""
    headings = [_heading(signatory, group_by) for signatory in ordered]
    places: dict[str | None, _Key]
    if group_by is GroupBy.REGION:
        names = {signatory.region: region_name(signatory) or None for signatory in ordered}
        places = {name: _missing_last(names[name], language) for name in set(headings)}
    elif group_by is GroupBy.OFFICE:
        places = {name: (name is None, -headings.count(name), name or "") for name in set(headings)}
    else:
        places = {name: (name is None, index) for index, name in enumerate(dict.fromkeys(headings))}
    return sorted(ordered, key=lambda signatory: places[_heading(signatory, group_by)])


def _keys(language: str | None) -> dict[Order, Callable[[Signatory], _Key]]:
    def by_surname(signatory: Signatory) -> _Key:
        name = signatory.name or signatory.organisation or ""
        filed = filing_name(name, signatory.family, language) if signatory.name else name
        return (*collation_key(filed, language), *collation_key(name, language))

    def by_place(signatory: Signatory) -> _Key:
        place = signatory.place or signatory.organisation
        return (_missing_last(place, language), _missing_last(signatory.region, language))

    def by_region(signatory: Signatory) -> _Key:
        return (_missing_last(signatory.region, language), by_place(signatory))

    return {
        Order.PLACE: by_place,
        Order.SURNAME: by_surname,
        Order.REGION: by_region,
        Order.RANK: lambda signatory: (signatory.rank is None, signatory.rank or 0),
        Order.TIME: lambda signatory: (signatory.date is None, signatory.date or date.min),
    }


def _missing_last(text: str | None, language: str | None) -> tuple[bool, CollationKey]:
    return (text is None, collation_key(text or "", language))


def _heading(signatory: Signatory, group_by: GroupBy) -> str | None:
    match group_by:
        case GroupBy.REGION:
            return signatory.region
        case GroupBy.OFFICE:
            return signatory.office
        case GroupBy.GROUP:
            return signatory.group


def groups(signatories: Sequence[Signatory], group_by: GroupBy | None) -> tuple[Group, ...]:
    """The block cut into runs of one heading. Lead signatories stand before all groups, under none."""
    if group_by is None:
        return (Group(None, tuple(signatories)),) if signatories else ()
    cut = groupby(signatories, key=lambda each: None if each.lead else _heading(each, group_by))
    return tuple(Group(heading, tuple(members)) for heading, members in cut)


def line(signatory: Signatory, wording: Wording) -> Line:
    """The printed line in its parts; the pattern follows from what is known of the signatory."""
    if not signatory.name:
        return Line(
            signatory.organisation or "",
            _comma(signatory.place, signatory.region),
            signatory.note or "",
            signatory.confirmed,
        )
    name = f"{signatory.honorific} {signatory.name}" if signatory.honorific else signatory.name
    parts = [_office(signatory, wording), signatory.title, signatory.organisation]
    if signatory.on_behalf_of:
        parts.append(wording.say("on behalf of {organisation}", organisation=signatory.on_behalf_of))
    if signatory.office is None:
        parts += [signatory.place, signatory.region]
    else:
        parts.insert(1, signatory.region)
    return Line(name, _comma(*parts), _remark(signatory, wording), signatory.confirmed)


def printed_line(signatory: Signatory, wording: Wording | None = None) -> str:
    """ "Ada Example, Mayor of Austin, TX": the same in every format. Without a wording, in English."""
    return str(line(signatory, wording or speak(None)))


def _comma(*parts: str | None) -> str:
    return ", ".join([part for part in parts if part])


def _office(signatory: Signatory, wording: Wording) -> str | None:
    office = signatory.office
    if office is None:
        return None
    if signatory.status == "former":
        office = former_office(office, wording.language)
    return office_of_place(office, signatory.place, wording.language) if signatory.place else office


def _remark(signatory: Signatory, wording: Wording) -> str:
    remarks = [signatory.note] if signatory.note else []
    if signatory.status == "identification_only":
        remarks.append(wording.say("for identification only"))
    elif signatory.status == "former" and not signatory.office:
        remarks.append(wording.say("former"))
    return "; ".join(remarks)


def region_name(signatory: Signatory) -> str:
    """The region as a heading has it: a state or province by its whole name, any other as it is printed."""
    if known := american_region(signatory):
        return known.name
    region = signatory.region or ""
    return PROVINCES.get(region.upper(), region) if signatory.country in (None, "CA", "Canada") else region


def tally(signatories: Sequence[Signatory], language: str) -> Tally:
    """What the list counts: people by office (former ones apart), people without one, organisations."""
    offices: dict[str, OfficeCount] = {}
    others = organisations = 0
    for signatory in signatories:
        if not signatory.name:
            organisations += 1
        elif not signatory.office:
            others += 1
        else:
            former = signatory.status == "former"
            office = former_office(signatory.office, language) if former else signatory.office
            before = offices.get(office, OfficeCount(office, 0))
            plural = before.plural or (None if former else signatory.office_plural)
            offices[office] = OfficeCount(office, before.number + 1, plural)
    return Tally(tuple(offices.values()), others, organisations)
