"""Each mail is seen before it goes, goes when it should, and can be stopped until then."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.cast import CARRBORO, CHAPEL_HILL, DURHAM, SLUG, Stage, html_text, now, plain_text
from tests.stories.test_evidence import SIGN
from undersigned.actions.letters.close import close
from undersigned.jobs.loop import run_once
from undersigned.records.models import Invitation, Letter, Mail, Member, ReminderRound

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

BOARD = f"/desk/letters/{SLUG}/"
CIRCULATE = f"{BOARD}circulate/"
REMIND = f"{BOARD}remind/"
EXTEND = f"{BOARD}extend/"
MAILS = f"{BOARD}mails/"
TO_ALL = {"whom": "all", "deadline": "2031-12-01T17:00", "zone": "America/New_York"}
OWN = {"subject": "Before the holidays: the night buses", "opening": "Dear friends, this cannot wait."}


@pytest.fixture
def desk(stage: Stage) -> Client:
    stage.draft()
    return stage.desk()


def frames(answer: Any) -> list[str]:
    """The addresses of the frames in which the page shows mails."""
    return [unescape(found) for found in re.findall(r'<iframe[^>]*src="([^"]+)"', answer.content.decode())]


def waiting() -> list[datetime]:
    return sorted(Mail.objects.filter(posted_at=None, cancelled_at=None).values_list("due_at", flat=True))


# --- seen before they go --------------------------------------------------------------------------


def test_the_mails_are_shown_for_a_chosen_office_to_each_of_its_people_and_nothing_is_done(
    stage: Stage, desk: Client
) -> None:
    answer = desk.post(CIRCULATE, {**TO_ALL, **OWN, "recipient": "chapel", "answer": "preview"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "mayor@chapelhill.example" in page
    assert "bea@chapelhill.example" in page
    assert "You, Bea Okafor, are named as" in unescape(page).replace("\n", " ")
    assert OWN["opening"] in page
    assert Letter.objects.get().state == "draft"
    assert not Mail.objects.exists()
    assert 'value="2031-12-01T17:00"' in page, "what was typed is kept"


def test_what_is_shown_is_what_arrives_but_for_the_personal_link(stage: Stage, desk: Client) -> None:
    shown = desk.post(CIRCULATE, {**TO_ALL, **OWN, "recipient": "carrboro", "answer": "preview"})
    (frame,) = frames(shown)
    preview = desk.get(frame)
    assert preview.status_code == 200
    desk.post(CIRCULATE, {**TO_ALL, **OWN})
    stage.post()
    (mail,) = stage.mails("mayor@carrboro")
    assert mail["Subject"] == OWN["subject"]

    def without_link(html: str) -> str:
        html = re.sub(r"/i/[\w-]+/", "/i/…/", html)
        return re.sub(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", "…", html).strip().replace("\r\n", "\n")

    assert without_link(preview.content.decode()) == without_link(html_text(mail))


def test_a_shown_mail_can_run_and_load_and_lead_to_nothing(desk: Client) -> None:
    shown = desk.post(CIRCULATE, {**TO_ALL, "recipient": "carrboro", "answer": "preview"})
    policy = desk.get(frames(shown)[0])["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("sandbox")
    assert "frame-src 'self'" in shown["Content-Security-Policy"]


def test_nobody_of_that_name_is_said_and_no_error(desk: Client) -> None:
    shown = desk.post(CIRCULATE, {**TO_ALL, "recipient": "nobody at all", "answer": "preview"})
    assert "Nobody of that name would get this mail." in shown.content.decode()
    odd = f"{MAILS}preview/?kind=invitation&member=no-such&who=holder"
    assert desk.get(odd).status_code == 404
    assert desk.get(f"{odd}&deadline=tomorrow").status_code == 404


@pytest.mark.parametrize("field", ["subject", "opening"])
@pytest.mark.parametrize(
    "words", ["Hello\r\nBcc: all@example.org", "<b>Hello</b>", "See https://example.org"]
)
def test_words_that_cannot_stand_in_a_mail_send_nothing_and_are_kept(
    desk: Client, field: str, words: str
) -> None:
    answer = desk.post(CIRCULATE, {**TO_ALL, **OWN, field: words})
    assert answer.status_code == 422
    assert words.replace("\r\n", "\n") in unescape(answer.content.decode()).replace("\r\n", "\n")
    assert not Mail.objects.exists()
    assert Letter.objects.get().state == "draft"


def test_own_words_are_kept_for_the_next_mail_of_the_kind(stage: Stage, desk: Client) -> None:
    desk.post(CIRCULATE, {**TO_ALL, "whom": "some", "member": CARRBORO, **OWN})
    assert OWN["opening"] in desk.get(f"{BOARD}invite/").content.decode()
    assert OWN["opening"] not in desk.get(REMIND).content.decode()


# --- at a time ------------------------------------------------------------------------------------


def test_invitations_wait_for_the_same_hour_where_each_office_is(stage: Stage, desk: Client) -> None:
    Member.objects.filter(key=DURHAM).update(time_zone="America/Los_Angeles")
    later = {"when": "later", "send_at": "2031-11-20T09:00", "send_zone": ""}
    assert desk.post(CIRCULATE, {**TO_ALL, **later}).status_code == 303
    east, west = datetime(2031, 11, 20, 14, tzinfo=UTC), datetime(2031, 11, 20, 17, tzinfo=UTC)
    assert set(waiting()) == {east, west}
    run_once()
    assert stage.mails() == []
    with time_machine.travel(east + timedelta(minutes=1)):
        run_once()
    assert stage.mails("mayor@carrboro")
    assert not stage.mails("ivo@durham")
    with time_machine.travel(west + timedelta(minutes=1)):
        run_once()
    assert stage.mails("ivo@durham")


@pytest.mark.parametrize(
    ("send_at", "zone"),
    [
        ("", "UTC"),
        ("tomorrow", "UTC"),
        ("2020-01-01T09:00", "UTC"),
        ("2031-12-01T18:00", "America/New_York"),  # after the deadline
    ],
)
def test_a_time_at_which_mails_cannot_go_is_refused(desk: Client, send_at: str, zone: str) -> None:
    answer = desk.post(CIRCULATE, {**TO_ALL, "when": "later", "send_at": send_at, "send_zone": zone})
    assert answer.status_code == 422
    assert not Mail.objects.exists()


def test_what_has_not_gone_can_be_stopped_and_who_was_not_written_to_can_be_still(
    stage: Stage, desk: Client
) -> None:
    later = {"when": "later", "send_at": "2031-11-20T09:00", "send_zone": "UTC"}
    desk.post(CIRCULATE, {**TO_ALL, **later})
    page = desk.get(MAILS).content.decode()
    assert "Stop: Invitations to office-holders" in page
    assert desk.post(MAILS, {"kind": "invitation"}).status_code == 303
    assert desk.post(MAILS, {"kind": "invitation"}).status_code == 422, "there is nothing left to stop"
    assert Mail.objects.filter(kind="invitation", cancelled_at__isnull=True).count() == 0
    assert set(Mail.objects.filter(kind="invitation").values_list("text", flat=True)) == {""}
    with time_machine.travel(datetime(2031, 11, 20, 10, tzinfo=UTC)):
        run_once()
        assert stage.mails("mayor@carrboro") == []
        stage.desk().post(REMIND, {"when": "now"})
        run_once()
    assert [mail["X-Undersigned-Kind"] for mail in stage.mails("mayor@carrboro")] == ["reminder"]


def test_receipts_and_other_mails_that_are_owed_cannot_be_stopped(stage: Stage, client: Client) -> None:
    stage.circulate()
    client.post(stage.link("mayor@carrboro"), SIGN)
    assert stage.desk().post(MAILS, {"kind": "receipt"}).status_code == 422
    stage.post()
    assert stage.mails("mayor@carrboro", "receipt")


def test_mails_that_ask_for_an_answer_do_not_go_after_closing(stage: Stage, desk: Client) -> None:
    later = {"when": "later", "send_at": "2031-11-20T09:00", "send_zone": "UTC"}
    desk.post(CIRCULATE, {**TO_ALL, **later})
    desk.post(f"{BOARD}close/", {"open": "yes"})
    assert waiting() == []


def test_the_progress_of_the_mails_is_told_by_kind_and_asked_again_is_not_repeated(
    stage: Stage, desk: Client
) -> None:
    desk.post(CIRCULATE, TO_ALL)
    stage.post()
    progress = desk.get(f"{MAILS}progress/")
    assert re.search(
        r"Invitations to office-holders.*?data-label=\"Sent\">4<", progress.content.decode(), re.S
    )
    again = desk.get(f"{MAILS}progress/", headers={"If-None-Match": progress["ETag"]})
    assert again.status_code == 304


# --- reminders in rounds --------------------------------------------------------------------------


@pytest.fixture
def circulating(stage: Stage) -> Iterator[Client]:
    """A letter whose deadline is on the first of December 2031, at five in the afternoon in New York."""
    with time_machine.travel(datetime(2031, 11, 10, 15, tzinfo=UTC)):
        stage.draft()
        desk = stage.desk()
        desk.post(CIRCULATE, TO_ALL)
        run_once()
        yield desk


def in_november(day: int, hour: int, minute: int = 0) -> Any:
    return time_machine.travel(datetime(2031, 11, day, hour, minute, tzinfo=UTC))


THREE_BEFORE = {"when": "before", "days": "3", "hour": "09:00"}


def test_a_round_goes_at_its_hour_where_each_office_is_and_stops_with_an_answer(
    stage: Stage, circulating: Client, client: Client
) -> None:
    Member.objects.filter(key=DURHAM).update(time_zone="America/Los_Angeles")
    assert circulating.post(REMIND, {**THREE_BEFORE, **OWN}).status_code == 303
    assert "3 days before the deadline" in circulating.get(REMIND).content.decode()
    client.post(stage.link("mayor@carrboro"), SIGN)
    with in_november(28, 13, 59):
        run_once()
        assert not stage.mails(kind="reminder")
    with in_november(28, 14, 1):
        run_once()
        assert {str(mail["To"]) for mail in stage.mails(kind="reminder")} == {
            "mayor@chapelhill.example",
            "bea@chapelhill.example",
            "ruth@montgomery.example",
        }
        assert OWN["opening"] in plain_text(stage.mails(kind="reminder")[0])
    with in_november(28, 17, 1):
        run_once()
        run_once()
    assert len(stage.mails("ivo@durham", "reminder")) == 1
    assert ReminderRound.objects.get().finished_at is not None


def test_a_round_is_not_made_up_for_when_nobody_worked_at_its_time(stage: Stage, circulating: Client) -> None:
    circulating.post(REMIND, THREE_BEFORE)
    with in_november(29, 20):
        run_once()
    assert not stage.mails(kind="reminder")


def test_a_planned_round_can_be_taken_back(stage: Stage, circulating: Client) -> None:
    circulating.post(REMIND, {"when": "later", "send_at": "2031-11-20T09:00", "send_zone": "UTC"})
    planned = ReminderRound.objects.get()
    assert circulating.post(REMIND, {"answer": "drop", "round": str(planned.pk)}).status_code == 303
    with in_november(20, 9, 1):
        run_once()
    assert not stage.mails(kind="reminder")


@pytest.mark.parametrize(
    "form",
    [
        {"when": "before", "days": "", "hour": "09:00"},
        {"when": "before", "days": "-1", "hour": "09:00"},
        {"when": "before", "days": "61", "hour": "09:00"},
        {"when": "before", "days": "9" * 400, "hour": "09:00"},
        {"when": "before", "days": "3", "hour": "nine"},
        {"when": "before", "days": "30", "hour": "09:00"},  # that day has passed
        {"when": "later", "send_at": "2031-12-24T09:00", "send_zone": ""},
    ],
)
def test_a_round_that_cannot_come_is_refused(circulating: Client, form: dict[str, str]) -> None:
    assert circulating.post(REMIND, form).status_code == 422
    assert not ReminderRound.objects.exists()


def test_an_office_that_was_reminded_by_hand_the_same_day_is_left_out_of_the_round(
    stage: Stage, circulating: Client
) -> None:
    circulating.post(REMIND, THREE_BEFORE)
    pk = Invitation.objects.get(member__key=DURHAM).pk
    with in_november(28, 8):
        stage.desk().post(f"{BOARD}offices/{pk}/", {"answer": "remind"})
    with in_november(28, 14, 1):
        run_once()
    assert len(stage.mails("ivo@durham", "reminder")) == 1
    assert len(stage.mails("mayor@carrboro", "reminder")) == 1


def test_rounds_before_the_deadline_move_with_it_and_come_again(stage: Stage, circulating: Client) -> None:
    circulating.post(REMIND, THREE_BEFORE)
    with in_november(28, 14, 1):
        run_once()
        stage.desk().post(EXTEND, {"deadline": "2031-12-15T17:00", "zone": "America/New_York"})
    assert len(stage.mails("mayor@carrboro", "reminder")) == 1
    with time_machine.travel(datetime(2031, 12, 12, 14, 1, tzinfo=UTC)):
        run_once()
    assert len(stage.mails("mayor@carrboro", "reminder")) == 2


def test_a_letter_that_is_closed_announces_no_reminder(stage: Stage, circulating: Client) -> None:
    circulating.post(REMIND, THREE_BEFORE)
    announced = "The next reminder goes on"
    assert announced in circulating.get(BOARD).content.decode()
    close(slug=SLUG, at=now())
    assert announced not in circulating.get(BOARD).content.decode()


def test_members_of_no_known_zone_are_reminded_by_the_clock_of_the_deadline(
    stage: Stage, circulating: Client
) -> None:
    Member.objects.update(time_zone="")
    circulating.post(REMIND, THREE_BEFORE)
    with in_november(28, 13, 59):
        run_once()
    assert not stage.mails("mayor@carrboro", "reminder")
    with in_november(28, 14, 1):
        run_once()
    assert stage.mails("mayor@carrboro", "reminder")


# --- a later deadline -----------------------------------------------------------------------------


def test_those_who_have_not_answered_are_told_of_a_later_deadline_unless_nobody_is(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    desk = stage.desk()
    client.post(stage.link("mayor@carrboro"), SIGN)
    later = {"deadline": "2031-12-15T17:00", "zone": "America/New_York"}
    shown = desk.post(EXTEND, {**later, "notice": "yes", "answer": "preview", "recipient": "durham"})
    assert "December 15, 2031" in unescape(shown.content.decode())
    assert desk.post(EXTEND, {**later, "notice": "yes", **OWN}).status_code == 303
    stage.post()
    told = {str(mail["To"]) for mail in stage.mails(kind="deadline-extended")}
    assert "ivo@durham.example" in told
    assert "mayor@carrboro.example" not in told
    mail = stage.mails("ivo@durham", "deadline-extended")[0]
    assert "December 15, 2031" in plain_text(mail)
    assert client.get(stage.link("ivo@durham", "deadline-extended")).status_code == 200
    desk.post(EXTEND, {"deadline": "2031-12-20T17:00", "zone": "America/New_York"})
    stage.post()
    assert len(stage.mails("ivo@durham", "deadline-extended")) == 1


def test_a_letter_extended_at_the_last_minute_is_not_closed(stage: Stage) -> None:
    stage.circulate([CHAPEL_HILL], days=1)
    desk = stage.desk()
    later = (now() + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    assert desk.post(EXTEND, {"deadline": later, "zone": "UTC", "notice": "yes"}).status_code == 303
    with time_machine.travel(now() + timedelta(days=2)):
        run_once()
    assert Letter.objects.get().state == "circulating"
