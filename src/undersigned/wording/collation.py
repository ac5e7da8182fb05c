"""Alphabetical order as a reader of a language expects it.

No accents at first, then accents to break ties; blanks before letters, so that New Haven stands before
Newark; apostrophes and full stops do not count. Letters that a language treats as its own (the Spanish ñ)
keep their place. Scripts follow one another as Unicode has them: Latin, Greek, Cyrillic, Hebrew, Arabic, ...
"""

import re
import unicodedata

CollationKey = tuple[str, str, str]

_SILENT = re.compile(r"[.'’ʼ`´\"“”()]")
_APART = re.compile(r"[\s\-–—/,;:&]+")
# Letters that do not fall apart into a letter and an accent.
_SPELT_OUT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h"}
)
_OWN_LETTERS = {"es": {"ñ": "n\uffff"}}


def collation_key(text: str, language: str | None) -> CollationKey:
    """What to sort by. Equal texts only have equal keys."""
    folded = unicodedata.normalize("NFC", text.casefold())
    for letter, place in _OWN_LETTERS.get((language or "en").split("-")[0], {}).items():
        folded = folded.replace(letter, place)
    letters = unicodedata.normalize("NFD", folded.translate(_SPELT_OUT))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _APART.sub(" ", _SILENT.sub("", bare)).strip(), letters, text
