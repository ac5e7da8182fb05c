"""Line 18: the desk's pages at 10,000 members and 100 letters: statements, and time in the server."""

import gc
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bench.figures import ROUNDS, Figure, in_turn, seconds
from bench.installation import LETTER, circulating_letter, coalition_with, installation, now, open_here

NAME = "desk"
OFFICES = 10_000
LETTERS = 100
_COALITION = "towns"
_LETTER = "night-buses"
_PAGES = {
    "list of letters": "/desk/",
    "roster": f"/desk/coalitions/{_COALITION}/roster/",
    "board": f"/desk/letters/{_LETTER}/",
    "board, its last page": f"/desk/letters/{_LETTER}/?page=50",
    "board, searched": f"/desk/letters/{_LETTER}/?q=town+009",
    "whom to invite": "/desk/letters/draft-1/circulate/",
    "mails": f"/desk/letters/{_LETTER}/mails/",
}


def lines() -> list[Figure]:
    with installation() as place:
        open_here(place)
        coalition_with(OFFICES, _COALITION)
        circulating_letter(_COALITION, _LETTER)
        _other_letters()
        ask = _organiser()
        statements = {name: _statements(partial(ask, path)) for name, path in _PAGES.items()}
        gc.collect()
        gc.freeze()  # what the set-up left behind is not the server's to look through
        measured = in_turn({name: partial(seconds, partial(ask, path)) for name, path in _PAGES.items()})
    return list(_figures(statements, measured))


def _figures(statements: dict[str, int], measured: dict[str, float]) -> Iterator[Figure]:
    for name in _PAGES:
        took = measured[name] * 1000
        yield Figure(18, f"{name}: statements", statements[name], "", target="<= 12", rounds=1)
        yield Figure(18, f"{name}: in the server", took, "ms", target="<= 150", rounds=ROUNDS)


def _other_letters() -> None:
    from undersigned.actions.letters.draft import Contact, create
    from undersigned.queries.roster import coalition_by_slug

    coalition = coalition_by_slug(_COALITION)
    for number in range(1, LETTERS):
        create(
            coalition=coalition, source=LETTER.encode(), slug=f"draft-{number}", contact=Contact(), at=now()
        )


def _organiser() -> Callable[[str], Any]:
    """A browser in which an organiser is signed in, without the network between."""
    from django.test import Client

    from undersigned.actions.accounts import appoint
    from undersigned.domain.accounts import Role
    from undersigned.queries.roster import coalition_by_slug

    client = Client(headers={"host": "127.0.0.1"})
    address = appoint(
        coalition=coalition_by_slug(_COALITION), email="ola@towns.example", role=Role.OWNER, at=now()
    )
    client.post(address)

    def ask(path: str) -> Any:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} gave {answer.status_code}")
        return answer

    return ask


def _statements(work: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    work()
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)
