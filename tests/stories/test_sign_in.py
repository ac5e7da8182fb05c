"""Signing in to the desk beside the link: a password, a passkey, a second step; and out again."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from django.test import Client, override_settings

from tests.cast import Stage, now, plain_text
from undersigned.actions.accounts import appoint, let_in_again
from undersigned.actions.sign_in.second_step import take_code, turn_on
from undersigned.actions.sign_in.tries import forget_old_tries, note_failure
from undersigned.domain.accounts import Role
from undersigned.domain.sign_in import device_kind
from undersigned.errors import Refused
from undersigned.records.models import Device, Organiser, Passkey, RecoveryCode, SignInTry

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SIGN_IN, ACCOUNT = "/desk/sign-in/", "/desk/account/"
OLA = "ola@north-towns.example"
GOOD = "four calm night buses"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"


@pytest.fixture
def desk(stage: Stage) -> Client:
    return stage.desk()


@pytest.fixture
def ola(desk: Client) -> Organiser:
    return Organiser.objects.get(email=OLA)


def text_of(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def set_password(desk: Client, password: str = GOOD, again: str | None = None) -> tuple[int, str]:
    sent = desk.post(
        f"{ACCOUNT}password/", {"answer": "set", "password": password, "again": again or password}
    )
    return sent.status_code, text_of(sent.content)


def try_password(password: str, email: str = OLA, client: Client | None = None, **headers: str) -> int:
    fields = {"answer": "password", "email": email, "password": password}
    return (client or Client()).post(SIGN_IN, fields, headers=headers).status_code


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


# --- password -------------------------------------------------------------------------------------


def test_a_password_signs_in_beside_the_link_and_its_setting_is_told_by_mail(
    stage: Stage, desk: Client
) -> None:
    assert set_password(desk)[0] == 303
    assert is_in(desk)
    other = Client()
    assert try_password(GOOD, OLA.upper(), other) == 303
    assert is_in(other)
    stage.post()
    assert "A password was set for your address." in plain_text(stage.mails(OLA, "sign-in-changed")[-1])
    assert GOOD not in str(Organiser.objects.get(email=OLA).password)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "at least 12 characters"),
        ("x" * 201, "200 characters at most"),
        ("aaaaaaaaaaaaaaaa", "guessed first"),
        ("1234567890123456", "guessed first"),
        ("buses and buses and ", "guessed first"),
        ("qwerty123456", "guessed first"),
        ("north-towns-ola", "much like your address"),
        ("unlocked", "at least 12 characters"),
    ],
)
def test_a_weak_password_is_refused_with_what_would_be_right(
    desk: Client, password: str, sentence: str
) -> None:
    status, page = set_password(desk, password)
    assert status == 422
    assert sentence in page


def test_two_passwords_that_differ_are_refused_and_nothing_is_set(desk: Client, ola: Organiser) -> None:
    status, page = set_password(desk, GOOD, GOOD + "x")
    assert (status, "are not the same" in page) == (422, True)
    ola.refresh_from_db()
    assert not ola.has_password


def test_a_new_password_signs_out_everywhere_else(stage: Stage, desk: Client) -> None:
    other = stage.desk()
    assert is_in(other)
    set_password(desk)
    assert is_in(desk)
    assert not is_in(other)


def test_who_has_no_password_cannot_sign_in_by_an_empty_one(desk: Client) -> None:
    assert [try_password(password) for password in ("", " ", "x")] == [422, 422, 422]
    assert try_password(GOOD, "nobody@north-towns.example") == 422


def test_after_five_wrong_passwords_even_the_right_one_waits_but_the_link_does_not(
    stage: Stage, desk: Client
) -> None:
    set_password(desk)
    assert [try_password("wrong") for _ in range(6)] == [422] * 5 + [429]
    waiting = Client().post(SIGN_IN, {"answer": "password", "email": OLA, "password": GOOD})
    assert (waiting.status_code, waiting["Retry-After"]) == (429, "900")
    Client().post(SIGN_IN, {"email": OLA})
    stage.post()
    linked = Client()
    linked.post(stage.link(OLA, "sign-in"))
    assert is_in(linked)
    SignInTry.objects.update(at=now() - timedelta(minutes=16))
    assert try_password(GOOD) == 303


def test_one_place_cannot_try_address_after_address(desk: Client) -> None:
    for number in range(29):
        note_failure(address=f"someone{number}@north-towns.example", origin="127.0.0.1", at=now())
    assert [try_password("wrong", f"other{number}@north-towns.example") for number in range(2)] == [422, 429]


def test_tries_are_kept_as_hashes_and_for_an_hour(desk: Client) -> None:
    try_password("wrong", "someone@north-towns.example")
    kept = list(SignInTry.objects.values_list("key", flat=True))
    assert kept
    assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key in kept)
    assert forget_old_tries(now() + timedelta(minutes=59)) == 0
    assert forget_old_tries(now() + timedelta(minutes=61)) == len(kept)


@pytest.mark.parametrize(
    "going", ["https://evil.example/", "//evil.example/desk/", "/\\evil.example", "/letters/"]
)
def test_signing_in_never_leads_to_another_site(desk: Client, going: str) -> None:
    set_password(desk)
    fields = {"answer": "password", "email": OLA, "password": GOOD, "next": going}
    assert Client().post(SIGN_IN, fields)["Location"] == "/desk/"


# --- a second step --------------------------------------------------------------------------------


@pytest.fixture
def secret(ola: Organiser) -> str:
    """An authenticator app that is set up."""
    made = pyotp.random_base32()
    turn_on(organiser=ola.pk, secret=made, typed=pyotp.TOTP(made).at(now()), at=now())
    Organiser.objects.filter(pk=ola.pk).update(code_step=0)
    return made


def half_way(stage: Stage) -> Client:
    """A browser in which the first step, a link, is taken."""
    client = Client()
    path = appoint(coalition=stage.coalition, email=OLA, role=Role.OWNER, at=now())
    assert client.post(path)["Location"].startswith("/desk/sign-in/code/")
    return client


def test_the_first_step_alone_opens_nothing(stage: Stage, secret: str) -> None:
    client = half_way(stage)
    assert not is_in(client)
    assert client.get(ACCOUNT).status_code == 302
    assert client.post("/desk/sign-in/code/", {"code": "no code"}).status_code == 422
    assert not is_in(client)


def test_a_code_of_the_app_signs_in_once(stage: Stage, secret: str) -> None:
    code = pyotp.TOTP(secret).at(now())
    client = half_way(stage)
    assert client.post("/desk/sign-in/code/", {"code": f"{code[:3]} {code[3:]}"}).status_code == 303
    assert is_in(client)
    again = half_way(stage)
    assert again.post("/desk/sign-in/code/", {"code": code}).status_code == 422
    assert not is_in(again)


def test_an_older_code_does_not_sign_in(stage: Stage, secret: str) -> None:
    client = half_way(stage)
    old = pyotp.TOTP(secret).at(now() - timedelta(minutes=3))
    assert client.post("/desk/sign-in/code/", {"code": old}).status_code == 422


def test_a_recovery_code_stands_in_once(stage: Stage, ola: Organiser, desk: Client, secret: str) -> None:
    desk.post(f"{ACCOUNT}codes/", {"answer": "new"})
    codes = re.findall(
        r"<code>([0-9A-Z]{5}-[0-9A-Z]{5})</code>", desk.get(f"{ACCOUNT}codes/").content.decode()
    )
    assert len(codes) == 10
    desk.post(f"{ACCOUNT}codes/", {"answer": "kept"})
    assert desk.get(f"{ACCOUNT}codes/").status_code == 303
    client = half_way(stage)
    assert client.post("/desk/sign-in/code/", {"code": codes[0].lower()}).status_code == 303
    assert is_in(client)
    assert half_way(stage).post("/desk/sign-in/code/", {"code": codes[0]}).status_code == 422
    assert "9 recovery codes are left" in text_of(client.get(ACCOUNT).content)
    assert not RecoveryCode.objects.filter(code_hash__in=codes).exists()


def test_codes_cannot_be_tried_out(stage: Stage, ola: Organiser, secret: str) -> None:
    client = half_way(stage)
    right = pyotp.TOTP(secret).at(now())
    wrong = "111111" if right != "111111" else "222222"
    for _ in range(5):
        client.post("/desk/sign-in/code/", {"code": wrong})
    with pytest.raises(Refused, match="too-many-sign-ins"):
        take_code(organiser=ola.pk, typed=right, origin="elsewhere", at=now())


def test_the_secret_is_sealed_in_the_table_and_an_app_needs_its_first_code(
    desk: Client, ola: Organiser
) -> None:
    page = desk.get(f"{ACCOUNT}app/").content.decode()
    found = re.search(r'<code class="hash">([A-Z2-7 ]+)</code>', page)
    assert found
    secret = found[1].replace(" ", "")
    wrong = desk.post(f"{ACCOUNT}app/", {"answer": "turn-on", "code": "12345"})
    assert wrong.status_code == 422
    assert secret in wrong.content.decode().replace(" ", "")
    right = {"answer": "turn-on", "code": pyotp.TOTP(secret).at(now())}
    assert desk.post(f"{ACCOUNT}app/", right)["Location"] == f"{ACCOUNT}codes/"
    ola.refresh_from_db()
    assert ola.code_secret
    assert secret not in ola.code_secret
    desk.post(f"{ACCOUNT}app/", {"answer": "turn-off"})
    ola.refresh_from_db()
    assert ola.code_secret == ""


def test_half_a_sign_in_lasts_ten_minutes(stage: Stage, secret: str) -> None:
    client = half_way(stage)
    with time_machine.travel(now() + timedelta(minutes=11)):
        sent = client.post("/desk/sign-in/code/", {"code": pyotp.TOTP(secret).at(now())})
    assert sent["Location"] == SIGN_IN
    assert not is_in(client)


def test_half_a_sign_in_is_no_way_round(stage: Stage, secret: str) -> None:
    assert Client().get("/desk/sign-in/code/").status_code == 303
    client = half_way(stage)
    assert client.post(f"{ACCOUNT}app/", {"answer": "turn-off"}).status_code == 302
    assert Organiser.objects.get(email=OLA).code_secret


def test_whoever_runs_the_server_lets_in_who_lost_everything(
    stage: Stage, desk: Client, ola: Organiser, secret: str
) -> None:
    set_password(desk)
    path = let_in_again(email=OLA, at=now())
    assert not is_in(desk)
    again = Client()
    assert again.post(path)["Location"] == "/desk/"
    ola.refresh_from_db()
    assert (ola.has_password, ola.code_secret) == (False, "")
    with pytest.raises(Refused, match="organiser-unknown"):
        let_in_again(email="nobody@north-towns.example", at=now())


# --- devices --------------------------------------------------------------------------------------


def test_browsers_are_listed_and_signed_out_one_or_all(stage: Stage, desk: Client) -> None:
    phone = stage.desk()
    Device.objects.filter(session_key=phone.session.session_key).update(name="Safari on iPhone")
    page = desk.get(ACCOUNT).content.decode()
    assert "Safari on iPhone" in page
    assert str(phone.session.session_key) not in page
    (device,) = re.findall(r'name="device" value="(\w+)"', page)
    desk.post(f"{ACCOUNT}devices/", {"answer": "there", "device": device})
    assert is_in(desk)
    assert not is_in(phone)
    others = [stage.desk(), stage.desk()]
    desk.post(f"{ACCOUNT}devices/", {"answer": "elsewhere"})
    assert [is_in(client) for client in (desk, *others)] == [True, False, False]


def test_nobody_signs_out_somebody_else(stage: Stage, desk: Client) -> None:
    pia = stage.desk("pia@north-towns.example")
    (device,) = re.findall(r'name="device" value="(\w+)"', stage.desk().get(ACCOUNT).content.decode()) or [""]
    pia.post(f"{ACCOUNT}devices/", {"answer": "there", "device": device})
    pia.post(f"{ACCOUNT}devices/", {"answer": "elsewhere"})
    assert is_in(desk)


def test_of_a_browser_two_words_are_kept(stage: Stage) -> None:
    client = Client()
    path = appoint(coalition=stage.coalition, email=OLA, role=Role.OWNER, at=now())
    client.post(path, headers={"User-Agent": FIREFOX})
    row = Device.objects.get(organiser__email=OLA)
    assert (row.name, row.way) == ("Firefox on Linux", "link")
    assert "Gecko" not in str(vars(row))
    assert device_kind("") == device_kind("curl/8.0")


def test_ways_to_sign_in_are_changed_only_soon_after_signing_in(desk: Client, ola: Organiser) -> None:
    session = desk.session
    session["signed_in_at"] = (now() - timedelta(hours=2)).isoformat()
    session.save()
    sent = desk.post(f"{ACCOUNT}password/", {"answer": "set", "password": GOOD, "again": GOOD})
    assert sent["Location"].startswith(f"{SIGN_IN}?next=")
    assert "more than an hour since you signed in" in text_of(desk.get(sent["Location"]).content)
    ola.refresh_from_db()
    assert not ola.has_password


# --- passkeys -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer", ["", "{}", "null", '{"id": "AAAA"}', "[" * 2000, '{"id": 7, "response": 8}']
)
def test_an_answer_that_no_device_gave_is_refused(desk: Client, answer: str) -> None:
    with override_settings(BASE_URL="http://localhost:8000"):
        client = Client()
        client.get(SIGN_IN)
        sent = client.post(SIGN_IN, {"answer": "passkey", "credential": answer})
        desk.get(ACCOUNT)
        added = desk.post(f"{ACCOUNT}passkeys/", {"answer": "add", "credential": answer, "name": "x"})
    assert (sent.status_code, added.status_code) == (422, 422)
    assert not Passkey.objects.exists()


def test_where_browsers_allow_no_passkey_the_page_says_so(desk: Client) -> None:
    assert "Browsers allow passkeys only where" in text_of(desk.get(ACCOUNT).content)
    assert "passkey" not in text_of(Client().get(SIGN_IN).content)
