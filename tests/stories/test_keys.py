"""The key that seals the evidence: shown, rotated between two signatures, lost."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.test import Client

from tests.cast import SLUG, Stage, now
from tests.stories.test_evidence import assert_holds, kinds, sign, verdict, vkey
from undersigned.actions.keys import make_first_key, rotate
from undersigned.cli.main import cli
from undersigned.errors import OutsideFailure
from undersigned.evidence import checkpoint
from undersigned.evidence.note import SigningKey
from undersigned.outside import signing_key
from undersigned.proof import contents
from undersigned.proof.alone import check_receipts
from undersigned.proof.verdict import Given
from undersigned.records.models import Log, Seal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def signers(size: int) -> int:
    """By how many keys the seal of this size is signed."""
    seal = Seal.objects.get(log__letter__slug=SLUG, size=size)
    return len(checkpoint.parse(bytes(seal.checkpoint)).note.signatures)


def test_a_key_rotated_between_two_signatures_leaves_both_provable_by_either_key(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    first = vkey()
    own = sign(stage, "mayor@carrboro.example")["mayor@carrboro.example"]
    before = client.get(f"{own}receipt.tlog-proof").content

    second, logs = rotate(at=now())
    assert (logs, second.public != first.public) == (1, True)
    own = sign(stage, "ruth@montgomery.example")["ruth@montgomery.example"]
    after = client.get(f"{own}receipt.tlog-proof").content
    stage.publish()

    assert kinds()[:4] == ["frozen", "signed", "rekeyed", "signed"]
    assert [signers(size) for size in (1, 2, 3, 4)] == [1, 1, 2, 2]
    for key in (first, second):
        assert_holds(verdict(client, key=key, receipts={"before": before, "after": after}))
    assert check_receipts(Given(key=first, receipts={"before": before})).verdict == "holds"
    assert check_receipts(Given(key=second, receipts={"before": before})).verdict == "does-not-hold"


def test_trust_in_the_first_key_reaches_past_two_rotations_in_a_row(stage: Stage, client: Client) -> None:
    stage.circulate()
    first = vkey()
    rotate(at=now())
    rotate(at=now())
    sign(stage, "mayor@carrboro.example")
    stage.publish()
    assert_holds(verdict(client, key=first))
    packed = contents.from_zip(client.get(f"/letters/{SLUG}/evidence.zip").getvalue())
    assert packed.read("policy").count(b"log ") == 3
    assert signers(4) == 2
    rotate(at=now())
    assert len(signing_key.load(settings.SIGNING_KEY_FILE)) == 3, "the key that no log needs is gone"


def test_a_letter_that_circulates_after_a_rotation_knows_the_new_key_alone(
    stage: Stage, client: Client
) -> None:
    first = vkey()
    second, _ = rotate(at=now())
    stage.circulate()
    sign(stage, "mayor@carrboro.example")
    stage.publish()
    assert_holds(verdict(client, key=second))
    assert verdict(client, key=first).verdict == "does-not-hold"


def test_a_rotation_that_stopped_half_way_is_finished_with_the_key_it_had_made(stage: Stage) -> None:
    stage.circulate()
    file: Path = settings.SIGNING_KEY_FILE
    made = SigningKey.generate("127.0.0.1:8000")
    signing_key.write(file, (*signing_key.load(file), made))
    newest, _ = rotate(at=now())
    assert newest == made.verifier
    assert kinds() == ["frozen", "rekeyed"]
    assert file.stat().st_mode & 0o777 == 0o600


def test_without_its_key_nothing_is_appended_and_what_was_sealed_still_verifies(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    sign(stage, "mayor@carrboro.example")
    stage.publish()
    key, file = vkey(), settings.SIGNING_KEY_FILE
    file.unlink()
    make_first_key()
    assert not file.exists(), "a lost key is not replaced in silence"
    assert_holds(verdict(client, key=key))
    with pytest.raises(OutsideFailure, match="restore it from its copy"):
        rotate(at=now())
    signing_key.make(file, "127.0.0.1:8000")
    with pytest.raises(OutsideFailure, match="is sealed with that key"):
        rotate(at=now())
    assert Log.objects.get().size == len(kinds()) == 4


def test_the_commands_show_the_keys_and_rotate_them(stage: Stage) -> None:
    first = str(vkey())
    shown = CliRunner().invoke(cli, ["key", "show"])
    assert shown.stdout.split() == [first]
    second = CliRunner().invoke(cli, ["key", "rotate"]).stdout.strip()
    shown = CliRunner().invoke(cli, ["key", "show"])
    assert shown.stdout.split()[-1] == second != first
    assert "PRIVATE" not in shown.output
