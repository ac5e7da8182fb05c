"""What a reporter finds: who of ours signed, in a sentence to print, with facts, quotes and files."""

import io
import re
import zipfile

import pytest
from django.test import Client
from docx import Document

from tests.cast import SLUG, Stage, today

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PRESS = f"/letters/{SLUG}/press/"
FACTS = "/desk/coalitions/north-towns/facts/"
QUOTES = f"/desk/letters/{SLUG}/quotes/"
FACT = {
    "answer": "write",
    "region": "North Carolina",
    "place": "Carrboro",
    "what": "The town runs a night bus of its own.",
    "status": "in force",
    "on": "2024-03-01",
    "source": "Town of Carrboro",
    "address": "https://carrboro.example/night-bus",
    "checked_on": str(today()),
}


@pytest.fixture
def desk(stage: Stage) -> Client:
    """The desk of a coalition whose letter two mayors and a county executive signed, published."""
    stage.circulate()
    for address in ("mayor@carrboro.example", "mayor@chapelhill.example", "ruth@montgomery.example"):
        Client().post(stage.link(address), {"agree": "yes", "answer": "sign"})
    stage.post()
    stage.publish()
    return stage.desk()


def words(client: Client, address: str) -> str:
    """The text of a page as a reader has it."""
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_reporter_types_a_place_and_gets_the_sentence_to_print(desk: Client, client: Client) -> None:
    answer = client.get(f"{PRESS}?q=carrboro")
    assert answer.status_code == 302
    page = words(client, answer.headers["Location"])
    assert "The mayor of Carrboro is among two mayors and one county executive who signed" in page
    assert "Ada Lindqvist" in page


def test_a_state_names_its_own_and_the_whole_letter_everybody(desk: Client, client: Client) -> None:
    page = words(client, f"{PRESS}nc/")
    assert "The mayors of Carrboro and Chapel Hill are among two mayors and one county executive" in page
    assert "Ruth Vandermeer" in words(client, PRESS)


def test_a_place_nobody_signed_from_gets_a_sentence_and_the_way_to_the_rest(
    desk: Client, client: Client
) -> None:
    answer = client.get(f"{PRESS}durham-nc/")
    assert answer.status_code == 404
    assert "durham" in answer.content.decode().lower()
    assert PRESS in answer.content.decode()


def test_the_kits_are_files_as_well_each_place_by_itself(desk: Client, client: Client) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get(f"{PRESS}kits.zip").content)) as packed:
        names = packed.namelist()
        texts = [name for name in names if name.endswith(".txt") and "carrboro" in name]
        words_of = [name for name in names if name.endswith(".docx") and "carrboro" in name]
        assert "The mayor of Carrboro is among" in packed.read(texts[0]).decode().replace("\n", " ")
        document = Document(io.BytesIO(packed.read(words_of[0])))
    said = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert "The mayor of Carrboro is among" in said
    assert "Ada Lindqvist" in said


def test_a_fact_stands_in_the_kit_of_its_place_and_on_the_register_with_its_source(
    desk: Client, client: Client
) -> None:
    assert desk.post(FACTS, FACT).status_code == 303
    for address in (f"{PRESS}carrboro-nc/", "/coalitions/north-towns/facts/"):
        page = words(client, address)
        assert "The town runs a night bus of its own." in page
        assert "Town of Carrboro" in page
        assert 'href="https://carrboro.example/night-bus"' in client.get(address).content.decode()
    assert "night bus of its own" not in words(client, f"{PRESS}chapel-hill-nc/")


def test_a_fact_that_holds_no_more_is_put_away(desk: Client, client: Client) -> None:
    desk.post(FACTS, FACT)
    number = re.findall(r'name="fact" value="(\d+)"', desk.get(FACTS).content.decode())[0]
    assert desk.post(FACTS, {"answer": "put-away", "fact": number}).status_code == 303
    assert "night bus of its own" not in words(client, f"{PRESS}carrboro-nc/")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"place": "Carborro"}, "Carborro"),
        ({"region": "Atlantis"}, "Atlantis"),
        ({"address": "the town hall"}, "address"),
        ({"source": ""}, "source"),
        ({"what": ""}, "fact"),
        ({"checked_on": "2031-01-01"}, "not come yet"),
        ({"checked_on": "2024-02-01"}, "before"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_and_kept_in_the_form(
    desk: Client, fields: dict[str, str], sentence: str
) -> None:
    answer = desk.post(FACTS, {**FACT, **fields, "status": "kept as typed"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence.lower() in re.sub(r"<[^>]+>", " ", page).lower()
    assert "kept as typed" in page


def ask_for_a_quote(stage: Stage, desk: Client, proposed: str = "") -> str:
    """Ask Ada for a quote; the path of her link."""
    page = desk.get(QUOTES).content.decode()
    ada = re.findall(r'value="(\d+)"[^>]*>\s*<label[^>]*>[^<]*Ada Lindqvist', page)[0]
    assert desk.post(QUOTES, {"answer": "ask", "signature": ada, "proposed": proposed}).status_code == 303
    stage.post()
    return stage.link("mayor@carrboro.example", "quote-request")


def test_a_quote_is_shown_in_exactly_the_words_that_were_cleared_and_until_it_is_withdrawn(
    stage: Stage, desk: Client, client: Client
) -> None:
    proposed = "Nobody should walk home at night."
    link = ask_for_a_quote(stage, desk, proposed)
    assert proposed in client.get(link).content.decode()
    assert proposed not in words(client, f"{PRESS}carrboro-nc/")
    mine = "Nobody should have to walk home at night."
    refused = client.post(link, {"answer": "clear", "words": mine, "proposed": proposed})
    assert refused.status_code == 422
    assert (
        client.post(
            link, {"answer": "clear", "words": mine, "proposed": proposed, "agree": "yes"}
        ).status_code
        == 303
    )
    assert mine in words(client, f"{PRESS}carrboro-nc/")
    client.post(link, {"answer": "withdraw"})
    assert mine not in words(client, f"{PRESS}carrboro-nc/")


def test_a_proposal_that_changed_meanwhile_is_read_before_it_is_cleared(stage: Stage, desk: Client) -> None:
    link = ask_for_a_quote(stage, desk, "One wording.")
    sent = {"answer": "clear", "words": "One wording.", "proposed": "Another wording.", "agree": "yes"}
    assert Client().post(link, sent).status_code == 422


def test_a_quote_goes_with_its_signature(stage: Stage, desk: Client, client: Client) -> None:
    link = ask_for_a_quote(stage, desk)
    mine = "The night buses bring nurses home."
    client.post(link, {"answer": "clear", "words": mine, "proposed": "", "agree": "yes"})
    client.post(stage.link("mayor@carrboro.example", "receipt"), {"answer": "withdraw"})
    assert mine not in words(client, PRESS)
    assert client.get(link).status_code == 404


@pytest.mark.parametrize("sent", [{"answer": "ask"}, {"answer": "leave-out", "quote": "999"}, {}])
def test_what_cannot_be_asked_is_refused(desk: Client, sent: dict[str, str]) -> None:
    assert desk.post(QUOTES, sent).status_code == 422


def test_kits_are_public_with_the_letter_and_not_before(stage: Stage, client: Client) -> None:
    stage.circulate()
    for address in (PRESS, f"{PRESS}nc/", f"{PRESS}kits.zip"):
        assert client.get(address).status_code == 404
