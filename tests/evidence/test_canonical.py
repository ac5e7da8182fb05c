"""One value, one spelling: every second spelling is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.errors import Unverifiable
from undersigned.evidence import canonical

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    assert canonical.decode(canonical.encode(value)) == value


@given(VALUES)
def test_the_usual_spelling_with_spaces_and_escapes_is_refused_where_it_differs(value: object) -> None:
    usual = json.dumps(value).encode()
    if usual != canonical.encode(value):
        with pytest.raises(Unverifiable):
            canonical.decode(usual)


@pytest.mark.parametrize(
    "spelling",
    [
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b' {"a":1}',
        b'{"a":1}\n',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u0000"}',
        b'{"a":"\x00"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xed\xa0\x80"}',
        b'{"a":1.0}',
        b'{"a":1.5}',
        b'{"a":1e3}',
        b'{"a":-0}',
        b'{"a":01}',
        b'{"a":9007199254740992}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":1}\r\n',
        b'{"a":"\xff"}',
        b"[" * 30_000 + b"]" * 30_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        b"1" * 5_000,
        b"",
    ],
)
def test_every_second_spelling_is_refused(spelling: bytes) -> None:
    with pytest.raises(Unverifiable):
        canonical.decode(spelling)


@pytest.mark.parametrize("value", [1.5, float("nan"), "\ud800"])
def test_a_value_without_a_spelling_is_not_written(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical.encode(value)
