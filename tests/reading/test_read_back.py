"""Render, read back, same letter: whatever our formats print, the reader reads."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from undersigned.domain.documents import (
    Addressee,
    Ask,
    AskPart,
    Block,
    LetterDocument,
    Signatory,
    count_signatories,
)
from undersigned.domain.publishing import Presentation, Publication
from undersigned.outputs import format_named
from undersigned.reading.letter_json import read_letter_json
from undersigned.reading.letters import read_letter

GIVEN = [
    "Ada",
    "Bo",
    "Cleo",
    "Désirée",
    "Emre",
    "Fionnuala",
    "Gor",
    "Hye-jin",
    "Ilse",
    "Jamal",
    "Kateřina",
    "Luís",
]
FAMILY = [
    "Example",
    "van der Berg",
    "García Núñez",
    "O’Hara",
    "Öztürk",
    "de la Cruz",
    "Achterberg",
    "Lindqvist-Moe",
]
PLACES = [
    ("Akron", "OH"),
    ("Boise", "ID"),
    ("Duluth", "MN"),
    ("New Haven", "CT"),
    ("St. Louis", "MO"),
    ("Reno", "NV"),
]
SENTENCES = [
    "We write about the bridges of our towns, which carry more weight each year than the law foresees.",
    "Our residents cross them every morning on their way to work, and they trust us to keep them safe.",
    "The last full inspection was made eleven years ago, and its results were never shown to anybody.",
]
ASKS = [
    "Inspect every bridge built before 1970.",
    "Publish what is found.",
    "Pay inspectors for their nights.",
]
PARTS = ["Begin with those that carry school buses.", "Close what cannot be repaired."]

people = st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY), st.sampled_from(PLACES))


@st.composite
def letters(draw: st.DrawFn) -> LetterDocument:
    drawn = draw(st.lists(people, min_size=1, max_size=9, unique_by=lambda one: one[:2]))
    signatories = tuple(
        Signatory(
            name=f"{given} {family}",
            office="Mayor",
            place=place,
            region=region,
            region_code=region,
            country="US",
        )
        for given, family, (place, region) in sorted(drawn)  # as a list is: in order
    )
    asks = tuple(
        Ask(
            str(number),
            text,
            tuple(AskPart(f"{number}{'ab'[at]}", part) for at, part in enumerate(draw(parts))),
        )
        for number, text in enumerate(draw(st.lists(st.sampled_from(ASKS), max_size=3, unique=True)), start=1)
    )
    body = [
        _paragraph(text)
        for text in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True))
    ]
    return LetterDocument(
        title="An open letter on bridges",
        date=draw(st.dates(date(1990, 1, 1), date(2060, 1, 1))),
        language="en",
        addressees=(Addressee("Odessa Quillfeather", "Secretary of Transportation"),),
        salutation="Dear Secretary Quillfeather:",
        body=(*body, *_items(asks)),
        asks=asks,
        closing="Sincerely,",
        signatories=signatories,
        count=count_signatories(signatories),
    )


parts = st.lists(st.sampled_from(PARTS), max_size=2, unique=True)


def _paragraph(text: str) -> Block:
    return Block("paragraph", text, text)


def _items(asks: tuple[Ask, ...]) -> list[Block]:
    blocks = []
    for ask in asks:
        blocks.append(Block("list", ask.text, ask.text, ask=ask.number))
        blocks.extend(Block("list", part.text, part.text, ask=part.number) for part in ask.parts)
    return blocks


def rendered(letter: LetterDocument, name: str, columns: int | None = None) -> bytes:
    publication = Publication(letter, presentation=Presentation(columns=columns))
    return format_named(name).render(publication).content


def essence(letter: LetterDocument) -> dict[str, object]:
    """What a reader of the printed letter can know."""
    return {
        "title": letter.title,
        "date": letter.date,
        "addressees": [(one.name, one.office) for one in letter.addressees],
        "salutation": letter.salutation,
        "closing": letter.closing,
        "paragraphs": [block.text for block in letter.body if block.kind == "paragraph"],
        "asks": [(ask.number, ask.text, [part.text for part in ask.parts]) for ask in letter.asks],
        "signatories": [(one.name, one.office, one.place, one.region) for one in letter.signatories],
    }


@pytest.mark.parametrize("name", ["txt", "md", "html", "docx", "pdf"])
def test_what_a_format_prints_is_read_back_as_the_same_letter(name: str) -> None:
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(letter=letters(), columns=st.sampled_from([None, 1, 2]))
    def same(letter: LetterDocument, columns: int | None) -> None:
        read = read_letter(f"letter.{name}", rendered(letter, name, columns))
        assert essence(read) == essence(letter)
        assert [one.code for one in read.findings] == []

    same()


@settings(max_examples=30, deadline=None)
@given(letter=letters())
def test_json_is_read_back_without_a_loss(letter: LetterDocument) -> None:
    read = read_letter_json("letter.json", rendered(letter, "json"))
    assert essence(read) == essence(letter)
    assert read.signatories == letter.signatories
    assert read.count == letter.count
