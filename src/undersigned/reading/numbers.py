"""Numbers in words → figures, so that one rule reads "31 mayors" and "thirty-one mayors".

By `text2num`, which knows the reader's languages; it is asked only where a sentence speaks of signing.
"""

import re

_FIGURES = re.compile(r"(?<=\d)[,.\u202f\u00a0](?=\d{3}(?!\d))")
_SPOKEN = ("en", "es", "fr", "pt", "de", "it", "nl")


def with_figures(text: str, language: str | None) -> str:
    """The text with numbers in words as figures, and without marks of thousands: "1,200" → "1200"."""
    from text_to_num import alpha2digit  # a compiled library: loaded only for letters that claim a number

    code = language if language in _SPOKEN else "en"
    hyphens = re.sub(
        r"(?<=[a-z])-(?=(?:one|two|three|four|five|six|seven|eight|nine)\b)", " ", text, flags=re.IGNORECASE
    )
    return _FIGURES.sub("", str(alpha2digit(hyphens, code, threshold=0)))
