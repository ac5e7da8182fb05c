"""`undersigned doctor` says in words what is wrong and how to mend it, and when nothing is, that."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.test import override_settings

from tests.cast import Stage, now
from tests.stories.test_evidence import sign
from undersigned.cli import doctor as command
from undersigned.domain.ailments import Ailment, Area, Stored, Surroundings, of_stored, of_surroundings
from undersigned.evidence.note import SigningKey
from undersigned.outside import signing_key
from undersigned.records.models import Entry, Letter, Log, Mail
from undersigned.wording.ailments import AILMENTS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def examined(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(command.doctor, list(words), standalone_mode=False)
    assert done.exception is None, done.exception
    return done.return_value, done.output


def codes() -> list[str]:
    status, said = examined("--json")
    report = json.loads(said)
    found = [each["code"] for check in report["checks"] for each in check["ailments"]]
    assert (status, report["ok"]) == (1 if found else 0, not found)
    return found


def test_an_installation_that_is_well_is_said_to_be_so_in_every_area(stage: Stage) -> None:
    stage.circulate()
    sign(stage, "mayor@carrboro.example")
    stage.post()
    status, said = examined()
    assert status == 0
    assert [line.split() for line in said.splitlines()] == [["ok", area.value] for area in Area]


def the_key_is_loose(stage: Stage) -> None:
    Path(settings.SIGNING_KEY_FILE).chmod(0o644)


def the_key_is_gone(stage: Stage) -> None:
    Path(settings.SIGNING_KEY_FILE).unlink()


def the_key_is_another(stage: Stage) -> None:
    other = SigningKey.generate("127.0.0.1:8000")
    signing_key.write(settings.SIGNING_KEY_FILE, (other,))


def the_database_is_an_older_state(stage: Stage) -> None:
    guard = Path(settings.SIGNING_KEY_FILE).with_name("checkpoints.log")
    origin = Log.objects.get().origin
    guard.write_text(json.dumps([origin, 99, "0" * 64]) + "\n")


def an_entry_was_deleted(stage: Stage) -> None:
    Entry.objects.order_by("-index")[0].delete()


def nobody_posts(stage: Stage) -> None:
    Mail.objects.update(posted_at=None, attempts=0, due_at=now() - timedelta(hours=1))


def the_mail_server_says_no(stage: Stage) -> None:
    Mail.objects.update(posted_at=None, attempts=5, last_trouble="535 authentication failed")


def nobody_closes(stage: Stage) -> None:
    Letter.objects.update(deadline=now() - timedelta(hours=1))


def the_clock_went_back(stage: Stage) -> None:
    Log.objects.update(latest_at=now() + timedelta(days=1))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (the_key_is_loose, "secret-file-loose"),
        (the_key_is_gone, "signing-key-unusable"),
        (the_key_is_another, "signing-key-missing"),
        (the_database_is_an_older_state, "sealed-further"),
        (an_entry_was_deleted, "log-and-seal-differ"),
        (nobody_posts, "mails-wait"),
        (the_mail_server_says_no, "mails-not-taken"),
        (nobody_closes, "deadline-passed-over"),
        (the_clock_went_back, "clock-behind"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_each_thing_that_can_be_wrong_is_told_with_the_way_to_mend_it(
    stage: Stage, spoil: Callable[[Stage], None], code: str
) -> None:
    stage.circulate()
    sign(stage, "mayor@carrboro.example")
    stage.post()
    spoil(stage)
    assert codes() == [code]
    status, said = examined()
    assert status == 1
    assert "→" in said
    assert "{" not in said


def examined_elsewhere(tmp_path: Path, **variables: str) -> list[tuple[str, bool | None]]:
    """What the command says in a process of its own, of an installation of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("UNDERSIGNED_")}
    environment |= {"UNDERSIGNED_DATA_DIR": str(tmp_path), **variables}
    command = [sys.executable, "-m", "undersigned", "doctor", "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    return [(each["check"], each["ok"]) for each in json.loads(done.stdout)["checks"]]


def test_what_cannot_be_looked_at_is_not_said_to_be_well(tmp_path: Path) -> None:
    nothing_else = [(area.value, None) for area in Area if area is not Area.SETTINGS]
    told = examined_elsewhere(tmp_path, UNDERSIGNED_BASE_URL="nonsense")
    assert told == [("settings", False), *nothing_else]
    (tmp_path / "undersigned.sqlite3").write_bytes(bytes(range(256)) * 100)
    for variables in ({}, {"UNDERSIGNED_DATABASE_URL": "postgres://x:y@127.0.0.1:1/nobody"}):
        found = dict(examined_elsewhere(tmp_path, **variables))
        assert found["database"] is False
        assert [area for area, ok in found.items() if ok is None] == [
            "seals",
            "logs",
            "mail",
            "deadlines",
            "clock",
        ]


def test_it_changes_nothing_not_even_what_is_wrong(stage: Stage) -> None:
    stage.circulate()
    the_key_is_loose(stage)
    before = Path(settings.SIGNING_KEY_FILE).stat()
    codes()
    after = Path(settings.SIGNING_KEY_FILE).stat()
    assert stat.S_IMODE(after.st_mode) == stat.S_IMODE(before.st_mode) == 0o644


def test_links_that_lead_nowhere_are_told_where_mail_is_really_sent(stage: Stage) -> None:
    with override_settings(EMAIL_URL="smtp://127.0.0.1:2525"):
        assert codes() == ["address-of-this-machine"]


AT = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
WELL = Surroundings("https://letters.example.org", ("letters.example.org",), True, "/data", 10**12, ())
QUIET = Stored((), (), 0, None, 0, "", None, AT)


def told(*ailments: Ailment) -> list[str]:
    return [ailment.code for ailment in ailments]


def test_what_the_surroundings_can_lack() -> None:
    def with_(**changes: object) -> list[str]:
        from dataclasses import replace

        return told(*of_surroundings(replace(WELL, **changes)))  # type: ignore[arg-type]  # named by the tests

    assert with_() == []
    assert with_(base_url="http://letters.example.org") == ["address-in-the-clear"]
    assert with_(allowed_hosts=("other.example.org",)) == ["address-not-answered"]
    assert with_(free_bytes=1_000_000) == ["disk-nearly-full"]
    assert with_(base_url="http://127.0.0.1:8000", allowed_hosts=("127.0.0.1",)) == [
        "address-of-this-machine"
    ]
    assert with_(base_url="http://127.0.0.1:8000", allowed_hosts=("*",), sends_mail=False) == []


def test_two_clocks_may_differ_by_a_moment_and_no_more() -> None:
    from dataclasses import replace

    for seconds, expected in ((60, []), (-60, []), (600, ["clocks-differ"]), (-600, ["clocks-differ"])):
        other = replace(QUIET, clock=AT + timedelta(seconds=seconds))
        assert told(*of_stored(other, AT)) == expected


def test_a_job_may_take_its_time_before_it_is_missed() -> None:
    from dataclasses import replace

    for minutes, expected in ((5, []), (15, ["deadline-passed-over", "mails-wait"])):
        due = AT - timedelta(minutes=minutes)
        waiting = replace(QUIET, untouched_since=due, mails_waiting=3, overdue=(("night-buses", due),))
        assert told(*of_stored(waiting, AT)) == expected


def test_every_ailment_has_its_two_sentences_and_every_sentence_an_ailment() -> None:
    sources = Path(command.__file__).parent.parent
    said = "".join(
        (sources / name).read_text("utf-8")
        for name in ("domain/ailments.py", "queries/doctor.py", "cli/doctor.py")
    )
    assert [code for code in AILMENTS if f'"{code}"' not in said] == []
    assert all(what.endswith((".", "}")) and mend for what, mend in AILMENTS.values())
