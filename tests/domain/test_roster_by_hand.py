"""One member changed by hand: the rules of an import, asked by a form."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.rosters import TODAY, only, plan
from undersigned.domain.roster import Gap, HolderTerm, MemberEntry, gaps_on, holder_on
from undersigned.domain.roster_by_hand import (
    typed_delegate,
    typed_holder,
    typed_seat,
    with_delegate,
    with_new_holder,
    with_seat,
    with_term,
)
from undersigned.domain.roster_changes import changes_in

ADA = (
    "place,region,office,name,start,end,email,delegate_name,delegate_email\n"
    "Carrboro,NC,Mayor,Ada Lindqvist,2023-12-04,{end},ada@carrboro.example,Gus Albee,gus@carrboro.example\n"
)


def carrboro(end: str = "") -> MemberEntry:
    return only(plan(ADA.format(end=end)).added)


def accepted(outcome: object) -> MemberEntry:
    assert isinstance(outcome, MemberEntry), outcome
    return outcome


def refused(outcome: object) -> list[str]:
    assert isinstance(outcome, tuple)
    return [remark.code for remark in outcome]


def succession(member: MemberEntry, start: str = "", ends: str = "") -> MemberEntry:
    return accepted(
        with_new_holder(member, {"name": "Wanda Ferreira", "start": start}, predecessor_ends=ends, on=TODAY)
    )


@pytest.mark.parametrize(
    ("stood", "start", "typed", "ends"),
    [
        ("", "2026-11-20", "", date(2026, 11, 20)),  # the day of the hand-over
        ("", "2026-11-20", "2026-11-19", date(2026, 11, 19)),
        ("2027-12-06", "2026-11-20", "", date(2026, 11, 20)),
        ("2026-12-01", "2026-12-07", "", date(2026, 12, 1)),  # a gap that was known stays
    ],
)
def test_a_successor_ends_the_term_before(stood: str, start: str, typed: str, ends: date) -> None:
    before = next(
        term for term in succession(carrboro(stood), start, typed).holders if term.name != "Wanda Ferreira"
    )
    assert before.end == ends


def test_a_successor_in_the_future_leaves_the_office_held_today() -> None:
    member = succession(carrboro(), start="2027-01-04")
    today, later = holder_on(member.holders, TODAY), holder_on(member.holders, date(2027, 2, 1))
    assert (today and today.name, later and later.name) == ("Ada Lindqvist", "Wanda Ferreira")


@pytest.mark.parametrize(
    ("typed", "ends", "codes"),
    [
        ({"name": "", "start": "2026-11-20"}, "", ["holder-without-name"]),
        ({"name": ""}, "", ["holder-nameless"]),
        ({"name": "Wanda Ferreira"}, "", ["both-would-be-in-office"]),
        ({"name": "Wanda Ferreira", "start": "2026-11-20"}, "2020-01-01", ["term-ends-before-it-starts"]),
        ({"name": "Wanda Ferreira", "start": "soon"}, "later", ["date-impossible", "date-impossible"]),
        ({"name": "Wanda www.x.example/", "start": "2026-11-20"}, "", ["web-address"]),
    ],
)
def test_a_succession_that_cannot_be_is_refused(typed: dict[str, str], ends: str, codes: list[str]) -> None:
    assert refused(with_new_holder(carrboro(), typed, predecessor_ends=ends, on=TODAY)) == codes


def test_what_stands_in_a_form_and_is_sent_back_changes_nothing() -> None:
    member = carrboro("2027-12-06")
    (held,), (named,) = member.holders, member.delegates
    assert accepted(with_term(member, held, typed_holder(held), TODAY)) == member
    assert accepted(with_seat(member, typed_seat(member), [])) == member
    assert accepted(with_delegate(member, named, typed_delegate(named))) == member


def test_an_empty_field_takes_away_what_was_there() -> None:
    member = carrboro("2027-12-06")
    (held,) = member.holders
    after = accepted(with_term(member, held, typed_holder(held) | {"email": "", "end": ""}, TODAY))
    assert (after.holders[0].email, after.holders[0].end) == (None, None)


def test_a_term_cannot_be_stretched_over_another() -> None:
    member = succession(carrboro(), start="2026-11-01")
    old = next(term for term in member.holders if term.name == "Ada Lindqvist")
    assert refused(with_term(member, old, typed_holder(old) | {"end": ""}, TODAY)) == [
        "both-would-be-in-office"
    ]


def test_what_a_member_lacks_is_told_of_who_holds_the_office_that_day() -> None:
    member = carrboro("2026-12-01")
    assert gaps_on(member, TODAY) == frozenset()
    assert gaps_on(member, date(2027, 1, 1)) == {Gap.VACANT}
    heir = replace(member, holders=(*member.holders, HolderTerm("Wanda Ferreira", start=date(2026, 12, 2))))
    assert gaps_on(heir, date(2027, 1, 1)) == {Gap.NO_ADDRESS, Gap.NO_DELEGATE}


def test_changes_are_told_once_each_and_none_where_nothing_changed() -> None:
    member = carrboro()
    assert changes_in(member, member) == ()
    (held,) = member.holders
    after = accepted(
        with_term(
            member, held, typed_holder(held) | {"name": "Ada M. Lindqvist", "phone": "919-555-0100"}, TODAY
        )
    )
    told = [(change.code, change.values.get("field")) for change in changes_in(member, after)]
    assert told == [("name-respelt", None), ("term-changed", "phone")]
