"""Writers on SQLite queue on a file beside the database, each until its transaction ends."""

import fcntl
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection, transaction

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queue() -> Path:
    if connection.vendor != "sqlite":
        pytest.skip("left out: this database has its own queue of writers")
    return Path(f"{connection.settings_dict['NAME']}-queue")


def is_free(queue: Path) -> bool:
    with queue.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def test_another_writer_waits_until_the_transaction_is_committed(queue: Path) -> None:
    with transaction.atomic():
        assert not is_free(queue)
    assert is_free(queue)


def test_a_transaction_within_another_keeps_the_place_of_the_outer_one(queue: Path) -> None:
    with transaction.atomic():
        with transaction.atomic():
            pass
        assert not is_free(queue)
    assert is_free(queue)


def test_a_transaction_that_fails_lets_the_next_writer_in(queue: Path) -> None:
    with suppress(RuntimeError), transaction.atomic():
        raise RuntimeError
    assert is_free(queue)


def test_a_connection_that_is_closed_lets_the_next_writer_in(queue: Path) -> None:
    with suppress(Exception), transaction.atomic():
        connection.close()
    assert is_free(queue)
