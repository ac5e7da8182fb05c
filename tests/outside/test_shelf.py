"""The shelf: what readers are given without asking the database, and when they must ask."""

from pathlib import Path

import pytest

from undersigned.errors import OutsideFailure
from undersigned.outside.shelf import OnShelf, on_shelf, put_back, state_of_shelf, take_off

PAGE = {"letter.html": OnShelf("ab" * 32, "text/html")}
LATER = {"letter.html": OnShelf("cd" * 32, "text/html")}


def test_what_is_put_back_is_there(tmp_path: Path) -> None:
    put_back(tmp_path, "night-buses", take_off(tmp_path, "night-buses"), PAGE)
    assert on_shelf(tmp_path, "night-buses") == PAGE


def test_what_was_never_there_and_what_is_taken_off_must_be_asked_for(tmp_path: Path) -> None:
    assert on_shelf(tmp_path, "night-buses") == {}
    assert state_of_shelf(tmp_path, "night-buses") is None
    put_back(tmp_path, "night-buses", take_off(tmp_path, "night-buses"), PAGE)
    take_off(tmp_path, "night-buses")  # a publication that never came to its end
    assert on_shelf(tmp_path, "night-buses") == {}


def test_who_comes_late_puts_nothing_back(tmp_path: Path) -> None:
    first = take_off(tmp_path, "night-buses")
    second = take_off(tmp_path, "night-buses")
    put_back(tmp_path, "night-buses", second, LATER)
    put_back(tmp_path, "night-buses", first, PAGE)
    assert on_shelf(tmp_path, "night-buses") == LATER


def test_every_change_is_seen(tmp_path: Path) -> None:
    states = []
    for files in (PAGE, LATER):
        put_back(tmp_path, "night-buses", take_off(tmp_path, "night-buses"), files)
        states.append(state_of_shelf(tmp_path, "night-buses"))
    assert len(set(states)) == 2


def test_a_damaged_slip_is_as_good_as_none(tmp_path: Path) -> None:
    token = take_off(tmp_path, "night-buses")
    for damage in (b"", b"[]", b"{", b"\xff"):
        (tmp_path / "published" / "shelf" / "night-buses.json").write_bytes(damage)
        assert on_shelf(tmp_path, "night-buses") == {}
        put_back(tmp_path, "night-buses", token, PAGE)
        assert on_shelf(tmp_path, "night-buses") == {}


def test_a_folder_that_cannot_be_written_is_a_failure_of_the_world(tmp_path: Path) -> None:
    (tmp_path / "published").write_text("a file where the folder should be")
    with pytest.raises(OutsideFailure):
        take_off(tmp_path, "night-buses")
