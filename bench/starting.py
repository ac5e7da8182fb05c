"""Line 19: how soon `undersigned serve` answers after its start."""

from bench.figures import Figure, in_turn
from bench.installation import Installation, installation, serving

NAME = "starting"


def lines() -> list[Figure]:
    with installation() as prepared:
        _first_answer(prepared)  # makes the tables and the keys
        measured = in_turn(
            {"prepared": lambda: _first_answer(prepared), "empty": _first_answer_of_an_empty_folder}
        )
    return [
        Figure(19, "serve: start to first answer", measured["prepared"], "s", target="<= 2"),
        Figure(19, "serve: the same on an empty folder, tables made", measured["empty"], "s"),
    ]


def _first_answer(place: Installation) -> float:
    with serving(place) as seconds:
        return seconds


def _first_answer_of_an_empty_folder() -> float:
    with installation() as empty:
        return _first_answer(empty)
