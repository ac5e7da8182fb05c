"""A letter source as the fields of a form, and back again: nothing that was typed is lost on the way."""

from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import LETTER
from undersigned import examples
from undersigned.errors import Unreadable
from undersigned.reading.letter_source import read_letter_source
from undersigned.reading.letter_source.typed import (
    HEADING_FIELDS,
    TypedLetter,
    source_of,
    told_of_form,
    typed_of,
)

# A letter is kept in NFC: what is typed otherwise comes back in the spelling that looks the same.
LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60).map(
    lambda text: normalize("NFC", " ".join(text.split()))
)


@pytest.mark.parametrize("name", ["evening-trains", "library-hours", "early-renewals"])
def test_an_example_goes_into_the_fields_and_comes_out_the_same_letter(name: str) -> None:
    source = examples.read(f"letters/{name}.md", date(2026, 11, 23))
    typed = typed_of(source)
    assert typed is not None
    before, after = (read_letter_source(text.encode()).document for text in (source, source_of(typed)))
    assert (before.body, before.asks, before.addressees) == (after.body, after.asks, after.addressees)
    assert (before.title, before.date, before.closing) == (after.title, after.date, after.closing)


@given(st.dictionaries(st.sampled_from(HEADING_FIELDS), LINES), LINES)
def test_what_was_typed_comes_back_as_it_was_typed(heading: dict[str, str], body: str) -> None:
    """Whatever the header's own language makes of colons, quotes, numbers and “yes”."""
    heading = {
        name: text for name, text in heading.items() if name not in ("date", "addressee_until", "language")
    }
    heading["title"] = heading.get("title") or "Open letter"
    try:
        typed = typed_of(source_of(TypedLetter(heading, body)))
        source = read_letter_source(source_of(TypedLetter({"title": "x"}, body)).encode())
    except Unreadable:
        return  # a body that is no letter, or a character that no letter may have
    if typed is None:  # the same in the heading, or an addressee of an address alone
        return
    assert typed.heading["title"] == heading["title"]
    for name in ("salutation", "closing", "addressee_name", "addressee_office"):
        assert typed.heading[name] == heading.get(name, "")
    assert source.document.title == "x"


@pytest.mark.parametrize(
    "source",
    [
        "no header at all",
        "---\ntitle: [a, b]\n---\n",
        "---\ntitle: x\n",
        "---\ntitle: x\naddressee:\n- name: One\n- name: Two\n---\n",
        "---\ntitle: x\nunknown: y\n---\n",
    ],
)
def test_what_the_fields_cannot_hold_is_shown_as_a_source(source: str) -> None:
    assert typed_of(source) is None


def test_what_was_not_touched_stays_as_it_was_written() -> None:
    typed = typed_of(LETTER)
    assert typed is not None
    assert source_of(typed, LETTER) == LETTER
    retitled = source_of(TypedLetter({**typed.heading, "title": "Another title"}, typed.body), LETTER)
    assert retitled == LETTER.replace("Open letter on the night buses", "Another title")
    text = source_of(TypedLetter(typed.heading, typed.body.replace("neighbours", "friends")), LETTER)
    assert text == LETTER.replace("neighbours", "friends")


def test_a_day_that_is_none_is_refused_by_the_reader_and_not_dropped() -> None:
    typed = typed_of(LETTER)
    assert typed is not None
    source = source_of(TypedLetter({**typed.heading, "date": "tomorrow"}, typed.body))
    with pytest.raises(Unreadable, match="“tomorrow” is not a date"):
        read_letter_source(source.encode())


def test_a_trouble_is_told_with_the_line_that_the_form_shows() -> None:
    source = source_of(TypedLetter({"title": "x", "closing": "y"}, "Fine.\n\n<b>not fine</b>\n"))
    with pytest.raises(Unreadable) as trouble:
        read_letter_source(source.encode())
    assert told_of_form(trouble.value, source).startswith("line 3 of the text: ")
