"""Fixtures that several areas share."""

import gc
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from tests import browser
from tests.cast import Stage
from tests.environment import FOLDER

# No deadlines: how long a thing takes is a matter for `make bench`, and this machine may be busy.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.register_profile("soak", max_examples=2_000, deadline=None)  # `make soak`
hypothesis_settings.load_profile("house")
_PATIENCE_SECONDS = 20.0


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite in a file, as in use: an in-memory database knows no second connection and no lock."""
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database["TEST"]["NAME"] = str(Path(FOLDER) / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database of the tests, which is dropped once nobody else is connected to it.

    The writer of signatures is a thread of its own, and keeps its connection for a moment after the last one;
    that of a thread which has ended is closed only when it is collected.
    """
    yield
    with django_db_blocker.unblock():
        end = time.monotonic() + _PATIENCE_SECONDS
        while _others_connected() and time.monotonic() < end:
            gc.collect()
            time.sleep(0.05)


def _others_connected() -> bool:
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid())"
        )
        return bool(cursor.fetchone()[0])


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Path]:
    """An outbox of this test's own; a data folder and a signing key as well."""
    with override_settings(
        EMAIL_URL=f"file:{tmp_path / 'outbox'}",
        DATA_DIR=tmp_path / "data",
        SIGNING_KEY_FILE=tmp_path / "data" / "signing-key",
    ):
        yield tmp_path / "outbox"


@pytest.fixture
def stage(db: None, outbox: Path) -> Stage:
    """A coalition with its cast on the roster, and nothing else yet."""
    return Stage.set_up(outbox)


@pytest.fixture
def kept_connection(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """For requests that end as a server's do: it would drop the connection that the test's data lives in."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


def pytest_sessionfinish() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running browser; the test is left out where the machine has none."""
    if browser.program() is None:
        pytest.skip("left out: no Chromium on this machine")
    with browser.browser() as started:
        yield started


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A page as wide as a small phone, that must not ask any other host for anything."""
    context = chromium.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    strangers: list[str] = []
    page.on("request", lambda request: _note_stranger(request.url, strangers))
    yield page
    context.close()
    assert strangers == [], "a page asked a third party"


def _note_stranger(url: str, strangers: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1", "http://localhost", "data:", "file:")):
        strangers.append(url)
