"""A letter in Spanish or French is signed in its language: mails, pages, refusals, and the printed line."""

import importlib
import re
from email.message import EmailMessage
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from tests.cast import CHAPEL_HILL, DURHAM, LETTER, SLUG, Stage, html_text, plain_text
from tests.stories.signers import confirm, link_of, open_letter, sign_form
from tests.wording.said import to_signatories
from undersigned.queries.letters import letter_by_slug

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

BY_LINK = {"es": "Soy Ada Lindqvist, y acepto", "fr": "Je suis Ada Lindqvist, et j’accepte"}
BOTH = {"organisations", "Organisation"}  # are French as well


@pytest.fixture(params=["es", "fr"])
def stage(stage: Stage, request: pytest.FixtureRequest) -> Stage:
    stage.text = LETTER.replace("date: ", f"language: {request.param}\ndate: ")
    return stage


@pytest.fixture
def language(stage: Stage) -> str:
    return stage.text.split("language: ")[1][:2]


def text_in(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def said_in_english(text: str) -> set[str]:
    """The sentences of ours in a text that were said in English."""
    one_line = re.sub(r"\s+", " ", re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL))
    whole = {each for each in to_signatories() if "{" not in each and len(each) > 8} - BOTH
    return {each for each in whole if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", one_line)}


def require_mail(mail: EmailMessage, language: str) -> None:
    assert said_in_english(plain_text(mail)) == set()
    assert f'<html lang="{language}"' in html_text(mail)


def require_page(answer: Any, language: str, status: int = 200) -> str:
    text = text_in(answer)
    assert answer.status_code == status
    assert f'<html lang="{language}"' in text
    assert said_in_english(text) == set()
    return text


def test_an_office_is_invited_signs_and_has_its_receipt_in_the_letters_language(
    stage: Stage, client: Client, language: str
) -> None:
    stage.circulate()
    for mail in stage.mails():
        require_mail(mail, language)
    link = stage.link("mayor@carrboro.example")
    assert BY_LINK[language] in require_page(client.get(link), language)
    require_page(client.post(link, {"answer": "sign"}), language, 422)
    client.post(link, {"agree": "yes", "answer": "sign"})
    stage.post()
    own = stage.link("mayor@carrboro.example", "receipt")
    require_mail(stage.mails("mayor@carrboro.example", "receipt")[-1], language)
    require_page(client.get(own), language)
    require_page(client.get(f"{link}colleagues/"), language)
    require_page(client.post(own, {"answer": "disown"}), language, 422)


def test_the_line_that_a_mail_shows_is_the_line_that_is_printed(
    stage: Stage, client: Client, language: str
) -> None:
    stage.import_roster(
        "place,region,country,office,name,email\n"
        "Évreux,Normandie,FR,alcaldesa,Zoé Martin,zoe@evreux.example\n"
    )
    stage.circulate()
    client.post(stage.link("zoe@evreux.example"), {"agree": "yes", "answer": "sign"})
    stage.publish()
    printed = {"es": "Zoé Martin, Alcaldesa de Évreux, N", "fr": "Zoé Martin, Alcaldesa d’Évreux, N"}[
        language
    ]
    for mail in stage.mails("zoe@evreux.example"):
        assert printed in re.sub(r"\s+", " ", plain_text(mail))
    assert printed in client.get(f"/letters/{SLUG}.txt").content.decode()


def test_a_delegate_a_condition_and_a_closing_are_told_in_the_letters_language(
    stage: Stage, client: Client, language: str
) -> None:
    stage.circulate([CHAPEL_HILL, DURHAM])
    client.post(stage.link("bea@chapelhill.example"), {"agree": "yes", "answer": "sign"})
    only_if = {"agree": "yes", "answer": "sign", "at_least": "2", "combined": "all"}
    client.post(stage.link("ivo@durham.example"), only_if)
    stage.post()
    stage.publish()
    stage.post()
    kinds = {mail["X-Undersigned-Kind"] for mail in stage.mails()}
    assert {"office-holder-notice", "condition-noted", "receipt", "closing"} <= kinds
    for mail in stage.mails():
        require_mail(mail, language)
    require_page(client.get(f"/v/{SLUG}"), language)


def test_the_public_signs_in_the_letters_language(stage: Stage, client: Client, language: str) -> None:
    open_letter(stage)
    require_page(client.get(f"/letters/{SLUG}/"), language)
    require_page(client.get(f"/letters/{SLUG}/sign/"), language)
    require_page(sign_form(client, name="", email="wilma"), language, 422)
    sign_form(client, name="Wilma Brandt", email="wilma@example.org", title="Infirmière", place="Lund")
    require_page(client.get(f"/letters/{SLUG}/sign/sent/"), language)
    stage.post()
    link = link_of(stage, "wilma@example.org")
    require_page(client.get(link), language)
    confirm(client, link)
    stage.post()
    require_page(client.get(link.replace("/c/", "/r/")), language)
    require_page(client.get(f"/letters/{SLUG}/"), language)
    for mail in stage.mails("wilma@example.org"):
        require_mail(mail, language)


def test_a_page_that_is_about_no_one_letter_speaks_as_the_browser_asks(
    stage: Stage, client: Client, language: str
) -> None:
    stage.circulate([DURHAM])
    client.post(stage.link("ivo@durham.example"), {"agree": "yes", "answer": "sign"})
    stage.publish()
    archive = f"/coalitions/{stage.coalition.slug}/"
    public = ("/", archive, f"{archive}members/{DURHAM}/", f"{archive}together/", f"{archive}asks/")
    asking = {"Accept-Language": f"pt-BR, {language}-CH;q=0.8, en;q=0.5"}
    for address in (*public, "/i/", "/c/", "/i/nobody-has-this-one/", "/no/such/page/"):
        answer = client.get(address, headers=asking)
        require_page(answer, language, answer.status_code)
        assert "Accept-Language" in answer.headers["Vary"]
    assert '<html lang="en"' in text_in(client.get("/i/", headers={"Accept-Language": "ja"}))
    assert '<html lang="en"' in text_in(client.get("/i/", headers={"Accept-Language": "*;q=x,,"}))


def test_the_desk_speaks_english_whatever_a_letter_speaks(stage: Stage, language: str) -> None:
    stage.circulate()
    desk = stage.desk()
    answer = desk.get(f"/desk/letters/{SLUG}/", headers={"Accept-Language": language})
    assert '<html lang="en"' in text_in(answer)
    missing = desk.get("/desk/letters/no-such-letter/", headers={"Accept-Language": language})
    assert '<html lang="en"' in text_in(missing)


def test_a_letter_that_was_stored_without_its_language_has_it_after_the_migration(
    stage: Stage, language: str
) -> None:
    stage.draft()
    letter = letter_by_slug(SLUG)
    assert letter.language == language
    letter.language = "en"
    letter.save()
    migration = importlib.import_module("undersigned.records.migrations.0017_language")
    migration.take_it_from_the_header(apps, None)
    assert letter_by_slug(SLUG).language == language
