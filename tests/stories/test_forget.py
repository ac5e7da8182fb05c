"""A person is forgotten: the name is nowhere any more, and everything still verifies."""

import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.cast import SLUG, Stage, now
from tests.stories.test_evidence import SIGN, assert_holds, kinds, sign, verdict
from undersigned.actions.mail import mark_failed, take_due
from undersigned.actions.signing.forget import forget_person
from undersigned.cli.main import cli
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.roster_list import roster_on
from undersigned.records.models import Mail, Opening, Quote, Signature

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

ADA = "mayor@carrboro.example"
ROSTER = frozenset({"records_term", "records_delegate"})


def forget(*words: str) -> str:
    result = CliRunner().invoke(cli, ["forget", *words], standalone_mode=False)
    assert result.exception is None, result.exception
    return result.output


def tables(*, but: frozenset[str] = frozenset()) -> Iterator[tuple[str, bytes]]:
    """Every row of every table, as text."""
    for model in apps.get_models():
        if model._meta.db_table not in but:
            for row in model._base_manager.values_list():
                yield f"table {model._meta.db_table}", b"|".join(map(_as_bytes, row))


def _as_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in folder.rglob("*"):
        if file.is_file():
            yield str(file), file.read_bytes()


def database_files() -> Iterator[tuple[str, bytes]]:
    """Every byte of SQLite's files; PostgreSQL's are not ours to read."""
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-shm", "-journal"):
            if (file := Path(f"{connection.settings_dict['NAME']}{ending}")).exists():
                yield f"database{ending}", file.read_bytes()


def public(client: Client) -> Iterator[tuple[str, bytes]]:
    """Everything that is served of the letter, the files inside files too."""
    files = ("/", ".pdf", ".docx", ".txt", ".md", ".json", ".csv", "/evidence.zip")
    beside = ("/map.svg", "/card.png", "/embed/", "/signatories/", "/press/kits.zip")
    for name in (*files, *beside):
        content = client.get(f"/letters/{SLUG}{name}").getvalue()
        yield name, content
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield from ((f"{name}!{part}", archive.read(part)) for part in archive.namelist())
    yield "for programs", client.get(f"/api/v1/letters/{SLUG}/signatories").getvalue()


def found(secrets: list[str], places: Iterator[tuple[str, bytes]]) -> list[str]:
    return [
        f"{where}: {secret}"
        for where, content in places
        for secret in secrets
        if secret.encode() in content or secret.encode("utf-16-le") in content
    ]


def everywhere(client: Client, *, but: frozenset[str] = frozenset()) -> Iterator[tuple[str, bytes]]:
    yield from tables(but=but)
    yield from files(settings.DATA_DIR)
    yield from public(client)


def accept_the_mended_line(stage: Stage) -> None:
    desk = stage.desk()
    page = desk.get(f"/desk/letters/{SLUG}/lines/").content.decode()
    change = page.split('name="change" value="')[1].split('"')[0]
    desk.post(f"/desk/letters/{SLUG}/lines/", {"change": change, "answer": "accept"})


def test_who_is_forgotten_is_in_no_byte_of_database_folder_bundle_or_log(
    stage: Stage, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stage.circulate()
    link = stage.link(ADA)
    client.post(link, {"answer": "decline", "reason": "Lindqvist is on leave"})
    own = client.post(link, {**SIGN, "name": "Ada Lindqvist-Moreau"})["Location"]
    sign(stage, "ruth@montgomery.example")
    accept_the_mended_line(stage)
    Quote.objects.create(signature=Signature.objects.earliest("pk"), proposed="Lindqvist: buses!")
    stage.publish()
    proof = client.get(f"{own}receipt.tlog-proof").content
    record = Opening.objects.get(index=3)
    secrets = ["Lindqvist", "Ada L", ADA, bytes(record.salt).hex()]
    assert found(secrets, everywhere(client)), "the search finds it while it is there"

    forget(ADA, "--coalition", "north-towns")
    caplog.clear()
    assert client.get(own).status_code == 200

    assert found(secrets, everywhere(client)) == []
    assert found(secrets, database_files()) == []
    assert [secret for secret in secrets if secret in caplog.text] == []
    assert kinds()[-2:] == ["withdrawn", "published"]
    left = "One signatory asked to be forgotten: left the list on"
    assert left in client.get(f"/letters/{SLUG}/").content.decode(), "that somebody left stays to be seen"
    report = verdict(client, receipts={"mine": proof})
    assert_holds(report)
    assert (report.counts or {})["withdrawn"] == 1
    assert "withdrawn" in next(check.detail for check in report.checks if check.name == "receipt mine")


def test_without_a_coalition_the_roster_keeps_its_own_record_and_nothing_else_does(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    sign(stage, ADA, "ruth@montgomery.example")
    stage.publish()
    stage.post()
    said = forget(ADA)
    assert "1 signature in that name" in said
    assert "1 place on the roster, which stays" in said
    assert found(["Lindqvist", ADA], everywhere(client, but=ROSTER)) == []
    assert any(row.holder == "Ada Lindqvist" for row in roster_on(stage.coalition, now()))


def test_a_withdrawn_name_that_the_page_still_tells_is_told_no_more(stage: Stage, client: Client) -> None:
    stage.circulate()
    own = sign(stage, ADA, "ruth@montgomery.example")[ADA]
    stage.publish()
    client.post(own, {"answer": "withdraw"})
    assert b"Lindqvist" in client.get(f"/letters/{SLUG}/").content
    client.post(own, {"answer": "forget"})
    assert found(["Lindqvist"], public(client)) == []
    assert found(["Lindqvist"], files(settings.DATA_DIR / "published")) == []
    assert kinds().count("withdrawn") == 1
    assert_holds(verdict(client))


def test_on_request_from_ones_own_page_and_one_may_sign_again(stage: Stage, client: Client) -> None:
    stage.circulate()
    link = stage.link(ADA)
    own = sign(stage, ADA)[ADA]
    stage.post()
    assert client.post(own, {"answer": "forget"}).status_code == 303
    page = client.get(own).content.decode()
    assert "Forgotten on" in page
    assert "Lindqvist" not in page
    assert found(["Lindqvist"], tables(but=ROSTER)) == []
    assert stage.mails(ADA) == []
    assert client.post(link, SIGN).status_code == 303
    stage.publish()
    assert kinds()[:4] == ["frozen", "signed", "withdrawn", "signed"]
    assert_holds(verdict(client))


def test_a_delegate_who_is_forgotten_leaves_the_office_holders_signature_standing(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    sign(stage, "bea@chapelhill.example")
    stage.post()
    stage.publish()
    forget("Bea@ChapelHill.example", "--coalition", "north-towns")
    assert found(["Okafor", "bea@chapelhill.example"], everywhere(client)) == []
    report = verdict(client)
    assert_holds(report)
    assert (report.counts or {})["standing"] == 1
    assert b"Quintero" in client.get(f"/letters/{SLUG}/").content


def test_queued_and_refused_mails_to_the_address_are_gone(stage: Stage) -> None:
    stage.circulate()
    sign(stage, ADA, "ruth@montgomery.example")
    for mail in take_due(most=10, at=now()):
        if mail.to == ADA:
            mark_failed(mail, trouble=f"550 {ADA} unknown", retry=False, at=now())
    forget(ADA)
    assert not Mail.objects.filter(to=ADA).exists()
    assert Mail.objects.filter(to="ruth@montgomery.example", kind="receipt").exists()


def test_a_dry_run_says_what_would_go_and_lets_it_be(stage: Stage, client: Client) -> None:
    stage.circulate()
    sign(stage, ADA)
    said = forget(ADA, "--coalition", "north-towns", "--dry-run")
    assert "Would be forgotten" in said
    assert kinds() == ["frozen", "signed"]
    assert Signature.objects.get().name == "Ada Lindqvist"


def test_an_address_that_is_not_known_is_said_to_be_so(stage: Stage) -> None:
    with pytest.raises(Refused) as refused:
        forget_person(email="nobody@elsewhere.example", coalition=None, at=now())
    assert refused.value.reason == Reason.ADDRESS_UNKNOWN


def test_a_roster_imported_again_does_not_put_another_name_on_a_forgotten_signature(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    sign(stage, ADA)
    forget(ADA, "--coalition", "north-towns")
    stage.import_roster(
        "place,region,office,name,start,email\n"
        "Carrboro,NC,Mayor,Uma Castellan,2023-12-04,uma@carrboro.example\n"
    )
    assert Signature.objects.get().term.name == ""
    stage.publish()
    assert_holds(verdict(client))


def test_a_signature_mended_twice_and_withdrawn_leaves_no_opening(stage: Stage, client: Client) -> None:
    stage.circulate()
    own = client.post(stage.link(ADA), {**SIGN, "name": "Ada L. Lindqvist"})["Location"]
    accept_the_mended_line(stage)
    signature = Signature.objects.get()
    signature.line_changes.create(
        asked_at=now(), name="A. Lindqvist", office="Mayor", place="Carrboro", region="NC"
    )
    accept_the_mended_line(stage)
    client.post(own, {"answer": "withdraw"})
    assert not Opening.objects.exists()
    stage.publish()
    assert_holds(verdict(client))
