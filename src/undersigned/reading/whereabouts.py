"""Whether a piece of text names a region or a country.

Regions of the United States come from `places`, countries from CLDR by Babel; the first-level regions of some
other countries stand here, because CLDR has none (names and codes of ISO 3166-2).
"""

import re
from dataclasses import dataclass
from functools import cache

from undersigned.domain.name_matching import folded
from undersigned.places import region_of

_SUBDIVISIONS: dict[str, str] = {
    "CA": "ON Ontario|QC Québec|BC British Columbia|AB Alberta|MB Manitoba|SK Saskatchewan|NS Nova Scotia|NB New Brunswick|"
          "NL Newfoundland and Labrador|PE Prince Edward Island|YT Yukon|NT Northwest Territories|NU Nunavut",
    "GB": "ENG England|SCT Scotland|WLS Wales|NIR Northern Ireland",
    "AU": "NSW New South Wales|VIC Victoria|QLD Queensland|SA South Australia|WA Western Australia|TAS Tasmania|"
          "NT Northern Territory|ACT Australian Capital Territory",
    "DE": "BW Baden-Württemberg|BY Bayern|BE Berlin|BB Brandenburg|HB Bremen|HH Hamburg|HE Hessen|MV Mecklenburg-Vorpommern|"
          "NI Niedersachsen|NW Nordrhein-Westfalen|RP Rheinland-Pfalz|SL Saarland|SN Sachsen|ST Sachsen-Anhalt|"
          "SH Schleswig-Holstein|TH Thüringen",
    "AT": "1 Burgenland|2 Kärnten|3 Niederösterreich|4 Oberösterreich|5 Salzburg|6 Steiermark|7 Tirol|8 Vorarlberg|9 Wien",
    "ES": "AN Andalucía|AR Aragón|AS Asturias|CN Canarias|CB Cantabria|CL Castilla y León|CM Castilla-La Mancha|CT Cataluña|"
          "CT Catalunya|EX Extremadura|GA Galicia|IB Illes Balears|IB Islas Baleares|RI La Rioja|MD Comunidad de Madrid|"
          "MC Región de Murcia|NC Navarra|PV País Vasco|PV Euskadi|VC Comunitat Valenciana|VC Comunidad Valenciana",
    "FR": "ARA Auvergne-Rhône-Alpes|BFC Bourgogne-Franche-Comté|BRE Bretagne|CVL Centre-Val de Loire|20R Corse|GES Grand Est|"
          "HDF Hauts-de-France|IDF Île-de-France|NOR Normandie|NAQ Nouvelle-Aquitaine|OCC Occitanie|PDL Pays de la Loire|"
          "PAC Provence-Alpes-Côte d'Azur",
    "BR": "AC Acre|AL Alagoas|AP Amapá|AM Amazonas|BA Bahia|CE Ceará|DF Distrito Federal|ES Espírito Santo|GO Goiás|MA Maranhão|"
          "MT Mato Grosso|MS Mato Grosso do Sul|MG Minas Gerais|PA Pará|PB Paraíba|PR Paraná|PE Pernambuco|PI Piauí|"
          "RJ Rio de Janeiro|RN Rio Grande do Norte|RS Rio Grande do Sul|RO Rondônia|RR Roraima|SC Santa Catarina|"
          "SP São Paulo|SE Sergipe|TO Tocantins",
    "MX": "AGU Aguascalientes|BCN Baja California|CHP Chiapas|CHH Chihuahua|CMX Ciudad de México|COA Coahuila|DUR Durango|"
          "GUA Guanajuato|GRO Guerrero|HID Hidalgo|JAL Jalisco|MEX Estado de México|MIC Michoacán|MOR Morelos|NAY Nayarit|"
          "NLE Nuevo León|OAX Oaxaca|PUE Puebla|QUE Querétaro|ROO Quintana Roo|SIN Sinaloa|SON Sonora|TAB Tabasco|"
          "TAM Tamaulipas|TLA Tlaxcala|VER Veracruz|YUC Yucatán|ZAC Zacatecas",
    "IT": "65 Abruzzo|77 Basilicata|78 Calabria|72 Campania|45 Emilia-Romagna|36 Friuli-Venezia Giulia|62 Lazio|42 Liguria|"
          "25 Lombardia|57 Marche|67 Molise|21 Piemonte|75 Puglia|88 Sardegna|82 Sicilia|52 Toscana|55 Umbria|34 Veneto",
}  # fmt: skip
# Towns that are also the whole region: as a place they are far commoner.
_TOWNS_FIRST = {"berlin", "hamburg", "bremen", "wien", "salzburg", "sao paulo", "rio de janeiro", "puebla", "queretaro", "veracruz", "victoria", "zacatecas", "durango", "chihuahua", "aguascalientes"}
_WIDER = {
    "international", "global", "worldwide", "global south", "europe", "africa", "asia", "oceania", "latin america", "north america",
    "south america", "european union", "eu", "world", "regional", "asia pacific", "middle east", "caribbean", "west africa",
    "east africa", "southern africa", "south asia", "southeast asia", "central america", "internacional", "europa", "america latina",
    "international(e)", "amerique latine", "union europeenne", "mundial", "weltweit", "afrique", "afrika",
}  # fmt: skip
_ALSO = {
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "us": "US", "united states of america": "US", "uk": "GB", "u.k.": "GB",
    "great britain": "GB", "the netherlands": "NL", "holland": "NL", "czech republic": "CZ", "korea": "KR", "republic of korea": "KR",
    "russia": "RU", "palestine": "PS", "ivory coast": "CI", "burma": "MM", "drc": "CD", "democratic republic of congo": "CD",
    "democratic republic of the congo": "CD", "swaziland": "SZ", "cape verde": "CV", "macedonia": "MK", "vatican": "VA",
    "turkey": "TR", "eeuu": "US", "ee. uu.": "US", "estados unidos": "US", "etats-unis": "US", "reino unido": "GB", "royaume-uni": "GB",
    "aotearoa": "NZ", "hong kong": "HK", "the gambia": "GM", "gambia": "GM", "syria": "SY", "tanzania": "TZ", "vietnam": "VN", "viet nam": "VN",
    "bolivia": "BO", "venezuela": "VE", "iran": "IR", "laos": "LA", "moldova": "MD", "republic of ireland": "IE", "trinidad": "TT",
    "bosnia": "BA", "bosnia and herzegovina": "BA", "czechia": "CZ", "east timor": "TL", "timor leste": "TL", "brasil": "BR",
}  # fmt: skip
_CODE = re.compile(r"[A-Z]{2}|(?:[A-Z]\. ?){2}")
_NAMED = re.compile(r"(?:the |la |el |les |die )?\W*[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Where:
    """A region or a country. `text` as printed; exactly one of `region_code` and `country` may be None."""

    text: str
    region_code: str | None = None
    country: str | None = None
    is_country: bool = False
    is_wider: bool = False


@cache
def where_is(text: str) -> Where | None:
    """The region or country this text names and nothing else; None if it names none."""
    text = text.strip(" .,;:()\t") if not _CODE.fullmatch(text.strip(" ,;:()")) else text.strip(" ,;:()")
    if not text or len(text) > 60 or not (text[0].isupper() or text.startswith("the ")):
        return None
    name = folded(text)
    if name in _WIDER:
        return Where(text, is_wider=True)
    region = region_of(re.sub("['’‘ʻ]", "", text))
    if region and (_CODE.fullmatch(text) or len(text) > 2):
        return Where(text, region.code, region.country)
    if name in _subdivisions() and name not in _TOWNS_FIRST:
        country, code = _subdivisions()[name]
        return Where(text, code, country)
    code = country_of(text)
    return Where(text, None, code, is_country=True) if code else None


def country_of(text: str) -> str | None:
    """ISO 3166-1 code of a country by one of its names, in any of the reader's languages."""
    name = folded(text.strip())
    return _ALSO.get(name) or _countries().get(name.removeprefix("the "))


@cache
def _subdivisions() -> dict[str, tuple[str, str]]:
    rows = ((country, row) for country, table in _SUBDIVISIONS.items() for row in table.split("|"))
    return {folded(row.split(" ", 1)[1]): (country, row.split(" ", 1)[0]) for country, row in rows}


@cache
def _countries() -> dict[str, str]:
    from babel import Locale  # loads data: only when a letter names something that is no region of ours

    names: dict[str, str] = {}
    for language in ("en", "es", "fr", "pt", "de", "it"):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names.setdefault(folded(name), code)
    return names
