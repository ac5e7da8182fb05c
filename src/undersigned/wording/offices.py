"""Offices in a sentence: their plural, "of" their place, and "former" before them."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class OfficeNoun:
    """The word of an office that changes in the plural."""

    plural: str
    gender: Gender = "m"


@cache
def _table() -> dict[tuple[str, str], OfficeNoun]:
    """(language, word) → its plural. Nouns by gender; adjectives that agree with them are kept apart."""
    table: dict[tuple[str, str], OfficeNoun] = {}
    with (Path(__file__).parent / "offices.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind = f"{row['language']}-adjective" if row["gender"] == "adjective" else row["language"]
            table[kind, row["one"]] = OfficeNoun(row["many"], "f" if row["gender"] == "f" else "m")
    return table


# The noun that changes is not the last word: "attorney general", "mayor pro tem".
_ENGLISH_AFTER_NOUN = re.compile(
    r"(.*?\b(?:attorney|solicitor|auditor|surveyor|postmaster|secretary|mayor))"
    r"((?:[ -](?:general|at[- ]large|pro[- ]tem(?:pore)?|elect|emeritus|of .+|for .+)))\Z"
)
_ENGLISH_OF = re.compile(r"(.+?)((?: (?:of|for|at) ).+)\Z")
# What the ending of a noun tells; others are the same for both ("artista", "pediatra", "ministre").
_ENDINGS: dict[str, tuple[tuple[Gender, re.Pattern[str]], ...]] = {
    "es": (
        ("f", re.compile("(?:ora|esa|iza|ina|ana|stra|era|ada|ica|iva|aria|óloga)$")),
        ("m", re.compile("(?:o|or|[áé]n|ín)$")),
    ),
    "fr": (
        ("f", re.compile("(?:trice|euse|ière|ienne|esse|eure|ée)$")),
        ("m", re.compile("(?:eur|ier|ien)$")),
    ),
}
_FORMER = re.compile(r"(ex[- ]?(?=[ac-z])|)(.*)\Z", re.DOTALL)


def in_a_sentence(office: str) -> str:
    """ "County Executive" → "county executive"; words in capitals ("CEO", "MEP") stay."""
    return " ".join(
        word if len(word) > 1 and word.isupper() else word[:1].lower() + word[1:] for word in office.split()
    )


def plural_of_office(office: str, language: str) -> OfficeNoun | None:
    """The plural as it stands in a sentence, and its gender; None where no rule gives it."""
    words = in_a_sentence(office)
    return _english_plural(words) if language == "en" else _plural_with_the_noun_first(words, language)


def _english_plural(words: str) -> OfficeNoun | None:
    tail = ""
    if found := _ENGLISH_AFTER_NOUN.match(words) or _ENGLISH_OF.match(words):
        words, tail = found[1], found[2]
    head, _, noun = words.rpartition(" ")
    known = _table().get(("en", noun))
    return OfficeNoun(f"{head} {known.plural}".strip() + tail) if known else None


def _plural_with_the_noun_first(words: str, language: str) -> OfficeNoun | None:
    """Spanish and French put the noun first: "presidente municipal", "maire adjoint"."""
    former, words = _FORMER.match(words).groups()  # type: ignore[union-attr]  # it matches every text
    noun, *others = words.split(" ")
    known = _table().get((language, noun))
    if known is None:
        return None
    plurals = [former + known.plural]
    for index, word in enumerate(others):
        if word in ("de", "del", "du", "des", "à"):
            plurals += others[index:]
            break
        if (adjective := _table().get((f"{language}-adjective", word))) is None:
            return None
        plurals.append(adjective.plural)
    return OfficeNoun(" ".join(plurals), known.gender)


def gender_of_office(office: str, language: str) -> Gender | None:
    """The grammatical gender of one office-holder's title; None where it cannot be told ("periodista")."""
    _, words = _FORMER.match(in_a_sentence(office)).groups()  # type: ignore[union-attr]  # it matches every text
    noun = words.split(" ")[0]
    known = _table().get((language, noun))
    if known:
        return known.gender
    return next((gender for gender, ending in _ENDINGS.get(language, ()) if ending.search(noun)), None)


def office_of_place(office: str, place: str, language: str) -> str:
    """ "Mayor of Austin", "alcaldesa de Bogotá", "maire d'Orléans", "maire du Havre"."""
    if language == "fr":
        return f"{office} {_french_of(place)}"
    return f"{office} {'de' if language == 'es' else 'of'} {place}"


def _french_of(place: str) -> str:
    for article, short in (("Le ", "du "), ("Les ", "des ")):
        if place.startswith(article):
            return short + place.removeprefix(article)
    return f"d’{place}" if place[:1].casefold() in tuple("aàâeéèêëiîïoôuûüyœæ") else f"de {place}"


def former_office(office: str, language: str) -> str:
    """ "former Mayor", "exalcalde", "ex presidente municipal", "ex-maire"."""
    if language == "fr":
        return f"ex-{in_a_sentence(office)}"
    if language == "es":
        return f"ex{' ' if ' ' in office else ''}{in_a_sentence(office)}"
    return f"former {office}"


def capitalised(text: str) -> str:
    """A heading or a sentence by itself begins with a capital letter."""
    return text[:1].upper() + text[1:]


# Short ways of writing an office in other programs' data.
_SHORT = {
    "lt governor": "Lieutenant Governor",
    "lt. governor": "Lieutenant Governor",
    "ag": "Attorney General",
}
_SMALL_WORDS = {"of", "the", "for", "and", "de", "del", "du", "des", "la", "le", "au", "à"}


def title(office: str) -> str:
    """An office as it is printed: "mayor" → "Mayor", "lt_governor" → "Lieutenant Governor".

    What already has a capital letter stands as it is.
    """
    words = " ".join(office.replace("_", " ").split())
    if short := _SHORT.get(words.casefold()):
        return short
    if words != words.lower():
        return words
    return " ".join(
        word if index and word in _SMALL_WORDS else word[:1].upper() + word[1:]
        for index, word in enumerate(words.split())
    )
