"""Whether a piece of text names a region or a country.

Regions of the United States come from `places`, countries from CLDR; the first-level regions of some
other countries stand here, because CLDR has none (names and codes of ISO 3166-2).
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from undersigned.domain.name_matching import folded
from undersigned.places import region_of
from undersigned.reading.languages import LANGUAGES

# Country, then each region as its code and its name; a name may stand twice in two languages.
_SUBDIVISIONS = """
CA ON Ontario | QC Québec | BC British Columbia | AB Alberta | MB Manitoba | SK Saskatchewan
CA NS Nova Scotia | NB New Brunswick | NL Newfoundland and Labrador | PE Prince Edward Island
CA YT Yukon | NT Northwest Territories | NU Nunavut
GB ENG England | SCT Scotland | WLS Wales | NIR Northern Ireland
AU NSW New South Wales | VIC Victoria | QLD Queensland | SA South Australia | WA Western Australia
AU TAS Tasmania | NT Northern Territory | ACT Australian Capital Territory
DE BW Baden-Württemberg | BY Bayern | BE Berlin | BB Brandenburg | HB Bremen | HH Hamburg | HE Hessen
DE MV Mecklenburg-Vorpommern | NI Niedersachsen | NW Nordrhein-Westfalen | RP Rheinland-Pfalz
DE SL Saarland | SN Sachsen | ST Sachsen-Anhalt | SH Schleswig-Holstein | TH Thüringen
AT 1 Burgenland | 2 Kärnten | 3 Niederösterreich | 4 Oberösterreich | 5 Salzburg | 6 Steiermark
AT 7 Tirol | 8 Vorarlberg | 9 Wien
ES AN Andalucía | AR Aragón | AS Asturias | CN Canarias | CB Cantabria | CL Castilla y León
ES CM Castilla-La Mancha | CT Cataluña | CT Catalunya | EX Extremadura | GA Galicia | IB Illes Balears
ES IB Islas Baleares | RI La Rioja | MD Comunidad de Madrid | MC Región de Murcia | NC Navarra
ES PV País Vasco | PV Euskadi | VC Comunitat Valenciana | VC Comunidad Valenciana
FR ARA Auvergne-Rhône-Alpes | BFC Bourgogne-Franche-Comté | BRE Bretagne | CVL Centre-Val de Loire
FR 20R Corse | GES Grand Est | HDF Hauts-de-France | IDF Île-de-France | NOR Normandie
FR NAQ Nouvelle-Aquitaine | OCC Occitanie | PDL Pays de la Loire | PAC Provence-Alpes-Côte d'Azur
BR AC Acre | AL Alagoas | AP Amapá | AM Amazonas | BA Bahia | CE Ceará | DF Distrito Federal
BR ES Espírito Santo | GO Goiás | MA Maranhão | MT Mato Grosso | MS Mato Grosso do Sul
BR MG Minas Gerais | PA Pará | PB Paraíba | PR Paraná | PE Pernambuco | PI Piauí | RJ Rio de Janeiro
BR RN Rio Grande do Norte | RS Rio Grande do Sul | RO Rondônia | RR Roraima | SC Santa Catarina
BR SP São Paulo | SE Sergipe | TO Tocantins
MX AGU Aguascalientes | BCN Baja California | CHP Chiapas | CHH Chihuahua | CMX Ciudad de México
MX COA Coahuila | DUR Durango | GUA Guanajuato | GRO Guerrero | HID Hidalgo | JAL Jalisco
MX MEX Estado de México | MIC Michoacán | MOR Morelos | NAY Nayarit | NLE Nuevo León | OAX Oaxaca
MX PUE Puebla | QUE Querétaro | ROO Quintana Roo | SIN Sinaloa | SON Sonora | TAB Tabasco
MX TAM Tamaulipas | TLA Tlaxcala | VER Veracruz | YUC Yucatán | ZAC Zacatecas
IT 65 Abruzzo | 77 Basilicata | 78 Calabria | 72 Campania | 45 Emilia-Romagna
IT 36 Friuli-Venezia Giulia | 62 Lazio | 42 Liguria | 25 Lombardia | 57 Marche | 67 Molise
IT 21 Piemonte | 75 Puglia | 88 Sardegna | 82 Sicilia | 52 Toscana | 55 Umbria | 34 Veneto
"""
# Towns that are also the whole region: as a place they are far commoner.
_TOWNS_FIRST = """
aguascalientes | berlin | bremen | chihuahua | durango | hamburg | puebla | queretaro |
rio de janeiro | salzburg | sao paulo | veracruz | victoria | wien | zacatecas
"""
# Provinces are written in brackets behind a town ("Fraga (Huesca)"); alone such a name is a town's as well.
_PROVINCES = """
álava | albacete | alicante | almería | araba | ávila | badajoz | barcelona | bizkaia | burgos | cáceres |
cádiz | castellón | ciudad real | córdoba | a coruña | cuenca | gipuzkoa | girona | granada | guadalajara |
guipúzcoa | huelva | huesca | jaén | las palmas | león | lleida | lugo | madrid | málaga | ourense |
palencia | pontevedra | salamanca | santa cruz de tenerife | segovia | sevilla | soria | tarragona |
teruel | toledo | valencia | valladolid | vizcaya | zamora | zaragoza
"""
# Wider than a country.
_WIDER = """
africa | afrika | afrique | america latina | amerique latine | asia | asia pacific | caribbean |
central america | east africa | eu | europa | europe | european union | global | global south |
internacional | international | latin america | middle east | mundial | north america | oceania |
regional | south america | south asia | southeast asia | southern africa | union europeenne |
weltweit | west africa | world | worldwide
"""
# Countries as they are written beside their names in CLDR.
_ALSO = """
BA bosnia | BA bosnia and herzegovina | BO bolivia | BR brasil | CD drc |
CD democratic republic of congo | CD democratic republic of the congo | CI ivory coast |
CV cape verde | CZ czech republic | CZ czechia | GB uk | GB u.k. | GB great britain | GB reino unido |
GB royaume-uni | GM the gambia | GM gambia | HK hong kong | IE republic of ireland | IR iran |
KR korea | KR republic of korea | LA laos | MD moldova | MK macedonia | MM burma |
NL the netherlands | NL holland | NZ aotearoa | PS palestine | RU russia | SY syria | SZ swaziland |
TL east timor | TL timor leste | TR turkey | TT trinidad | TZ tanzania | US usa | US u.s.a. |
US u.s. | US us | US united states of america | US eeuu | US ee. uu. | US estados unidos |
US etats-unis | VA vatican | VE venezuela | VN vietnam | VN viet nam
"""
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
    if name in _names(_WIDER):
        return Where(text, is_wider=True)
    region = region_of(re.sub("['’‘ʻ]", "", text))
    if region and (_CODE.fullmatch(text) or len(text) > 2):
        return Where(text, region.code, region.country)
    if name in _subdivisions() and name not in _names(_TOWNS_FIRST):
        country, code = _subdivisions()[name]
        return Where(text, code, country)
    abroad = country_of(text)
    return Where(text, None, abroad, is_country=True) if abroad else None


def is_province(text: str) -> bool:
    """Whether this is a province of Spain (ISO 3166-2:ES); only brackets behind a town tell it from one."""
    return folded(text) in _provinces()


@cache
def _provinces() -> frozenset[str]:
    return frozenset(map(folded, _names(_PROVINCES)))


def country_of(text: str) -> str | None:
    """ISO 3166-1 code of a country by one of its names, in any of the reader's languages."""
    name = folded(text.strip())
    return _countries().get(name.removeprefix("the "))


@cache
def _names(table: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in table.replace("|\n", "|").split("|"))


@cache
def _subdivisions() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for line in _SUBDIVISIONS.strip().splitlines():
        country, _, rest = line.partition(" ")
        for row in rest.split("|"):
            code, _, name = row.strip().partition(" ")
            found.setdefault(folded(name), (country, code))
    return found


@cache
def _countries() -> dict[str, str]:
    names = {name.partition(" ")[2]: name.partition(" ")[0] for name in _names(_ALSO)}
    for row in (files("undersigned.reading") / "country_names.tsv").read_text("utf-8").splitlines():
        code, *known = row.split("\t")
        if not code.startswith("#"):
            names |= {name: code for name in known if name not in names}
    return names


def countries_of_cldr() -> str:
    """What `country_names.tsv` holds: a line for each country, its folded names in the reader's languages.

    Babel knows them, but takes a quarter of a second to load six languages; a test keeps the file fresh.
    """
    from babel import Locale

    named: dict[str, dict[str, None]] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                named.setdefault(code, {})[folded(name)] = None
    rows = ["\t".join([code, *names]) for code, names in sorted(named.items())]
    head = "# Names of countries in CLDR (Unicode License v3). Made by: python -m tests.reading.countries"
    return "\n".join([head, *rows, ""])
