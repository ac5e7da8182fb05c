"""What became of each ask: recorded with its source, shown to everybody, lapsed, taken up again."""

import csv
import io
import json
import re
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from icalendar import Calendar
from lxml import etree

from tests.cast import CARRBORO, CHAPEL_HILL, SLUG, Stage, now, today
from undersigned.domain.tracking import AskState, Step, state_of_all
from undersigned.jobs.look_again import look_at_asks
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ASKS = f"/desk/letters/{SLUG}/asks/"
SCORECARD = f"/letters/{SLUG}/asks/"
AFTER_THE_TERM = datetime(2027, 1, 22, 12, 0, tzinfo=UTC)
TIMETABLE = {
    "answer": "record",
    "number": "2",
    "step": "do",
    "on": str(today()),
    "source": "Office of the Governor",
    "address": "https://governor.example/timetable",
    "note": "The timetable is on the board's page.",
}


@pytest.fixture
def desk(stage: Stage) -> Client:
    """The desk of a coalition whose letter two mayors signed, published."""
    stage.circulate()
    for address in ("mayor@carrboro.example", "mayor@chapelhill.example"):
        Client().post(stage.link(address), {"agree": "yes", "answer": "sign"})
    stage.post()
    stage.publish()
    return stage.desk()


def record(desk: Client, **fields: str) -> None:
    answer = desk.post(ASKS, {**TIMETABLE, **fields})
    assert answer.status_code == 303, answer.content.decode()


def states(client: Client) -> dict[str, str]:
    """Every ask and part, as the public data has them."""
    told: dict[str, Any] = json.loads(client.get(f"/letters/{SLUG}/asks.json").content)
    asks = told["asks"]
    leaves = [part for ask in asks for part in (ask["parts"] or [ask])]
    return {leaf["number"]: leaf["state"] for leaf in leaves}


def test_an_outcome_is_told_with_its_source_on_the_scorecard_in_the_feed_and_as_data(
    desk: Client, client: Client
) -> None:
    record(desk)
    page = client.get(SCORECARD).content.decode()
    assert "Office of the Governor" in page
    assert "https://governor.example/timetable" in page
    assert states(client) == {"1a": "no-answer", "1b": "no-answer", "2": "done"}
    feed = etree.fromstring(client.get(f"/letters/{SLUG}/asks.atom").content)
    assert "2" in feed.find("{*}entry").findtext("{*}title")


def test_a_step_for_a_whole_ask_is_taken_by_each_part_and_the_ask_is_what_they_add_up_to(
    desk: Client, client: Client
) -> None:
    record(desk, number="1", step="promise")
    assert (states(client)["1a"], states(client)["1b"]) == ("promised", "promised")
    record(desk, number="1a", step="do")
    told = json.loads(client.get(f"/letters/{SLUG}/asks.json").content)
    assert told["asks"][0]["state"] == "partly-done"


def test_an_entry_recorded_in_error_is_taken_back_and_stays_visible_as_such(
    desk: Client, client: Client
) -> None:
    record(desk)
    outcome = Outcome.objects.get()
    assert desk.post(ASKS, {"answer": "take-back", "outcome": str(outcome.pk)}).status_code == 303
    assert states(client)["2"] == "no-answer"
    assert "https://governor.example/timetable" in client.get(SCORECARD).content.decode()
    assert desk.post(ASKS, {"answer": "take-back", "outcome": str(outcome.pk)}).status_code == 422


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"on": "2026-01-01"}, "before"),
        ({"on": "2031-01-01"}, "not come yet"),
        ({"on": "2026-02-30"}, "2026-02-30"),
        ({"address": "the governor"}, "address"),
        ({"source": ""}, "source"),
        ({"number": "7"}, "7"),
        ({"step": "vanish"}, "Choose"),
        ({"step": "hand-on", "handed_to": ""}, "successor"),
    ],
)
def test_contradictions_are_refused_and_what_was_typed_is_kept(
    desk: Client, fields: dict[str, str], sentence: str
) -> None:
    answer = desk.post(ASKS, {**TIMETABLE, **fields})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence.lower() in re.sub(r"<[^>]+>", " ", page).lower()
    assert "The timetable is on the board" in page
    assert not Outcome.objects.exists()


def test_a_status_that_cannot_follow_is_refused_with_what_could(desk: Client) -> None:
    record(desk)
    answer = desk.post(ASKS, {**TIMETABLE, "step": "acknowledge"})
    assert answer.status_code == 422
    assert Outcome.objects.count() == 1


def test_what_is_open_when_the_addressee_leaves_office_lapses_visibly_and_the_organisers_are_told(
    stage: Stage, desk: Client, client: Client
) -> None:
    record(desk)
    assert look_at_asks(AFTER_THE_TERM) == 2
    assert look_at_asks(AFTER_THE_TERM) == 0
    assert states(client) == {"1a": "lapsed", "1b": "lapsed", "2": "done"}
    assert "The term of Enid Marlowe, Governor ended." in client.get(SCORECARD).content.decode()
    assert Outcome.objects.filter(step=Step.LAPSE).earliest("pk").on == date(2027, 1, 20)


def test_a_lapsed_ask_is_handed_to_the_successor(desk: Client, client: Client) -> None:
    look_at_asks(AFTER_THE_TERM)
    row = Outcome.objects.filter(number="1a").get()
    row.on = today()  # the day of the test is before the term's end
    row.save()
    record(desk, number="1a", step="hand-on", handed_to="Obi Nwosu, Governor", source="", address="")
    assert states(client)["1a"] == "no-answer"
    assert "Obi Nwosu, Governor" in client.get(SCORECARD).content.decode()


def test_the_organisers_are_reminded_once_to_look_again(stage: Stage, desk: Client) -> None:
    plan = {"answer": "plan", "number": "2", "due_on": "", "due_because": "", "look_again_on": str(today())}
    assert desk.post(ASKS, plan).status_code == 303
    look_at_asks(now())
    look_at_asks(now())
    stage.post()
    assert len(stage.mails("ola@north-towns.example", "look-again")) == 1


def test_the_addressees_answer_is_kept_as_a_document_and_read_by_everybody_if_shown(
    desk: Client, client: Client
) -> None:
    file = SimpleUploadedFile("answer.txt", b"Dear mayors, the timetable will be published.")
    sent = {
        "answer": "response", "sender": "Enid Marlowe", "response_on": str(today()), "title": "An answer",
        "shown": "yes", "file": file,
    }  # fmt: skip
    assert desk.post(ASKS, sent).status_code == 303
    page = client.get(SCORECARD).content.decode()
    (address,) = set(re.findall(rf"{SCORECARD}\d+/", page))
    assert b"the timetable will be published" in client.get(address).content
    number = address.rstrip("/").rpartition("/")[2]
    desk.post(ASKS, {"answer": "hide", "response": number})
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("content", [b"", b"MZ\x00\x01", b"\xff\xfe\x00"])
def test_an_answer_that_is_no_document_is_refused(desk: Client, content: bytes) -> None:
    sent = {
        "answer": "response", "sender": "Enid Marlowe", "response_on": str(today()), "title": "An answer",
        "file": SimpleUploadedFile("answer.exe", content),
    }  # fmt: skip
    assert desk.post(ASKS, sent).status_code == 422


def test_programs_read_what_became_of_the_asks_and_the_dataset_has_it(desk: Client, client: Client) -> None:
    record(desk)
    told = client.get(f"/api/v1/letters/{SLUG}/asks").json()
    assert [each["state"] for each in told] == ["no-answer", "done"]
    assert told[1]["history"][0]["source"]["address"] == "https://governor.example/timetable"
    with zipfile.ZipFile(io.BytesIO(client.get("/coalitions/north-towns/dataset.zip").content)) as packed:
        (row,) = csv.DictReader(io.StringIO(packed.read("outcomes.csv").decode()))
    assert (row["letter"], row["ask"], row["step"]) == (SLUG, "2", "do")


def test_a_calendar_shows_when_an_ask_lapses_and_when_to_look_again(desk: Client) -> None:
    plan = {"answer": "plan", "number": "2", "due_on": "", "due_because": "", "look_again_on": "2027-01-04"}
    desk.post(ASKS, plan)
    page = desk.post("/desk/coalitions/north-towns/programs/", {"answer": "calendar"}).content.decode()
    address = re.findall(r"(/calendar/\S+\.ics)", page)[0]
    entries = Calendar.from_ical(Client().get(address).content).walk("VEVENT")
    days = {str(entry["summary"]): entry.decoded("dtstart") for entry in entries}
    assert days["Last day of an open ask: Open letter on the night buses"] == date(2027, 1, 20)
    assert days["Look again at ask 2: Open letter on the night buses"] == date(2027, 1, 4)


def test_across_letters_what_was_granted_and_how_long_it_took(desk: Client, client: Client) -> None:
    record(desk)
    page = client.get("/coalitions/north-towns/asks/").content.decode()
    assert "publish the timetable" in page
    assert "night buses" in page


def test_the_letter_that_follows_starts_from_the_open_asks_and_invites_who_signed(
    stage: Stage, desk: Client
) -> None:
    record(desk)
    answer = desk.post(ASKS, {"answer": "follow-up"})
    assert answer.status_code == 303
    slug = answer.headers["Location"].split("/")[3]
    draft = letter_by_slug(slug)
    assert "keep the night buses" in draft.source
    assert "2. We ask you to publish the timetable" not in draft.source
    assert "{.thanks}" in draft.source  # for what was granted
    assert draft.follows is not None
    assert draft.follows.slug == SLUG
    choose = f"/desk/letters/{slug}/circulate/"
    assert "The 2 who signed" in desk.get(choose).content.decode()
    sent = {"deadline": "2031-12-01T17:00", "zone": "UTC", "whom": "before", "when": "now"}
    assert desk.post(choose, sent).status_code == 303
    invited = letter_by_slug(slug).invitations.values_list("member__key", flat=True)
    assert set(invited) == {CARRBORO, CHAPEL_HILL}


def test_before_publication_there_is_no_scorecard_and_nothing_is_recorded(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    assert client.get(SCORECARD).status_code == 404
    assert stage.desk().post(ASKS, TIMETABLE).status_code == 422


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ("done done", "done"),
        ("done refused", "partly-done"),
        ("partly-done no-answer", "partly-done"),
        ("promised no-answer", "promised"),
        ("acknowledged refused", "acknowledged"),
        ("lapsed refused", "lapsed"),
        ("refused refused", "refused"),
        ("no-answer lapsed", "no-answer"),
    ],
)
def test_what_the_parts_of_an_ask_add_up_to(parts: str, whole: str) -> None:
    assert state_of_all(AskState(part) for part in parts.split()) is AskState(whole)
