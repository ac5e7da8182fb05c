"""What the public does at the same moment: one signature, one entry, one receipt; a writer that lives on."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from tests.cast import SLUG, Stage, now
from tests.stories.signers import asked, confirm, link_of, open_letter, sign_form
from tests.stories.test_races import at_once
from undersigned.actions.letters.close import close
from undersigned.actions.signing import intake
from undersigned.domain.standing import Standing, replay
from undersigned.errors import OutsideFailure, Refused
from undersigned.queries.evidence import entries_of
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Entry, Log, Mail, PublicSignature, PublicTally, Seal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def standing() -> Standing:
    log = Log.objects.get(letter=letter_by_slug(SLUG))
    return replay(log.origin, entries_of(log))


def test_fifty_who_confirm_by_one_link_make_one_signature_and_one_receipt(stage: Stage) -> None:
    open_letter(stage)
    asked(stage, "ann@example.org")
    link = link_of(stage, "ann@example.org")
    answers = at_once([lambda: confirm(Client(), link).status_code] * 50)
    assert set(answers) == {303}
    assert len(list(standing().standing())) == 1
    assert Mail.objects.filter(kind="receipt").count() == 1
    assert PublicTally.objects.get().individuals == 1


def test_two_links_of_one_address_at_once_make_one_signature(stage: Stage) -> None:
    open_letter(stage)
    links = []
    for _ in range(3):
        asked(stage, "ann@example.org")
        links.append(link_of(stage, "ann@example.org"))
    calls: list[Callable[[], object]] = [
        lambda link=link: confirm(Client(), link).status_code  # type: ignore[misc]
        for link in links * 4
    ]
    assert set(at_once(calls)) == {303}
    assert PublicSignature.objects.exclude(confirmed_at=None).count() == 1
    assert len(list(standing().standing())) == 1


def test_many_who_sign_at_once_are_committed_in_groups_under_few_seals(stage: Stage) -> None:
    open_letter(stage)
    addresses = [f"ann{n}@example{n}.org" for n in range(30)]
    asking: list[Callable[[], object]] = [
        lambda address=address: sign_form(Client(), name="Ann Bell", email=address).status_code  # type: ignore[misc]
        for address in addresses
    ]
    assert set(at_once(asking)) == {303}
    stage.post()
    links = [link_of(stage, address) for address in addresses]
    before = Seal.objects.count()
    answers = at_once([lambda link=link: confirm(Client(), link).status_code for link in links])  # type: ignore[misc]
    assert set(answers) == {303}
    assert len(list(standing().standing())) == 30
    assert Seal.objects.count() - before < 30, "several signatures share a seal"
    assert PublicTally.objects.get().individuals == 30


def test_confirming_while_the_letter_closes_is_on_the_list_or_refused(stage: Stage) -> None:
    open_letter(stage)
    links = []
    for n in range(8):
        asked(stage, f"ann{n}@example.org")
        links.append(link_of(stage, f"ann{n}@example.org"))

    def close_now() -> str:
        return str(close(slug=SLUG, at=now()).state)

    calls: list[Callable[[], object]] = [
        *(lambda link=link: confirm(Client(), link).status_code for link in links),
        close_now,
    ]
    *answers, closed = at_once(calls)
    assert closed == "closed"
    assert set(answers) <= {303, 410}
    assert len(list(standing().standing())) == answers.count(303)


def test_confirming_and_withdrawing_at_once_end_as_one_after_the_other(stage: Stage) -> None:
    open_letter(stage)
    asked(stage, "ann@example.org")
    link = link_of(stage, "ann@example.org")
    own_page = link.replace("/c/", "/r/")
    at_once(
        [
            *[lambda: confirm(Client(), link).status_code] * 4,
            *[lambda: Client().post(own_page, {"answer": "withdraw"}).status_code] * 4,
        ]
    )
    row = PublicSignature.objects.get()
    tally = PublicTally.objects.get()
    assert (tally.individuals, tally.withdrawn) == ((0, 1) if row.withdrawn_at else (1, 0))
    assert len(list(standing().standing())) == tally.individuals


# --- the queue itself ------------------------------------------------------------------------------


def save_seal(tasks: Sequence[int]) -> list[int]:
    """A verb for these tests: each task is the size of a seal; one that is there already breaks the group."""
    log = Log.objects.get()
    Seal.objects.bulk_create(Seal(log=log, size=size, root=b"", checkpoint=b"") for size in tasks)
    return [size * 2 for size in tasks]


def refuse_odd(tasks: Sequence[int]) -> list[int | Refused]:
    return [Refused("odd") if task % 2 else task for task in tasks]


def die(tasks: Sequence[int]) -> list[int]:
    raise KeyboardInterrupt


def outcome_of(verb: Callable[..., Sequence[object]], task: int) -> object:
    try:
        return intake.do(verb, task)
    except (Refused, IntegrityError, KeyboardInterrupt) as trouble:
        return type(trouble).__name__


def test_a_poisoned_task_fails_alone_and_the_others_of_its_group_are_kept(stage: Stage) -> None:
    open_letter(stage)
    taken = Seal.objects.get().size
    sizes = [100, 101, taken, 102, 103]
    answers = at_once([lambda size=size: outcome_of(save_seal, size) for size in sizes])  # type: ignore[misc]
    assert answers == [200, 202, "IntegrityError", 204, 206]
    assert set(Seal.objects.values_list("size", flat=True)) == {taken, 100, 101, 102, 103}


def test_a_refusal_is_raised_where_it_was_asked_for_and_nowhere_else(stage: Stage) -> None:
    answers = at_once([lambda task=task: outcome_of(refuse_odd, task) for task in range(6)])  # type: ignore[misc]
    assert answers == [0, "Refused", 2, "Refused", 4, "Refused"]


def test_the_writer_outlives_whatever_a_task_does(stage: Stage) -> None:
    assert outcome_of(die, 1) == "KeyboardInterrupt"
    assert outcome_of(refuse_odd, 2) == 2


def test_who_gives_up_waiting_is_left_out_and_kills_nobody(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_letter(stage)
    begun, go_on = threading.Event(), threading.Event()

    def hold(tasks: Sequence[int]) -> list[int]:
        begun.set()
        go_on.wait(10)
        return list(tasks)

    def give_up() -> str:
        monkeypatch.setattr(intake, "_PATIENCE_SECONDS", 0.05)
        try:
            intake.do(save_seal, 100)
        except OutsideFailure:
            return "gave up"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(intake.do, hold, 1)
        begun.wait(10)
        assert pool.submit(give_up).result(10) == "gave up"
        go_on.set()
        assert first.result(10) == 1
    monkeypatch.undo()
    assert intake.do(refuse_odd, 4) == 4
    assert not Seal.objects.filter(size=100).exists()
    assert Entry.objects.count() == 1
