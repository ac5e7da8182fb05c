"""What somebody with a link, a clock, a broken disk or a stolen list may try, and what becomes of it.

`docs/formats/attacks.md` says which test stands for which attack; these are those without another home.
"""

import json
import logging
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client

from tests.cast import SLUG, Stage, now
from tests.stories.test_bundles import long_log
from tests.stories.test_evidence import SIGN, assert_holds, kinds, sign, verdict
from tests.stories.test_forget import everywhere, found, tables
from undersigned.actions.evidence import append, guard
from undersigned.actions.letters.close import close
from undersigned.actions.publishing import publish
from undersigned.confirmation.personal_link import hash_of
from undersigned.domain.statements import Signed
from undersigned.errors import OutsideFailure, Refused
from undersigned.evidence.note import SigningKey
from undersigned.evidence.opening import commit
from undersigned.outside.guard import Guard
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Entry, Letter, Log, Mail, Opening, PersonalLink, Seal, Signature

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

ADA, RUTH, IVO = "mayor@carrboro.example", "ruth@montgomery.example", "ivo@durham.example"


# --- clocks --------------------------------------------------------------------------------------


def minutes() -> list[str]:
    return [json.loads(bytes(row.content))["at"] for row in Entry.objects.order_by("index")]


def signed_by_nobody(text: str, number: int, minute: datetime) -> Signed:
    return Signed(minute, text, f"{number:064x}", "link", "public")


def test_however_clocks_jump_the_log_goes_forward_in_whole_minutes_of_utc(stage: Stage) -> None:
    """A day back, a year ahead, a leap day, a summer time that ends, and two hosts that disagree."""
    stage.circulate()
    letter = letter_by_slug(SLUG)
    text = letter.editions.get().leaf
    jumps = [
        now() - timedelta(days=1),
        now() + timedelta(days=365),
        datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC),
        datetime.fromisoformat("2028-10-29T02:30:00+02:00"),  # the hour that comes twice
        datetime.fromisoformat("2028-10-29T02:30:00+01:00"),
        datetime(2028, 10, 29, 0, 45, tzinfo=UTC),  # a second host, behind the first
        datetime(2028, 10, 29, 1, 31, 29, 999_999, tzinfo=UTC),
        now(),
    ]
    for number, at in enumerate(jumps):
        append(letter, [partial(signed_by_nobody, text, number)], at=at)
    told = minutes()
    assert told == sorted(told)
    assert told[3:] == [
        "2028-02-29T23:59Z",
        "2028-10-29T00:30Z",
        "2028-10-29T01:30Z",
        "2028-10-29T01:30Z",
        "2028-10-29T01:31Z",
        "2028-10-29T01:31Z",
    ]


def test_a_link_expires_by_the_servers_clock_whatever_a_browser_says(stage: Stage, client: Client) -> None:
    stage.circulate()
    link = stage.link(ADA)
    Letter.objects.update(deadline=now() - timedelta(seconds=1))
    answer = client.post(
        link, {**SIGN, "at": "2020-01-01"}, headers={"Date": "Wed, 01 Jan 2020 00:00:00 GMT"}
    )
    assert answer.status_code == 410
    assert kinds() == ["frozen"]


# --- tokens --------------------------------------------------------------------------------------


def test_no_token_is_kept_and_none_is_in_a_log_line_or_given_to_another_page(
    stage: Stage, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stage.circulate()
    link = stage.link(ADA)
    caplog.clear()
    page = client.get(link)
    own = client.post(link, SIGN)["Location"]
    client.get(own)
    client.get(f"{link[:-2]}x/")
    stage.post()
    tokens = [part for path in (link, own) for part in path.split("/") if len(part) > 20]
    assert tokens
    assert page["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert page["Cache-Control"] == "no-store"
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("undersigned")]
    assert [token for token in tokens for line in lines if token in line] == []
    assert found(tokens, tables()) == [], "a link is found by the hash of its token, and by that alone"
    assert PersonalLink.objects.filter(token_hash__in=[hash_of(token) for token in tokens]).exists()


def test_a_link_that_was_used_is_no_second_signature_and_after_the_close_it_is_none(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    link = stage.link(ADA)
    own = client.post(link, SIGN)["Location"]
    assert client.post(link, SIGN).status_code == 303
    assert kinds() == ["frozen", "signed"]
    client.post(own, {"answer": "withdraw"})
    assert client.get(link).status_code == 200
    assert kinds() == ["frozen", "signed", "withdrawn"], "looking at it again signs nothing"
    silent = stage.link(IVO)
    close(slug=SLUG, at=now())
    assert client.post(silent, SIGN).status_code == 410
    assert client.post(link, SIGN).status_code == 410
    assert kinds()[-1] == "closed"


# --- accidents -----------------------------------------------------------------------------------


@contextmanager
def failing_at(number: int, error: Exception) -> Iterator[list[int]]:
    """The statement of this number fails, as if the disk or the process ended there."""
    counted = [0]

    def fail(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        counted[0] += 1
        if counted[0] == number:
            raise error
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield counted


def state() -> list[object]:
    log = Log.objects.get()
    tables = (Signature, Opening, Entry, Seal, Mail)
    return [
        log.size,
        bytes(log.peaks),
        guard().latest(log.origin),
        *(table.objects.count() for table in tables),
    ]


@pytest.mark.parametrize("trouble", ["database or disk is full", "database is locked"])
def test_a_failure_at_any_statement_of_signing_leaves_nothing_half_done(
    stage: Stage, client: Client, trouble: str
) -> None:
    stage.circulate()
    link, before = stage.link(ADA), state()
    client.raise_request_exception = False
    for number in range(1, 200):
        with failing_at(number, OperationalError(trouble)) as counted:
            answer = client.post(link, SIGN)
        if counted[0] < number:
            break
        assert (answer.status_code, answer["Retry-After"]) == (503, "60"), f"statement {number}"
        assert state() == before, f"statement {number}"
    assert number > 10
    assert answer.status_code == 303
    assert kinds() == ["frozen", "signed"]


def test_a_commit_that_fails_is_not_acknowledged(
    stage: Stage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.circulate()
    link, before = stage.link(ADA), state()
    client.raise_request_exception = False

    def commit_fails(self: object) -> None:
        connection.rollback()
        raise OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(type(connection._connections[connection._alias]), "commit", commit_fails)  # type: ignore[attr-defined]  # private in Django
        assert client.post(link, SIGN).status_code == 503
    assert state() == before
    assert client.post(link, SIGN).status_code == 303


def test_what_was_committed_before_the_guard_failed_is_found_when_it_is_tried_again(
    stage: Stage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.circulate()
    link = stage.link(ADA)

    def disk_is_full(self: Guard, origin: str, sealed: object) -> None:
        raise OutsideFailure(f"{self.file}: cannot be written (no space left)", retry=True)

    with monkeypatch.context() as full:
        full.setattr(Guard, "note", disk_is_full)
        assert client.post(link, SIGN).status_code == 503, "not acknowledged: the guard does not know it"
    own = client.post(link, SIGN)
    assert own.status_code == 303
    assert kinds() == ["frozen", "signed"]
    proof = client.get(f"{own['Location']}receipt.tlog-proof").content
    sign(stage, RUTH)
    stage.publish()
    assert_holds(verdict(client, receipts={"mine": proof}))


def test_who_signs_withdraws_and_closes_at_once_are_put_in_one_order(stage: Stage, client: Client) -> None:
    stage.circulate()
    own = sign(stage, ADA)[ADA]
    links = [stage.link(RUTH), stage.link("bea@chapelhill.example"), stage.link(IVO)]

    def act(number: int) -> object:
        try:
            if number == 0:
                return close(slug=SLUG, at=now())
            if number == 1:
                return Client().post(own, {"answer": "withdraw"}).status_code
            return Client().post(links[number - 2], SIGN).status_code
        except Refused as refused:
            return refused.reason
        finally:
            connection.close()

    order = list(range(5))
    random.shuffle(order)
    with ThreadPoolExecutor(5) as pool:
        outcomes = dict(zip(order, pool.map(act, order), strict=True))
    assert {outcomes[number] for number in (2, 3, 4)} <= {303, 410}
    publish(slug=SLUG, at=now())
    report = verdict(client)
    assert_holds(report)
    stands = sum(outcomes[number] == 303 for number in (2, 3, 4))
    assert (report.counts or {})["standing"] == stands
    assert (report.counts or {})["withdrawn"] == 1


# --- what is forgotten, what is secret ------------------------------------------------------------


def test_whoever_knows_the_right_record_cannot_tell_whether_it_was_erased(
    stage: Stage, client: Client
) -> None:
    """The commitment stays; without its salt nothing that is left tells a right guess from a wrong one."""
    stage.circulate()
    own = sign(stage, ADA, RUTH)[ADA]
    opening = Opening.objects.get(index=1)
    salt, record = bytes(opening.salt), bytes(opening.record)
    stage.publish()
    client.post(own, {"answer": "forget", "sure": "yes"})
    assert not Opening.objects.filter(index=1).exists()
    who = json.loads(bytes(Entry.objects.get(index=1).content))["who"]
    assert commit(salt, record).hex() == who, "this is the commitment, and this was the record"
    everything = list(everywhere(client))
    assert found([salt.hex(), str(salt)[2:-1], record.decode()], iter(everything)) == []
    guesses = {bytes(32), sha256(record).digest(), *(bytes.fromhex(entry) for entry in hashes_in(everything))}
    assert [guess for guess in guesses if commit(guess, record).hex() == who] == []


def hashes_in(places: list[tuple[str, bytes]]) -> set[str]:
    """Every run of 64 hexadecimal digits that is left anywhere."""
    import re

    return {match.decode() for _, content in places for match in re.findall(rb"[0-9a-f]{64}", content)}


def test_the_signing_key_is_in_no_byte_that_leaves_its_file(
    stage: Stage, client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    stage.circulate()
    sign(stage, ADA)
    stage.publish()
    (line,) = Path(settings.SIGNING_KEY_FILE).read_text().split()
    key = SigningKey.parse(line)
    *_, seed = line.split("+", 4)  # base64 has a "+" of its own
    secrets = [seed, key._ed25519.private_bytes_raw().hex()]

    def broken(*given: object, **named: object) -> None:
        raise RuntimeError(f"broken with {key!r}")

    monkeypatch.setattr("undersigned.web.evidence.bundle_part", broken)
    client.raise_request_exception = False
    answer = client.get(f"/letters/{SLUG}/evidence/checkpoint")
    assert answer.status_code == 500
    assert "broken with" in caplog.text, "the key was named where it could be logged"
    places = [(where, content) for where, content in everywhere(client) if "signing-key" not in where]
    places += [("error page", answer.content), ("log", caplog.text.encode())]
    assert found(secrets, iter(places)) == []


def test_a_receipt_tells_the_number_of_entries_and_nothing_of_any_other_person(
    stage: Stage, client: Client
) -> None:
    long_log(stage, group=20, groups=1)
    own = sign(stage, ADA)[ADA]
    proof = client.get(f"{own}receipt.tlog-proof").content.decode()
    assert "index 21" in proof
    assert "Person 0" not in proof
    names = {key for row in Entry.objects.all() for key in json.loads(bytes(row.content))}
    assert names == {"at", "edition", "how", "kind", "letter", "show", "text", "texts", "v", "who"}
