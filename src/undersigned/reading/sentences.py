"""Running text → sentences. Abbreviations and initials do not end one."""

import re

_END = re.compile(r"(?<=[.!?…])[\"”»’)]*\s+(?=[\"“«(¿¡]?[A-ZÀ-Þ\d(])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|jr|sr|no|vs|etc|inc|co|rep|sen|gov|hon|e\.g|i\.e|u\.s|d\.c|p\.m|a\.m|art|abs|bzw|z\.b|d\.h|ca|nr|"
    r"sra|dra|ee\. uu|pp|vol|ed|al|fig|cf|m|mme)|\b[A-Z])\.$", re.IGNORECASE)  # fmt: skip


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, tidy; the text itself where it has no full stops."""
    pieces = _END.split(text)
    joined: list[str] = []
    for piece in pieces:
        if joined and _ABBREVIATION.search(joined[-1]):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return [piece.strip() for piece in joined if piece.strip()]
