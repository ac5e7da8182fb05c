"""Headings inside a list: what they say of the part below them, and how they are told by their place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from undersigned.domain.name_matching import word_set
from undersigned.reading.find_block.person import is_office, is_title
from undersigned.reading.find_block.shapes import is_detail, names_a_person
from undersigned.reading.lines import Line

BODIES = word_set(
    """
    organizations organisations organizaciones organizacoes organisationen organizzazioni institutions
    instituciones companies businesses unions entidades colectivos vereine verbande initiativen ngos
    """
)
PEOPLE = word_set(
    """
    individuals individual people persons mayors governors senators academics scholars scientists
    artists writers personas individuos alcaldes profesores personnes individus chercheurs enseignants
    maires pessoas professores personen einzelpersonen burgermeister privatpersonen persone individui
    sindaci students faculty experts lawyers
    """
)
_LONGEST_HEADING = 8
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of a block under one heading."""

    heading: str | None
    lines: list[Line]


def parts_of(part: Part) -> Iterator[Part]:
    """The part itself; or a part for each paragraph, where most of them begin with a heading of their own.

    "Berkeley Chapter", and its people beneath; "Department of History", and its faculty. Where an office
    stands above each name ("Il Sindaco di Imola"), the two lines change places instead.
    """
    paragraphs = _paragraphs(part.lines)
    headed = [paragraph for paragraph in paragraphs if _is_headed(paragraph)]
    if not headed or len(headed) < len(paragraphs) * _MOST or any(line.marker for line in part.lines):
        yield part
    elif _offices_above_names(headed):
        yield Part(part.heading, [line for paragraph in paragraphs for line in _turned(paragraph)])
    elif len(headed) > 1 and max(map(len, headed)) > 2:
        for paragraph in paragraphs:
            begins = paragraph in headed
            yield Part(paragraph[0].text.rstrip(" :") if begins else part.heading, paragraph[begins:])
    else:
        yield part


def _paragraphs(lines: list[Line]) -> list[list[Line]]:
    paragraphs: list[list[Line]] = []
    for line in lines:
        if line.gap or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def _is_headed(paragraph: list[Line]) -> bool:
    """Whether its first line names nobody, and all others somebody or what somebody is."""
    first, *others = paragraph
    if not others or "," in first.text or len(first.text.split()) > _LONGEST_HEADING or first.cells:
        return False
    below = others[0].text
    return not names_a_person(first.text) and names_a_person(below) and not is_detail(below)


def _offices_above_names(paragraphs: list[list[Line]]) -> bool:
    return all(len(paragraph) == 2 for paragraph in paragraphs) and all(
        is_office(paragraph[0].text) or is_title(paragraph[0].text) for paragraph in paragraphs
    )


def _turned(paragraph: list[Line]) -> list[Line]:
    """The name first, then the office that stood above it."""
    if not _is_headed(paragraph):
        return paragraph
    office, name, *more = paragraph
    return [replace(name, gap=True), replace(office, gap=False), *more]
