"""What a name is made of, as far as it can be told from the name alone."""

import re

# Particles belong to the surname that follows. By which of the two it is sorted differs: an American
# "de Blasio" stands under d, a Spanish "de la Fuente" under f; here the particle counts, as in US usage,
# unless the letter is in Spanish or French, whose lists leave the small ones aside.
_PARTICLE_WORDS = """
af al ap av bar bat ben bin bint da dal dalla das de degli dei del della delle den der des di do dos du e el
het ibn la las le lo los mac ni nic of saint sainte san santa st ste ter ten the til tot und van vande
vanden vander von vom y zu zum zur
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SUFFIX = re.compile(
    r"(?:jr|sr|junior|senior|ii|iii|iv|v|esq|ph\.?\s?d|m\.?d|j\.?d|cpa|obe|mbe|cbe|mp|mep|usa|ret)\.?\Z",
    re.IGNORECASE,
)
_NICKNAME = re.compile(r"[\"“„«(][^\"”»)]*[\"”»)]")
_SMALL_PARTICLES = {
    "es": frozenset(("de", "del", "la", "las", "los", "y", "e")),
    "fr": frozenset(("de",)),
}
# Languages whose people usually bear two surnames and are listed by the first of them.
_TWO_SURNAMES = frozenset({"es"})


def surname(name: str, family: str | None = None, language: str | None = None) -> str:
    """The surname with its particles, without Jr. or a degree: "Bill de Blasio" → "de Blasio".

    `family`, where somebody wrote it down, is right. Otherwise the last word and the particles before it;
    in a Spanish letter the last two words of three or more. A name of one word is all surname.
    """
    if family:
        return family
    words = _bare_words(name)
    if len(words) < 2:
        return name
    start = len(words) - 1
    if "," in name and not _SUFFIX.match(name.rsplit(",", 1)[1].strip()):
        return name.split(",", 1)[0].strip()
    if _language(language) in _TWO_SURNAMES and _bears_two_surnames(words):
        start -= 1
    start = _with_particles(words, start)
    return " ".join(words[start:])


def _bare_words(name: str) -> list[str]:
    words = _NICKNAME.sub(" ", name).replace(",", " ").split()
    while len(words) > 1 and _SUFFIX.match(words[-1]):
        words.pop()
    return words


def _bears_two_surnames(words: list[str]) -> bool:
    plain = [word for word in words if word.casefold() not in _PARTICLES]
    return len(plain) >= 3 and not plain[-2].endswith(".") and words[-2].casefold() not in _PARTICLES


def _with_particles(words: list[str], start: int) -> int:
    """The first word of the surname; the first word of the name is never part of it."""
    while start > 1 and words[start - 1].casefold().rstrip(".") in _PARTICLES:
        start -= 1
    return start


def filing_name(name: str, family: str | None = None, language: str | None = None) -> str:
    """The surname as it is filed: in Spanish and French without its small particles."""
    words = surname(name, family, language).split()
    small = _SMALL_PARTICLES.get(_language(language), frozenset())
    while len(words) > 1 and words[0].casefold() in small:
        words.pop(0)
    return " ".join(words)


def _language(language: str | None) -> str:
    return (language or "en").split("-")[0].lower()
