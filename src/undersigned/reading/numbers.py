"""Numbers in words → figures, so that one rule reads "31 mayors" and "thirty-one mayors".

By `text2num`, which knows the reader's languages; it is asked only where a sentence speaks of signing.
"""

import re

_FIGURES = re.compile(r"(?<=\d)[,.\u202f\u00a0](?=\d{3}(?!\d))")
_MILLIONS = re.compile(
    r"(?P<number>\d{1,4}(?:[.,]\d{1,2})?) "
    r"(?:millions?|millones|millon|milhoes|milhões|milhao|millionen|milioni|miljoen)\b",
    re.IGNORECASE,
)
_SPOKEN = ("en", "es", "fr", "pt", "de", "it", "nl")


def with_figures(text: str, language: str | None) -> str:
    """The text with numbers in words as figures, and without marks of thousands: "1,200" → "1200"."""
    from text_to_num import alpha2digit  # a compiled library: loaded only for letters that claim a number

    code = language if language in _SPOKEN else "en"
    hyphens = re.sub(
        r"(?<=[a-z])-(?=(?:one|two|three|four|five|six|seven|eight|nine)\b)", " ", text, flags=re.IGNORECASE
    )
    figures = _MILLIONS.sub(_in_figures, hyphens)
    return _FIGURES.sub("", str(alpha2digit(figures, code, threshold=0)))


def _in_figures(match: re.Match[str]) -> str:
    return str(round(float(match["number"].replace(",", ".")) * 1_000_000))
