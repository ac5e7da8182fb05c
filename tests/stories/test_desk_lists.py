"""Long lists at the desk: a page at a time, searched, and in few statements however long they are."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import SLUG, Stage, now
from undersigned.actions.letters.circulate import circulate
from undersigned.queries.candidates import invitable
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Invitation

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ROSTER = "/desk/coalitions/north-towns/roster/"
BOARD = f"/desk/letters/{SLUG}/"
CHOOSE = f"/desk/letters/{SLUG}/circulate/"
DEADLINE = {"deadline": "2031-12-01T17:00", "zone": "UTC"}


@pytest.fixture
def desk(stage: Stage) -> Client:
    """The desk of a coalition of 256: the cast, and 250 towns with a mayor each."""
    towns = (
        f"Town {number:03},NC,Mayor,Given{number} Family{number},2023-12-04,m{number}@towns.example"
        for number in range(250)
    )
    stage.import_roster("\n".join(("place,region,office,name,start,email", *towns, "")))
    stage.draft()
    return stage.desk()


def circulate_to_all() -> None:
    members = invitable(letter_by_slug(SLUG), at=now())
    circulate(slug=SLUG, deadline=now() + timedelta(days=7), members=members, at=now())


def seen(desk: Client, address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def places(page: str) -> list[str]:
    return re.findall(r"(?:Town \d\d\d|Carrboro)(?=, NC)", page)


def test_every_member_stands_on_one_page_of_the_roster_in_order_of_place(desk: Client) -> None:
    first, second = (seen(desk, f"{ROSTER}?page={number}") for number in (1, 2))
    assert (first.count("<tr>"), second.count("<tr>")) == (201, 57)  # with the heads
    found = places(first) + places(second)
    assert found == ["Carrboro", *(f"Town {number:03}" for number in range(250))]
    assert "256 members" in first
    assert "Page 2 of 2" in second


@pytest.mark.parametrize("page", ["0", "99", "-1", "two", "9" * 400, "²"])
def test_a_page_that_there_is_not_is_one_that_there_is(desk: Client, page: str) -> None:
    assert "of 2" in seen(desk, f"{ROSTER}?page={page}")


@pytest.mark.parametrize("search", ["family7 ", "FAMILY7+town", "town+007", "Town 007 nc mayor"])
def test_a_search_finds_all_its_words_in_the_place_the_office_or_a_name(desk: Client, search: str) -> None:
    circulate_to_all()
    for address in (ROSTER, BOARD, f"/desk/letters/{SLUG}/invite/"):
        found = places(seen(desk, f"{address}?q={search}"))
        assert "Town 007" in found
        assert len(found) <= 11


def test_what_is_searched_is_text_and_no_pattern(desk: Client) -> None:
    assert places(seen(desk, f"{ROSTER}?q=%25")) == []
    assert places(seen(desk, f"{ROSTER}?q=_own")) == []
    assert seen(desk, f"{ROSTER}?q=%00")


def test_the_board_counts_all_and_shows_a_page_of_one_state(desk: Client) -> None:
    circulate_to_all()
    Invitation.objects.filter(member__place="Town 249").update(declined_at=now())
    page = seen(desk, BOARD)
    assert "Town 249" not in page
    assert re.search(r"invited</a></dt><dd>254<", page)
    assert re.search(r"declined</a></dt><dd>1<", page)
    assert places(seen(desk, f"{BOARD}?state=declined")) == ["Town 249"]


def test_those_ticked_on_a_later_page_are_invited_and_nobody_else(desk: Client) -> None:
    page = seen(desk, f"{CHOOSE}?page=2")
    assert "Only what is ticked on this page is sent with it." in page
    answer = desk.post(f"{CHOOSE}?page=2", {"whom": "some", "member": "us-nc-town-240-mayor", **DEADLINE})
    assert answer.status_code == 303
    assert [row.member.place for row in Invitation.objects.all()] == ["Town 240"]


def test_a_refused_choice_comes_back_on_the_same_page_with_its_ticks(desk: Client) -> None:
    answer = desk.post(f"{CHOOSE}?page=2", {"whom": "some", "member": "us-nc-town-240-mayor"})
    assert answer.status_code == 422
    assert re.search(r'value="us-nc-town-240-mayor" checked', answer.content.decode())


@pytest.mark.parametrize("address", [ROSTER, BOARD, f"/desk/letters/{SLUG}/invite/"])
def test_a_long_list_takes_twelve_statements(desk: Client, address: str) -> None:
    circulate_to_all()
    with CaptureQueriesContext(connection) as asked:
        seen(desk, address)
    assert len(asked) <= 12
