"""What an article quotes, and whether the letter says it.

A quoted sentence must be in the letter word for word, but for what is bracketed or left out with dots. A
quoted piece of a sentence is often a paraphrase; it is doubted only when most of its words are nowhere in
the letter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from undersigned.domain.documents import Source
from undersigned.domain.name_matching import folded
from undersigned.reading.languages import words
from undersigned.reading.lines import Line
from undersigned.reading.sentences import sentences

_QUOTED = re.compile(r"[“„«\"]\s?([^“”„«»\"]{15,1500})\s?[”“»\"]")
_BREAK = re.compile(r"\[[^\]]*\]|\.{3}|…|\([^)]*\)")
_WORD = re.compile(r"[^\W_]+")
_FEWEST_WORDS = 5
_STEM = 5
_SHARED = 0.5
_ALMOST = 92.0


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks that a sentence gives as the letter's.

    `whole`: they are a sentence of their own. `found`: the letter says this; None if its text is unknown.
    """

    text: str
    whole: bool
    source: Source
    found: bool | None = None


def find_quotations(lines: Sequence[Line]) -> Iterator[Quotation]:
    """Quotations in sentences that speak of the letter; what people said elsewhere is none of ours."""
    for line in lines:
        spoken = line.text
        for match in _QUOTED.finditer(spoken):
            text = match.group(1).strip()
            around = folded(
                spoken[max(0, match.start() - 160) : match.start()] + spoken[match.end() : match.end() + 80]
            )
            named = any(word in words("letter_words") for word in _WORD.findall(around))
            if named and len(_WORD.findall(text)) >= _FEWEST_WORDS:
                whole = text[:1].isupper() and len(sentences(text)) >= 1
                yield Quotation(text, whole, Source(line.number, line.page, text))


def is_in_text(quotation: Quotation, text: str) -> bool:
    """Whether the letter says what is quoted: word for word for a sentence, most of the words for a piece
    of one."""
    plain = _squeezed(text)
    if quotation.whole:
        return all(
            _said(_squeezed(piece), plain) for piece in _BREAK.split(quotation.text) if len(piece.split()) > 2
        )
    stems = {word[:_STEM] for word in plain.split()}
    weighty = [word[:_STEM] for word in _squeezed(_BREAK.sub(" ", quotation.text)).split() if len(word) > 3]
    return not weighty or sum(stem in stems for stem in weighty) >= len(weighty) * _SHARED


def _squeezed(text: str) -> str:
    return " ".join(_WORD.findall(folded(text)))


def _said(piece: str, text: str) -> bool:
    """Word for word, but for a slip of a letter or two."""
    if piece in text:
        return True
    from rapidfuzz.fuzz import partial_ratio  # only for what is not there word for word

    return bool(partial_ratio(piece, text, score_cutoff=_ALMOST) >= _ALMOST)
