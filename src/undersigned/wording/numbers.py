"""Whole numbers in words: English, Spanish and French, below one million; above, figures."""

from typing import Literal

from undersigned.wording.speech import Wording

Gender = Literal["m", "f"]

_ENGLISH_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen
"""
_SPANISH_WORDS = """
cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis
diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis
veintisiete veintiocho veintinueve
"""
_FRENCH_WORDS = """
zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
dix-sept dix-huit dix-neuf
"""
# Tens and hundreds stand at their own number; “-” where there is none.
_ENGLISH_TENS_WORDS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
_SPANISH_TENS_WORDS = "- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_SPANISH_HUNDREDS_WORDS = """
- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos
"""
_FRENCH_TENS_WORDS = "- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"

_ENGLISH, _ENGLISH_TENS = _ENGLISH_WORDS.split(), _ENGLISH_TENS_WORDS.split()
_SPANISH, _SPANISH_TENS = _SPANISH_WORDS.split(), _SPANISH_TENS_WORDS.split()
_SPANISH_HUNDREDS = _SPANISH_HUNDREDS_WORDS.split()
_FRENCH, _FRENCH_TENS = _FRENCH_WORDS.split(), _FRENCH_TENS_WORDS.split()

_WORDS_END = 1_000_000
_PROSE_WORDS_END = 10


def number_in_words(number: int, wording: Wording, gender: Gender = "m") -> str:
    """31 → "thirty-one", "treinta y un" before a man's office, "trente et un"; as it stands before a noun."""
    if not 0 <= number < _WORDS_END:
        return wording.number(number)
    match wording.language:
        case "es":
            return _spanish_before_noun(_spanish(number, gender), gender)
        case "fr":
            return _french(number, gender)
    return _english(number)


def number_in_prose(number: int, wording: Wording, gender: Gender = "m") -> str:
    """Up to nine in words, from ten in figures."""
    return number_in_words(number, wording, gender) if number < _PROSE_WORDS_END else wording.number(number)


def _english(number: int) -> str:
    if number < 20:
        return _ENGLISH[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _ENGLISH_TENS[tens] + (f"-{_ENGLISH[ones]}" if ones else "")
    size, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    many, rest = divmod(number, size)
    return f"{_english(many)} {word}" + (f" {_english(rest)}" if rest else "")


def _spanish(number: int, gender: Gender) -> str:
    if number >= 1000:
        many, rest = divmod(number, 1000)
        head = "mil" if many == 1 else f"{_spanish_before_noun(_spanish(many, gender), gender)} mil"
        return f"{head} {_spanish(rest, gender)}" if rest else head
    if number >= 100:
        many, rest = divmod(number, 100)
        word = _SPANISH_HUNDREDS[many]
        word = word[:-2] + "as" if gender == "f" and many > 1 else word
        return f"{word} {_spanish(rest, gender)}" if rest else ("cien" if many == 1 else word)
    if number < 30:
        return _SPANISH[number]
    tens, ones = divmod(number, 10)
    return _SPANISH_TENS[tens] + (f" y {_SPANISH[ones]}" if ones else "")


def _spanish_before_noun(words: str, gender: Gender) -> str:
    """ "uno" is "un" or "una" before a noun, "veintiuno" is "veintiún" or "veintiuna"."""
    if not words.endswith("uno"):
        return words
    if gender == "f":
        return words[:-1] + "a"
    return words.removesuffix("uno") + ("ún" if words.endswith("veintiuno") else "un")


def _french(number: int, gender: Gender, *, last: bool = True) -> str:
    """`last`: nothing follows but the noun, so that "quatre-vingts" and "deux cents" keep their s."""
    if number >= 1000:
        many, rest = divmod(number, 1000)
        head = "mille" if many == 1 else f"{_french(many, 'm', last=False)} mille"
        return f"{head} {_french(rest, gender, last=last)}" if rest else head
    if number >= 100:
        many, rest = divmod(number, 100)
        head = "cent" if many == 1 else f"{_FRENCH[many]} cent"
        if not rest:
            return head + ("s" if many > 1 and last else "")
        return f"{head} {_french(rest, gender, last=last)}"
    if number == 80:
        return "quatre-vingts" if last else "quatre-vingt"
    if number < 20:
        return "une" if number == 1 and gender == "f" else _FRENCH[number]
    return _french_tens(number, gender)


def _french_tens(number: int, gender: Gender) -> str:
    tens, ones = divmod(number, 10)
    if tens in (7, 9):
        ones += 10
    if not ones:
        return _FRENCH_TENS[tens]
    joint = " et " if ones in (1, 11) and tens < 8 else "-"
    return f"{_FRENCH_TENS[tens]}{joint}{_french(ones, gender)}"
