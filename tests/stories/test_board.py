"""The organiser's board of a circulating letter: who stands where, one office, and what is new."""

import csv
import io
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.cast import CARRBORO, CHAPEL_HILL, DURHAM, MONTGOMERY, SLUG, Stage, now, plain_text
from tests.stories.test_evidence import SIGN
from undersigned.jobs.post import post_mails
from undersigned.records.models import Invitation, Mail, Note, PersonalLink

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

BOARD = f"/desk/letters/{SLUG}/"


@pytest.fixture
def desk(stage: Stage) -> Client:
    stage.circulate()
    return stage.desk()


def seen(desk: Client, address: str = BOARD) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def number(page: str, group: str) -> int | None:
    found = re.search(rf'\?state={group}"[^>]*>[^<]*</a></dt><dd>(\d+)<', page)
    return int(found[1]) if found else None


def office_of(member: str) -> str:
    return f"{BOARD}offices/{Invitation.objects.get(member__key=member).pk}/"


def act(desk: Client, member: str, answer: str, **form: str) -> Any:
    return desk.post(office_of(member), {"answer": answer, **form})


@contextmanager
def mail_server(refuse: str) -> Iterator[list[str]]:
    """A real server that refuses one recipient outright; gives the addresses it took mails for."""

    class Picky:
        async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, _: Any) -> str:
            if address == refuse:
                return "550 5.1.1 No such mailbox here"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            taken.extend(envelope.rcpt_tos)
            return "250 Accepted"

    taken: list[str] = []
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Picky(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with override_settings(EMAIL_URL=f"smtp://127.0.0.1:{port}"):
            yield taken
    finally:
        controller.stop()


# --- where everybody stands -----------------------------------------------------------------------


def test_each_office_is_in_one_group_and_a_delegates_signature_is_told_apart(
    stage: Stage, desk: Client, client: Client
) -> None:
    client.post(stage.link("mayor@carrboro"), SIGN)
    client.post(stage.link("bea@chapelhill"), SIGN)
    client.post(stage.link("ruth@montgomery"), {"answer": "decline", "reason": "Not this year."})
    page = seen(desk)
    groups = ("signed", "signed-for", "declined", "silent")
    assert [number(page, group) for group in groups] == [2, 1, 1, 1]
    assert "Not this year." in page
    assert re.findall(r"(Carrboro|Chapel Hill), NC", seen(desk, f"{BOARD}?state=signed")) == [
        "Carrboro",
        "Chapel Hill",
    ]
    assert "Carrboro, NC" not in seen(desk, f"{BOARD}?state=signed-for")


def test_the_regions_are_counted_and_lead_to_their_offices(
    stage: Stage, desk: Client, client: Client
) -> None:
    client.post(stage.link("mayor@carrboro"), SIGN)
    page = seen(desk)
    assert re.search(r"\?region=NC.*?</th><td[^>]*>3</td><td[^>]*>1</td><td[^>]*>0</td><td[^>]*>2<", page)
    montgomery = seen(desk, f"{BOARD}?region=MD")
    assert "Montgomery County, MD" in montgomery
    assert "Durham, NC" not in montgomery


def test_an_office_that_the_mail_server_refuses_is_told_with_its_words(stage: Stage) -> None:
    stage.draft()
    desk = stage.desk()
    desk.post(f"{BOARD}circulate/", {"whom": "all", "deadline": "2031-12-01T17:00", "zone": "UTC"})
    with mail_server(refuse="mayor@carrboro.example") as taken:
        post_mails(now)
    assert "ruth@montgomery.example" in taken
    page = seen(desk, f"{BOARD}?state=unreached")
    assert number(page, "unreached") == 1
    assert "No such mailbox here" in page
    assert "Carrboro, NC" in page
    assert "Durham, NC" not in page
    assert "No such mailbox here" in seen(desk, office_of(CARRBORO))


def test_an_office_is_reached_if_one_of_its_people_is(stage: Stage) -> None:
    stage.draft()
    desk = stage.desk()
    desk.post(f"{BOARD}circulate/", {"whom": "all", "deadline": "2031-12-01T17:00", "zone": "UTC"})
    with mail_server(refuse="mayor@chapelhill.example"):
        post_mails(now)
    assert number(seen(desk), "unreached") is None


def test_a_pace_is_told_with_how_it_was_reckoned_and_not_before_there_is_one(stage: Stage) -> None:
    desk = stage.desk()
    towns = "\n".join(f"Town {at},NC,Mayor,Person {at},2023-12-04,m{at}@towns.example" for at in range(40))
    stage.import_roster(f"place,region,office,name,start,email\n{towns}\n")
    stage.circulate(days=10)
    assert "At this pace" not in seen(desk)
    client = Client()
    for at in range(8):
        with time_machine.travel(now() + timedelta(hours=12 * at + 6)):
            client.post(stage.link(f"m{at}@towns"), SIGN)
    with time_machine.travel(now() + timedelta(days=5)):
        page = seen(stage.desk())
    assert re.search(r"between \d+ and \d+ will have signed by the deadline", page)
    assert "from the 8 signatures of the last 5 days" in page


# --- what is new ----------------------------------------------------------------------------------


def test_an_open_board_is_told_of_new_answers_and_asked_again_says_nothing(
    stage: Stage, desk: Client, client: Client
) -> None:
    found = re.search(r'data-news="([^"]+)"', seen(desk))
    assert found
    address = found[1].replace("&amp;", "&")
    nothing = desk.get(address)
    assert nothing.content.strip() == b""
    client.post(stage.link("mayor@carrboro"), SIGN)
    client.post(stage.link("ruth@montgomery"), {"answer": "decline"})
    told = desk.get(address, headers={"If-None-Match": nothing["ETag"]})
    assert told.status_code == 200
    assert "2 new answers: show" in told.content.decode()
    assert desk.get(address, headers={"If-None-Match": told["ETag"]}).status_code == 304


@pytest.mark.parametrize("since", ["", "yesterday", "2026-11-25", "2026-11-25T10:00", "9" * 400])
def test_news_since_no_time_are_no_page(desk: Client, since: str) -> None:
    assert desk.get(f"{BOARD}news/?{urlencode({'since': since})}").status_code == 404


# --- the table ------------------------------------------------------------------------------------


def test_the_board_is_a_table_that_is_safe_to_open(stage: Stage, desk: Client, client: Client) -> None:
    client.post(stage.link("ruth@montgomery"), {"answer": "decline", "reason": "=1+1 is not 3"})
    text = desk.get(f"{BOARD}board.csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Place"] for row in rows] == ["Carrboro", "Chapel Hill", "Durham", "Montgomery County"]
    assert (rows[3]["Answer"], rows[3]["Reason for declining"]) == ("declined", "'=1+1 is not 3")
    sheet = load_workbook(io.BytesIO(desk.get(f"{BOARD}board.xlsx").content)).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][:3] == ["Member", "Place", "Region"]
    assert "=1+1 is not 3" in cells[4]
    assert sheet["I5"].data_type == "s"


# --- one office -----------------------------------------------------------------------------------


def test_a_new_link_reaches_the_person_and_kills_every_earlier_one_of_theirs(
    stage: Stage, desk: Client, client: Client
) -> None:
    old, delegate = stage.link("mayor@chapelhill"), stage.link("bea@chapelhill")
    assert act(desk, CHAPEL_HILL, "new-link", who="holder").status_code == 303
    stage.post()
    assert len(stage.mails("mayor@chapelhill", "new-link")) == 1
    assert client.get(old).status_code == 410
    assert client.get(delegate).status_code == 200
    assert client.post(stage.link("mayor@chapelhill", "new-link"), SIGN).status_code == 303


def test_a_new_link_for_somebody_who_is_not_written_to_is_refused(desk: Client) -> None:
    answer = act(desk, CARRBORO, "new-link", who="delegate-999999")
    assert answer.status_code == 422
    assert "no longer written to" in answer.content.decode()
    assert PersonalLink.objects.filter(replaced_at__isnull=False).count() == 0


def test_the_organiser_writes_to_one_person_in_plain_words_with_their_link(
    stage: Stage, desk: Client, client: Client
) -> None:
    text = "Dear Bea,\r\n\r\nwe spoke on the phone: <here> it is."
    refused = act(desk, CHAPEL_HILL, "write", who="holder", subject="As promised", opening=text)
    assert refused.status_code == 422
    assert "As promised" in refused.content.decode(), "what was typed is kept"
    text = text.replace("<", "").replace(">", "")
    act(desk, CHAPEL_HILL, "write", who="holder", subject="As promised", opening=text)
    stage.post()
    (mail,) = stage.mails("mayor@chapelhill", "organiser-message")
    assert mail["Subject"] == "As promised"
    assert "we spoke on the phone: here it is." in plain_text(mail)
    assert client.get(stage.link("mayor@chapelhill", "organiser-message")).status_code == 200


@pytest.mark.parametrize(
    "form",
    [
        {"subject": "Hello\r\nBcc: everybody@example.org", "opening": "Hello"},
        {"subject": "Hello", "opening": "   "},
        {"subject": "Hello", "opening": "x" * 5001},
        {"subject": "Hello", "opening": "Look at https://example.org"},
    ],
)
def test_a_message_that_cannot_stand_in_a_mail_is_refused(desk: Client, form: dict[str, str]) -> None:
    assert act(desk, CARRBORO, "write", who="holder", **form).status_code == 422
    assert not Mail.objects.filter(kind="organiser-message").exists()


def test_one_office_is_reminded_alone_and_not_twice_a_day(stage: Stage, desk: Client) -> None:
    assert act(desk, DURHAM, "remind").status_code == 303
    stage.post()
    assert len(stage.mails(kind="reminder")) == 2, "the mayor and the delegate of Durham"
    again = act(desk, DURHAM, "remind")
    assert again.status_code == 422
    assert "within the last 20 hours" in again.content.decode()


def test_an_office_that_has_not_answered_leads_to_where_its_answer_is_recorded(desk: Client) -> None:
    page = seen(desk, office_of(DURHAM))
    assert f"/desk/letters/{SLUG}/record/?member={DURHAM}" in page
    recording = seen(desk, f"{BOARD}record/?member={DURHAM}")
    assert DURHAM in recording


def test_notes_stay_with_the_member_are_told_on_the_board_and_can_be_deleted(
    stage: Stage, desk: Client
) -> None:
    assert act(desk, DURHAM, "note", text="Call Noor after three.\r\nShe decides.").status_code == 303
    assert act(desk, DURHAM, "note", text="  ").status_code == 422
    assert act(desk, DURHAM, "note", text="x" * 2001).status_code == 422
    assert "1 note" in seen(desk)
    page = seen(desk, office_of(DURHAM))
    assert "Call Noor after three." in page
    assert "ola@north-towns.example" in page
    act(desk, DURHAM, "drop-note", note=str(Note.objects.get().pk))
    assert not Note.objects.exists()


def test_a_viewer_reads_the_office_and_changes_nothing(stage: Stage, desk: Client) -> None:
    from undersigned.domain.accounts import Role

    viewer = stage.desk("viewer@north-towns.example", Role.VIEWER)
    page = seen(viewer, office_of(DURHAM))
    assert "<textarea" not in page
    assert act(viewer, DURHAM, "note", text="I was here").status_code == 403


def test_the_office_of_another_letter_is_not_found_here(stage: Stage, desk: Client) -> None:
    stage.draft(slug="other")
    pk = Invitation.objects.get(member__key=DURHAM).pk
    assert desk.get(f"/desk/letters/other/offices/{pk}/").status_code == 404


def test_notes_go_when_somebody_of_the_office_is_forgotten(stage: Stage, desk: Client) -> None:
    from undersigned.actions.signing.forget import forget_person

    act(desk, MONTGOMERY, "note", text="Ruth is on leave.")
    act(desk, DURHAM, "note", text="Call Noor.")
    forget_person(email="ruth@montgomery.example", coalition=stage.coalition, at=now())
    assert [note.text for note in Note.objects.all()] == ["Call Noor."]


# --- how much it asks of the database -------------------------------------------------------------


def test_the_board_takes_twelve_statements_with_answers_refusals_and_notes(
    stage: Stage, desk: Client, client: Client
) -> None:
    client.post(stage.link("mayor@carrboro"), {**SIGN, "name": "Ada B. Lindqvist"})
    client.post(stage.link("bea@chapelhill"), SIGN)
    act(desk, DURHAM, "note", text="Call Noor.")
    Mail.objects.filter(to="ruth@montgomery.example").update(
        posted_at=None, refused_at=now(), last_trouble="550 No"
    )
    with CaptureQueriesContext(connection) as asked:
        page = seen(desk)
    assert "asked for another line" in page
    assert "550 No" in page
    assert len(asked) <= 12
