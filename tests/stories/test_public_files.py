"""The files of a published letter: served as they were made, without a question, and never stale."""

import gzip
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import SLUG, Stage, now
from tests.stories.test_evidence import SIGN
from undersigned.actions.publishing import publish
from undersigned.errors import OutsideFailure, Refused
from undersigned.outside.shelf import on_shelf, take_off

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

PAGE = f"/letters/{SLUG}/"
BESIDE = {f"{PAGE}map.svg": "image/svg+xml", f"{PAGE}card.png": "image/png"}
EVERYTHING = [
    PAGE,
    *(f"/letters/{SLUG}.{name}" for name in ("pdf", "docx", "txt", "md", "json", "csv")),
    *BESIDE,
    f"{PAGE}embed/",
]


@pytest.fixture
def published(stage: Stage, client: Client) -> Stage:
    """Signed by the mayor of Carrboro and the delegate of Chapel Hill's."""
    stage.circulate()
    for address in ("mayor@carrboro.example", "bea@chapelhill.example"):
        client.post(stage.link(address), SIGN)
    stage.publish()
    stage.post()
    return stage


def test_no_public_file_asks_the_database(published: Stage, client: Client) -> None:
    for address in EVERYTHING:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200, address
        assert len(asked) == 0, address


def test_the_same_bytes_come_from_the_shelf_and_from_the_database(published: Stage, client: Client) -> None:
    kept = {address: client.get(address) for address in EVERYTHING}
    take_off(settings.DATA_DIR, SLUG)  # as it is while a publication is under way, or if it died
    for address, shown in kept.items():
        with CaptureQueriesContext(connection) as asked:
            asked_for = client.get(address)
        assert len(asked) > 0
        assert asked_for.content == shown.content
        assert dict(asked_for.headers) == dict(shown.headers)


def test_a_withdrawal_is_on_the_page_at_once(published: Stage, client: Client) -> None:
    before = client.get(PAGE)
    own_page = published.link("mayor@carrboro.example", "receipt")
    client.post(own_page, {"answer": "withdraw", "agree": "yes"})
    after = client.get(PAGE, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "withdrawn on" in after.content.decode()
    assert "Lindqvist" not in client.get(f"{PAGE}map.svg").content.decode()


def test_a_publication_that_fails_leaves_what_was_public(
    published: Stage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = client.get(PAGE).content

    def fail(*_: object) -> None:
        raise OutsideFailure("the disk is full", retry=True)

    monkeypatch.setattr("undersigned.actions.publishing.PublishedFile.objects.bulk_create", fail)
    own_page = published.link("mayor@carrboro.example", "receipt")
    assert client.post(own_page, {"answer": "withdraw", "agree": "yes"}).status_code == 503
    assert client.get(PAGE).content == before


def test_a_browser_that_has_a_file_is_spared_it(published: Stage, client: Client) -> None:
    for address in EVERYTHING:
        for encoding in ("", "gzip, br"):
            told = {"Accept-Encoding": encoding}
            first = client.get(address, headers=told)
            again = client.get(address, headers={**told, "If-None-Match": first.headers["ETag"]})
            assert (again.status_code, again.content) == (304, b"")


def test_text_is_packed_for_those_who_can_unpack_it(published: Stage, client: Client) -> None:
    plain, packed = client.get(PAGE), client.get(PAGE, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    picture = client.get(f"{PAGE}card.png", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in picture.headers


def test_the_head_of_a_file_is_told_without_its_body(published: Stage, client: Client) -> None:
    assert client.head(PAGE).status_code == 200
    assert client.post(PAGE).status_code == 405


def test_map_and_card_are_pictures(published: Stage, client: Client) -> None:
    for address, kind in BESIDE.items():
        assert client.get(address).headers["Content-Type"] == kind
    assert "Ada Lindqvist, Mayor of Carrboro, NC" in client.get(f"{PAGE}map.svg").content.decode()
    assert client.get(f"{PAGE}card.png").content.startswith(b"\x89PNG")


def test_other_sites_may_frame_the_embed_and_nothing_else(published: Stage, client: Client) -> None:
    embed, page = client.get(f"{PAGE}embed/"), client.get(PAGE)
    assert embed.headers["Content-Security-Policy"].endswith("frame-ancestors *")
    assert "X-Frame-Options" not in embed.headers
    assert page.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    assert page.headers["X-Frame-Options"] == "DENY"
    text = embed.content.decode()
    assert f'href="http://127.0.0.1:8000{PAGE}" target="_top"' in text
    assert "<script" not in text
    assert "Two mayors" in text
    assert len(embed.content) < 70_000


def test_a_page_s_own_policy_is_the_one_it_is_served_with(published: Stage, client: Client) -> None:
    page = client.get(PAGE)
    said = re.search(r'Content-Security-Policy" content="([^"]*)"', page.content.decode())
    assert said
    policy = said[1].replace("&#39;", "'")
    assert page.headers["Content-Security-Policy"].startswith(policy)


def test_nothing_is_on_the_shelf_before_a_letter_is_public(stage: Stage, client: Client) -> None:
    stage.circulate()
    assert on_shelf(settings.DATA_DIR, SLUG) == {}
    assert {client.get(address).status_code for address in EVERYTHING} == {404}


def test_the_bundle_has_the_letter_s_files_and_not_what_stands_beside_it(
    published: Stage, client: Client
) -> None:
    for name in ("map.svg", "card.png", "embed.html"):
        assert client.get(f"/letters/{SLUG}/evidence/files/{name}").status_code == 404


def test_publishing_twice_is_refused_and_the_shelf_stays(published: Stage, client: Client) -> None:
    with pytest.raises(Refused, match="not-closed"):
        publish(slug=SLUG, at=now())
    assert client.get(PAGE).status_code == 200
