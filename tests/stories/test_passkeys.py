"""A passkey in a browser whose device agrees: added, used to sign in, removed."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import assert_accessible, check, follow
from tests.cast import Stage, now
from undersigned.actions.accounts import appoint
from undersigned.domain.accounts import Role
from undersigned.records.models import Device, Passkey

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ACCOUNT = "/desk/account/"
OLA = "ola@north-towns.example"


@pytest.fixture
def site(live_server: LiveServer) -> Iterator[str]:
    """The address of the pages by the name that browsers bind passkeys to."""
    address = live_server.url.replace("127.0.0.1", "localhost")
    with override_settings(BASE_URL=address, CSRF_TRUSTED_ORIGINS=[address]):
        yield address


def give_authenticator(page: Page) -> None:
    """A device with a passkey store whose owner always agrees."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_signs_in_and_is_removed(stage: Stage, site: str, phone: Page) -> None:
    give_authenticator(phone)
    path = appoint(coalition=stage.coalition, email=OLA, role=Role.OWNER, at=now())
    phone.goto(site + path)
    phone.get_by_role("button", name="Sign in").click()
    phone.goto(site + ACCOUNT)
    check(phone)
    phone.get_by_label("A name for the passkey").fill("my telephone")
    phone.get_by_role("button", name="Add a passkey").click()
    phone.get_by_role("row", name="my telephone").wait_for()
    assert_accessible(phone)

    phone.get_by_text("Menu", exact=True).click()
    follow(phone.get_by_role("button", name="Sign out", exact=True))
    assert_accessible(phone)
    phone.get_by_role("button", name="Sign in with a passkey").click()
    phone.wait_for_url(f"{site}/desk/")
    kept = Passkey.objects.get()
    assert (kept.name, kept.used_at is not None) == ("my telephone", True)
    assert Device.objects.filter(way="passkey").count() == 1

    phone.goto(site + ACCOUNT)
    phone.get_by_role("button", name="Remove my telephone").click()
    phone.get_by_text("Passkeys").first.wait_for()
    assert not Passkey.objects.exists()
