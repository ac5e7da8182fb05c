"""A coalition's own programs: a real one listens and is told, and calendars subscribe."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.test import Client, override_settings
from icalendar import Calendar

from tests.cast import SLUG, Stage, now
from undersigned.actions.letters.circulate import circulate
from undersigned.actions.signing.policy import Ways, set_ways
from undersigned.domain.accounts import Role
from undersigned.domain.signing import Progress, Unnamed
from undersigned.errors import OutsideFailure
from undersigned.jobs.call import call_hooks
from undersigned.outside import hooks
from undersigned.records.models import HookCall, Organiser

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PROGRAMS = "/desk/coalitions/north-towns/programs/"
CARRBORO = "mayor@carrboro.example"
SIGN = {"agree": "yes", "answer": "sign"}


@dataclass
class Program:
    """A program of the coalition's, listening: what it was told, and what it answers."""

    port: int
    told: list[tuple[dict[str, str], str]] = field(default_factory=list)
    answers: int = 204
    says: str | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/told"

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.told]


@pytest.fixture
def program() -> Iterator[Program]:
    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            listening.told.append((dict(self.headers), body))
            self.send_response(listening.answers, listening.says)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    listening = Program(server.server_port)
    Thread(target=server.serve_forever, daemon=True).start()
    with override_settings(PRIVATE_HOOKS=True):
        yield listening
    server.shutdown()
    server.server_close()


def add(desk: Client, address: str, kinds: tuple[str, ...] = ("signature", "published")) -> str:
    """Add a web hook at the desk; its secret."""
    page = desk.post(PROGRAMS, {"answer": "add", "address": address, "kind": kinds}).content.decode()
    return str(re.findall(r"whsec_[A-Za-z0-9+/=]+", page)[0])


def hook_of(desk: Client) -> str:
    return str(re.findall(r'name="hook" value="(\d+)"', desk.get(PROGRAMS).content.decode())[0])


def test_what_happens_is_told_signed_and_without_a_name(stage: Stage, program: Program) -> None:
    secret = add(stage.desk(), program.address)
    stage.circulate()
    link = stage.link(CARRBORO)
    Client().post(link, SIGN)
    stage.publish()
    Client().post(link.replace("/i/", "/r/"), {"answer": "withdraw"})
    assert call_hooks(now) == 3
    told = [(each["kind"], each.get("what")) for each in program.bodies]
    assert sorted(told, key=str) == [
        ("published", None),
        ("signature", "signed"),
        ("signature", "withdrawn"),
    ]
    assert {each["letter"] for each in program.bodies} == {SLUG}
    for headers, body in program.told:
        assert "Ada" not in body
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
        key = base64.b64decode(secret.removeprefix("whsec_"))
        expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{expected}"


def test_an_office_that_signs_unnamed_is_told_of_without_its_key(stage: Stage, program: Program) -> None:
    add(stage.desk(), program.address)
    letter = stage.draft()
    set_ways(slug=SLUG, ways=Ways(Unnamed.COUNTED, Progress.NOTHING, conditional=False), at=now())
    circulate(slug=letter.slug, deadline=now() + timedelta(days=7), members=None, at=now())
    stage.post()
    link = stage.link(CARRBORO)
    Client().post(link, {**SIGN, "unnamed": "yes"})
    Client().post(link.replace("/i/", "/r/"), {"answer": "withdraw"})
    assert call_hooks(now) == 2
    assert [each["member"] for each in program.bodies] == [None, None]
    assert all("carrboro" not in body for _, body in program.told)


def test_a_program_is_told_once_and_only_of_what_it_listens_to(stage: Stage, program: Program) -> None:
    add(stage.desk(), program.address, ("published",))
    stage.circulate()
    Client().post(stage.link(CARRBORO), SIGN)
    stage.publish()
    assert (call_hooks(now), call_hooks(now)) == (1, 0)
    assert [each["kind"] for each in program.bodies] == ["published"]


def test_what_was_not_taken_is_told_again_later_with_its_same_id(stage: Stage, program: Program) -> None:
    desk = stage.desk()
    add(desk, program.address)
    desk.post(PROGRAMS, {"answer": "try", "hook": hook_of(desk)})
    program.answers = 500
    assert call_hooks(now) == 0
    assert call_hooks(now) == 0  # not yet: it waits its pause
    assert len(program.told) == 1
    assert "500" in desk.get(PROGRAMS).content.decode()
    program.answers = 200
    assert call_hooks(lambda: now() + timedelta(minutes=1)) == 1
    first, second = (headers["webhook-id"] for headers, _ in program.told)
    assert first == second
    assert HookCall.objects.get().body == ""  # what was told is not kept


def test_a_call_that_cannot_be_made_is_tried_again_and_holds_up_no_other(
    stage: Stage, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, call = stage.desk(), hooks.call
    add(desk, program.address)
    add(desk, "http://127.0.0.1:1/elsewhere")

    def stumble_over_one(address: str, *words: Any, **ways: Any) -> hooks.Answer:
        if address != program.address:
            raise ZeroDivisionError("of this call alone")
        return call(address, *words, **ways)

    monkeypatch.setattr(hooks, "call", stumble_over_one)
    stage.circulate()
    Client().post(stage.link(CARRBORO), SIGN)
    assert call_hooks(now) == 1
    left = HookCall.objects.get(accepted_at=None)
    assert (left.attempts, left.given_up_at) == (1, None)
    assert left.answer == "ZeroDivisionError: of this call alone"


def test_an_answer_that_no_database_could_keep_is_kept_without_its_zero_byte(
    stage: Stage, program: Program
) -> None:
    desk = stage.desk()
    add(desk, program.address)
    desk.post(PROGRAMS, {"answer": "try", "hook": hook_of(desk)})
    program.says = "Fine\0"
    assert call_hooks(now) == 1
    assert HookCall.objects.get().answer == "204 Fine"


def test_a_program_that_is_gone_is_called_no_more(stage: Stage, program: Program) -> None:
    desk = stage.desk()
    add(desk, program.address)
    desk.post(PROGRAMS, {"answer": "try", "hook": hook_of(desk)})
    program.answers = 410
    call_hooks(now)
    assert "There is none yet." in desk.get(PROGRAMS).content.decode()
    stage.circulate()
    Client().post(stage.link(CARRBORO), SIGN)
    assert call_hooks(lambda: now() + timedelta(days=1)) == 0
    assert len(program.told) == 1


def test_a_stopped_hook_is_called_no_more_and_what_waited_is_given_up(stage: Stage, program: Program) -> None:
    desk = stage.desk()
    add(desk, program.address)
    hook = hook_of(desk)
    desk.post(PROGRAMS, {"answer": "try", "hook": hook})
    assert desk.post(PROGRAMS, {"answer": "stop", "hook": hook}).status_code == 303
    assert call_hooks(now) == 0
    assert program.told == []
    assert desk.post(PROGRAMS, {"answer": "try", "hook": hook}).status_code == 422


def test_the_secret_is_shown_once(stage: Stage, program: Program) -> None:
    desk = stage.desk()
    secret = add(desk, program.address)
    assert secret not in desk.get(PROGRAMS).content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"answer": "add", "address": "ftp://x.example", "kind": "published"}, "cannot be called"),
        ({"answer": "add", "address": "https://x.example/"}, "Choose at least one thing"),
        ({"answer": "stop", "hook": "999999"}, "no such web hook"),
        ({"answer": "stop", "hook": "x"}, "no such web hook"),
        ({}, "Nothing was changed"),
    ],
)
def test_what_cannot_be_done_is_said_and_what_was_typed_is_kept(
    stage: Stage, sent: dict[str, str], sentence: str
) -> None:
    answer = stage.desk().post(PROGRAMS, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert sent.get("address", "") in page


def test_only_an_owner_connects_programs(stage: Stage) -> None:
    editor = stage.desk("erik@north-towns.example", Role.EDITOR)
    sent = {"answer": "add", "address": "https://x.example/", "kind": "published"}
    assert editor.post(PROGRAMS, sent).status_code == 422
    assert "Add the web hook" not in editor.get(PROGRAMS).content.decode()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "169.254.169.254", "10.0.0.1"]
)
def test_a_public_installation_calls_no_address_of_its_own_network(host: str) -> None:
    with pytest.raises(OutsideFailure, match="not public"):
        hooks.call(f"https://{host}/", "{}", {}, private=False)


def test_a_calendar_program_reads_the_deadlines_at_an_address_of_its_own(stage: Stage) -> None:
    desk = stage.desk()
    letter = stage.circulate()
    address = new_calendar(desk)
    answer = Client().get(address)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    (entry,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert letter.deadline is not None
    assert entry.decoded("dtstart") == letter.deadline.replace(microsecond=0)
    assert letter.title in str(entry["summary"])


def test_a_new_calendar_address_takes_the_place_of_the_old(stage: Stage) -> None:
    desk = stage.desk()
    old, new = new_calendar(desk), new_calendar(desk)
    assert [Client().get(address).status_code for address in (old, new)] == [404, 200]


def test_the_calendar_of_who_was_shut_out_is_gone(stage: Stage) -> None:
    address = new_calendar(stage.desk())
    Organiser.objects.update(is_active=False)
    assert Client().get(address).status_code == 404


def new_calendar(desk: Client) -> str:
    page = desk.post(PROGRAMS, {"answer": "calendar"}).content.decode()
    return str(re.findall(r"http://127\.0\.0\.1:8000(/calendar/\S+\.ics)", page)[0])
