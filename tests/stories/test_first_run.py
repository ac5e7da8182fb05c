"""The first run: from the address that the server prints to a coalition that can write its first letter."""

import re
import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import Client, override_settings

from tests.cast import Stage, now
from undersigned.actions.beginning import first_run_path
from undersigned.actions.keys import make_first_key
from undersigned.actions.mail_route import mail_route
from undersigned.domain.first_steps import Beginning, FirstStep
from undersigned.records.models import Act, Coalition, MailRoute, Organiser

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

INSTALLATION = "/desk/installation/"
FOUNDING = {"name": "Cities by the Water", "email": "Ola@Water.example", "slug": ""}
START = "/desk/coalitions/cities-by-the-water/start/"


@pytest.fixture
def empty(db: None, outbox: object) -> Iterator[None]:
    """An installation that nobody has used, and whose environment says nothing of mail."""
    make_first_key()
    with override_settings(EMAIL_URL_IS_SET=False, EMAIL_FROM_IS_SET=False):
        yield


def text_of(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def founder() -> Client:
    client = Client()
    path = first_run_path(now())
    assert path
    assert client.post(path, FOUNDING)["Location"] == START
    return client


def test_the_printed_address_founds_a_coalition_and_signs_its_owner_in(empty: None) -> None:
    path = first_run_path(now())
    assert path
    client = Client()
    assert "Nobody can sign in here yet" in text_of(client.get(path).content)
    assert client.post(path, FOUNDING)["Location"] == START
    assert "From here to the first letter" in text_of(client.get(START).content)
    organiser = Organiser.objects.get()
    assert (organiser.email, organiser.keeps_installation) == ("ola@water.example", True)
    assert [act.deed for act in Act.objects.order_by("pk")] == ["founded", "appointed"]
    assert client.post(path, FOUNDING).status_code == 410
    assert first_run_path(now()) is None


def test_an_address_printed_before_holds_no_more_and_a_guessed_one_never(empty: None) -> None:
    first, second = first_run_path(now()), first_run_path(now())
    assert [Client().get(str(path)).status_code for path in (first, second, "/desk/begin/x/")] == [
        410,
        200,
        410,
    ]


def test_an_installation_in_use_has_no_first_run(stage: Stage) -> None:
    stage.desk()
    assert first_run_path(now()) is None


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", " ", "The coalition needs a name"),
        ("name", "Cities\u202e by", "The coalition needs a name"),
        ("email", "ola", "is not a mail address"),
        ("slug", "No Slug", "cannot be part of an address"),
    ],
)
def test_what_cannot_be_founded_is_told_and_what_was_typed_stays(
    empty: None, field: str, value: str, sentence: str
) -> None:
    path = first_run_path(now())
    refused = Client().post(str(path), {**FOUNDING, field: value})
    assert refused.status_code == 422
    assert sentence in text_of(refused.content)
    assert (
        FOUNDING["name"] in text_of(refused.content)
        or field == "name"
        or "Cities" in refused.content.decode()
    )
    assert not Coalition.objects.exists()
    assert not Organiser.objects.exists()


def test_the_steps_are_done_one_by_one_and_the_page_says_which_is_next(empty: None) -> None:
    client = founder()
    details = "/desk/coalitions/cities-by-the-water/details/"
    contact = {
        "name": "Cities by the Water",
        "contact": "Ola Nyström",
        "phone": "202-555-0100",
        "email": "ola@",
    }
    refused = client.post(details, contact)
    assert refused.status_code == 422
    assert 'value="Ola Nyström"' in refused.content.decode()
    client.post(details, {**contact, "email": "ola@water.example"})
    page = text_of(client.get(START).content)
    assert "Whom a signatory may call ● done" in page
    assert "How mails leave ◐ next" in page


def test_the_next_step_is_the_first_that_is_not_done_until_a_letter_is_on_its_way() -> None:
    assert Beginning(False, False, 0, 0, 0).next is FirstStep.CONTACT
    assert Beginning(True, False, 40, 1, 0).next is FirstStep.MAIL
    assert Beginning(True, True, 40, 1, 0).next is FirstStep.CIRCULATE
    assert Beginning(False, False, 40, 1, 1).next is None


# --- mail -----------------------------------------------------------------------------------------


class Sink:
    """A real mail server that takes what it is sent, but for one address."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, list[str]]] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody@"):
            return "550 no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.taken.append((str(envelope.mail_from), list(envelope.rcpt_tos)))
        return "250 taken"


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    handler = Sink()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    yield handler, port
    server.stop()


def route_to(port: int, **others: str) -> dict[str, str]:
    return {
        "answer": "set",
        "host": "127.0.0.1",
        "port": str(port),
        "sender": "letters@water.example",
        **others,
    }


def test_a_mail_server_is_set_at_the_desk_and_a_test_mail_reaches_it(
    empty: None, sink: tuple[Sink, int]
) -> None:
    server, port = sink
    client = founder()
    assert "nobody is reached by mail yet" in text_of(client.get(INSTALLATION).content)
    assert client.post(INSTALLATION, route_to(port)).status_code == 303
    assert client.post(INSTALLATION, {"answer": "test", "to": "ola@water.example"}).status_code == 303
    assert server.taken == [("letters@water.example", ["ola@water.example"])]
    assert "accepted the test mail to ola@water.example" in text_of(client.get(INSTALLATION).content)
    assert "accepted the test mail" not in text_of(client.get(INSTALLATION).content)
    assert "How mails leave ● done" in text_of(client.get(START).content)
    client.post(INSTALLATION, {"answer": "unset"})
    assert mail_route().url.startswith("file:")


def test_what_the_mail_server_says_no_with_is_on_the_page(empty: None, sink: tuple[Sink, int]) -> None:
    client = founder()
    client.post(INSTALLATION, route_to(sink[1]))
    refused = client.post(INSTALLATION, {"answer": "test", "to": "nobody@water.example"})
    assert refused.status_code == 422
    assert "550 no such mailbox here" in text_of(refused.content)
    client.post(INSTALLATION, route_to(1))
    unreachable = client.post(INSTALLATION, {"answer": "test", "to": "ola@water.example"})
    assert "The test mail did not leave" in text_of(unreachable.content)


def test_a_password_is_sealed_kept_and_never_shown(empty: None) -> None:
    client = founder()
    client.post(INSTALLATION, route_to(587, user="ola:@/", password="night bus?"))
    assert mail_route().url == "smtp://ola%3A%40%2F:night%20bus%3F@127.0.0.1:587"
    assert "night" not in MailRoute.objects.get().url
    assert "night bus" not in client.get(INSTALLATION).content.decode()
    client.post(INSTALLATION, route_to(465, user="ola:@/", tls="yes"))
    assert mail_route().url == "smtps://ola%3A%40%2F:night%20bus%3F@127.0.0.1:465"
    client.post(INSTALLATION, {**route_to(465, user="ola:@/"), "host": "mail.elsewhere.example"})
    assert "night" not in mail_route().url, "a password goes to no other server"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", ""),
        ("host", "mail example"),
        ("host", "a/b"),
        ("host", "u:p@h"),
        ("port", "0"),
        ("port", "x"),
        ("sender", "ola"),
    ],
)
def test_a_route_that_cannot_be_is_refused_and_what_was_typed_stays(
    empty: None, field: str, value: str
) -> None:
    refused = founder().post(INSTALLATION, {**route_to(25, user="ola"), field: value})
    assert refused.status_code == 422
    assert 'value="ola"' in refused.content.decode()
    assert not MailRoute.objects.exists()


def test_the_environment_stays_the_master(empty: None) -> None:
    client = founder()
    client.post(INSTALLATION, route_to(587))
    with override_settings(EMAIL_URL="smtp://mail.example.org", EMAIL_URL_IS_SET=True):
        assert mail_route().url == "smtp://mail.example.org"
        page = client.get(INSTALLATION).content.decode()
        assert "as the environment of the server says" in page
        assert 'name="host"' not in page
        assert client.post(INSTALLATION, route_to(25)).status_code == 422


def test_only_who_keeps_the_installation_sees_it_and_no_secret_is_on_it(stage: Stage) -> None:
    keeper, other = stage.desk(), stage.desk("pia@north-towns.example")
    assert other.get(INSTALLATION).status_code == 404
    page = keeper.get(INSTALLATION).content.decode()
    assert "UNDERSIGNED_SECRET_KEY" in page
    assert "only-for-tests" not in page
