"""A letter's life: draft, circulating, closed, published or cancelled, by commands, jobs and the desk."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from tests.cast import (
    CARRBORO,
    DURHAM,
    LETTER,
    RALEIGH,
    ROSTER,
    SLUG,
    WILMINGTON,
    Stage,
    days_ago,
    now,
    plain_text,
)
from undersigned.actions.letters.circulate import circulate, extend, invite
from undersigned.actions.letters.close import cancel, close
from undersigned.actions.letters.draft import edit
from undersigned.actions.letters.remind import remind
from undersigned.actions.publishing import publish
from undersigned.errors import Refused, Unreadable
from undersigned.jobs.loop import run_once
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Edition, Invitation, Mail, Member, PersonalLink, Signature

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SIGN = {"agree": "yes", "answer": "sign"}


def state() -> str:
    return letter_by_slug(SLUG).state


def refusal(call: object, **names: object) -> str:
    with pytest.raises(Refused) as refused:
        call(**names)  # type: ignore[operator]  # an action
    return refused.value.reason


def test_circulating_fixes_the_text_and_writes_to_holder_and_delegates(stage: Stage) -> None:
    letter = stage.circulate()
    edition = Edition.objects.get(letter=letter)
    assert bytes(edition.content).decode() == LETTER
    assert sorted(str(mail["To"]) for mail in stage.mails()) == [
        "bea@chapelhill.example",
        "ivo@durham.example",
        "mayor@carrboro.example",
        "mayor@chapelhill.example",
        "noor@durham.example",
        "ruth@montgomery.example",
    ]
    assert refusal(edit, slug=SLUG, source=LETTER.encode(), at=now()) == "text-is-fixed"


def test_an_office_whose_zone_is_unknown_reads_times_as_where_the_deadline_was_set(
    stage: Stage, client: Client
) -> None:
    Member.objects.filter(key=DURHAM).update(time_zone="")
    draft = stage.draft()
    deadline = datetime(2031, 12, 1, 17, tzinfo=ZoneInfo("Europe/Madrid"))
    circulate(slug=draft.slug, deadline=deadline, members=[DURHAM], at=now())
    stage.post()
    said = "Monday, December 1, 2031 at 5:00 PM (Central European Standard Time)"
    assert said in " ".join(plain_text(stage.mails("ivo@durham.example")[0]).split())
    assert said in client.get(stage.link("ivo@durham.example")).content.decode()


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ([], "nobody-invited"),
        (["us-xx-nowhere-mayor"], "member-unknown"),
        ([RALEIGH], "member-not-in-office"),
        ([WILMINGTON], "member-not-in-office"),
    ],
)
def test_a_circulation_that_cannot_be_leaves_a_draft_and_no_mail(
    stage: Stage, members: list[str], reason: str
) -> None:
    stage.draft()
    deadline = now() + timedelta(days=3)
    assert refusal(circulate, slug=SLUG, deadline=deadline, members=members, at=now()) == reason
    assert state() == "draft"
    assert not Mail.objects.exists()
    assert not Invitation.objects.exists()


def test_a_deadline_in_the_past_and_a_letter_without_date_do_not_circulate(stage: Stage) -> None:
    stage.draft()
    late = {"slug": SLUG, "members": [CARRBORO], "at": now()}
    assert refusal(circulate, deadline=now() - timedelta(minutes=1), **late) == "deadline-in-the-past"
    edit(slug=SLUG, source=LETTER.replace("date: 2026-11-20\n", "").encode(), at=now())
    assert refusal(circulate, deadline=now() + timedelta(days=1), **late) == "letter-has-no-date"


def test_a_draft_that_is_no_letter_source_is_not_saved(stage: Stage) -> None:
    stage.draft()
    with pytest.raises(Unreadable, match="line"):
        edit(slug=SLUG, source=(LETTER + "\n<script>x</script>\n").encode(), at=now())
    assert letter_by_slug(SLUG).source == LETTER


def test_a_list_below_the_text_is_refused_because_nobody_would_see_what_they_sign(stage: Stage) -> None:
    hidden = LETTER + "\n## Signatories {.signatories}\n\n- Eve Marlowe, Mayor of Nowhere\n"
    with pytest.raises(Unreadable, match="line 17: a list of signatories stands here"):
        stage.draft(hidden)


def test_the_job_loop_closes_a_letter_at_its_deadline_and_not_before(stage: Stage, client: Client) -> None:
    stage.circulate(days=2)
    link = stage.link("mayor@carrboro.example")
    run_once()
    assert state() == "circulating"
    with time_machine.travel(now() + timedelta(days=2, minutes=1)):
        late = client.post(link, SIGN)
        assert late.status_code == 410
        assert "deadline" in late.content.decode()
        run_once()
        assert state() == "closed"
        gone = client.get(link)
        assert gone.status_code == 410
        assert "closed" in gone.content.decode()


def test_an_extended_deadline_keeps_the_links_alive(stage: Stage, client: Client) -> None:
    stage.circulate(days=1)
    later = now() + timedelta(days=5)
    extend(slug=SLUG, deadline=later, at=now())
    assert refusal(extend, slug=SLUG, deadline=later - timedelta(days=1), at=now()) == "deadline-not-later"
    with time_machine.travel(now() + timedelta(days=3)):
        run_once()
        assert client.post(stage.link("mayor@carrboro.example"), SIGN).status_code == 303


def test_only_the_silent_are_reminded_and_once_a_day(stage: Stage, client: Client) -> None:
    stage.circulate()
    client.post(stage.link("mayor@carrboro.example"), SIGN)
    client.post(stage.link("ruth@montgomery.example"), {"answer": "decline"})
    assert remind(slug=SLUG, at=now()) == 2
    assert remind(slug=SLUG, at=now()) == 0
    stage.post()
    reminded = {str(mail["To"]) for mail in stage.mails(kind="reminder")}
    assert reminded == {
        "mayor@chapelhill.example",
        "bea@chapelhill.example",
        "ivo@durham.example",
        "noor@durham.example",
    }
    assert client.post(stage.link("ivo@durham.example", "reminder"), SIGN).status_code == 303
    assert client.get(stage.link("ivo@durham.example", "invitation")).status_code == 303, (
        "the first link works too"
    )
    with time_machine.travel(now() + timedelta(days=1)):
        assert remind(slug=SLUG, at=now()) == 1


def test_more_members_are_invited_while_it_circulates(stage: Stage) -> None:
    stage.circulate([CARRBORO])
    invite(slug=SLUG, members=[DURHAM], at=now())
    stage.post()
    assert stage.mails("ivo@durham.example", "invitation")
    assert refusal(invite, slug=SLUG, members=[DURHAM], at=now()) == "member-already-invited"


def test_closing_and_publishing_follow_each_other_and_nothing_comes_twice(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    assert refusal(publish, slug=SLUG, at=now()) == "not-closed"
    close(slug=SLUG, at=now())
    assert refusal(close, slug=SLUG, at=now()) == "not-circulating"
    assert refusal(cancel, slug=SLUG, at=now()) == "cannot-be-cancelled"
    publish(slug=SLUG, at=now())
    assert refusal(publish, slug=SLUG, at=now()) == "not-closed"
    assert client.get("/").content.decode().count(f"/letters/{SLUG}/") == 1


def test_a_cancelled_letter_tells_everybody_and_takes_no_signature(stage: Stage, client: Client) -> None:
    stage.circulate()
    link = stage.link("mayor@carrboro.example")
    cancel(slug=SLUG, at=now())
    stage.post()
    assert len(stage.mails(kind="cancelled")) == 6
    answer = client.get(link)
    assert answer.status_code == 410
    assert "cancelled" in answer.content.decode()


def test_the_published_list_is_the_same_in_every_format_and_in_order_of_place(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    for address in ("ruth@montgomery.example", "ivo@durham.example", "mayor@carrboro.example"):
        client.post(stage.link(address, "invitation"), SIGN)
    stage.publish()
    names = ["Ada Lindqvist", "Ivo Petrescu", "Ruth Vandermeer"]
    document = client.get(f"/letters/{SLUG}.json").json()
    assert [row["name"] for row in document["signatories"]] == names
    assert document["count"]["by_office"] == {"Mayor": 2, "County Executive": 1}
    assert document["signatories"][0]["confirmed"] == {"how": "link", "by": "self", "index": 3}
    for extension in ("csv", "txt"):
        text = client.get(f"/letters/{SLUG}.{extension}").content.decode()
        positions = [text.index(name) for name in names]
        assert positions == sorted(positions)
    page = client.get(f"/letters/{SLUG}/").content.decode()
    assert "two mayors and one county executive" in page.lower()


def test_a_predecessors_link_and_their_delegates_do_not_sign_for_a_successor(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    of_tomas = "2023-12-04,,mayor@chapelhill"
    ended = ROSTER.replace(of_tomas, f"2023-12-04,{days_ago(2)},mayor@chapelhill")
    successor = (
        f"Chapel Hill,NC,Mayor,Greta Solheim,Greta,Solheim,{days_ago(1)},,greta@chapelhill.example,,,\n"
    )
    stage.import_roster(ended + successor)
    for address in ("mayor@chapelhill.example", "bea@chapelhill.example"):
        link = stage.link(address)
        assert "Greta" not in client.get(link).content.decode()
        assert client.post(link, SIGN).status_code == 410
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("what", "sentence"), [("replaced_at", "replaced by a newer one"), ("expires_at", "has expired")]
)
def test_a_replaced_and_an_expired_link_are_gone_each_with_its_own_page(
    stage: Stage, client: Client, what: str, sentence: str
) -> None:
    stage.circulate()
    link = stage.link("mayor@carrboro.example")
    PersonalLink.objects.update(**{what: now()})
    for answer in (client.get(link), client.post(link, SIGN)):
        assert answer.status_code == 410
        assert sentence in answer.content.decode()


@pytest.mark.parametrize("spoilt", ["x", "{}x", "{}%20", "../../desk"])
def test_a_mangled_link_is_unknown_and_says_to_copy_it_whole(
    stage: Stage, client: Client, spoilt: str
) -> None:
    stage.circulate()
    token = stage.link("mayor@carrboro.example").split("/")[2]
    for page in ("i", "r"):
        answer = client.get(f"/{page}/{spoilt.format(token)}/")
        assert answer.status_code == 404
    assert "copy it whole" in client.get(f"/i/{token[:-1]}/").content.decode().lower()


def test_an_office_whose_term_ended_after_the_invitation_cannot_sign(stage: Stage, client: Client) -> None:
    stage.circulate()
    ended = f"2023-12-04,{days_ago(2)},mayor@carrboro"
    stage.import_roster(ROSTER.replace("2023-12-04,,mayor@carrboro", ended))
    link = stage.link("mayor@carrboro.example")
    assert "cannot be signed by this link" in client.get(link).content.decode()
    answer = client.post(link, SIGN)
    assert answer.status_code == 422
    assert "term of this office-holder does not run today" in answer.content.decode()
