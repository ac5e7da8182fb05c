"""The same signatories, in the same order and the same words, in every format."""

import pytest

from tests.outputs import reading_back
from tests.outputs.letters import example, published, signed_by
from undersigned.domain.block import GroupBy, Order, printed_line
from undersigned.domain.documents import Signatory
from undersigned.domain.publishing import Publication
from undersigned.outputs import FORMATS
from undersigned.wording import speak

MIXED = signed_by(
    Signatory(name="Bill de Quiroga", honorific="The Hon.", office="Mayor", place="Carrboro", region="NC"),
    Signatory(name="Ana Márquez", title="Professor of Law", organisation="Example University"),
    Signatory(organisation="Alliance of Night Buses", place="Leeds"),
    Signatory(name="Ed Brix", title="Director", organisation="Brix Ltd", status="identification_only"),
    Signatory(name="Mo Tarr", office="Mayor", place="Reno", region="NV", status="former"),
    Signatory(name="Ivy Lund", on_behalf_of="Friends of the Trams", note="with a reservation on request 2"),
)


def lines_of(publication: Publication) -> list[str]:
    wording = speak(publication.document.language)
    return [printed_line(signatory, wording) for signatory in publication.document.signatories]


@pytest.mark.parametrize(
    "publication",
    [example(), example(GroupBy.REGION, Order.REGION), example(order=Order.SURNAME), published(), MIXED],
    ids=["by place", "by region with headings", "by surname", "published", "mixed patterns"],
)
def test_every_format_has_the_same_lines_in_the_same_order(publication: Publication) -> None:
    lines = lines_of(publication)
    assert reading_back.html(publication) == lines
    assert reading_back.docx_lines(publication) == lines
    assert reading_back.table_lines("csv", publication) == lines
    assert reading_back.table_lines("xlsx", publication) == lines
    assert reading_back.json_lines(publication) == lines
    for text in (reading_back.text(publication), reading_back.pdf(publication)):
        places = [text.find(line) for line in lines]
        assert -1 not in places
        assert places == sorted(places)


def test_markdown_has_the_same_lines_too() -> None:
    assert reading_back.markdown_lines(example()) == lines_of(example())


def test_the_count_in_words_stands_in_every_format_for_people() -> None:
    said = "Thirty-one mayors and one county executive"
    for name in ("html", "md"):
        assert said.casefold() in reading_back.content(name, example()).decode().casefold()
    assert said in reading_back.docx_text(example())
    assert said in reading_back.pdf(example())


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_letter_gives_the_same_bytes(name: str) -> None:
    assert reading_back.content(name, published()) == reading_back.content(name, published())
