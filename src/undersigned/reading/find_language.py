"""The language a text is written in, by its commonest words."""

import re
from collections.abc import Iterable

from undersigned.domain.name_matching import folded
from undersigned.reading.languages import LANGUAGES, vocabulary

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 40_000
_FEWEST = 4


def find_language(texts: Iterable[str]) -> str | None:
    """ "en", "es", … (`languages.LANGUAGES`); None where too little tells."""
    sample = ""
    for text in texts:
        sample += f" {text}"
        if len(sample) > _SAMPLE:
            break
    words = _WORD.findall(folded(sample))
    counts = dict.fromkeys(LANGUAGES, 0)
    known = {code: frozenset(vocabulary(code).function_words.split()) for code in LANGUAGES}
    for word in words:
        for code in LANGUAGES:
            counts[code] += word in known[code]
    best = max(LANGUAGES, key=lambda code: counts[code])
    return best if counts[best] >= _FEWEST else None
