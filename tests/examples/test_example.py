"""The example coalition: invented people, reserved addresses, and days that fit whenever one looks."""

import csv
import os
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from undersigned import examples
from undersigned.domain.roster_columns import map_columns
from undersigned.domain.roster_import import ImportPlan, plan_import
from undersigned.reading.letter_source import read_letter_source
from undersigned.reading.rosters import read_rows

SHARED = Path(os.environ.get("UNDERSIGNED_SHARED", Path(__file__).parents[2].parent / "shared"))
DAYS = [date(2026, 11, 23), date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29), date(2030, 7, 4)]


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(examples.read(name, DAYS[0]).splitlines()))


def roster_on(day: date) -> ImportPlan:
    table = read_rows("roster.csv", examples.read("roster.csv", day).encode())
    return plan_import(table, map_columns(table.header), (), day)


def plain(name: str) -> str:
    """A name without accents, case, spaces and points."""
    return re.sub("[^a-z]", "", unicodedata.normalize("NFKD", name.casefold()))


@pytest.mark.parametrize("day", DAYS)
def test_the_roster_is_taken_whole_on_any_day(day: date) -> None:
    plan = roster_on(day)
    assert plan.refused == ()
    assert len(plan.added) == 120
    in_office = [
        entry
        for entry in plan.added
        if any(
            (held.start is None or held.start <= day) and (held.end is None or held.end > day)
            for held in entry.holders
        )
    ]
    assert len(in_office) == 115


def test_the_members_are_of_many_states_and_some_are_counties() -> None:
    members = roster_on(DAYS[0]).added
    assert len({entry.region_code for entry in members}) >= 30
    assert sum(entry.office == "County Executive" for entry in members) == 5
    assert {("Carrboro", "NC"), ("Chapel Hill", "NC")} <= {(entry.place, entry.region) for entry in members}


def test_every_address_and_telephone_number_is_a_reserved_one() -> None:
    for row in rows("roster.csv"):
        for address in filter(None, (row["email"], row["delegate_email"], row["domain"])):
            assert address.endswith(".example"), address
        assert not row["phone"] or re.fullmatch(r"\d{3}-555-01\d\d", row["phone"])


def test_whoever_acts_in_the_story_is_on_the_roster() -> None:
    addresses = {row[column] for row in rows("roster.csv") for column in ("email", "delegate_email")}
    strangers = {row["who"] for row in rows("story.csv")} - addresses
    assert strangers == {"organiser@example.org", "the public"}


def test_the_story_is_told_in_order_and_ends_before_today() -> None:
    times = [f"{row['day']} {row['time']}" for row in rows("story.csv")]
    assert times == sorted(times)
    assert times[-1] < DAYS[0].isoformat()


@pytest.mark.parametrize("name", ["early-renewals", "evening-trains", "library-hours"])
def test_the_letters_have_asks_and_thanks(name: str) -> None:
    document = read_letter_source(examples.read(f"letters/{name}.md", DAYS[0]).encode()).document
    assert len(document.asks) == 2
    assert document.thanks


@pytest.mark.skipif(not SHARED.is_dir(), reason="left out: ../shared is not there")
def test_nobody_in_the_example_has_the_name_of_a_real_office_holder() -> None:
    real = {
        plain(row["name"])
        for file in ("mayors", "mayors_former", "state_executives")
        for row in csv.DictReader((SHARED / f"data/rosters/{file}.csv").read_text("utf-8").splitlines())
    }
    invented = {row[column] for row in rows("roster.csv") for column in ("name", "delegate_name")} - {""}
    assert len(real) > 500
    assert {name for name in invented if plain(name) in real} == set()
