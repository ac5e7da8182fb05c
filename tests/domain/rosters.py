"""Rosters of invented people, written as a person would write them."""

from datetime import date

from undersigned.domain.roster import MemberEntry
from undersigned.domain.roster_columns import map_columns
from undersigned.domain.roster_import import ImportPlan, plan_import
from undersigned.reading.rosters import read_rows
from undersigned.wording.roster import REMARKS

TODAY = date(2026, 11, 23)


def plan(text: str, existing: tuple[MemberEntry, ...] = (), on: date = TODAY) -> ImportPlan:
    table = read_rows("roster.csv", text.encode("utf-8"))
    return plan_import(table, map_columns(table.header), existing, on)


def refusals(outcome: ImportPlan) -> list[tuple[int | None, str]]:
    return [(remark.row, REMARKS[remark.code].format(**remark.values)) for remark in outcome.refused]


def notes(outcome: ImportPlan) -> list[tuple[int | None, str]]:
    return [(remark.row, REMARKS[remark.code].format(**remark.values)) for remark in outcome.notes]


def codes(outcome: ImportPlan) -> list[tuple[int | None, str]]:
    return [(remark.row, remark.code) for remark in (*outcome.refused, *outcome.notes)]


def only(members: tuple[MemberEntry, ...]) -> MemberEntry:
    (member,) = members
    return member
