"""Names of offices: as a title, and of several who hold one."""

from functools import cache

# Singular → plural, where the language's own rule does not give it; the keys are lower case.
_ENGLISH = {
    "attorney general": "Attorneys General",
    "county executive": "County Executives",
    "secretary of state": "Secretaries of State",
    "chief of staff": "Chiefs of Staff",
    "chief of police": "Chiefs of Police",
    "chair of the board": "Chairs of the Board",
    "member of congress": "Members of Congress",
    "member of parliament": "Members of Parliament",
    "mayor pro tem": "Mayors Pro Tem",
    "speaker of the house": "Speakers of the House",
    "president of the council": "Presidents of the Council",
    "president pro tempore": "Presidents Pro Tempore",
    "solicitor general": "Solicitors General",
    "county judge-executive": "County Judges-Executive",
    "judge-executive": "Judges-Executive",
    "commissioner": "Commissioners",
    "alderman": "Aldermen",
    "alderwoman": "Alderwomen",
    "chairman": "Chairmen",
    "chairwoman": "Chairwomen",
    "chairperson": "Chairpersons",
    "councilman": "Councilmen",
    "councilwoman": "Councilwomen",
    "councilperson": "Councilpersons",
    "selectman": "Selectmen",
    "congressman": "Congressmen",
    "congresswoman": "Congresswomen",
    "first lady": "First Ladies",
}
_SPANISH = {
    "alcalde": "Alcaldes",
    "alcaldesa": "Alcaldesas",
    "gobernador": "Gobernadores",
    "gobernadora": "Gobernadoras",
    "presidente municipal": "Presidentes Municipales",
    "presidenta municipal": "Presidentas Municipales",
    "concejal": "Concejales",
    "concejala": "Concejalas",
    "senador": "Senadores",
    "senadora": "Senadoras",
    "diputado": "Diputados",
    "diputada": "Diputadas",
    "procurador general": "Procuradores Generales",
    "fiscal general": "Fiscales Generales",
    "secretario de estado": "Secretarios de Estado",
    "secretaria de estado": "Secretarias de Estado",
    "ejecutivo del condado": "Ejecutivos del Condado",
    "ejecutiva del condado": "Ejecutivas del Condado",
}
_FRENCH = {
    "maire": "Maires",
    "mairesse": "Mairesses",
    "préfet": "Préfets",
    "préfète": "Préfètes",
    "gouverneur": "Gouverneurs",
    "gouverneure": "Gouverneures",
    "procureur général": "Procureurs généraux",
    "procureure générale": "Procureures générales",
    "secrétaire d'état": "Secrétaires d'État",
    "député": "Députés",
    "députée": "Députées",
    "sénateur": "Sénateurs",
    "sénatrice": "Sénatrices",
    "conseiller municipal": "Conseillers municipaux",
    "conseillère municipale": "Conseillères municipales",
    "président du conseil": "Présidents du conseil",
    "présidente du conseil": "Présidentes du conseil",
    "président de région": "Présidents de région",
    "présidente de région": "Présidentes de région",
    "adjoint au maire": "Adjoints au maire",
    "adjointe au maire": "Adjointes au maire",
    "bourgmestre": "Bourgmestres",
}
_KNOWN = {"en": _ENGLISH, "es": _SPANISH, "fr": _FRENCH}

# Short ways of writing an office in other programs' data.
_SHORT = {
    "lt governor": "Lieutenant Governor",
    "lt. governor": "Lieutenant Governor",
    "ag": "Attorney General",
}
_SMALL_WORDS = {"of", "the", "for", "and", "de", "del", "du", "des", "la", "le", "au", "à", "pro", "tem"}


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
        word if index and word in _SMALL_WORDS - {"pro", "tem"} else word[:1].upper() + word[1:]
        for index, word in enumerate(words.split())
    )


@cache
def plural(office: str, language: str = "en") -> str | None:
    """Several who hold the office: "Mayor" → "Mayors", "Attorney General" → "Attorneys General".

    English, Spanish and French; None where the plural is not certain: a long title, another language.
    """
    known = _KNOWN.get(language.split("-")[0].lower())
    words = title(office)
    if known is None or not words:
        return None
    if found := known.get(words.casefold().replace("’", "'")):
        return found
    for singular, several in known.items():  # "Deputy Attorney General", "Lieutenant Governor" and the like
        if words.casefold().endswith(f" {singular}") and known is _ENGLISH:
            return words[: -len(singular)] + several
    return _regular(words) if known is _ENGLISH else None


def _regular(words: str) -> str | None:
    """English's own rule, for a title whose last word is the one that counts."""
    if any(f" {small} " in f" {words.casefold()} " for small in _SMALL_WORDS) or "," in words:
        return None
    if words.endswith(("s", "x", "z", "ch", "sh")):
        return f"{words}es"
    if words.endswith("y") and words[-2:-1].lower() not in "aeiou":
        return f"{words[:-1]}ies"
    return f"{words}s"
