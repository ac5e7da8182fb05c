from datetime import date

import pytest

from tests.domain.rosters import TODAY, codes, notes, only, plan, refusals
from undersigned.domain.roster import Standing, delegates_on, holder_on, standing_on

HEADER = "place,region,office,name,start,end,email,delegate_name,delegate_role,delegate_email\n"
ANA = "Carrboro,NC,Mayor,Ana Reyes,2024-01-01,,ana@carrboro.example,,,\n"


def test_a_new_member_carries_its_place_its_key_and_its_time_zone() -> None:
    member = only(plan(HEADER + ANA).added)
    assert member.key == "us-nc-carrboro-mayor"
    assert member.jurisdiction == "ocd-division/country:us/state:nc/place:carrboro"
    assert (member.region_code, member.country, member.time_zone) == ("NC", "US", "America/New_York")


def test_importing_the_same_file_again_changes_nothing() -> None:
    first = plan(HEADER + ANA)
    again = plan(HEADER + ANA, first.added)
    assert again.to_write == ()
    assert again.unchanged == first.added


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Carrboro,NC,,Ana Reyes,,,,,,", "column “office” is empty"),
        (",,Mayor,Ana Reyes,,,,,,", "there is neither a jurisdiction, nor a place"),
        ("Carrboro,NC,Mayor,Ana Reyes,2025-02-30,,,,,", "column “start”: “2025-02-30” is not a date"),
        ("Carrboro,NC,Mayor,Ana Reyes,,12/31/2026,,,,", "column “end”: “12/31/2026” is not a date"),
        (
            "Carrboro,NC,Mayor,Ana Reyes,2026-01-02,2026-01-01,,,,",
            "column “end”: the term ends on 2026-01-01, before",
        ),
        ("Carrboro,NC,Mayor,Ana Reyes,,,ana@,,,", "column “email”: “ana@” is not a mail address"),
        ("Carrboro,NC,Mayor,Ana\u202eReyes,,,,,,", "column “name” has a hidden character"),
        ("Carrboro,NC,Mayor,Ana\x07Reyes,,,,,,", "column “name” has a character that cannot be printed"),
        ("Carrboro,NC,Mayor,see www.ana.example,,,,,,", "column “name” has a web address in it"),
        ("Carrboro,NC,Mayor," + "A" * 201 + ",,,,,,", "column “name” is longer than 200 characters"),
        ("Carrboro,NC,Mayor,Ana Reyes,,,,,chief of staff,", "column “delegate_name” is empty"),
        ("Carrboro,NC,Mayor,,,,,Bo Li,,", "there is a delegate, but no office-holder"),
        ("Carrboro,NC,Mayor,,2024-01-01,,,,,", "column “name” is empty"),
        ("Utopia,Narnia,Mayor,Ana Reyes,,,,,,", "“Narnia” is no region of the United States"),
        ("Carrboro,NC,Mayor,Reyes, Ana,,,,,,x", "there are more cells than columns"),
    ],
)
def test_a_row_that_is_wrong_is_refused_whole_with_its_number_and_column(row: str, why: str) -> None:
    outcome = plan(HEADER + ANA + row + "\n")
    ((number, said),) = refusals(outcome)
    assert number == 3
    assert said.startswith(why)
    assert len(outcome.added) == 1


def test_every_reason_of_a_row_is_given_at_once() -> None:
    outcome = plan(HEADER + "Carrboro,NC,Mayor,Ana Reyes,soon,later,nowhere,,,\n")
    assert [code for _, code in codes(outcome)] == ["address-broken", "date-impossible", "date-impossible"]
    assert outcome.to_write == ()


def test_an_address_with_a_full_stop_behind_is_mended_and_noted() -> None:
    outcome = plan(HEADER + "Carrboro,NC,Mayor,Ana Reyes,2024-01-01,,ana@carrboro.example.,,,\n")
    assert only(outcome.added).holders[0].email == "ana@carrboro.example"
    assert codes(outcome) == [(2, "address-mended")]


def test_rows_of_one_holder_add_delegates_named_by_that_holder() -> None:
    row = "Carrboro,NC,Mayor,Ana Reyes,2024-01-01,,ana@carrboro.example,{}\n"
    outcome = plan(
        HEADER
        + row.format("Bo Li,chief of staff,bo@carrboro.example")
        + row.format("Cy Oda,,cy@carrboro.example")
    )
    member = only(outcome.added)
    assert [(one.name, one.named_by) for one in member.delegates] == [
        ("Bo Li", "Ana Reyes"),
        ("Cy Oda", "Ana Reyes"),
    ]
    assert len(member.holders) == 1


def test_a_delegate_goes_with_the_holder_who_named_them() -> None:
    rows = (
        "Carrboro,NC,Mayor,Ana Reyes,2020-01-01,2024-01-01,,Bo Li,,bo@carrboro.example\n"
        "Carrboro,NC,Mayor,Dee Moss,2024-01-02,,dee@carrboro.example,,,\n"
    )
    member = only(plan(HEADER + rows).added)
    assert [one.name for one in delegates_on(member, date(2023, 5, 1))] == ["Bo Li"]
    assert delegates_on(member, TODAY) == ()


def test_holders_one_after_the_other_are_a_succession_and_noted() -> None:
    rows = (
        "Carrboro,NC,Mayor,Dee Moss,,2027-12-31,d@c.example,,,\nCarrboro,NC,Mayor,Ana Reyes,,2023-12-31,,,,\n"
    )
    outcome = plan(HEADER + rows)
    member = only(outcome.added)
    assert [holder.name for holder in member.holders] == ["Ana Reyes", "Dee Moss"]
    assert [holder.start for holder in member.holders] == [None, None], (
        "a start that is not known is not invented"
    )
    assert [holder_on(member.holders, day) for day in (date(2023, 12, 31), date(2024, 1, 1))] == list(
        member.holders
    )
    assert codes(outcome) == [(None, "starts-unknown"), (2, "succession"), (3, "term-ended")]


SAME_TERM = "2020-01-01,2024-01-01"


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (f"Ana Reyes,{SAME_TERM}", f"Ana Reyes,{SAME_TERM}", "same-term-twice"),
        (f"Ana Reyes,{SAME_TERM}", f"Dee Moss,{SAME_TERM}", "same-term-twice"),
        ("Ana Reyes,,", "Dee Moss,,", "both-in-office"),
        ("Ana Reyes,2020-01-01,", "Dee Moss,2024-01-01,", "both-in-office"),
        ("Ana Reyes,2020-01-01,2027-01-01", "Dee Moss,2024-01-01,2028-01-01", "both-in-office"),
        ("Ana Reyes,,2027-01-01", "Dee Moss,,", "both-in-office"),
    ],
)
def test_what_cannot_both_be_true_is_refused_with_both_rows(first: str, second: str, code: str) -> None:
    rows = "".join(f"Carrboro,NC,Mayor,{row},,,,\n" for row in (first, second))
    outcome = plan(HEADER + rows)
    assert outcome.to_write == ()
    assert [(remark.row, remark.code) for remark in outcome.refused] == [(2, code), (3, code)]
    assert all("rows 2 and 3" in said for _, said in refusals(outcome))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ana Reyes,2020-01-01,2024-01-01", "Dee Moss,2024-01-01,"),
        ("Ana Reyes,,2026-12-31", "Dee Moss,2027-01-01,"),
        ("Ana Reyes,,2026-12-31", "Dee Moss,,2030-12-31"),
        ("Ana Reyes,2020-01-01,2026-11-23", "Dee Moss,2026-11-23,"),
    ],
)
def test_terms_that_follow_each_other_are_taken(first: str, second: str) -> None:
    outcome = plan(HEADER + "".join(f"Carrboro,NC,Mayor,{row},,,,\n" for row in (first, second)))
    assert outcome.refused == ()
    assert len(only(outcome.added).holders) == 2


def test_one_person_in_two_spellings_is_told_by_a_shared_address() -> None:
    row = "Carrboro,NC,Mayor,{},,{},ana@carrboro.example,,,\n"
    same_term = plan(
        HEADER + row.format("Ana Reyes", "2027-01-01") + row.format("Ana M. Reyes", "2027-01-01")
    )
    assert [holder.name for holder in only(same_term.added).holders] == ["Ana M. Reyes"]
    assert (3, "one-person-twice") in codes(same_term)
    two_terms = plan(HEADER + row.format("Pat Moss", "2025-01-01") + row.format("Patrick Moss", "2027-01-01"))
    assert len(only(two_terms.added).holders) == 2
    assert (3, "one-person-perhaps") in codes(two_terms)


def test_an_end_recorded_without_a_successor_leaves_the_office_vacated() -> None:
    before = plan(HEADER + ANA).added
    outcome = plan(HEADER + ANA.replace("2024-01-01,,", "2024-01-01,2026-10-31,"), before)
    member = only(outcome.vacated)
    assert standing_on(member.holders, TODAY) == (Standing.FORMER, member.holders[0])
    assert standing_on(member.holders, date(2026, 10, 31))[0] is Standing.CURRENT


def test_a_successor_is_a_change_once_the_old_term_has_its_end() -> None:
    before = plan(HEADER + ANA).added
    dee = "Carrboro,NC,Mayor,Dee Moss,2026-11-01,,dee@carrboro.example,,,\n"
    refused = plan(HEADER + dee, before)
    assert refused.to_write == ()
    assert refusals(refused)[0][1].startswith("“Ana Reyes” is in office by the roster")
    taken = plan(HEADER + ANA.replace("2024-01-01,,", "2024-01-01,2026-10-31,") + dee, before)
    current = holder_on(only(taken.changed).holders, TODAY)
    assert current is not None
    assert current.name == "Dee Moss"


def test_nothing_is_taken_away_by_what_a_file_leaves_out() -> None:
    before = plan(HEADER + ANA.replace(",,,\n", ",Bo Li,chief,bo@carrboro.example\n")).added
    outcome = plan("place,region,office,name\nCarrboro,NC,Mayor,Ana Reyes\n", before)
    assert outcome.unchanged == before
    other = plan(HEADER + "Cary,NC,Mayor,Eli Hart,,,e@cary.example,,,\n", before)
    assert only(other.added).place == "Cary"
    assert (None, "Members of the roster that are not in this file: 1. They stay as they are.") in notes(
        other
    )


def test_an_empty_end_says_that_the_term_still_runs() -> None:
    ended = plan(HEADER + ANA.replace("2024-01-01,,", "2024-01-01,2027-12-31,")).added
    outcome = plan(HEADER + ANA, ended)
    assert only(outcome.changed).holders[0].end is None
    assert codes(outcome) == [(2, "end-taken-back")]


def test_a_row_without_a_name_is_an_office_that_nobody_holds() -> None:
    member = only(plan(HEADER + "Carrboro,NC,Mayor,,,,,,,\n").added)
    assert standing_on(member.holders, TODAY) == (Standing.VACANT, None)


@pytest.mark.parametrize(
    ("header", "row", "key"),
    [
        (
            "jurisdiction",
            "ocd-division/country:us/state:md/county:montgomery",
            "us-md-montgomery-county-mayor",
        ),
        ("jurisdiction", "ocd-jurisdiction/country:us/state:ak/government", "us-ak-mayor"),
        ("external_id,place,region", "A-17,Carrboro,NC", "A-17"),
        ("organisation", "Friends of the River", "friends-of-the-river-mayor"),
        ("place,region,country", "Rouen,Normandie,FR", "fr-normandie-rouen-mayor"),
        ("place,region", "St. Louis,Mo.", "us-mo-st-louis-mayor"),
    ],
)
def test_a_members_key_is_made_of_what_it_is(header: str, row: str, key: str) -> None:
    assert only(plan(f"{header},office,name\n{row},Mayor,Ana Reyes\n").added).key == key


def test_two_places_of_one_name_are_two_members() -> None:
    pa = "ocd-division/country:us/state:pa"
    rows = f"{pa}/county:lycoming/place:muncy,Chair,Ana Reyes\n{pa}/place:muncy,Chair,Dee Moss\n"
    keys = [member.key for member in plan("jurisdiction,office,name\n" + rows).added]
    assert keys == ["us-pa-lycoming-county-muncy-chair", "us-pa-muncy-chair"]


def test_one_external_id_for_two_offices_is_refused_with_both_rows() -> None:
    outcome = plan(
        "external_id,place,region,office,name\n7,Cary,NC,Mayor,Ana Reyes\n7,Apex,NC,Mayor,Dee Moss\n"
    )
    assert [(remark.row, remark.code) for remark in outcome.refused] == [
        (2, "external-id-differs"),
        (3, "external-id-differs"),
    ]
    assert outcome.to_write == ()


def test_two_external_ids_that_make_one_key_are_two_members_with_keys_of_their_own() -> None:
    outcome = plan(
        "external_id,place,region,office,name\nx/1,Cary,NC,Mayor,Ana Reyes\nx 1,Apex,NC,Mayor,Dee Moss\n"
    )
    assert [member.key for member in outcome.added] == ["x-1", "x-1-2"]


def test_a_delegate_acts_from_the_day_they_were_named() -> None:
    text = HEADER.replace("\n", ",delegate_since\n") + ANA.replace(
        ",,,\n", ",Bo Li,,bo@carrboro.example,2026-02-01\n"
    )
    member = only(plan(text).added)
    assert delegates_on(member, date(2026, 1, 31)) == ()
    assert [one.since for one in delegates_on(member, date(2026, 2, 1))] == [date(2026, 2, 1)]


def test_a_county_office_is_of_the_county_where_a_town_has_its_name() -> None:
    rows = (
        "Carson,TX,County Judge,Ana Reyes\nMontgomery,TX,County Judge,Bo Li\nMontgomery,TX,Mayor,Eli Hart\n"
    )
    members = plan("place,region,office,name\n" + rows).added
    assert [(member.jurisdiction or "").rpartition("/")[2] for member in members] == [
        "county:carson",
        "county:montgomery",
        "place:montgomery",
    ]
