"""A log read from its first entry to its last: who stands, who left, and what no log may say."""

from datetime import UTC, datetime, timedelta

import pytest

from undersigned.domain import statements
from undersigned.domain.shapes import LogState
from undersigned.domain.standing import Standing, replay
from undersigned.domain.statements import (
    Closed,
    Corrected,
    Frozen,
    Published,
    Rekeyed,
    Signed,
    Statement,
    Struck,
    Withdrawn,
)
from undersigned.errors import Unverifiable
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import SigningKey

AT = datetime(2026, 12, 1, 17, 4, tzinfo=UTC)
ORIGIN = "example.org/letters/7"
HASH = "ab" * 32
OTHER = "cd" * 32
FIRST = Frozen(AT, ORIGIN, 1, (("en", HASH),))
SECOND = Frozen(AT, ORIGIN, 2, (("en", OTHER),))
TEXT = leaf_hash(statements.to_bytes(FIRST)).hex()
NEW_TEXT = leaf_hash(statements.to_bytes(SECOND)).hex()
PUBLIC = Signed(AT, TEXT, HASH, "link", "public")
PRIVATE = Signed(AT, TEXT, OTHER, "code", "private")
KEY = SigningKey.from_seed(ORIGIN, bytes(32)).verifier


def read(*log: Statement) -> Standing:
    return replay(ORIGIN, [statements.to_bytes(statement) for statement in log])


def indexes(signatures: object) -> list[int]:
    return [signature.index for signature in signatures]  # type: ignore[attr-defined]  # an iterator of signatures


def test_signatures_stand_in_the_order_they_were_given() -> None:
    log = read(FIRST, PUBLIC, PRIVATE, PUBLIC)
    assert indexes(log.standing()) == [1, 2, 3]
    assert indexes(log.public()) == [1, 3]


def test_withdrawn_and_struck_signatures_stand_no_more_but_are_remembered() -> None:
    log = read(FIRST, PUBLIC, PUBLIC, PUBLIC, Withdrawn(AT, 1, "signer"), Struck(AT, 3, "denied"))
    assert indexes(log.standing()) == [2]
    assert indexes(log.ended("withdrawn")) == [1]
    assert indexes(log.ended("struck")) == [3]
    assert [log.what_became_of(index) for index in (1, 2, 3)] == ["withdrawn", "standing", "struck"]


def test_a_new_edition_makes_earlier_signatures_lapse() -> None:
    log = read(FIRST, PUBLIC, PUBLIC, SECOND, Signed(AT, NEW_TEXT, HASH, "link", "public"), Closed(AT, 1))
    assert indexes(log.lapsed()) == [1, 2]
    assert indexes(log.standing()) == [4]


def test_a_lapsed_signature_can_still_be_withdrawn() -> None:
    log = read(FIRST, PUBLIC, SECOND, Withdrawn(AT, 1, "erasure"))
    assert indexes(log.ended("withdrawn")) == [1]
    assert indexes(log.lapsed()) == []


def test_a_correction_brings_a_new_record_and_remembers_the_old_one() -> None:
    log = read(FIRST, PUBLIC, Corrected(AT, 1, OTHER))
    (signature,) = log.standing()
    assert (signature.who, signature.opened_at) == (OTHER, 2)
    assert log.superseded == {1: (1, HASH)}
    assert indexes(log.corrected()) == [1]


def test_withdrawals_strikes_and_corrections_go_on_after_closing() -> None:
    log = read(FIRST, PUBLIC, PUBLIC, Closed(AT, 2), Withdrawn(AT, 1, "signer"), Corrected(AT, 2, OTHER))
    assert indexes(log.standing()) == [2]


def test_a_letter_may_be_published_before_closing_and_again() -> None:
    log = read(FIRST, PUBLIC, Published(AT, 2, HASH, ()), PUBLIC, Published(AT, 4, HASH, ()), Closed(AT, 2))
    assert [index for index, _ in log.published] == [2, 4]
    assert log.milestones == [0, 2, 4, 5]


FORBIDDEN: dict[str, tuple[Statement, ...]] = {
    "signed before any text": (PUBLIC,),
    "closed before any text": (Closed(AT, 0),),
    "the first edition twice": (FIRST, FIRST),
    "an edition left out": (FIRST, Frozen(AT, ORIGIN, 3, (("en", HASH),))),
    "a second edition first": (SECOND,),
    "the log of another letter": (Frozen(AT, "example.org/letters/8", 1, (("en", HASH),)),),
    "a second edition that takes another letter's place": (
        FIRST,
        Frozen(AT, ORIGIN, 2, (("en", HASH),), supersedes=LogState("example.org/l/6", 9, HASH)),
    ),
    "a text after closing": (FIRST, Closed(AT, 0), SECOND),
    "a signature after closing": (FIRST, Closed(AT, 0), PUBLIC),
    "closed twice": (FIRST, Closed(AT, 0), Closed(AT, 0)),
    "a closing number that is too high": (FIRST, PUBLIC, Closed(AT, 2)),
    "a closing number that counts a struck one": (FIRST, PUBLIC, Struck(AT, 1, "other"), Closed(AT, 1)),
    "a closing number that counts a lapsed one": (FIRST, PUBLIC, SECOND, Closed(AT, 1)),
    "a signature on another text": (FIRST, Signed(AT, OTHER, HASH, "link", "public")),
    "a signature on an earlier edition": (FIRST, SECOND, PUBLIC),
    "withdrawn twice": (FIRST, PUBLIC, Withdrawn(AT, 1, "signer"), Withdrawn(AT, 1, "signer")),
    "struck after withdrawn": (FIRST, PUBLIC, Withdrawn(AT, 1, "signer"), Struck(AT, 1, "other")),
    "corrected after struck": (FIRST, PUBLIC, Struck(AT, 1, "other"), Corrected(AT, 1, OTHER)),
    "corrected after lapsing": (FIRST, PUBLIC, SECOND, Corrected(AT, 1, OTHER)),
    "withdrawing itself": (FIRST, PUBLIC, Withdrawn(AT, 2, "signer")),
    "withdrawing what is to come": (FIRST, Withdrawn(AT, 2, "signer"), PUBLIC),
    "withdrawing a text": (FIRST, Withdrawn(AT, 0, "signer")),
    "withdrawing a withdrawal": (FIRST, PUBLIC, Withdrawn(AT, 1, "signer"), Withdrawn(AT, 2, "signer")),
    "time going back": (FIRST, Signed(AT - timedelta(minutes=1), TEXT, HASH, "link", "public")),
    "a list from the future": (FIRST, Published(AT, 2, HASH, ())),
    "a key of another log": (FIRST, Rekeyed(AT, KEY.named("example.org/letters/8"))),
    "the same key twice": (FIRST, Rekeyed(AT, KEY), Rekeyed(AT, KEY)),
}


@pytest.mark.parametrize("log", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_a_log_that_cannot_be_is_refused_at_its_last_entry(log: tuple[Statement, ...]) -> None:
    with pytest.raises(Unverifiable, match=r"entry [0-9]+ "):
        read(*log)


def test_a_refused_entry_says_which_one_and_why() -> None:
    with pytest.raises(Unverifiable, match="entry 2 says that 5 signatures stand, but 1 do"):
        read(FIRST, PUBLIC, Closed(AT, 5))


def test_a_refused_entry_leaves_what_was_read_as_it_was() -> None:
    log = read(FIRST, PUBLIC)
    with pytest.raises(Unverifiable):
        log.push(Closed(AT, 7), HASH)
    assert log.size == 2
    assert log.closed is None
