"""Pieces of text with places on a page become rows in the order in which a person reads them."""

from undersigned.reading.lines import Line
from undersigned.reading.page_layout import Piece, rows_of, without_running_lines


def column(texts: list[str], left: float, top: float) -> list[Piece]:
    return [Piece(text, left, top - 14 * at, left + 6.0 * len(text), 12.0) for at, text in enumerate(texts)]


def read(pieces: list[Piece]) -> list[str]:
    return [" | ".join(piece.text for piece in row) for row in rows_of(pieces)]


LEFT, RIGHT = (
    ["Ada Roe", "Mayor of Ely", "Bo Lind", "Mayor of Hibbing"],
    ["Cy Tran", "Mayor of Virginia", "Di Vo"],
)


def test_columns_that_share_their_base_lines_stay_rows() -> None:
    assert read([*column(LEFT, 72, 700), *column(LEFT, 320, 700)])[0] == "Ada Roe | Ada Roe"


def test_columns_that_share_none_are_read_one_after_the_other() -> None:
    assert read([*column(LEFT, 72, 700), *column(RIGHT, 320, 706)]) == [*LEFT, *RIGHT]


def test_what_stands_above_and_below_the_columns_keeps_its_place() -> None:
    above, below = Piece("Sincerely,", 72, 760, 130, 12.0), Piece("cc: the Clerk", 72, 600, 140, 12.0)
    pieces = [below, *column(LEFT, 72, 700), above, *column(RIGHT, 320, 706)]
    assert read(pieces) == ["Sincerely,", *LEFT, *RIGHT, "cc: the Clerk"]


def test_columns_of_running_text_are_read_downwards() -> None:
    one = [
        "We write about the bridges of our towns,",
        "which carry more weight each year and are",
        "inspected less.",
    ]
    other = [
        "Our residents cross them every morning on",
        "their way to work, and they trust us to",
        "keep them safe.",
    ]
    assert read([*column(one, 72, 700), *column(other, 360, 700)]) == [*one, *other]


def test_a_numbered_foot_is_left_out_and_a_repeated_line_is_not() -> None:
    lines = [
        Line("Ada Roe", 1, 1),
        Line("Member, District 4", 2, 1),
        Line("On bridges · page 1 of 2", 3, 1),
        Line("Bo Lind", 1, 2),
        Line("Member, District 5", 2, 2),
        Line("On bridges · page 2 of 2", 3, 2),
    ]
    assert [line.text for line in without_running_lines(lines)] == [
        "Ada Roe",
        "Member, District 4",
        "Bo Lind",
        "Member, District 5",
    ]
