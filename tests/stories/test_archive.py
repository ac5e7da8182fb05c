"""A coalition's archive: its letters and records, who stands on them, and all of it as data."""

import csv
import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from tests.cast import CARRBORO, DURHAM, LETTER, SLUG, Stage, now
from undersigned.actions.letters.circulate import circulate
from undersigned.actions.letters.close import close
from undersigned.actions.publishing import publish
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Record, RecordedName

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ARCHIVE = "/coalitions/north-towns/"
SECOND = "open-letter-on-the-ferry"


def sign(stage: Stage, *addresses: str) -> None:
    for address in addresses:
        Client().post(stage.link(address), {"agree": "yes", "answer": "sign"})


@pytest.fixture
def archive(stage: Stage) -> Stage:
    """Two public letters: three offices signed the first, two of them the second; and one record."""
    stage.circulate()
    sign(stage, "mayor@carrboro.example", "mayor@chapelhill.example", "ivo@durham.example")
    stage.publish()
    letter = stage.draft(LETTER.replace("night buses", "ferry"), SECOND)
    stage.desk().post(f"/desk/letters/{SECOND}/subjects/", {"subjects": "ferries, the river ,ferries"})
    deadline = now().replace(year=now().year + 1)
    circulate(slug=letter.slug, deadline=deadline, members=[CARRBORO, DURHAM], at=now())
    stage.post()
    sign(stage, "mayor@carrboro.example", "ivo@durham.example")
    close(slug=SECOND, at=now())
    publish(slug=SECOND, at=now())
    keep_a_record(stage)
    return stage


def keep_a_record(stage: Stage) -> None:
    document = {
        "format": "undersigned.letter/1",
        "title": "Open letter on the old mill",
        "body": [{"kind": "paragraph", "text": "Keep the mill.", "markdown": "Keep the mill.", "ask": None}],
        "signatories": [{"name": "Edda Kvist", "office": "Mayor", "place": "Carrboro", "region": "NC"}],
    }
    record = Record.objects.create(
        coalition=stage.coalition,
        slug="the-old-mill",
        title="Open letter on the old mill",
        day=date(2009, 5, 4),
        addressee="The Mill Board",
        signatories=1,
        document=document,
        found_at="https://papers.example/mill",
        kept_at=now(),
    )
    RecordedName.objects.create(
        record=record,
        position=0,
        name="Edda Kvist",
        family="Kvist",
        office="Mayor",
        place="Carrboro",
        region="NC",
        region_code="NC",
        jurisdiction="ocd-division/country:us/state:nc/place:carrboro",
    )


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_letters_stand_by_date_and_a_record_is_told_apart(archive: Stage, client: Client) -> None:
    page = read(client, ARCHIVE)
    assert page.index(SECOND) < page.index("/records/the-old-mill/")
    assert page.count("signed here") == 2
    assert "Nobody signed it here" in page
    assert "two open letters" in page.lower() or "2 open letters" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ferry", {SECOND}),
        ("q=quintero", {SLUG}),
        ("q=kvist", {"the-old-mill"}),
        ("subject=ferries", {SECOND}),
        ("year=2009", {"the-old-mill"}),
        ("addressee=The+Mill+Board", {"the-old-mill"}),
        ("region=NC", {SLUG, SECOND, "the-old-mill"}),
        ("region=TX", set()),
        ("q=nothing+of+the+kind", set()),
        ("year=x&page=zz&q=%00", {SLUG, SECOND, "the-old-mill"}),
    ],
)
def test_the_archive_is_narrowed_by_what_one_looks_for(
    archive: Stage, client: Client, query: str, found: set[str]
) -> None:
    page = etree.HTML(read(client, f"{ARCHIVE}?{query}"))
    links = page.xpath("//ul[@class='letters']//a/@href")
    assert {link.rstrip("/").rpartition("/")[2] for link in links} == found


def test_a_members_page_tells_what_it_signed_and_where_it_stands_on_record(
    archive: Stage, client: Client
) -> None:
    page = read(client, f"{ARCHIVE}members/{CARRBORO}/")
    assert "2 letters signed" in page or "two letters signed" in page.lower()
    assert "Ada Lindqvist" in page
    assert "Edda Kvist" in page


def test_nobody_learns_who_was_invited_and_did_not_sign(archive: Stage, client: Client) -> None:
    missing = client.get(f"{ARCHIVE}members/us-md-montgomery-county-county-executive/")
    assert missing.status_code == client.get(f"{ARCHIVE}members/nobody/").status_code == 404


def test_a_member_whose_signature_was_withdrawn_is_no_longer_shown(archive: Stage, client: Client) -> None:
    link = archive.link("mayor@chapelhill.example", "receipt")
    client.post(link, {"answer": "withdraw"})
    assert "Quintero" not in read(client, f"{ARCHIVE}?q=quintero")
    names = [row["name"] for row in table(client, "signatories")]
    assert "Tomás Quintero" not in names


def test_who_signs_with_whom_is_counted_a_letter_at_a_time(archive: Stage, client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(read(client, f"{ARCHIVE}together.csv"))))
    counted = {frozenset((row["first_name"], row["second_name"])): row["letters"] for row in rows}
    assert counted[frozenset(("Carrboro, NC", "Durham, NC"))] == "2"
    assert counted[frozenset(("Carrboro, NC", "Chapel Hill, NC"))] == "1"
    picture = etree.fromstring(read(client, f"{ARCHIVE}together.svg").encode())
    assert len(picture.findall("{*}rect")) == 2 * len(rows)
    assert "Durham, NC" in read(client, f"{ARCHIVE}together/")


def table(client: Client, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(client.get(f"{ARCHIVE}dataset.zip").content)) as packed:
        return list(csv.DictReader(io.StringIO(packed.read(f"{name}.csv").decode())))


def header(client: Client, path: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(client.get(f"{ARCHIVE}dataset.zip").content)) as packed:
        return next(csv.reader(io.StringIO(packed.read(path).decode())))


def test_the_dataset_is_as_its_dictionary_says_and_its_tables_hold_together(
    archive: Stage, client: Client
) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get(f"{ARCHIVE}dataset.zip").content)) as packed:
        dictionary: dict[str, Any] = json.loads(packed.read("datapackage.json"))
    for resource in dictionary["resources"]:
        assert header(client, resource["path"]) == [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] for field in resource["schema"]["fields"])
    letters = {row["letter"] for row in table(client, "letters")}
    assert letters == {SLUG, SECOND, "the-old-mill"}
    for name in ("signatories", "asks"):
        assert {row["letter"] for row in table(client, name)} <= letters
    ours = [row for row in table(client, "signatories") if row["letter"] == SLUG]
    assert [row["name"] for row in ours] == [
        each["name"] for each in json.loads(client.get(f"/letters/{SLUG}.json").content)["signatories"]
    ]
    assert ours[0]["jurisdiction"].startswith("ocd-division/")


def test_the_same_archive_gives_the_same_bytes(archive: Stage, client: Client) -> None:
    first, second = (client.get(f"{ARCHIVE}dataset.zip") for _ in range(2))
    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]


def test_a_record_is_shown_as_such_with_where_it_was_found(archive: Stage, client: Client) -> None:
    page = read(client, f"{ARCHIVE}records/the-old-mill/")
    assert "A record of a letter from elsewhere." in page
    assert "Keep the mill." in page
    assert "Edda Kvist" in page
    assert "https://papers.example/mill" in page


def test_the_feed_has_the_public_letters_and_is_well_formed(archive: Stage, client: Client) -> None:
    feed = etree.fromstring(client.get("/feed.atom").content)
    links = [entry.find("{*}link").get("href") for entry in feed.findall("{*}entry")]
    assert links == [f"http://127.0.0.1:8000/letters/{slug}/" for slug in (SECOND, SLUG)]


def test_a_coalition_without_anything_public_has_no_archive(stage: Stage, client: Client) -> None:
    stage.circulate()
    for address in ("", "together/", "dataset.zip", f"members/{CARRBORO}/", "records/x/"):
        assert client.get(ARCHIVE + address).status_code == 404


def test_subjects_that_cannot_be_shown_are_refused_and_kept_in_the_form(stage: Stage) -> None:
    letter = stage.draft()
    answer = stage.desk().post(f"/desk/letters/{SLUG}/subjects/", {"subjects": f"ferries, {'x' * 250}"})
    assert answer.status_code == 422
    assert "ferries, xxx" in answer.content.decode()
    assert letter_by_slug(letter.slug).subjects == ""


@pytest.mark.parametrize("page", ["", "asks/", "facts/", "together/", "dataset.zip"])
def test_nobody_learns_of_a_coalition_that_has_nothing_public(
    stage: Stage, client: Client, page: str
) -> None:
    assert client.get(f"/coalitions/north-towns/{page}").status_code == 404
