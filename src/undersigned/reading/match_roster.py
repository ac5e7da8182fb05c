"""Signatories matched to the offices of a roster: who of them is which member, how surely, and why.

The place and office say which member is meant; the name says whether its holder signed. Found on the way: a
name spelt otherwise than in the roster, somebody who did not hold the office on the letter's date, another
office.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from undersigned.domain.documents import Finding, Signatory
from undersigned.domain.name_matching import NameMatch, compare_names, folded, name_key, name_parts
from undersigned.domain.roster import HolderTerm, MemberEntry, holder_on
from undersigned.reading.find_mistakes import finding
from undersigned.wording import Wording, speak

_REASONS = {
    "same": "same name",
    "accents": "same name but for accents",
    "nickname": "a nickname",
    "initials": "initials",
    "shorter": "a part of the name left out",
    "spelling": "the name spelt otherwise",
}
_PLACE, _OFFICE = 0.15, 0.1
_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class RosterMatch:
    """Signatory number `signatory` is `holder` of `member`. `score` is from 0 to 1, `reason` is in words."""

    signatory: int
    member: MemberEntry
    holder: HolderTerm | None
    score: float
    reason: str
    likeness: str | None


class _Members:
    """The members by place and by surnames of their holders, so that a signatory is compared with few."""

    def __init__(self, members: Sequence[MemberEntry]) -> None:
        self.by_place: dict[str, list[MemberEntry]] = {}
        self.by_surname: dict[str, list[MemberEntry]] = {}
        for member in members:
            self.by_place.setdefault(_place_key(member.place or member.organisation or ""), []).append(member)
            for holder in member.holders:
                self.by_surname.setdefault(name_parts(holder.name).surname, []).append(member)

    def near(self, one: Signatory) -> list[MemberEntry]:
        here = self.by_place.get(_place_key(one.place or one.organisation or ""), [])
        named = self.by_surname.get(name_parts(one.name or "").surname, [])
        return list({id(member): member for member in [*here, *named]}.values())


def match_roster(signatories: Sequence[Signatory], members: Sequence[MemberEntry]) -> list[RosterMatch]:
    """The best match of each signatory that has one, in the order of the signatories."""
    known = _Members(members)
    matches = []
    for at, one in enumerate(signatories):
        scored = [match for member in known.near(one) if one.name and (match := _match(at, one, member))]
        if scored:
            matches.append(max(scored, key=lambda match: match.score))
    return matches


def _match(at: int, one: Signatory, member: MemberEntry) -> RosterMatch | None:
    here = bool(one.place) and _place_key(one.place or "") == _place_key(
        member.place or member.organisation or ""
    )
    here = here and (not one.region_code or not member.region_code or one.region_code == member.region_code)
    same_office = bool(one.office) and _office_key(one.office or "") == _office_key(member.office)
    named = [
        (match, holder) for holder in member.holders if (match := compare_names(one.name or "", holder.name))
    ]
    if not named:
        return (
            RosterMatch(at, member, None, 0.5, "the place and the office", None)
            if here and same_office
            else None
        )
    match, holder = max(named, key=lambda pair: pair[0].score)
    score = min(1.0, match.score * (1 - _PLACE - _OFFICE) + _PLACE * here + _OFFICE * same_office)
    if score < _ENOUGH * 0.9 and not here:
        return None
    return RosterMatch(
        at, member, holder, round(score, 3), _reason(match, here=here, office=same_office), match.likeness
    )


def _reason(match: NameMatch, *, here: bool, office: bool) -> str:
    said = [_REASONS[match.likeness]]
    said.append("the same place" if here else "another place")
    said.append("the same office" if office else "another office")
    return ", ".join(said)


def _place_key(place: str) -> str:
    key = name_key(place)
    for kind in ("city of ", "town of ", "village of ", "county of "):
        key = key.removeprefix(kind)
    return key.removesuffix(" city").replace("saint ", "st ")


def _office_key(office: str) -> str:
    words = folded(office).split()
    return words[-1].rstrip("s") if words else ""


def roster_findings(
    signatories: Sequence[Signatory], matches: Sequence[RosterMatch], on: date, language: str | None
) -> Iterator[Finding]:
    """What the roster contradicts, on the letter's date. Former office-holders that say so are right."""
    say = speak(language)
    for match in matches:
        one = signatories[match.signatory]
        if match.likeness == "spelling" and match.holder:
            message = say.say(
                "One person is spelt two ways: “{one}” and “{other}”.", one=one.name, other=match.holder.name
            )
            yield finding("name-variant", message, [one.name or "", match.holder.name], [one.source])
        yield from _standing(one, match, on, say)


def _standing(one: Signatory, match: RosterMatch, on: date, say: Wording) -> Iterator[Finding]:
    if one.status == "former" or not one.office:
        return
    in_office = holder_on(match.member.holders, on)
    where = match.member.place or match.member.organisation or ""
    if match.holder and one.place and _office_key(one.office) != _office_key(match.member.office):
        message = say.say(
            "{name} signed as “{said}”; the roster says “{known}”.",
            name=one.name,
            said=one.office,
            known=match.member.office,
        )
        yield finding("office-mismatch", message, [one.office, match.member.office], [one.source])
    elif match.holder is None and in_office and in_office.start is not None:
        message = say.say(
            "By the roster, {holder} was {office} of {place} on {day}, not {name}.",
            holder=in_office.name,
            office=match.member.office,
            place=where,
            day=say.date(on),
            name=one.name,
        )
        yield finding("not-in-office", message, [one.name or "", in_office.name], [one.source])
    elif (
        match.holder
        and (in_office is None or in_office.name != match.holder.name)
        and not _covers(match.holder, on)
    ):
        message = say.say(
            "By the roster, {name} was not {office} of {place} on {day}.",
            name=one.name,
            office=one.office,
            place=where,
            day=say.date(on),
        )
        yield finding("not-in-office", message, [one.name or ""], [one.source])


def _covers(holder: HolderTerm, on: date) -> bool:
    return (holder.start is None or holder.start <= on) and (holder.end is None or on <= holder.end)
