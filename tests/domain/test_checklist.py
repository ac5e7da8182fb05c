"""The points before closing and publishing: what is settled, what is open, what can only be looked at."""

from dataclasses import replace

from undersigned.domain.checklist import ChecklistFacts, Mark, Point, checklist, open_points
from undersigned.domain.letters import LetterState

SETTLED = ChecklistFacts(
    state=LetterState.CLOSED,
    waiting=0,
    to_review=0,
    wrong_counts=(),
    left_office=(),
    has_contact=True,
    seen={Point.FILES: True},
)


def marks(facts: ChecklistFacts) -> dict[Point, Mark]:
    return {item.point: item.mark for item in checklist(facts)}


def test_a_letter_on_which_everything_is_settled_has_no_open_point() -> None:
    assert open_points(checklist(SETTLED)) == ()


def test_each_thing_that_is_not_settled_opens_its_own_point_and_no_other() -> None:
    changes = {
        Point.LINES: replace(SETTLED, to_review=2),
        Point.COUNTS: replace(SETTLED, wrong_counts=("31",)),
        Point.TERMS: replace(SETTLED, left_office=("Ada",)),
        Point.CONTACT: replace(SETTLED, has_contact=False),
        Point.FILES: replace(SETTLED, seen={}),
    }
    assert {point: open_points(checklist(facts)) for point, facts in changes.items()} == {
        point: (point,) for point in changes
    }


def test_what_waits_is_settled_by_closing_and_never_in_its_way() -> None:
    circulating = replace(SETTLED, state=LetterState.CIRCULATING, waiting=3)
    assert marks(circulating)[Point.CONDITIONS] is Mark.LATER
    assert open_points(checklist(circulating)) == ()


def test_files_are_looked_at_once_the_list_is_final() -> None:
    assert Point.FILES not in marks(replace(SETTLED, state=LetterState.CIRCULATING, seen={}))


def test_what_nobody_can_mend_is_settled_by_looking_at_it_as_it_is() -> None:
    looked = replace(SETTLED, left_office=("Ada",), seen={Point.TERMS: True, Point.FILES: True})
    assert marks(looked)[Point.TERMS] is Mark.SEEN
    assert open_points(checklist(looked)) == ()
