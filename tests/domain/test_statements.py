"""Every kind of statement is written one way, read one way, and says how a person is forgotten."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.domain import signature_record, statements
from undersigned.domain.shapes import LogState, RosterHash
from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.statements import (
    KINDS,
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
from undersigned.domain.text import UNPRINTABLE
from undersigned.errors import Unverifiable
from undersigned.evidence import canonical
from undersigned.evidence.note import SigningKey

AT = datetime(2026, 12, 1, 17, 4, tzinfo=UTC)
HASH = "ab" * 32
ORIGIN = "example.org/letters/7"
RECORD = SignatureRecord(
    name="Ada Example",
    role="Mayor",
    org="",
    place="Springfield",
    region="NY",
    line="Ada Example, Mayor of Springfield, NY",
    lang="en",
    by="delegate",
)
EXAMPLES: tuple[Statement, ...] = (
    Frozen(
        AT,
        ORIGIN,
        1,
        (("en", HASH), ("es", HASH)),
        RosterHash(32, HASH),
        LogState("example.org/l/6", 9, HASH),
    ),
    Frozen(AT, ORIGIN, 2, (("en", HASH),)),
    Signed(AT, HASH, HASH, "link", "public", HASH),
    Signed(AT, HASH, HASH, "code", "private"),
    Withdrawn(AT, 3, "erasure"),
    Struck(AT, 3, "denied"),
    Corrected(AT, 3, HASH),
    Closed(AT, 2),
    Published(AT, 9, HASH, (("letter.json", HASH), ("letter.pdf", HASH))),
    Rekeyed(AT, SigningKey.from_seed(ORIGIN, bytes(32)).verifier),
)


def test_every_kind_has_an_example_here() -> None:
    assert {type(example) for example in EXAMPLES} == set(KINDS.values())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.KIND)
def test_a_statement_is_read_back_as_it_was(example: Statement) -> None:
    assert statements.from_bytes(statements.to_bytes(example)) == example


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_every_statement_says_what_it_discloses_and_how_it_is_forgotten(kind: type[Statement]) -> None:
    assert kind.DISCLOSES.endswith(".")
    assert kind.FORGOTTEN.endswith(".")
    assert len(kind.DISCLOSES) > 20
    assert len(kind.FORGOTTEN) > 20


def test_no_statement_has_room_for_a_name_or_for_free_text() -> None:
    for kind, example in [(type(example), example) for example in EXAMPLES]:
        for each in fields(kind):
            for hostile in ("Ada Example", "because, you know"):
                with pytest.raises((ValueError, TypeError, AttributeError)):
                    statements.to_bytes(replace(example, **{each.name: hostile}))  # type: ignore[arg-type]  # that is the test


def test_the_bytes_are_those_of_the_specification() -> None:
    assert (
        statements.to_bytes(EXAMPLES[3])
        == (
            f'{{"at":"2026-12-01T17:04Z","how":"code","kind":"signed","show":"private","text":"{HASH}","v":1,"who":"{HASH}"}}'
        ).encode()
    )


def test_a_moment_anywhere_is_written_as_its_minute_in_utc() -> None:
    there = datetime(2026, 12, 1, 12, 4, 59, tzinfo=timezone(timedelta(hours=-5)))
    assert b'"at":"2026-12-01T17:04Z"' in statements.to_bytes(Closed(there, 0))


def spoilt(entry: bytes, **changes: Any) -> bytes:
    value: dict[str, Any] = canonical.decode(entry) | changes
    return canonical.encode({name: each for name, each in value.items() if each is not ...})


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2},
        {"v": True},
        {"v": ...},
        {"kind": "praised"},
        {"kind": ["signed"]},
        {"kind": ...},
        {"at": ...},
        {"at": "2026-12-01T17:04:00Z"},
        {"at": "2026-12-01T17:04+00:00"},
        {"at": "2026-13-01T17:04Z"},
        {"at": "2026-02-30T17:04Z"},
        {"at": "٢٠٢٦-12-01T17:04Z"},
        {"at": 20261201},
        {"text": HASH.upper()},
        {"text": HASH[:-1]},
        {"text": None},
        {"proof": None},
        {"how": "reply"},
        {"show": "maybe"},
        {"who": "Ada Example"},
        {"comment": "hello"},
    ],
    ids=str,
)
def test_a_signature_that_is_not_spelt_right_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Unverifiable):
        statements.from_bytes(spoilt(statements.to_bytes(EXAMPLES[3]), **changes))


@given(st.integers(0, 400), st.binary(min_size=1, max_size=1), st.booleans(), st.booleans())
def test_the_short_way_to_read_a_signature_reads_just_what_the_long_way_reads(
    position: int, byte: bytes, inserted: bool, proved: bool
) -> None:
    entry = statements.to_bytes(EXAMPLES[2] if proved else EXAMPLES[3])
    position %= len(entry)
    spoilt_entry = entry[:position] + byte + entry[position + (not inserted) :]
    for each in (entry, spoilt_entry):
        short = statements._read_signed(each)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(statements, "_read_signed", lambda entry: None)
            try:
                long = statements.from_bytes(each)
            except Unverifiable:
                long = None
        assert short == (long if isinstance(long, Signed) else None)


@pytest.mark.parametrize("of", [-1, True, "3", 1 << 52 << 1, None, [3]])
def test_a_reference_is_the_index_of_an_entry(of: object) -> None:
    entry = statements.to_bytes(EXAMPLES[4])
    with pytest.raises((Unverifiable, ValueError)):
        statements.from_bytes(spoilt(entry, of=of))


@pytest.mark.parametrize("entry", [b"[]", b"1", b'"signed"', b"{}", b"null"])
def test_what_is_no_statement_is_refused(entry: bytes) -> None:
    with pytest.raises(Unverifiable):
        statements.from_bytes(entry)


@pytest.mark.parametrize(
    "name", ["../letter.pdf", "letter", "/letter.pdf", "letter.pdf/", "Letter.PDF", "", "a.b.c.d"]
)
def test_a_published_file_has_a_plain_name(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        statements.to_bytes(Published(AT, 9, HASH, ((name, HASH),)))


def test_a_record_is_read_back_as_it_was() -> None:
    full = replace(
        RECORD, honorific="Dr.", on_behalf_of="The Council", note="n", status="former", domain="x.example"
    )
    for record in (RECORD, full):
        assert signature_record.from_bytes(signature_record.to_bytes(record)) == record


@given(
    st.text(min_size=1, max_size=60).filter(lambda text: text.isprintable()),
    st.sampled_from(["self", "delegate"]),
)
def test_any_printable_name_makes_a_record(name: str, by: Any) -> None:
    try:
        record = replace(RECORD, name=name, by=by)
    except ValueError:
        assert UNPRINTABLE.search(name)
        return
    assert signature_record.from_bytes(signature_record.to_bytes(record)) == record


@pytest.mark.parametrize("bad", ["\x1b[2J", "\u202eadA", "a\nb", "\u2066", "a\x00", "x" * 1001, "\u2028"])
def test_a_record_that_could_fool_a_reader_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="printable"):
        replace(RECORD, name=bad)
    hostile = canonical.encode(canonical.decode(signature_record.to_bytes(RECORD)) | {"name": bad})
    with pytest.raises(Unverifiable):
        signature_record.from_bytes(hostile)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "", "org": ""},
        {"by": "friend"},
        {"status": "late"},
        {"line": ""},
        {"name": 7},
        {"lang": None},
    ],
    ids=str,
)
def test_a_record_without_what_it_needs_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"record|printable"):
        replace(RECORD, **changes)
