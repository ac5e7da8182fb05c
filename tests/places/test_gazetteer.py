import gzip
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files

import pytest

from undersigned.places import find_places, is_listed, place_of

PREFIX = "ocd-division/country:us/"


def ids() -> Iterator[str]:
    data = (files("undersigned.places") / "data" / "places.tsv.gz").read_bytes()
    for line in gzip.decompress(data).decode("utf-8").splitlines()[1:]:
        yield PREFIX + line.split("\t")[0]


@pytest.mark.parametrize(
    ("tail", "name", "kind"),
    [
        ("state:al/place:vestavia_hills", "Vestavia Hills", "city"),
        ("state:mo/place:st_louis", "St. Louis", "city"),
        ("state:tx/place:mckinney", "McKinney", "city"),
        ("state:ny/place:new_york", "New York", "city"),
        ("state:nc/place:carrboro", "Carrboro", "town"),
        ("state:md/county:montgomery", "Montgomery County", "county"),
        ("state:la/parish:orleans", "Orleans Parish", "parish"),
        ("state:id/place:boise_city", "Boise", "city"),
        ("state:ut/place:brigham_city", "Brigham City", "city"),
        ("state:ma/place:agawam_town", "Agawam", "city"),
        ("state:ky/place:lexington", "Lexington", "city"),
        ("state:ky/place:louisville", "Louisville", "city"),
        ("state:tn/place:lynchburg", "Lynchburg", "city"),
        ("state:ga/place:cusseta", "Cusseta", "city"),
        ("territory:pr/municipio:adjuntas", "Adjuntas", "municipio"),
        ("state:nj/county:camden/place:cherry_hill", "Cherry Hill", "township"),
        ("state:pa/county:lycoming/place:muncy", "Muncy Township", "township"),
        ("district:dc", "Washington", "city"),
    ],
)
def test_a_place_carries_the_name_people_write(tail: str, name: str, kind: str) -> None:
    place = place_of(PREFIX + tail)
    assert place is not None
    assert (place.name, place.kind) == (name, kind)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (
            "ocd-jurisdiction/country:us/state:al/place:vestavia_hills/government",
            "state:al/place:vestavia_hills",
        ),
        ("ocd-division/country:us/state:ma/place:easthampton", "state:ma/place:easthampton_town"),
        ("ocd-division/country:us/state:mo/place:saint_louis", "state:mo/place:st_louis"),
        ("ocd-division/country:us/state:il/place:o_fallon", "state:il/place:o~fallon"),
        ("ocd-division/country:us/state:nc/place:winston_salem", "state:nc/place:winston-salem"),
        ("ocd-division/country:us/state:ny/place:nassau_county", "state:ny/county:nassau"),
        ("ocd-division/country:us/state:ny/borough:brooklyn", "state:ny/county:kings"),
        ("ocd-division/country:us/state:ut/place:midvale_", "state:ut/place:midvale"),
        ("ocd-division/country:us/state:nj/place:cherry_hill", "state:nj/county:camden/place:cherry_hill"),
    ],
)
def test_other_ids_of_a_place_lead_to_it(asked: str, meant: str) -> None:
    place = place_of(asked)
    assert place is not None
    assert place.ocd_id == PREFIX + meant


@pytest.mark.parametrize(
    "unknown",
    [
        "",
        "carrboro",
        "ocd-division/country:fr/region:idf",
        "ocd-division/country:us/state:nc",
        "ocd-division/country:us/state:nc/place:north_charleston",  # it lies in South Carolina
        "ocd-division/country:us/state:nj/place:union",  # there are several
    ],
)
def test_an_id_that_means_no_place_or_several_gives_none(unknown: str) -> None:
    assert place_of(unknown) is None
    assert not is_listed(unknown)


def test_a_place_knows_where_it_lies_and_what_time_it_keeps() -> None:
    place = place_of(PREFIX + "state:nc/place:carrboro")
    assert place is not None
    assert (place.region, place.time_zone, place.population) == ("NC", "America/New_York", 19582)
    assert (place.latitude, place.longitude) == (35.926, -79.087)
    el_paso = place_of(PREFIX + "state:tx/place:el_paso")
    assert el_paso is not None
    assert el_paso.time_zone == "America/Denver", "a place can keep another time than most of its state"


@pytest.mark.parametrize(
    ("name", "region", "meant"),
    [
        ("saint louis", "MO", "state:mo/place:st_louis"),
        ("New York City", "N.Y.", "state:ny/place:new_york"),
        ("Espanola", "New Mexico", "state:nm/place:española"),
        ("O’FALLON", "Ill.", "state:il/place:o~fallon"),
        ("Town of Cary", "NC", "state:nc/place:cary"),
        ("Montgomery County", "Maryland", "state:md/county:montgomery"),
        ("Princeton", "NJ", "state:nj/place:princeton"),
        ("Washington", "D.C.", "district:dc"),
        ("Brigham City", "UT", "state:ut/place:brigham_city"),
    ],
)
def test_a_place_is_found_by_name_however_it_is_written(name: str, region: str, meant: str) -> None:
    assert find_places(name, region)[0].ocd_id == PREFIX + meant


def test_names_that_no_place_of_the_region_has_find_nothing() -> None:
    assert find_places("Carrboro", "WA") == ()
    assert find_places("Carrboro", "Narnia") == ()
    assert find_places("", "NC") == ()
    assert find_places("'", "NC") == ()


def test_every_line_of_the_data_can_be_read() -> None:
    places = [place_of(id) for id in ids()]
    assert len(places) == 48_750
    assert all(place is not None and place.name and place.time_zone for place in places)
    assert len({place.ocd_id for place in places if place}) == len(places)


def test_nothing_is_read_before_the_first_question() -> None:
    program = (
        "import undersigned.places.gazetteer as g; assert g._gazetteer.cache_info().currsize == 0; "
        "import sys; assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
