"""A difference in words: whole, readable, and never a silent change."""

import re
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.cast import LETTER
from undersigned.domain.difference import Excerpt, changes, difference

pytestmark = pytest.mark.hypothesis

WORDS = st.lists(st.sampled_from(["the", "night", "buses", "of", "North", ",", ".", "\n", "\n\n", " "]))
SOURCES = WORDS.map(" ".join) | WORDS.map("".join) | st.text()


def marked(excerpt: Excerpt) -> str:
    """[-removed-] and {+added+} in place."""
    signs = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[run.kind].format(run.text) for run in excerpt)


@given(SOURCES, SOURCES)
@example("", "")
@example("a\u2028b", "a\x0bb\r\n")
def test_the_runs_join_to_both_texts(old: str, new: str) -> None:
    runs = difference(old, new)
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new
    assert all(run.text for run in runs)


@given(SOURCES)
def test_a_text_differs_from_itself_in_nothing(text: str) -> None:
    assert [run.kind for run in difference(text, text)] in ([], ["kept"])
    assert changes(text, text) == ()


@given(SOURCES, SOURCES)
def test_no_changed_word_is_left_out_of_the_excerpts(old: str, new: str) -> None:
    shown = changes(old, new)
    assert shown or old.split() == new.split()
    for kind, more, less in (("removed", old, new), ("added", new, old)):
        runs = [run.text for excerpt in shown for run in excerpt if run.kind == kind]
        assert words(more) - words(less) <= words(" ".join(runs))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("keep the night buses", "keep the evening buses", "keep the[- night-]{+ evening+} buses"),
        ("keep the buses", "keep the buses in winter", "keep the buses{+ in winter+}"),
        ("keep all the buses", "keep the buses", "keep[- all-] the buses"),
        # "the" alone between two changes would be a shred
        ("keep the night buses.", "save the evening buses.", "[-keep the night-]{+save the evening+} buses."),
        ("until the end of 2026", "until the end of 2027", "until the end of[- 2026-]{+ 2027+}"),
        ("the mayor’s plan", "the mayors’ plan", "the[- mayor’s-]{+ mayors’+} plan"),
    ],
)
def test_a_change_reads_as_words(old: str, new: str, shown: str) -> None:
    assert [marked(excerpt) for excerpt in changes(old, new)] == [shown]


def test_two_changes_far_apart_are_two_excerpts_with_a_few_words_around() -> None:
    between = " ".join(f"w{number}" for number in range(40))
    first, second = changes(f"night {between} buses", f"day {between} trams")
    assert marked(first) == "[-night-]{+day+} w0 w1 w2 w3 w4 w5 w6 w7 …"
    assert marked(second) == "… w32 w33 w34 w35 w36 w37 w38 w39[- buses-]{+ trams+}"


def test_an_excerpt_stays_in_its_paragraph_and_every_part_of_the_source_counts() -> None:
    new = (
        LETTER.replace("Governor,", "Mayor,").replace("every county", "each county").replace("#buses", "#bus")
    )
    assert [marked(excerpt) for excerpt in changes(LETTER, new)] == [
        "addressee: {name: Enid Marlowe, office:[- Governor-]{+ Mayor+}, until: 2027-01-20}",
        "1. We ask you to keep the night buses. {.ask #[-buses-]{+bus+}}",
        "1. in[- every-]{+ each+} county;",
    ]


def test_lines_set_anew_are_no_change_of_words() -> None:
    assert changes("We write to you\nas neighbours.\n", "We write to\nyou as  neighbours.\n") == ()


def test_a_long_text_written_anew_is_not_compared_word_by_word() -> None:
    old, new = (" ".join(f"{word}{number} the" for number in range(2_000)) for word in ("night", "day"))
    assert [[run.kind for run in excerpt] for excerpt in changes(old, new)] == [["removed"], ["added"]]
