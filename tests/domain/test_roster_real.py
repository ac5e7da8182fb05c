"""The real export of openstates: 608 mayors of 591 places, with its oddities."""

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from undersigned.domain.roster import Standing, holder_on, standing_on
from undersigned.domain.roster_columns import map_columns
from undersigned.domain.roster_import import ImportPlan, plan_import
from undersigned.outputs.roster import render
from undersigned.reading.rosters import read_rows

SHARED = Path(os.environ.get("UNDERSIGNED_SHARED", Path(__file__).parents[2].parent / "shared"))
MAYORS = SHARED / "data" / "rosters" / "mayors.csv"
ON = date(2026, 8, 5)

pytestmark = pytest.mark.skipif(not MAYORS.exists(), reason="left out: ../shared is not there")


@pytest.fixture(scope="module")
def outcome() -> ImportPlan:
    table = read_rows(MAYORS.name, MAYORS.read_bytes())
    return plan_import(table, map_columns(table.header, "openstates"), (), ON)


def test_every_place_becomes_one_member_and_no_row_is_refused(outcome: ImportPlan) -> None:
    assert len(outcome.added) == 591
    assert outcome.refused == ()
    assert sum(len(member.holders) for member in outcome.added) == 607, "608 rows, one man twice in one term"
    assert len({member.key for member in outcome.added}) == 591


def test_members_carry_the_proper_names_of_their_places(outcome: ImportPlan) -> None:
    places = {member.key: member.place for member in outcome.added}
    assert places["us-al-vestavia-hills-mayor"] == "Vestavia Hills"
    assert places["us-mo-st-louis-mayor"] == "St. Louis"
    assert places["us-tx-mckinney-mayor"] == "McKinney"
    assert not [place for place in places.values() if place is None or "_" in place or place == place.lower()]
    assert all(member.time_zone for member in outcome.added)


def test_the_oddities_of_the_file_are_reported(outcome: ImportPlan) -> None:
    assert Counter(note.code for note in outcome.notes) == {
        "term-ended": 310,
        "place-taken-as": 27,
        "no-address": 20,
        "succession": 13,
        "another-term": 3,
        "place-unknown": 2,
        "address-mended": 2,
        "one-person-twice": 1,
        "one-person-perhaps": 1,
        "starts-unknown": 1,
    }
    said = {(note.row, note.code) for note in outcome.notes}
    assert {(198, "one-person-twice"), (243, "one-person-perhaps"), (479, "another-term")} <= said
    assert {(385, "address-mended"), (542, "address-mended"), (98, "place-unknown")} <= said


def test_who_is_in_office_follows_from_the_terms(outcome: ImportPlan) -> None:
    standing = Counter(standing_on(member.holders, ON)[0] for member in outcome.added)
    running = sum(
        holder.end is not None and holder.end >= ON for one in outcome.added for holder in one.holders
    )
    assert running == 297, "as many rows as have an end on that day or later"
    assert standing == {Standing.CURRENT: 297, Standing.FORMER: 294}
    flagstaff = next(member for member in outcome.added if member.key == "us-az-flagstaff-mayor")
    then, now = (holder_on(flagstaff.holders, day) for day in (date(2024, 12, 31), date(2025, 1, 1)))
    assert then is not None
    assert now is not None
    assert (then, now) == flagstaff.holders


def test_importing_it_again_or_from_its_own_export_changes_nothing(outcome: ImportPlan) -> None:
    table = read_rows(MAYORS.name, MAYORS.read_bytes())
    again = plan_import(table, map_columns(table.header, "openstates"), outcome.added, ON)
    assert (again.to_write, again.notes) == ((), outcome.notes)
    exported = read_rows("roster.csv", render(outcome.added))
    back = plan_import(exported, map_columns(exported.header), outcome.added, ON)
    assert (back.to_write, back.refused, len(back.unchanged)) == ((), (), 591)
