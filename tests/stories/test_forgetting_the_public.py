"""Whoever of the public goes is gone: from the rows, the mails, and every file that anybody gets."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import CARRBORO, SLUG, Stage, now
from tests.stories.signers import asked, confirm, link_of, open_letter, sign
from tests.stories.test_evidence import sign as sign_by_link
from tests.stories.test_forget import files, forget, found, public, tables
from undersigned.actions import bundles, growing
from undersigned.actions.letters.close import close
from undersigned.domain.public_signing import ADDRESSES_KEPT, CONFIRM_WITHIN
from undersigned.jobs.public_signing import forget_addresses, forget_unconfirmed
from undersigned.records.models import Mail, PublicLink, PublicSignature

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

WILMA = "wilma@example.org"


def own_page(link: str) -> str:
    return link.replace("/c/", "/r/")


def kept(stage: Stage) -> Iterator[tuple[str, bytes]]:
    yield from tables()
    yield from files(settings.DATA_DIR)
    yield from files(stage.outbox)


def test_with_a_signature_go_the_forms_of_the_same_mailbox_that_nobody_confirmed(
    stage: Stage, client: Client
) -> None:
    open_letter(stage)
    asked(stage, "Wilma@example.org", "Wilma Brandt")
    left = link_of(stage, "Wilma@example.org")
    own = own_page(sign(stage, client, email=WILMA, name="W. Brandt"))
    assert client.post(own, {"answer": "forget"}).status_code == 303
    assert found(["Brandt", "ilma"], kept(stage)) == []
    assert PublicSignature.objects.count() == 1
    assert "Forgotten on" in client.get(own).content.decode()
    assert [client.get(left).status_code, confirm(client, left).status_code] == [404, 404]


def test_a_form_that_nobody_confirmed_is_forgotten_by_its_address_with_its_links(
    stage: Stage, client: Client
) -> None:
    open_letter(stage)
    asked(stage, WILMA)
    link = link_of(stage, WILMA)
    forget(WILMA)
    assert found(["Brandt", "wilma"], kept(stage)) == []
    assert not PublicSignature.objects.exists()
    assert not PublicLink.objects.exists()
    assert confirm(client, link).status_code == 404


def test_what_an_earlier_version_forgot_and_left_to_be_confirmed_is_confirmed_by_nobody(
    stage: Stage, client: Client
) -> None:
    open_letter(stage)
    asked(stage, WILMA)
    link = link_of(stage, WILMA)
    PublicSignature.objects.update(name="", email="", address_key="", name_key="", forgotten_at=now())
    assert [client.get(link).status_code, confirm(client, link).status_code] == [404, 404]
    assert client.get(own_page(link), follow=True).status_code == 404


def test_what_was_kept_for_a_time_goes_with_the_files_of_its_mails(stage: Stage, client: Client) -> None:
    open_letter(stage)
    asked(stage, "ann@example.org", "Ann Bell")
    assert forget_unconfirmed(lambda: now() + CONFIRM_WITHIN) == 1
    assert stage.mails("ann@example.org") == []
    sign(stage, client, email=WILMA, name="Wilma Brandt")
    stage.post()
    close(slug=SLUG, at=now())
    assert stage.mails(WILMA)
    assert forget_addresses(lambda: now() + ADDRESSES_KEPT) == 1
    assert stage.mails(WILMA) == []
    assert not Mail.objects.filter(to=WILMA, posted_at__isnull=False).exists()


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every list is a long one, and the minutes for which its files hold do not end."""
    monkeypatch.setattr(growing, "_LONG_LIST", 0)
    monkeypatch.setattr(growing, "monotonic", lambda: 0.0)
    growing._made.cache_clear()
    monkeypatch.setattr(bundles, "_LONG_LOG", 0)
    monkeypatch.setattr(bundles, "_STILL_GIVEN", timedelta(days=1))


def files_of_readers(client: Client) -> Iterator[tuple[str, bytes]]:
    """All but the evidence, which keeps what proves that a line was corrected."""
    return ((name, content) for name, content in public(client) if not name.startswith("/evidence.zip"))


@pytest.mark.usefixtures("long")
def test_a_long_list_waits_for_the_next_signature_and_for_nothing_else(stage: Stage, client: Client) -> None:
    open_letter(stage)
    sign(stage, client, email=WILMA, name="Wilma Brandt")
    assert found(["Brandt"], public(client))
    sign(stage, client, email="ann@example.org", name="Ann Bell")
    assert b"Bell" not in client.get(f"/letters/{SLUG}.csv").content, "a long list is made anew now and then"
    assert b"Bell" in client.get(f"/letters/{SLUG}/").content


@pytest.mark.usefixtures("long")
@pytest.mark.parametrize("answer", ["withdraw", "forget"])
def test_who_leaves_a_long_list_is_in_no_public_file_a_moment_later(
    stage: Stage, client: Client, answer: str
) -> None:
    open_letter(stage, members=[CARRBORO])
    office = sign_by_link(stage, "mayor@carrboro.example")["mayor@carrboro.example"]
    sign(stage, client, email="ann@example.org", name="Ann Bell")
    own = own_page(sign(stage, client, email=WILMA, name="Wilma Brandt"))
    assert {place.split(":")[0] for place in found(["Brandt"], public(client))} >= {"/", ".csv", ".json"}
    assert client.post(own, {"answer": answer}).status_code == 303
    assert found(["Brandt"], public(client)) == []
    assert found(["Lindqvist"], public(client))
    assert client.post(office, {"answer": answer}).status_code == 303
    assert found(["Lindqvist"], public(client)) == []
    assert found(["Bell"], public(client))


@pytest.mark.usefixtures("long")
def test_a_line_that_is_corrected_on_a_long_list_is_told_as_it_was_no_more(
    stage: Stage, client: Client
) -> None:
    open_letter(stage)
    sign(stage, client, email="ann@example.org", name="Ann Bell")
    own = own_page(sign(stage, client, email=WILMA, name="Wilma Brandt"))
    assert found(["Brandt"], public(client))
    client.post(own, {"answer": "correct", "name": "Wilma Moreau"})
    desk = stage.desk()
    queue = f"/desk/letters/{SLUG}/public/"
    page = desk.get(queue).content.decode()
    change = page.split('name="change" value="')[1].split('"')[0]
    assert desk.post(queue, {"change": change, "answer": "print"}).status_code == 303
    assert found(["Brandt"], files_of_readers(client)) == []
    assert any("openings" in place for place in found(["Moreau"], public(client))), "the evidence as well"
