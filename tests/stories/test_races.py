"""What happens at the same moment: one of them wins, and nothing is counted twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from tests.cast import CARRBORO, LETTER, SLUG, Stage, now
from tests.stories.signers import evidence
from undersigned.actions.letters.close import close
from undersigned.actions.letters.edition import new_edition
from undersigned.actions.publishing import publish
from undersigned.actions.signing.record import Grounds, record_yes
from undersigned.domain.signing import Channel
from undersigned.domain.standing import replay
from undersigned.errors import Refused
from undersigned.proof import contents
from undersigned.proof.verdict import Given, check
from undersigned.queries.evidence import entries_of
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Log, Mail, Opening, PendingAnswer, Signature

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

SIGN = {"agree": "yes", "answer": "sign"}


def at_once(calls: list[Callable[[], object]]) -> list[object]:
    """Start all calls at the same moment, each in its own thread with its own connection."""
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        gate.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def sign(path: str) -> int:
    return Client().post(path, SIGN).status_code


def test_fifty_who_press_sign_on_one_link_make_one_signature_and_one_receipt(stage: Stage) -> None:
    stage.circulate()
    link = stage.link("mayor@carrboro.example")
    assert set(at_once([lambda: sign(link)] * 50)) == {303}
    assert Signature.objects.count() == 1
    assert Mail.objects.filter(kind="receipt").count() == 1


def test_mayor_and_delegate_who_sign_at_once_stand_once_on_the_letter(stage: Stage) -> None:
    stage.circulate()
    links = [
        stage.link(to, kind)
        for to, kind in (
            ("mayor@chapelhill.example", "invitation"),
            ("bea@chapelhill.example", "delegate-invitation"),
        )
    ]
    calls: list[Callable[[], object]] = [lambda path=path: sign(path) for path in links * 5]  # type: ignore[misc]
    assert set(at_once(calls)) == {303}
    assert Signature.objects.filter(withdrawn_at=None, struck_at=None).count() == 1


def test_signing_while_the_letter_closes_is_either_on_the_list_or_refused(stage: Stage) -> None:
    stage.circulate()
    addresses = ("mayor@carrboro.example", "ruth@montgomery.example", "ivo@durham.example")
    links = [stage.link(address, "invitation") for address in addresses]

    def close_now() -> str:
        try:
            return str(close(slug=SLUG, at=now()).state)
        except Refused as refused:
            return refused.reason

    calls: list[Callable[[], object]] = [lambda path=path: sign(path) for path in links]  # type: ignore[misc]
    *signed, closed = at_once([*calls, close_now])
    assert closed == "closed"
    letter = letter_by_slug(SLUG)
    assert letter.closed_at is not None
    assert Signature.objects.count() == signed.count(303)
    assert all(row.signed_at <= letter.closed_at for row in Signature.objects.all())
    assert set(signed) <= {303, 410}


def test_signing_while_the_text_changes_is_under_the_old_text_and_lapsed_or_refused(stage: Stage) -> None:
    stage.circulate()
    addresses = ("mayor@carrboro.example", "ruth@montgomery.example", "ivo@durham.example")
    links = [stage.link(address, "invitation") for address in addresses]
    changed = LETTER.replace("every county", "each county").encode()

    def sign_the_first_edition(path: str) -> int:
        return Client().post(path, {**SIGN, "edition": "1"}).status_code

    calls: list[Callable[[], object]] = [
        *(lambda path=path: sign_the_first_edition(path) for path in links),
        lambda: new_edition(slug=SLUG, source=changed, compared=1, at=now()).number,
    ]
    *signed, edition = at_once(calls)
    assert edition == 2
    assert set(signed) <= {303, 422}
    assert Signature.objects.exclude(lapsed_at=None).count() == signed.count(303)
    assert Mail.objects.filter(kind="new-edition").values("to").distinct().count() >= signed.count(303)
    log = Log.objects.get(letter__slug=SLUG)
    assert len(list(replay(log.origin, entries_of(log)).lapsed())) == signed.count(303)
    assert not Opening.objects.exists()


def test_withdrawing_and_disowning_at_once_end_a_signature_once(stage: Stage) -> None:
    stage.circulate()
    Client().post(stage.link("bea@chapelhill.example"), SIGN)
    stage.post()
    delegates = stage.link("bea@chapelhill.example", "receipt")
    mayors = stage.link("mayor@chapelhill.example", "office-holder-notice")
    answers = at_once(
        [
            lambda: Client().post(delegates, {"answer": "withdraw"}).status_code,
            lambda: Client().post(mayors, {"answer": "disown"}).status_code,
        ]
    )
    assert sorted(answers, key=str) == [303, 422]
    row = Signature.objects.get()
    assert (row.withdrawn_at is None) != (row.struck_at is None)


def test_fifty_who_sign_withdraw_disown_and_close_at_once_leave_what_some_order_of_them_gives(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    invited = {
        "ada": stage.link("mayor@carrboro.example", "invitation"),
        "tom": stage.link("mayor@chapelhill.example", "invitation"),
        "bea": stage.link("bea@chapelhill.example", "delegate-invitation"),
        "ruth": stage.link("ruth@montgomery.example", "invitation"),
        "ivo": stage.link("ivo@durham.example", "invitation"),
    }

    def act(who: str, what: str) -> tuple[str, str, int]:
        path = invited[who] if what == "sign" else invited[who].replace("/i/", "/r/")
        return who, what, Client().post(path, {"agree": "yes", "answer": what}).status_code

    def close_now() -> tuple[str, str, int]:
        try:
            close(slug=SLUG, at=now())
        except Refused:
            return "ola", "close", 422
        return "ola", "close", 303

    pairs = [(who, what) for who in invited for what in ("sign", "withdraw")] + [("tom", "disown")]
    calls: list[Callable[[], object]] = [lambda pair=pair: act(*pair) for pair in pairs * 4]  # type: ignore[misc]
    said: list[tuple[str, str, int]] = list(at_once([*calls[:20], close_now, *calls[20:], *calls[:5]]))  # type: ignore[arg-type]  # what `act` answers

    assert len(said) == 50
    assert ("ola", "close", 303) in said
    assert {status for *_, status in said} <= {303, 410, 422}, "nobody met a broken page"
    rows = Signature.objects.all()
    letter = letter_by_slug(SLUG)
    log = Log.objects.get(letter=letter)
    told = replay(log.origin, entries_of(log))
    assert len(list(told.standing())) == rows.filter(withdrawn_at=None, struck_at=None).count()
    ended = [said.count((who, what, 303)) for who, what in pairs if what != "sign"]
    assert rows.exclude(withdrawn_at=None, struck_at=None).count() == sum(ended), "acknowledged is stored"
    assert rows.values("invitation").filter(withdrawn_at=None, struck_at=None).distinct().count() == len(
        list(told.standing())
    ), "an office stands once"
    publish(slug=SLUG, at=now())
    report = check(contents.from_zip(evidence(client)), Given())
    assert report.verdict == "holds", [each for each in report.checks if not each.ok]


def test_confirming_and_disowning_a_recorded_yes_fifty_at_once_leaves_one_answer(stage: Stage) -> None:
    stage.circulate()
    grounds = Grounds(Channel.TELEPHONE, "Said so to Ola.")
    record_yes(slug=SLUG, member=CARRBORO, grounds=grounds, at=now())
    stage.post()
    own = stage.link("mayor@carrboro.example", "recorded-yes")

    def answer(what: str) -> int:
        return Client().post(own, {"answer": what}).status_code

    calls: list[Callable[[], object]] = [lambda: answer("confirm"), lambda: answer("disown")] * 25
    assert set(at_once(calls)) <= {303, 422}
    log = Log.objects.get(letter__slug=SLUG)
    told = replay(log.origin, entries_of(log))
    assert len(list(told.standing())) <= 1
    assert Signature.objects.filter(withdrawn_at=None, struck_at=None).count() == len(list(told.standing()))


def test_conditional_answers_that_come_while_the_letter_closes_are_settled_or_refused(stage: Stage) -> None:
    stage.circulate()
    addresses = ("mayor@carrboro.example", "ruth@montgomery.example", "ivo@durham.example")
    links = [stage.link(address, "invitation") for address in addresses]

    def sign_if(path: str) -> int:
        return Client().post(path, {**SIGN, "at_least": "2"}).status_code

    calls: list[Callable[[], object]] = [lambda path=path: sign_if(path) for path in links]  # type: ignore[misc]
    *said, closed = at_once([*calls, lambda: close(slug=SLUG, at=now()).state])
    assert closed == "closed"
    assert set(said) <= {303, 410}
    yeses = said.count(303)
    assert Signature.objects.count() == (yeses if yeses >= 2 else 0)
    assert not PendingAnswer.objects.exists()
