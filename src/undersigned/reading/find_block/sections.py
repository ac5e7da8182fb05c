"""Headings inside a list: what they say of the part below them, and how they are told by their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from undersigned.domain.name_matching import word_set
from undersigned.reading.find_block.columns import unfolded
from undersigned.reading.find_block.person import is_office, is_title
from undersigned.reading.find_block.shapes import head_of, is_detail, names_a_person
from undersigned.reading.lines import Line
from undersigned.reading.whereabouts import where_is

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
_SIGNED = re.compile(r"/s/\s+")
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
    part = Part(part.heading, _signed_once(part.lines))
    lines = unfolded(part.lines)
    if lines is not part.lines and any(_is_place_alone(line) for line in lines):
        yield from _by_place(lines)
        return
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


def _signed_once(lines: list[Line]) -> list[Line]:
    """Without "/s/ Ada Roe" right above "Ada Roe, Mayor": the mark of a signature, not another signatory."""
    kept: list[Line] = []
    gap = False  # of a mark that was left out
    for at, line in enumerate(lines):
        signed, below = _SIGNED.match(line.text), lines[at + 1 : at + 2]
        if signed and below and head_of(below[0].text) == line.text[signed.end() :].strip():
            gap = line.gap
        else:
            kept.append(replace(line, gap=line.gap or gap))
            gap = False
    return kept


def _is_place_alone(line: Line) -> bool:
    return where_is(line.text.strip(" :")) is not None


def _by_place(lines: list[Line]) -> Iterator[Part]:
    """Columns that each have a place at their head: "Iowa", and its people beneath."""
    part = Part(None, [])
    for line in lines:
        if _is_place_alone(line):
            yield from [part] if part.lines else []
            part = Part(line.text.strip(" :"), [])
        else:
            part.lines.append(line)
    if part.lines:
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
