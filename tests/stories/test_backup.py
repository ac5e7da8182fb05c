"""An installation goes into one file while people sign, and comes back from it exactly, on either database.

Nothing is written over unasked, a damaged file changes nothing, and what was sealed is never taken back.
"""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core import serializers
from django.test import Client, override_settings

from tests.cast import SLUG, Stage, now
from tests.stories.test_evidence import SIGN, sign, vkey
from tests.stories.test_kill import Installation, free_port
from undersigned.actions import backup as actions
from undersigned.actions.bundles import packed_bundle
from undersigned.cli.main import main
from undersigned.proof import contents
from undersigned.proof.verdict import Given, check
from undersigned.records.models import Signature

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def run(*words: object, capture: pytest.CaptureFixture[str], status: int = 0) -> str:
    """What a command says, on both its outputs."""
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    said = "".join(capture.readouterr())
    assert left.value.code == status, said
    return said


@pytest.fixture
def whole(stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The backup of an installation with a published letter, a withdrawal and mails."""
    stage.circulate()
    own = sign(stage, "mayor@carrboro.example", "bea@chapelhill.example", "ruth@montgomery.example")
    stage.publish()
    Client().post(own["ruth@montgomery.example"], {"answer": "withdraw"})
    run("backup", tmp_path / "whole.backup", "--with-keys", capture=capsys)
    return tmp_path / "whole.backup"


def rows() -> dict[str, str]:
    """Every row of every table, as it is."""
    return {
        model._meta.label: serializers.serialize(
            "jsonl", model._default_manager.order_by("pk"), cls=actions._Exactly
        )
        for model in actions._models()
    }


def test_every_row_comes_back_as_it_was_to_the_microsecond(
    whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = rows()
    run("restore", whole, "--replace", capture=capsys)
    assert rows() == before


def test_another_machine_goes_on_from_it_once_it_has_the_key(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other is on SQLite, so a run on PostgreSQL sees that a backup moves between the two."""
    folder, bare = tmp_path / "elsewhere", tmp_path / "bare.backup"
    folder.mkdir()
    other = Installation(folder, f"sqlite:///{folder / 'other.sqlite3'}", free_port())
    run("backup", bare, capture=capsys)
    assert "copy signing-key to its place" in other.failing("restore", str(bare), status=0)
    assert json.loads(other.run("doctor", "--json", status=1))["ok"] is False
    other.run("restore", str(whole), "--replace")
    other.run("doctor")
    other.run("letter", "export", SLUG, "--to", str(folder / "out"))
    there, here = folder / "out" / "evidence.zip", packed_bundle(SLUG, at=now())
    assert _parts(there) == _parts(here)
    assert check(contents.from_zip(there), Given(key=vkey())).verdict == "holds"
    other.run("key", "rotate")  # the logs go on, and so does the numbering of rows
    other.run("coalition", "create", "more", "--name", "More")


def _parts(packed: Path) -> dict[str, bytes]:
    opened = contents.from_zip(packed)
    return {path: opened.read(path) for path in opened}


def test_without_the_flag_no_key_is_in_the_file_and_only_its_owner_reads_it(
    whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secrets = [Path(settings.SIGNING_KEY_FILE).read_bytes().strip().split(b"+", 4)[-1]]
    secrets.append(settings.SECRET_KEY.encode())
    assert [secret in inside(whole) for secret in secrets] == [True, True]
    assert "keys are not in it" in run("backup", whole, "--force", capture=capsys)
    assert [secret in inside(whole) for secret in secrets] == [False, False]
    assert whole.stat().st_mode & 0o777 == 0o600


def test_keys_mails_and_backups_are_left_out_wherever_in_the_data_folder_they_lie(
    whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(settings.DATA_DIR)
    key = folder / "keys" / "ours"
    key.parent.mkdir()
    Path(settings.SIGNING_KEY_FILE).rename(key)
    (folder / "checkpoints.log").rename(key.with_name("checkpoints.log"))
    (folder / "posted").mkdir()
    (folder / "posted" / "1.eml").write_text("a personal link")
    again = folder / "nightly.backup"
    with override_settings(SIGNING_KEY_FILE=key, EMAIL_URL=f"file:{folder / 'posted'}"):
        for _ in range(2):
            run("backup", again, "--force", capture=capsys)
    with zipfile.ZipFile(again) as archive:
        files = [name for name in archive.namelist() if name.startswith("files/")]
    assert files
    assert {name.split("/")[1] for name in files} == {"published"}


def inside(backup: Path) -> bytes:
    with zipfile.ZipFile(backup) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_an_older_state_refuses_to_be_signed_on_a_host_that_sealed_more(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.circulate()
    sign(stage, "mayor@carrboro.example")
    old, new = tmp_path / "old.backup", tmp_path / "new.backup"
    run("backup", old, capture=capsys)
    sign(stage, "bea@chapelhill.example")
    run("backup", new, capture=capsys)
    assert "sealed further than this backup goes" in run("restore", old, "--replace", capture=capsys)
    link = stage.link("ruth@montgomery.example")
    refused = Client().post(link, SIGN)
    assert refused.status_code == 503
    assert "Nothing was recorded" in refused.content.decode()
    assert "checkpoints.log" not in refused.content.decode(), "a path of this machine is no public matter"
    assert Signature.objects.count() == 1
    assert "was sealed further" in run("doctor", capture=capsys, status=1)
    Path(settings.SIGNING_KEY_FILE).with_name("checkpoints.log").unlink()  # as on another machine
    run("restore", new, "--replace", capture=capsys)
    assert "sealed further" in run("restore", old, "--replace", capture=capsys)
    run("restore", new, "--replace", capture=capsys)
    assert Client().post(link, SIGN).status_code == 303


def test_nothing_is_written_over_unasked(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, size = rows(), whole.stat().st_size
    assert "--replace" in run("restore", whole, capture=capsys, status=1)
    assert "--force" in run("backup", whole, capture=capsys, status=1)
    assert (rows(), whole.stat().st_size) == (before, size)
    run("backup", whole, "--force", capture=capsys)


@pytest.mark.parametrize("damage", ["nothing", "hello", "half", "hole", "a row less", "a row of nonsense"])
def test_a_damaged_backup_is_refused_in_words_and_changes_nothing(
    whole: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    before, data = rows(), whole.read_bytes()
    spoilt = {
        "nothing": b"",
        "hello": b"hello",
        "half": data[: len(data) // 2],
        "hole": data[:900] + bytes(40) + data[940:],
    }
    whole.write_bytes(spoilt.get(damage, data))
    if "row" in damage:
        rewrite(whole, "rows/records.term.jsonl", lambda text: text[text.index(b"\n") + 1 :] + extra(damage))
    said = run("restore", whole, "--replace", capture=capsys, status=2)
    assert "take another" in said
    assert said.count("\n") == 1
    assert rows() == before


def extra(damage: str) -> bytes:
    return b'{"model": "records.term", "pk": "x"}\n' if "nonsense" in damage else b""


def rewrite(backup: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(backup) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_what_is_not_there_and_what_cannot_be_written_is_told(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "no such file" in run("restore", tmp_path / "nowhere", capture=capsys, status=2)
    said = run("backup", tmp_path / "no" / "folder" / "b", capture=capsys, status=1)
    assert "cannot be written" in said


def test_a_backup_of_another_version_is_refused_and_says_which(
    whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def other(manifest: bytes) -> bytes:
        return json.dumps({**json.loads(manifest), "version": "7.0", "migrations": ["0001_other"]}).encode()

    rewrite(whole, "manifest.json", other)
    assert "was made by version 7.0" in run("restore", whole, "--replace", capture=capsys, status=2)


@pytest.mark.parametrize(
    "name", ["files/../../escaped", "files//escaped", "files/.hidden", "/escaped", "escaped"]
)
def test_a_backup_cannot_write_outside_the_data_folder(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr(name, b"gotcha")
    run("restore", whole, "--replace", capture=capsys)
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and file.read_bytes() == b"gotcha"]


def test_the_file_holds_no_session_and_its_facts_are_told_as_json(
    whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = json.loads(run("backup", whole, "--force", "--json", capture=capsys))
    assert facts["tables"]["records.signature"] == 3
    assert "records.device" not in facts["tables"]
    assert (facts["with_keys"], facts["format"]) == (False, "undersigned.backup/1")
