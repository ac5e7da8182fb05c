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
# Elided before a vowel, and left aside in filing like the particles of its language.
_ELIDED = re.compile(r"d[’'](?=\w)", re.IGNORECASE)
# Languages whose people usually bear two surnames and are listed by the first of them.
_TWO_SURNAMES = frozenset({"es"})
# Words that follow a Spanish given name and belong to it, not to the surname.
_SECOND_GIVEN_WORDS = """
alberto alejandro andrés ángel ángeles ana antonio carlos carmen carolina concepción consuelo cristina
daniel david dolores eduardo elena enrique esperanza eugenia fe felipe fernando francisco gabriel
guadalupe ignacio isabel javier jesús jorge josé juan julia lourdes luis luz manuel mar maría mercedes
miguel milagros nieves pablo patricia paz pedro pilar rafael ramón refugio remedios rocío rosa rosario
socorro soledad sofía teresa tomás victoria
"""
_SECOND_GIVEN = frozenset(_SECOND_GIVEN_WORDS.split())
# Surnames that, two in a row, are one person's two surnames in whatever language the letter is.
_SPANISH_SURNAME_WORDS = """
acosta aguilar aguirre alonso alvarado arroyo ávila blanco bravo cabrera campos cano cárdenas carrillo
castillo castro contreras cordero cruz delgado domínguez duarte espinosa estrada figueroa flores fuentes
gallardo gallego garcía garza gil guerra guerrero herrera hidalgo ibarra iglesias lara leal león lozano
luna maldonado marín márquez medina mejía mendoza mercado molina montero montoya mora morales moreno
navarro nieto núñez ochoa ojeda ortega otero pacheco padilla palacios peña pineda ponce prieto quintana
quintero ramos rangel reyes ríos rivas rivera robles rojas román romero rosales rosas rubio salas salazar
salinas santana santiago santos serrano silva solís soto suárez torres trujillo valdés valencia
valenzuela vargas vega vera vidal villa villanueva zamora
"""
_SPANISH_SURNAMES = frozenset(_SPANISH_SURNAME_WORDS.split())
_SPANISH_ENDING = re.compile(r"\w{2,}[aeioáéíó]z\Z", re.IGNORECASE)


def surname(name: str, family: str | None = None, language: str | None = None) -> str:
    """The surname with its particles, without Jr. or a degree: "Bill de Blasio" → "de Blasio".

    `family`, where somebody wrote it down, is right. Otherwise the last word and the particles before it; in
    a Spanish letter the surname before it as well, and so in any where both are Spanish. A name of one word
    is all surname.
    """
    if family:
        return family
    words = _bare_words(name)
    if len(words) < 2:
        return name
    start = len(words) - 1
    if "," in name and not _SUFFIX.match(name.rsplit(",", 1)[1].strip()):
        return name.split(",", 1)[0].strip()
    start = _with_particles(words, start)
    if _bears_two_surnames(words, start, language):
        start -= 1
    start = _with_particles(words, start)
    return " ".join(words[start:])


def _bare_words(name: str) -> list[str]:
    words = _NICKNAME.sub(" ", name).replace(",", " ").split()
    words = [word for word in words if any(map(str.isalnum, word))] or words  # what a nested bracket left
    while len(words) > 1 and _SUFFIX.match(words[-1]):
        words.pop()
    return words


def _bears_two_surnames(words: list[str], start: int, language: str | None) -> bool:
    """Whether the word before the last surname, which begins at `start`, is the first of two."""
    if start < 2 or words[start - 1].endswith("."):
        return False
    first, last = words[start - 1].casefold(), words[-1].casefold()
    if _language(language) in _TWO_SURNAMES:
        return first not in _SECOND_GIVEN
    return start == len(words) - 1 and _is_spanish(first) and _is_spanish(last)


def _is_spanish(word: str) -> bool:
    return word in _SPANISH_SURNAMES or _SPANISH_ENDING.match(word) is not None


def _with_particles(words: list[str], start: int) -> int:
    """The first word of the surname; the first word of the name is never part of it.

    In *María del Carmen Ruiz* the particle belongs to the given name, and no surname begins with it.
    """
    while start > 1 and words[start - 1].casefold().rstrip(".") in _PARTICLES:
        start -= 1
    return start


def filing_name(name: str, family: str | None = None, language: str | None = None) -> str:
    """The surname as it is filed: in Spanish and French without its small particles."""
    words = surname(name, family, language).split()
    small = _SMALL_PARTICLES.get(_language(language), frozenset())
    while len(words) > 1 and words[0].casefold() in small:
        words.pop(0)
    filed = " ".join(words)
    return _ELIDED.sub("", filed, count=1) if _language(language) == "fr" and _ELIDED.match(filed) else filed


def _language(language: str | None) -> str:
    return (language or "en").split("-")[0].lower()
