"""The press kit of an area: who signed from there, the sentence a local paper would print, and what backs it.

A kit is counted and put into words here, once; its page, its text and its Word file only give it a shape.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from undersigned.domain.block import tally
from undersigned.domain.documents import LetterDocument, Signatory
from undersigned.domain.press.areas import Area, region_key
from undersigned.places import region_of
from undersigned.wording import Wording, speak
from undersigned.wording.offices import former_office
from undersigned.wording.press import Lead, Party, Place, Recipient, Signed, lead, press_in
from undersigned.wording.regions import region_names

_LONGEST_LINE = 200
_FIRST_SENTENCE = re.compile(r"(.+?[.!?…])(?=\s+[\"“«¿¡A-ZÀ-Þ])", re.DOTALL)
_KINDS = ("office", "people", "organisations")


@dataclass(frozen=True, slots=True)
class LocalFact:
    """What is so in a place or a region, with its source. No `place`: it holds for the whole region.

    `region` is a key as `areas.region_key` gives it; `checked_on` is when somebody last looked at the source.
    """

    region: str
    place: str
    what: str
    status: str
    on: date | None
    source: str
    address: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a signatory cleared exactly so, and the line that the signatory stands on the list with."""

    words: str
    signatory: Signatory


@dataclass(frozen=True, slots=True)
class Backing:
    """What a kit has beside the list: facts, quotes, and whom to call."""

    facts: tuple[LocalFact, ...] = ()
    quotes: tuple[Quote, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class SaidQuote:
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Kit:
    """A press kit in words. `who` are all of ours, a line each; `asks` and `thanks` one line each.

    `names` says in a sentence who is behind the lead; "" where there are too many.
    """

    area: Area
    wording: Wording
    count: str
    lead: str
    names: str
    asks_intro: str
    asks: tuple[str, ...]
    thanks: tuple[str, ...]
    who: tuple[str, ...]
    facts: tuple[LocalFact, ...]
    quotes: tuple[SaidQuote, ...]
    contact: str


def kit_of(area: Area, document: LetterDocument, backing: Backing) -> Kit:
    return next(iter(kits_of([area], document, backing)))


def kits_of(wanted: Iterable[Area], document: LetterDocument, backing: Backing) -> Iterator[Kit]:
    """The kits of these areas; the list as a whole is counted once for all of them."""
    wording = speak(document.language)
    everybody = _everybody(document, wording)
    asks_intro = _asks_intro(document, wording)
    asks = tuple(one_line(ask.text) for ask in document.asks)
    thanks = tuple(one_line(text) for text in document.thanks)
    for area in wanted:
        values = replace(everybody, area=_from(area, wording), ours=_parties(area, wording))
        yield Kit(
            area=area,
            wording=wording,
            count=_count(values, wording),
            lead=lead(values, wording),
            names=press_in(wording.language).who(values),
            asks_intro=asks_intro,
            asks=asks,
            thanks=thanks,
            who=tuple(_printed(each, area, wording) for each in area.signatories),
            facts=tuple(fact for fact in backing.facts if _tells_of(area, fact)),
            quotes=tuple(
                SaidQuote(quote.words, _printed(quote.signatory, area, wording))
                for quote in backing.quotes
                if quote.signatory in area.signatories
            ),
            contact=backing.contact,
        )


def lead_of(area: Area, document: LetterDocument) -> Lead:
    """The counts and names that the lead of an area is written from."""
    wording = speak(document.language)
    return replace(_everybody(document, wording), area=_from(area, wording), ours=_parties(area, wording))


def _everybody(document: LetterDocument, wording: Wording) -> Lead:
    """What is the same in every lead of a letter."""
    counted = tally(document.signatories, wording.language)
    return Lead(
        area=None,
        ours=(),
        all=replace(counted, others=counted.others + document.count.unnamed),
        to=tuple(Recipient(each.name, each.office, each.organisation) for each in document.addressees),
        states=len({region_key(each) for each in document.signatories} - {""}),
    )


def _from(area: Area, wording: Wording) -> str | None:
    """Where ours are from, behind a number: "from North Carolina", "de Carrboro"."""
    if area.kind == "letter":
        return None
    if area.kind == "place":
        return region_names(None, area.place or "", wording.language).of
    known = region_of(area.region or "")
    return region_names(area.region, known.name if known else area.name, wording.language).of


class _Capacity(NamedTuple):
    """As what somebody signed."""

    kind: Literal["office", "people", "organisations"]
    office: str = ""


def _parties(area: Area, wording: Wording) -> tuple[Party, ...]:
    """One party an office, in the order of the list; then people without one, then organisations."""
    found: dict[_Capacity, list[Signatory]] = {}
    for signatory in area.signatories:
        found.setdefault(_capacity(signatory, wording), []).append(signatory)
    capacities = sorted(found, key=lambda capacity: _KINDS.index(capacity.kind))
    return tuple(
        Party(
            kind=capacity.kind,
            names=tuple(each.name or each.organisation or "" for each in found[capacity]),
            places=tuple(_place(each, wording, abroad=area.kind == "letter") for each in found[capacity]),
            office=capacity.office or None,
            plural=next((each.office_plural for each in found[capacity] if each.status == "current"), None),
        )
        for capacity in capacities
    )


def _capacity(signatory: Signatory, wording: Wording) -> _Capacity:
    if not signatory.name:
        return _Capacity("organisations")
    if not signatory.office:
        return _Capacity("people")
    if signatory.status == "former":
        return _Capacity("office", former_office(signatory.office, wording.language))
    return _Capacity("office", signatory.office)


def _place(signatory: Signatory, wording: Wording, *, abroad: bool) -> Place | None:
    """The place as a sentence says it; whose office is of a region has the region for a place."""
    region = _region_in_full(signatory, wording)
    if not signatory.place:
        return Place(region) if region and signatory.office else None
    return Place(signatory.place, region or None if abroad else None)


def _region_in_full(signatory: Signatory, wording: Wording) -> str:
    key = region_key(signatory)
    known = region_of(key)
    return region_names(key, known.name, wording.language).name if known else key


def _count(values: Lead, wording: Wording) -> str:
    """ "2 of 32 signatories"; of the whole, how many there are."""
    if values.area is None:
        return wording.count("{number} signatory", "{number} signatories", values.of_all)
    return wording.count(
        "{ours} of one signatory",
        "{ours} of {number} signatories",
        values.of_all,
        ours=wording.number(values.of_ours),
    )


def _asks_intro(document: LetterDocument, wording: Wording) -> str:
    """ "The letter, dated Nov. 20, 2026, asks:"."""
    if document.date is None:
        return wording.say("The letter asks:")
    day = press_in(wording.language).day(document.date.year, document.date.month, document.date.day)
    return wording.say("The letter, dated {date}, asks:", date=day)


def one_line(text: str) -> str:
    """The first sentence of a passage, cut between words where it is very long."""
    line = " ".join(text.split())
    if found := _FIRST_SENTENCE.match(line):
        line = found[1]
    if len(line) <= _LONGEST_LINE:
        return line
    return line[:_LONGEST_LINE].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"


def _printed(signatory: Signatory, area: Area, wording: Wording) -> str:
    """As readers there call them, "Carrboro Mayor Ada Lindqvist"; elsewhere with the state behind it."""
    office, place, region = signatory.office, signatory.place or "", ""
    if office and signatory.status == "former":
        office = former_office(office, wording.language)
    if office and not place:
        place = _region_in_full(signatory, wording)
    elif area.kind == "letter":
        known = region_of(region_key(signatory))
        region = (
            known.newspaper if known and wording.language == "en" else _region_in_full(signatory, wording)
        )
    name = signatory.name or signatory.organisation or ""
    return press_in(wording.language).signatory(Signed(name, office or signatory.title or "", place, region))


def _tells_of(area: Area, fact: LocalFact) -> bool:
    """A place's kit has its own facts and its region's; a region's has those of all its places."""
    if area.kind == "letter" or fact.region != area.region:
        return False
    return area.kind == "region" or not fact.place or _same(fact.place, area.place or "")


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def facts_in_order(facts: Iterable[LocalFact]) -> tuple[LocalFact, ...]:
    """By region and place, a region's own before those of its places, the latest first."""
    newest = sorted(facts, key=lambda fact: fact.on or date.min, reverse=True)
    return tuple(sorted(newest, key=lambda fact: (fact.region, fact.place.casefold())))
