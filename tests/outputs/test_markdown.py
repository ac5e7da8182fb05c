"""Markdown that is a letter source again: written, read back, the same letter."""

from dataclasses import replace
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.outputs import reading_back
from tests.outputs.letters import HOSTILE_NAMES, example, signed_by
from undersigned.domain.documents import Signatory
from undersigned.domain.prose import Run, joined, markdown, plain, runs
from undersigned.reading.letter_source import read_letter_source

words = (
    st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Zl", "Zp")), min_size=1, max_size=20)
    .map(lambda text: normalize("NFC", " ".join(text.split())))  # as every text of ours is kept
    .filter(bool)
)
# What Markdown is made of, alone and in heaps.
signs = (
    st.text(">#-+*=~_1.) `!|&;[]()<x^\\", min_size=1, max_size=8)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
looks = st.builds(
    Run,
    text=words,
    emphasis=st.booleans(),
    strong=st.booleans(),
    link=st.none() | st.just("https://example.org/a?b=c&d=(e)"),
)


def test_the_example_reads_back_as_the_same_letter() -> None:
    before = example().document
    after = read_letter_source(reading_back.content("md", example())).document
    assert (after.title, after.date, after.language, after.coalition) == (
        before.title,
        before.date,
        before.language,
        before.coalition,
    )
    assert after.addressees == before.addressees
    assert (after.salutation, after.closing) == (before.salutation, before.closing)
    assert after.body == before.body
    assert (after.asks, after.thanks) == (before.asks, before.thanks)


def test_hostile_signatories_do_not_become_a_part_of_the_text() -> None:
    publication = signed_by(*(Signatory(name=name) for name in HOSTILE_NAMES))
    after = read_letter_source(reading_back.content("md", publication)).document
    assert after.body == publication.document.body


@given(words | signs)
def test_any_words_as_markdown_read_back_as_those_words(text: str) -> None:
    assert plain(runs(markdown([Run(text)]))) == text


@given(st.lists(looks, min_size=1, max_size=3))
def test_looks_survive_where_blanks_part_them(several: list[Run]) -> None:
    apart = joined(part for run in several for part in (run, Run(" ")))[:-1]
    assert plain(runs(markdown(apart))) == plain(apart)


@settings(max_examples=60, deadline=None)  # what is slow is the first page, not the text
@given(
    st.lists(signs | words.filter(lambda text: "{" not in text), min_size=1, max_size=4)
)  # a mark is a mark
def test_any_paragraphs_survive_being_written_and_read(paragraphs: list[str]) -> None:
    publication = example()
    first = publication.document.body[0]
    blocks = tuple(replace(first, text=text, markdown=markdown([Run(text)])) for text in paragraphs)
    document = replace(publication.document, body=blocks, asks=(), thanks=())
    after = read_letter_source(reading_back.content("md", replace(publication, document=document))).document
    assert [block.text for block in after.body] == [block.text for block in blocks]
