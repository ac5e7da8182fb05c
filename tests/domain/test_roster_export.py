import csv
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.rosters import TODAY, plan
from undersigned.domain.roster_columns import COLUMNS, map_columns
from undersigned.domain.roster_import import plan_import
from undersigned.domain.roster_table import RosterTable, TableRow
from undersigned.outputs.roster import render
from undersigned.reading.rosters import read_rows

HEADER = tuple(name for name in COLUMNS if name not in ("jurisdiction", "family", "delegate_since"))
DAYS = st.one_of(st.just(""), st.dates(TODAY - timedelta(900), TODAY + timedelta(900)).map(date.isoformat))
NAMES = st.sampled_from(["Ana Reyes", "=Bo Li", "'t Hooft", "Zoë “Zo” Ng", "Ана Иванова", "Dee, Moss", "@cy"])
ROWS = st.tuples(
    st.sampled_from(["Carrboro", "Princeton", "saint louis", "Nowhere", ""]),
    st.sampled_from(["NC", "N.J.", "MO", "Normandie"]),
    st.sampled_from(["", "FR"]),
    st.sampled_from(["Mayor", "mayor", "County Executive"]),
    st.sampled_from(["", "Mayors"]),
    NAMES,
    st.sampled_from(["", "Ana"]),
    st.sampled_from(["", "Dr."]),
    DAYS,
    DAYS,
    st.sampled_from(["", "a@town.example", "b@town.example."]),
    st.sampled_from(["", "+1 919 555 0100"]),
    st.sampled_from(["", "town.example; city.example"]),
    st.sampled_from(["", "Eli Hart", "-Fay"]),
    st.sampled_from(["", "chief of staff"]),
    st.sampled_from(["", "d@town.example"]),
    st.sampled_from(["", "River Board"]),
    st.sampled_from(["", "", "", "A-1", "b 2"]),
)


def table_of(rows: list[tuple[str, ...]]) -> RosterTable:
    return RosterTable(HEADER, tuple(TableRow(number, row) for number, row in enumerate(rows, 2)))


@settings(max_examples=150, deadline=None)
@given(st.lists(ROWS, max_size=8))
def test_a_roster_comes_back_from_its_own_export_and_from_a_second_import(
    rows: list[tuple[str, ...]],
) -> None:
    table = table_of(rows)
    columns = map_columns(HEADER)
    members = plan_import(table, columns, (), TODAY).added

    again = plan_import(table, columns, members, TODAY)
    assert (again.to_write, again.unchanged) == ((), members)

    exported = read_rows("roster.csv", render(members))
    back = plan_import(exported, map_columns(exported.header), members, TODAY)
    assert (back.to_write, back.refused, back.unchanged) == ((), (), members)

    anew = plan_import(exported, map_columns(exported.header), (), TODAY)
    assert sorted(anew.added, key=lambda one: one.key) == sorted(members, key=lambda one: one.key)


def test_an_export_is_safe_in_a_spreadsheet_and_has_every_column() -> None:
    members = plan("organisation,office,name,phone\n=Board,Chair,@cmd,+1 919\n").added
    header, row = csv.reader(render(members).decode("utf-8").splitlines())
    assert tuple(header) == COLUMNS
    assert [cell for cell in row if cell] == ["Chair", "'@cmd", "'+1 919", "'=Board"]
