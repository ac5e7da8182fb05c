"""What happens with nobody present: one letter's trouble stops no other, and one job's no other job."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from _pytest.monkeypatch import MonkeyPatch

from tests.cast import CARRBORO, SLUG, Stage, now
from tests.stories.test_by_commands_and_http import Installation, installation
from undersigned.actions.letters.circulate import circulate
from undersigned.jobs import close, follow, look_again, loop, public_signing, publish, remind
from undersigned.jobs.by_letter import LettersFailed
from undersigned.jobs.loop import run_once
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Log, Mail

__all__ = ["installation"]  # a fixture

OTHER = "day-buses"


def forget(now: Callable[[], datetime]) -> None:
    public_signing.Forgetting().run(now)


@pytest.mark.parametrize(
    ("verb", "letters", "job"),
    [
        ("close.close_if_due", "close.due_to_close", lambda: close.close_due_letters(now())),
        ("publish.publish_if_due", "publish.due_for_publication", lambda: publish.publish_due_letters(now())),
        ("remind.play_rounds", "remind.letters_with_rounds", lambda: remind.remind_in_rounds(now())),
        ("follow.ask_again", "follow.letters_with_ended_pauses", lambda: follow.Following().follow(now())),
        ("follow.follow_offices", "follow.letters_left_behind", lambda: follow.Following().follow(now())),
        ("look_again.let_lapse", "look_again.letters_with_lapses", lambda: look_again.look_at_asks(now())),
        (
            "look_again.remind_to_look",
            "look_again.letters_to_look_at",
            lambda: look_again.look_at_asks(now()),
        ),
        (
            "public_signing.expire.tell_of_closing",
            "public_signing.letters_to_tell_of_closing",
            lambda: public_signing.tell_the_public(now),
        ),
        (
            "public_signing.expire.forget_unconfirmed",
            "public_signing.letters_with_unconfirmed",
            lambda: forget(now),
        ),
        (
            "public_signing.expire.forget_addresses",
            "public_signing.letters_to_forget_addresses_of",
            lambda: forget(now),
        ),
    ],
)
@pytest.mark.django_db
def test_a_job_goes_on_to_the_next_letter_and_the_log_names_the_one_that_broke(
    verb: str,
    letters: str,
    job: Callable[[], object],
    monkeypatch: MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    reached: list[str] = []

    def stumble(*, slug: str, **_: object) -> int:
        reached.append(slug)
        if slug == SLUG:
            raise ZeroDivisionError("of this letter alone")
        return 0

    monkeypatch.setattr(f"undersigned.jobs.{letters}", lambda *_: (SLUG, OTHER))
    monkeypatch.setattr(f"undersigned.jobs.{verb}", stumble)
    with pytest.raises(LettersFailed, match=SLUG):
        job()
    assert reached == [SLUG, OTHER]
    assert f"{SLUG}: ZeroDivisionError: of this letter alone" in caplog.text


def past_their_deadline(stage: Stage) -> None:
    """Two letters to close, of which the first has lost the keys that seal it."""
    for slug in (SLUG, OTHER):
        stage.draft(slug=slug)
        circulate(slug=slug, deadline=now() + timedelta(days=7), members=[CARRBORO], at=now())
    Log.objects.filter(letter__slug=SLUG).update(keys="lost")


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_letter_that_cannot_be_closed_keeps_no_other_open_and_no_mail_back(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    past_their_deadline(stage)
    with time_machine.travel(now() + timedelta(days=8)):
        assert run_once() == ["close"]
        assert run_once() == ["close"]
    assert [letter_by_slug(slug).state for slug in (SLUG, OTHER)] == ["circulating", "closed"]
    assert f"{SLUG}: Unverifiable" in caplog.text
    assert not Mail.objects.filter(posted_at=None, cancelled_at=None).exists()


@pytest.mark.django_db
def test_a_job_that_breaks_as_a_whole_is_told_by_its_name_and_the_next_ones_run(
    stage: Stage, monkeypatch: MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    past_their_deadline(stage)
    for job in ("close_due_letters", "publish_due_letters", "call_hooks"):
        monkeypatch.setattr(loop, job, stumble)
    assert run_once() == ["close", "publish", "call"]
    assert not Mail.objects.filter(posted_at=None, cancelled_at=None).exists()


def test_the_command_says_which_job_failed_and_the_log_which_letter(installation: Installation) -> None:
    installation.do("coalition", "create", "north-towns", "--name", "North Towns")
    for slug in (SLUG, OTHER):
        text = "---\ntitle: Buses\ndate: 2026-11-20\n---\nWe ask you to keep the buses.\n"
        installation.do("letter", "create", "-", "--coalition", "north-towns", "--slug", slug, given=text)
        words = ("--open", "--deadline", "2099-01-01T00:00Z")
        installation.do("letter", "circulate", slug, *words)
    assert installation.run("work", "--once").returncode == 0
    with sqlite3.connect(installation.folder / "undersigned.sqlite3") as database:
        database.execute("UPDATE records_letter SET deadline = '2020-01-01 00:00:00'")
        of = "letter_id = (SELECT id FROM records_letter WHERE slug = ?)"
        database.execute(f"UPDATE records_log SET keys = 'lost' WHERE {of}", [SLUG])
    done = installation.run("work", "--once")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("undersigned: failed: close;")
    assert f"{SLUG}: Unverifiable" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in installation.run("--debug", "work", "--once").stderr
    assert installation.facts("letter", "status", OTHER)["state"] == "closed"
