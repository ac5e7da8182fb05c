"""Every act leaves its statement; the list that is public is the list that the log proves."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.cast import SLUG, Stage, now
from undersigned.actions.evidence import append, installation_keys
from undersigned.actions.letters.close import close
from undersigned.domain.statements import Closed
from undersigned.errors import OutsideFailure
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import VerifierKey
from undersigned.evidence.peaks import Peaks
from undersigned.outside.signing_key import load
from undersigned.proof import contents
from undersigned.proof.alone import check_receipts
from undersigned.proof.report import Report
from undersigned.proof.verdict import Given, check
from undersigned.queries.evidence import entries_of
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Entry, Log, Opening, Seal, Signature

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

SIGN = {"agree": "yes", "answer": "sign"}


def sign(stage: Stage, *addresses: str) -> dict[str, str]:
    """Sign by these people's links; the paths of their own pages."""
    return {to: Client().post(stage.link(to), SIGN)["Location"] for to in addresses}


def verdict(
    client: Client, *, receipts: dict[str, bytes] | None = None, key: VerifierKey | None = None
) -> Report:
    packed = client.get(f"/letters/{SLUG}/evidence.zip").getvalue()
    return check(contents.from_zip(packed), Given(key=key or vkey(), receipts=receipts or {}))


def vkey() -> VerifierKey:
    return installation_keys()[-1].verifier


def kinds() -> list[str]:
    return [json.loads(entry)["kind"] for entry in entries_of(Log.objects.get(letter__slug=SLUG))]


def assert_holds(report: Report) -> None:
    assert report.verdict == "holds", [check for check in report.checks if not check.ok]


def test_a_published_letter_holds_by_the_organisers_key_and_says_whose_key_it_was(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    sign(stage, "mayor@carrboro.example", "bea@chapelhill.example", "ruth@montgomery.example")
    stage.publish()
    assert kinds() == ["frozen", "signed", "signed", "signed", "closed", "published"]
    report = verdict(client)
    assert_holds(report)
    assert (report.counts or {})["standing"] == 3
    stranger = VerifierKey(vkey().name, bytes(32))
    assert verdict(client, key=stranger).verdict == "does-not-hold"


def test_each_part_of_the_bundle_stands_at_its_own_address_as_well(stage: Stage, client: Client) -> None:
    stage.circulate()
    sign(stage, "mayor@carrboro.example")
    stage.publish()
    packed = contents.from_zip(client.get(f"/letters/{SLUG}/evidence.zip").getvalue())
    for path in packed:
        assert client.get(f"/letters/{SLUG}/evidence/{path}").content == packed.read(path)
    assert client.get(f"/letters/{SLUG}/evidence/no/such").status_code == 404
    for far in ("openings/", "tile/entries/", "tile/0/"):
        assert client.get(f"/letters/{SLUG}/evidence/{far}{'x999/' * 2_000}999").status_code == 404
    assert client.get(f"/v/{SLUG}").status_code == 200


def test_the_receipt_in_the_mail_is_that_of_the_page_and_proves_the_signature(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    own = sign(stage, "mayor@carrboro.example")["mayor@carrboro.example"]
    sign(stage, "ruth@montgomery.example")
    stage.post()
    attached = next(stage.mails("mayor@carrboro.example", "receipt")[0].iter_attachments())
    assert attached.get_filename() == "receipt.tlog-proof"
    proof = client.get(f"{own}receipt.tlog-proof").content
    assert str(attached.get_content()).encode() == proof
    alone = check_receipts(Given(key=vkey(), receipts={"mine": proof}))
    assert alone.verdict == "holds"
    stage.publish()
    assert_holds(verdict(client, receipts={"mine": proof}))


def test_a_withdrawal_a_strike_and_a_correction_after_publication_stay_provable(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    own = sign(stage, "mayor@carrboro.example", "bea@chapelhill.example", "ruth@montgomery.example")
    stage.post()
    notice = stage.link("mayor@chapelhill.example", "office-holder-notice")
    proof = client.get(f"{own['mayor@carrboro.example']}receipt.tlog-proof").content
    stage.publish()

    client.post(own["mayor@carrboro.example"], {"answer": "withdraw"})
    client.post(notice, {"answer": "disown"})
    report = verdict(client)
    assert_holds(report)
    counts = report.counts or {}
    assert (counts["standing"], counts["withdrawn"], counts["struck"]) == (1, 1, 1)
    assert kinds()[-4:] == ["withdrawn", "published", "struck", "published"]
    assert "Ada" not in client.get(f"/letters/{SLUG}/evidence/signatories.tsv").content.decode()
    assert not Opening.objects.filter(index=1).exists()
    assert client.get(f"{own['mayor@carrboro.example']}receipt.tlog-proof").status_code == 404
    found = verdict(client, receipts={"mine": proof})
    assert "withdrawn" in " ".join(check.detail for check in found.checks)


def test_a_line_that_was_reviewed_is_a_correction_and_the_bundle_holds(stage: Stage, client: Client) -> None:
    stage.circulate()
    client.post(stage.link("mayor@carrboro.example"), {**SIGN, "name": "Ada M. Lindqvist"})
    desk = stage.desk()
    page = desk.get(f"/desk/letters/{SLUG}/lines/").content.decode()
    change = page.split('name="change" value="')[1].split('"')[0]
    desk.post(f"/desk/letters/{SLUG}/lines/", {"change": change, "answer": "accept"})
    stage.publish()
    report = verdict(client)
    assert_holds(report)
    assert (report.counts or {})["corrected"] == 1
    assert "Ada M. Lindqvist" in client.get(f"/letters/{SLUG}/evidence/signatories.tsv").content.decode()


def test_a_name_slipped_into_the_tables_is_not_on_any_list_that_holds(stage: Stage, client: Client) -> None:
    """Somebody with the database but without the key changes a stored signature."""
    stage.circulate()
    sign(stage, "mayor@carrboro.example", "ruth@montgomery.example")
    Signature.objects.filter(name="Ada Lindqvist").update(name="Eve Marlowe")
    stage.publish()
    report = verdict(client)
    assert report.verdict == "does-not-hold"
    wrong = " ".join(check.detail for check in report.checks if not check.ok)
    assert "Eve Marlowe" in wrong


def test_an_entry_changed_or_dropped_in_the_tables_is_seen(stage: Stage, client: Client) -> None:
    stage.circulate()
    sign(stage, "mayor@carrboro.example", "ruth@montgomery.example")
    stage.publish()
    entry = Entry.objects.get(index=1)
    entry.content = bytes(entry.content).replace(b'"how":"link"', b'"how":"mail"')
    entry.save()
    assert verdict(client).verdict == "does-not-hold"


def test_a_restored_older_database_refuses_to_sign_and_says_so(stage: Stage, client: Client) -> None:
    stage.circulate()
    backup = snapshot()
    sign(stage, "mayor@carrboro.example")
    restore(backup)
    answer = client.post(stage.link("ruth@montgomery.example"), SIGN)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "older than what this host has sealed" in answer.content.decode()
    assert not Signature.objects.exists()


def snapshot() -> dict[str, int]:
    return {"size": Log.objects.get(letter__slug=SLUG).size}


def restore(backup: dict[str, int]) -> None:
    """What a restored backup looks like: all that came after it is not there."""
    log = Log.objects.get(letter__slug=SLUG)
    Signature.objects.all().delete()
    Entry.objects.filter(log=log, index__gte=backup["size"]).delete()
    Opening.objects.filter(log=log, index__gte=backup["size"]).delete()
    Seal.objects.filter(log=log, size__gt=backup["size"]).delete()
    first = Entry.objects.get(log=log, index=0)
    peaks = Peaks().push(leaf_hash(bytes(first.content)))
    log.size, log.peaks = 1, peaks.to_bytes()
    log.save()


def test_a_signing_key_that_others_can_read_is_refused(stage: Stage) -> None:
    stage.circulate()
    file: Path = settings.SIGNING_KEY_FILE
    file.chmod(0o644)
    with pytest.raises(OutsideFailure, match="chmod 600"):
        load(file)


def test_without_its_signing_key_the_page_asks_to_come_back_and_nothing_is_signed(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    settings.SIGNING_KEY_FILE.unlink()
    answer = client.post(stage.link("mayor@carrboro.example"), SIGN)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "it shows what stands" in answer.content.decode()
    assert str(settings.SIGNING_KEY_FILE) not in answer.content.decode()
    assert not Signature.objects.exists()


def test_an_append_that_fails_leaves_no_gap_and_no_seal(stage: Stage) -> None:
    stage.circulate()
    letter = letter_by_slug(SLUG)
    with pytest.raises(ValueError, match="number"), transaction.atomic():
        append(letter, [lambda minute: Closed(minute, -1)], at=now())
    assert Log.objects.get(letter=letter).size == 1
    assert Seal.objects.filter(log__letter=letter).count() == 1
    close(slug=SLUG, at=now())
    assert [row.index for row in Entry.objects.order_by("index")] == [0, 1]


def test_a_clock_that_goes_back_does_not_take_the_log_back(stage: Stage) -> None:
    stage.circulate()
    close(slug=SLUG, at=now() - timedelta(days=1))
    times = [json.loads(bytes(row.content))["at"] for row in Entry.objects.order_by("index")]
    assert times == sorted(times)


def test_no_mail_address_stands_in_any_public_byte(stage: Stage, client: Client) -> None:
    stage.circulate()
    sign(stage, "mayor@carrboro.example", "bea@chapelhill.example")
    stage.publish()
    packed = contents.from_zip(client.get(f"/letters/{SLUG}/evidence.zip").getvalue())
    for secret in (b"mayor@carrboro.example", b"bea@chapelhill.example", b"Bea Okafor"):
        assert [path for path in packed if secret in packed.read(path)] == []
