"""Signatories that only a sentence names: "The letter was signed by Ana Roe, mayor of Soria, and two
others."""

import re
from collections.abc import Iterator, Sequence

from undersigned.domain.documents import Signatory, Source
from undersigned.domain.name_matching import folded
from undersigned.reading.find_block.entries import Entry, read_entry
from undersigned.reading.find_block.layouts import entries_of
from undersigned.reading.find_block.sections import Part
from undersigned.reading.lines import Line
from undersigned.reading.sentences import sentences

_SIGNED_BY = re.compile(
    r"\b(?:signed by|co-?signed by|signers (?:include|are|were)|signatories (?:include|are|"
    r"were)|signees (?:include|are|were)|"
    r"firmada por|firmado por|firman|suscrita por|los firmantes son|signee par|signe par|"
    r"les signataires sont|cosignee par|"
    r"assinada por|assinado por|subscrita por|unterzeichnet von|unterzeichnet haben|"
    r"firmata da|firmato da)\b:?\s*"
)
_LESS_SURE = 0.6


def find_signers_in_text(lines: Sequence[Line]) -> tuple[Signatory, ...]:
    """The people that the first sentence of that kind names; empty where none does."""
    for line in lines:
        for sentence in sentences(line.text[:8000]):
            found = list(_named_in(sentence, line))
            if found:
                return tuple(found)
    return ()


def _named_in(sentence: str, line: Line) -> Iterator[Signatory]:
    plain = folded(sentence)
    signed = _SIGNED_BY.search(plain)
    if signed is None or len(plain) != len(sentence):
        return
    tail = sentence[signed.end() :].rstrip(" .")
    pieces = Line(tail, line.number, line.page)
    for entry in entries_of(Part(None, [pieces])):
        one = read_entry(Entry(entry.text, Source(line.number, line.page, sentence), people=None))
        if one.name:
            yield Signatory(
                name=one.name,
                honorific=one.honorific,
                office=one.office,
                title=one.title,
                place=one.place,
                region=one.region,
                region_code=one.region_code,
                country=one.country,
                organisation=one.organisation,
                status=one.status,
                source=one.source,
                confidence=_LESS_SURE,
            )
