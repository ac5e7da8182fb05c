"""The organiser's own words in a mail: a subject, and a paragraph that opens it."""

import re
import unicodedata
from dataclasses import dataclass

from undersigned.domain.reasons import Reason
from undersigned.domain.text import trouble_in_line

LONGEST_SUBJECT = 150
LONGEST_OPENING = 1000
LONGEST_MESSAGE = 5000
_MARKUP = re.compile(r"<[A-Za-z/!]|\]\(|\*\*|`|&#?\w+;")
_HARMLESS = str.maketrans("", "", "\n\t")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Empty where the organiser leaves it to us. The rest of a mail is never anybody's own."""

    subject: str = ""
    opening: str = ""


OURS = OwnWords()


@dataclass(frozen=True, slots=True)
class WordsTrouble:
    """`field` is "subject", "opening" or "message"; `longest` the most characters it may have."""

    field: str
    reason: Reason
    longest: int


def trouble_in_words(words: OwnWords) -> WordsTrouble | None:
    """The first thing that cannot stand in a mail: both are one line each, plain, without an address.

    A line break in a subject could smuggle in a header; a link of one's own would stand beside the personal
    one, which alone may be followed.
    """
    for field, text, longest in (
        ("subject", words.subject, LONGEST_SUBJECT),
        ("opening", words.opening, LONGEST_OPENING),
    ):
        if "\n" in text or "\r" in text:
            return WordsTrouble(field, Reason.LINE_BREAK, longest)
        if reason := _trouble(text, longest):
            return WordsTrouble(field, reason, longest)
    return None


def trouble_in_message(text: str) -> WordsTrouble | None:
    """Why a message to one office cannot go as it is; it may have paragraphs, else the same holds."""
    plain = text.replace("\r\n", "\n")
    if not plain.strip():
        return WordsTrouble("message", Reason.MESSAGE_EMPTY, LONGEST_MESSAGE)
    reason = _trouble(plain.translate(_HARMLESS), LONGEST_MESSAGE)
    return WordsTrouble("message", reason, LONGEST_MESSAGE) if reason else None


def paragraphs(text: str) -> list[str]:
    """A message's paragraphs, each on one line."""
    parts = re.split(r"\n\s*\n", unicodedata.normalize("NFC", text.replace("\r\n", "\n")))
    return [" ".join(part.split()) for part in parts if part.strip()]


def _trouble(text: str, longest: int) -> Reason | None:
    if len(text) > longest:
        return Reason.WORDS_TOO_LONG
    if _MARKUP.search(text):
        return Reason.MARKUP
    found = trouble_in_line(text)
    return Reason(found) if found and found != Reason.TOO_LONG else None
