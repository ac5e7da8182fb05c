"""An open letter: its list grows for all to see, who leaves is gone from it, and all of it is provable."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import LETTER, SLUG, Stage, now
from tests.stories.signers import (
    asked,
    confirm,
    crowd,
    evidence,
    holds,
    link_of,
    open_letter,
    sign,
    sign_form,
)
from undersigned.actions.letters.close import close
from undersigned.actions.letters.edition import new_edition
from undersigned.actions.publishing import publish
from undersigned.proof import bundle, contents
from undersigned.proof.verdict import Given, check
from undersigned.queries.bundles import bundle_of
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Mail, PublicSignature, PublicTally

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_signatory_withdraws_and_can_sign_again(stage: Stage, client: Client) -> None:
    open_letter(stage)
    link = sign(stage, client, email="ann@example.org", name="Ann Bell")
    assert client.post(link.replace("/c/", "/r/"), {"answer": "withdraw"}).status_code == 303
    page = client.get(f"/letters/{SLUG}/").content.decode()
    assert "Ann Bell" not in page
    assert "1 signature was withdrawn." in page
    sign(stage, client, email="ann@example.org", name="Ann Bell")
    assert "Ann Bell" in client.get(f"/letters/{SLUG}/").content.decode()
    counts = holds(client)
    assert (counts["standing"], counts["withdrawn"]) == (1, 1)


def test_a_signatory_is_forgotten_everywhere_and_the_evidence_holds(stage: Stage, client: Client) -> None:
    open_letter(stage)
    link = sign(stage, client, email="ann@example.org", name="Ann Bell", title="Glazier")
    sign(stage, client, email="wilma@example.org", name="Wilma Brandt")
    client.get(f"/letters/{SLUG}.json")
    assert client.post(link.replace("/c/", "/r/"), {"answer": "forget"}).status_code == 303
    assert "Forgotten on" in client.get(link.replace("/c/", "/r/")).content.decode()
    counts = holds(client)
    assert (counts["standing"], counts["withdrawn"]) == (1, 1)
    everything = "".join(
        client.get(f"/letters/{SLUG}{end}").content.decode("latin-1")
        for end in ("/", ".json", ".csv", ".txt")
    )
    everything += str(bundle.pack(bundle_of(letter_by_slug(SLUG), {})))
    everything += str(list(PublicSignature.objects.values_list())) + str(list(Mail.objects.values_list()))
    assert "Ann Bell" not in everything
    assert "ann@example.org" not in everything
    assert "Glazier" not in everything


def test_who_is_forgotten_after_publication_is_counted_among_those_who_left(
    stage: Stage, client: Client
) -> None:
    open_letter(stage)
    links = [sign(stage, client, email=f"p{n}@example.org", name=f"Ann Bell {n}") for n in range(3)]
    close(slug=SLUG, at=now())
    publish(slug=SLUG, at=now())
    for link in links[:2]:
        client.post(link.replace("/c/", "/r/"), {"answer": "forget"})
    page = client.get(f"/letters/{SLUG}/").content.decode()
    assert "2 signatories asked to be forgotten: the last left the list on" in page
    assert "Ann Bell 2" in page
    assert "Ann Bell 0" not in page
    assert holds(client)["withdrawn"] == 2


def test_the_receipt_comes_by_mail_is_sent_again_and_verifies(stage: Stage, client: Client) -> None:
    open_letter(stage)
    link = sign(stage, client, email="ann@example.org", name="Ann Bell")
    own_page = link.replace("/c/", "/r/")
    stage.post()
    mail = stage.mails("ann@example.org", "receipt")[0]
    attached = next(iter(mail.iter_attachments())).get_content()
    downloaded = client.get(f"{own_page}receipt.tlog-proof").content
    assert (attached if isinstance(attached, bytes) else attached.encode()) == downloaded
    assert client.post(own_page, {"answer": "receipt"}).status_code == 303
    stage.post()
    assert len(stage.mails("ann@example.org", "receipt")) == 2
    packed = contents.from_zip(evidence(client))
    assert check(packed, Given(receipts={"mine": downloaded})).verdict == "holds"


def test_the_list_comes_in_parts_and_every_part_leads_to_the_next(stage: Stage, client: Client) -> None:
    open_letter(stage)
    crowd(230)
    seen: list[str] = []
    address = f"/letters/{SLUG}/"
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r'<li><b dir="auto">([^<]+)</b>', page)
        found = re.search(r'href="([^"]*signatories/\?from=individual[^"]*)"', page)
        address = found[1] if found else ""
    assert len(seen) == len(set(seen)) == 230


def test_closed_and_published_the_list_is_the_same_everywhere(stage: Stage, client: Client) -> None:
    """Office-holders, organisations and individuals are counted apart, and stand in one list."""
    open_letter(stage, members=["us-nc-carrboro-mayor"])
    client.post(stage.link("mayor@carrboro.example"), {"agree": "yes", "answer": "sign", "edition": "1"})
    sign(stage, client, email="ann@example.org", name="Ann Bell", place="Lund")
    sign(
        stage,
        client,
        email="o@museum.example",
        name="Petra Lindh",
        organisation="Museum of Lamps",
        for_organisation="yes",
    )
    close(slug=SLUG, at=now())
    assert client.get(f"/letters/{SLUG}/sign/").status_code == 410
    assert client.get(f"/letters/{SLUG}/").status_code == 200
    publish(slug=SLUG, at=now())
    published = client.get(f"/letters/{SLUG}.json").json()
    names = [each["name"] or each["organisation"] for each in published["signatories"]]
    assert names == ["Ada Lindqvist", "Museum of Lamps", "Ann Bell"]
    assert [each["confirmed"]["how"] for each in published["signatories"]] == ["link", "mail", "mail"]
    assert (published["count"]["people"], published["count"]["organisations"]) == (2, 1)
    page = client.get(f"/letters/{SLUG}/").content.decode()
    assert "one mayor, one other signatory, and one organisation" in page
    lines = client.get(f"/letters/{SLUG}.csv").content.decode().splitlines()
    assert len(lines) == 4
    assert holds(client)["standing"] == 3


def test_a_new_edition_asks_the_public_again_with_the_difference(stage: Stage, client: Client) -> None:
    open_letter(stage)
    sign(stage, client, email="ann@example.org", name="Ann Bell")
    sign(stage, client, email="wilma@example.org", name="Wilma Brandt")
    asked(stage, "late@example.org", name="Lars Late")
    new_edition(slug=SLUG, source=LETTER.replace("keep", "save").encode(), compared=1, at=now())
    stage.post()
    closing = stage.desk().get(f"/desk/letters/{SLUG}/close/").content.decode()
    assert "0 signatures of the public stand." in closing
    assert "0 offices have signed" not in closing
    assert "Nobody has signed yet" in client.get(f"/letters/{SLUG}/").content.decode()
    again = stage.link("ann@example.org", "new-edition")
    assert client.post(again, {"agree": "yes", "answer": "confirm", "edition": "1"}).status_code == 422
    assert client.post(again, {"agree": "yes", "answer": "confirm", "edition": "2"}).status_code == 303
    assert confirm(client, link_of(stage, "late@example.org")).status_code == 303
    counts = holds(client)
    assert (counts["standing"], counts["lapsed"]) == (2, 2)


def test_the_tally_is_what_a_count_of_the_rows_would_be(stage: Stage, client: Client) -> None:
    open_letter(stage)
    links = [sign(stage, client, email=f"p{n}@example.org", name=f"Ann Bell {n}") for n in range(4)]
    client.post(links[0].replace("/c/", "/r/"), {"answer": "withdraw"})
    client.post(links[1].replace("/c/", "/r/"), {"answer": "forget"})
    tally = PublicTally.objects.get()
    assert (tally.individuals, tally.organisations, tally.held, tally.withdrawn) == (2, 0, 0, 2)


def test_a_letter_that_is_not_open_has_no_form(stage: Stage, client: Client) -> None:
    stage.circulate()
    assert client.get(f"/letters/{SLUG}/sign/").status_code == 404
    assert sign_form(client, name="Ann Bell", email="ann@example.org").status_code == 404
    assert client.get(f"/letters/{SLUG}/").status_code == 404
    assert client.get(f"/letters/{SLUG}/signatories/").status_code == 404


def test_map_card_and_embed_grow_with_the_list(stage: Stage, client: Client) -> None:
    open_letter(stage)
    embed = f"/letters/{SLUG}/embed/"
    assert "no signatories yet" not in client.get(embed).content.decode()
    sign(stage, client, email="wilma@example.org", name="Wilma Brandt")
    answer = client.get(embed)
    assert "One signatory" in answer.content.decode()
    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors *")
    assert client.get(f"/letters/{SLUG}/card.png").content.startswith(b"\x89PNG")
    assert client.get(f"/letters/{SLUG}/map.svg").status_code == 200


def test_a_broken_template_stops_no_reader_of_an_open_letter(stage: Stage, client: Client) -> None:
    open_letter(stage)
    template = Path(settings.DATA_DIR) / "stationery" / "templates" / "letter.typ"
    template.parent.mkdir(parents=True)
    template.write_text("#let (", "utf-8")
    assert client.get(f"/letters/{SLUG}.pdf").content.startswith(b"%PDF")


def test_a_part_of_the_list_that_is_none_is_told_apart_from_an_empty_one(
    stage: Stage, client: Client
) -> None:
    open_letter(stage)
    parts = f"/letters/{SLUG}/signatories/"
    assert client.get(parts, {"from": "mayor-3"}).status_code == 404
    for odd in ("individual", "individual-", "individual-x", "organisation-0", f"individual-{'9' * 40}"):
        page = client.get(parts, {"from": odd})
        assert (page.status_code, "Nobody else has signed." in page.content.decode()) == (200, True)
