"""A letter's source, read into a document; and every way in which it can be refused."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.domain.documents import Addressee, Ask, AskPart, LetterDocument
from undersigned.errors import Unreadable
from undersigned.reading.letter_source import LARGEST, LetterSource, read_letter_source

HEADER = "---\ntitle: Keep the night buses\n---\n"

WHOLE = """---
title: "Keep the night buses: an open letter"
date: 2016-12-29
language: en
coalition: Towns for Night Buses
addressee:
  name: Ada Example
  office: President
  organisation: Federal Transport Council
  address: [1 Main Street, "Springfield"]
  until: 2017-01-20
salutation: "Dear President Example:"
closing: "Sincerely,"
---
We *thank* you. See [the plan](https://example.org/plan).[^1]

We are glad that the old rule ended.
{.thanks}

1. Keep the buses running {.ask #buses}
   1. on weekdays
   2. on Sundays
2. Publish the timetable. {.ask}

## What comes next

- one
  - within one

> As the council said.

Answer us by May. {.ask}

[^1]: Page 4.
"""


def read(text: str) -> LetterSource:
    return read_letter_source(text.encode("utf-8"))


def body(text: str) -> LetterDocument:
    return read(HEADER + text).document


def test_a_header_becomes_the_head_of_the_document() -> None:
    document = read(WHOLE).document
    assert document.title == "Keep the night buses: an open letter"
    assert document.date == date(2016, 12, 29)
    assert document.coalition == "Towns for Night Buses"
    assert document.salutation == "Dear President Example:"
    assert document.closing == "Sincerely,"
    address = ("1 Main Street", "Springfield")
    addressee = Addressee("Ada Example", "President", "Federal Transport Council", address, date(2017, 1, 20))
    assert document.addressees == (addressee,)


def test_asks_are_numbered_with_their_parts() -> None:
    parts = (AskPart("1a", "on weekdays"), AskPart("1b", "on Sundays"))
    assert read(WHOLE).document.asks == (
        Ask("1", "Keep the buses running", parts, "buses"),
        Ask("2", "Publish the timetable."),
        Ask("3", "Answer us by May."),
    )


def test_the_body_keeps_the_order_of_the_text() -> None:
    blocks = read(WHOLE).document.body
    assert [(block.kind, block.ask) for block in blocks] == [
        ("paragraph", None),
        ("paragraph", None),
        ("list", "1"),
        ("list", "1a"),
        ("list", "1b"),
        ("list", "2"),
        ("heading", None),
        ("list", None),
        ("list", None),
        ("quote", None),
        ("paragraph", "3"),
        ("footnote", None),
    ]
    assert blocks[0].text == "We thank you. See the plan.[1]"
    assert blocks[0].markdown == "We *thank* you. See [the plan](<https://example.org/plan>).[^1]"


@pytest.mark.parametrize("text", ["Thank you. {.thanks}", "Thank you.\n{.thanks}", "Thank you.\n\n{.thanks}"])
def test_thanks_end_in_their_mark_or_are_followed_by_it(text: str) -> None:
    document = body(text)
    assert document.thanks == ("Thank you.",)
    assert [block.text for block in document.body] == ["Thank you."]


def test_the_hash_is_that_of_the_canonical_bytes() -> None:
    plain = read("---\ntitle: Ünder\n---\nText\n")
    other = read("\ufeff---\r\ntitle: U\u0308nder\r\n---\r\nText\r\n\r\n\r\n")
    assert plain.canonical == "---\ntitle: Ünder\n---\nText\n".encode()
    assert other.canonical == plain.canonical
    assert other.sha256 == plain.sha256
    assert plain.document.source is not None
    assert plain.document.source.sha256 == plain.sha256


def test_several_addressees_are_a_list() -> None:
    document = read(
        "---\ntitle: T\naddressee:\n  - name: Ada Example\n  - office: Governor\n---\nText"
    ).document
    assert document.addressees == (Addressee("Ada Example"), Addressee(None, "Governor"))


REFUSALS = {
    "a header that is not YAML": ("---\ntitle: a: b\n---\nText", "line 2", "the header is not YAML"),
    "no header": ("Text", "line 1", "does not begin with a header"),
    "a header without an end": ("---\ntitle: T\nText", "line 1", "has no end"),
    "an unknown key": ("---\ntitle: T\nsalutaton: D\n---\nText", "line 3", "did you mean “salutation”?"),
    "an addressee on one line": (
        "---\ntitle: T\naddressee: Dana Ferris, Superintendent\n---\nText",
        "line 3",
        "such as “addressee: {name: …, office: …}”",
    ),
    "an unknown key below": (
        "---\ntitle: T\naddressee:\n  nam: X\n---\nText",
        "line 4",
        "did you mean “name”?",
    ),
    "a key twice": ("---\ntitle: T\ntitle: U\n---\nText", "line 3", "“title” is there twice"),
    "no title": ("---\ndate: 2016-12-29\n---\nText", "line 2", "has no title"),
    "an empty title": ("---\ntitle:\n---\nText", "line 2", "has no title"),
    "an impossible date": (
        "---\ntitle: T\ndate: 2016-02-30\n---\nText",
        "line 3",
        "“2016-02-30” is not a date",
    ),
    "a date in other figures": ("---\ntitle: T\ndate: 20161229\n---\nText", "line 3", "not a date"),
    "an impossible term": (
        "---\ntitle: T\naddressee: {name: A, until: 2017-13-01}\n---\nX",
        "line 3",
        "not a date",
    ),
    "an alias": ("---\ntitle: &a T\ncoalition: *a\n---\nText", "line 3", "no aliases"),
    "a list for a title": ("---\ntitle: [a, b]\n---\nText", "line 2", "one line of text"),
    "a wrong language": ("---\ntitle: T\nlanguage: English!\n---\nText", "line 3", "not a language tag"),
    "no text": (HEADER + "\n\n", "line 4", "a header and no text"),
    "raw HTML": (HEADER + "Text\n\n<div>x</div>", "line 6", "raw HTML"),
    "raw HTML inside": (HEADER + "Text\nmore <b>x</b>", "line 5", "raw HTML has no place in a letter (<b>)"),
    "an HTML comment": (HEADER + "<!-- x -->", "line 4", "raw HTML"),
    "an image": (HEADER + "Text\n\nSee ![x](y.png)", "line 6", "no images"),
    "one id twice": (HEADER + "One. {.ask #a}\n\nTwo. {.ask #a}", "line 6", "the first in line 4"),
    "an unknown mark": (HEADER + "One. {.aks}", "line 4", "known are {.ask}"),
    "a mark in the middle": (HEADER + "One {.ask} two.", "line 4", "in the middle"),
    "an ask alone": (HEADER + "Text\n\n{.ask}", "line 6", "stands alone"),
    "an ask within a list": (HEADER + "- one\n  - two {.ask}", "line 5", "inside another list"),
    "a part that is an ask": (HEADER + "1. one {.ask}\n   1. two {.ask}", "line 5", "needs no mark"),
    "a part with parts": (HEADER + "1. one {.ask}\n   - two\n     - three", "line 6", "no parts of its own"),
    "code": (HEADER + "```\nx\n```", "line 4", "code"),
    "a dividing line": (HEADER + "Text\n\n***\n", "line 6", "dividing line"),
    "a footnote without a text": (HEADER + "Text[^2]", "line 4", "[^2] has no text"),
    "a control character": (HEADER + "Te\x00xt", "line 4", "U+0000"),
    "a control character spelt out": ('---\ntitle: "a\\x00b"\n---\nText', "line 2", "U+0000"),
    "an override spelt out": ('---\ntitle: "a\\u202eb"\n---\nText', "line 2", "U+202E"),
    "lists too deep": (HEADER + "".join(" " * (2 * i) + "- a\n" for i in range(40)), "line 11", "too deeply"),
    "an override of direction": (HEADER + "Te\u202ext", "line 4", "U+202E"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_it_is_refused_with_its_line(name: str) -> None:
    text, where, what = REFUSALS[name]
    with pytest.raises(Unreadable) as trouble:
        read(text)
    assert trouble.value.where == where
    assert what in trouble.value.what


def test_other_encodings_are_refused_with_their_line() -> None:
    with pytest.raises(Unreadable, match="line 2: this is not UTF-8"):
        read_letter_source("---\ntitle: Müller\n---\n".encode("latin-1"))


@pytest.mark.parametrize("data", [b"", b"  \n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="the file is empty"):
        read_letter_source(data)


def test_an_over_large_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="200,000"):
        read_letter_source(b"x" * (LARGEST + 1))


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with suppress(Unreadable):
        assert body(text).body


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("closing: Yours, route #7 and #8", "“#7 and #8” would not be printed: YAML takes it for a comment"),
        ("closing: # Yours", "“# Yours” would not be printed"),
        ("addressee: {name: Ada, address: [A, B]}\nsalutation: Dear Ada # 1", "“# 1” would not be printed"),
        ("addressee:\n  name: Ada\n  address: #12 High Street", "“#12 High Street” would not be printed"),
    ],
)
def test_a_new_text_whose_header_has_words_that_would_not_be_printed_is_refused(
    header: str, said: str
) -> None:
    read = read_letter_source(f"---\ntitle: T\n{header}\n---\nText".encode())
    with pytest.raises(Unreadable) as trouble:
        read.require_that_all_is_printed()
    assert said in str(trouble.value)
    assert trouble.value.where == f"line {2 + len(header.splitlines())}"


def test_a_text_that_is_stored_with_a_comment_in_its_header_stays_readable() -> None:
    read = read_letter_source(b"---\ntitle: Night buses # second draft\n---\nText")
    assert read.document.title == "Night buses"
