import pytest

from undersigned.domain.roster_columns import COLUMNS, map_columns
from undersigned.errors import Unreadable


def test_columns_are_known_in_any_order_and_case() -> None:
    columns = map_columns(("NAME", " Office ", "delegate-name", "Place", "region"))
    assert columns.names == ("name", "office", "delegate_name", "place", "region")


@pytest.mark.parametrize(
    ("header", "mapping", "said"),
    [
        (
            ("office", "name", "organisation", "emial"),
            {},
            "the column “emial” is not known; perhaps “email” is meant",
        ),
        (("office", "name", "organisation", "shoe size"), {}, "the column “shoe size” is not known (map it"),
        (("office", "name", "organisation", "Name"), {}, "the column “name” is there twice"),
        (("name", "organisation"), {}, "the column “office” is missing"),
        (("office", "organisation"), {}, "the column “name” is missing"),
        (("office", "name", "place"), {}, "a column “jurisdiction”, or “place” and “region”"),
        (("office", "name", "organisation"), {"mail": "email"}, "there is no column “mail” in the file"),
        (("office", "name", "organisation", "mail"), {"mail": "e-post"}, "the column “mail” is not known"),
        (("",), {}, "the column “office” is missing"),
    ],
)
def test_a_column_that_is_wrong_is_refused_by_name(
    header: tuple[str, ...], mapping: dict[str, str], said: str
) -> None:
    with pytest.raises(Unreadable) as refusal:
        map_columns(header, mapping=mapping)
    assert refusal.value.where == "row 1"
    assert said in refusal.value.what


def test_every_wrong_column_is_named_at_once() -> None:
    with pytest.raises(Unreadable) as refusal:
        map_columns(("titel", "nmae", "organisation"))
    assert all(word in refusal.value.what for word in ("titel", "nmae", "“office” is missing"))


def test_a_files_own_column_is_mapped_or_left_out_by_hand() -> None:
    columns = map_columns(
        ("title", "who", "body", "shoe size"),
        mapping={
            "Title": "office",
            "who": "name",
            "body": "organisation",
            "shoe size": "",
        },
    )
    assert columns.values(("Chair", "Ana Reyes", "River Board", "38")) == {
        "office": "Chair",
        "name": "Ana Reyes",
        "organisation": "River Board",
    }


def test_an_unknown_preset_is_refused_with_those_there_are() -> None:
    with pytest.raises(Unreadable, match="there is no preset “excel”; there is: openstates"):
        map_columns(COLUMNS, preset="excel")
