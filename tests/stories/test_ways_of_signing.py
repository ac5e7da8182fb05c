"""Every way an office answers: by whom and by what, with a name or without, now or later or never again."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import CARRBORO, CHAPEL_HILL, DURHAM, ROSTER, SLUG, Stage, now, plain_text, today
from tests.evidence_of import assert_holds, bundle, log_of
from undersigned.domain.signing import Authority
from undersigned.jobs.follow import Following
from undersigned.queries.board import board_of
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.quotes import cleared_quotes
from undersigned.records.models import Invitation, PersonalLink, Quote, Signature

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SIGN = {"agree": "yes", "answer": "sign"}
ADAS, TOMASES, BEAS = "mayor@carrboro.example", "mayor@chapelhill.example", "bea@chapelhill.example"
IVOS, NOORS, RUTHS = "ivo@durham.example", "noor@durham.example", "ruth@montgomery.example"
COLLEAGUE = {"colleague": "Lia Marsh", "email": "lia@chapelhill.example", "role": "Counsel"}


def state_of(member: str) -> str:
    return next(row.state for row in board_of(letter_by_slug(SLUG)) if row.member == member)


def under(stage: Stage, authority: Authority) -> None:
    stage.desk().post(f"/desk/coalitions/{stage.coalition.slug}/authority/", {"authority": authority})
    stage.coalition.refresh_from_db()


def allow(stage: Stage, **ways: str) -> None:
    sent = {"unnamed": "no", "progress": "nothing", "conditional": "yes", **ways}
    assert stage.desk().post(f"/desk/letters/{SLUG}/ways/", sent).status_code == 303


def code_in(stage: Stage, to: str, kind: str = "") -> str:
    text = plain_text(stage.mails(to, kind)[-1])
    return str(re.findall(r"^    ([0-9A-Z]{5}-[0-9A-Z]{5})$", text, re.MULTILINE)[0])


# --- the typed code -------------------------------------------------------------------------------


def test_a_letter_opened_by_its_code_is_signed_on_another_device_and_says_so(stage: Stage) -> None:
    stage.circulate()
    typed = code_in(stage, ADAS).replace("-", " ").lower()
    answer = Client().post("/i/", {"code": typed})
    assert answer.status_code == 303
    assert Client().post(answer["Location"], SIGN).status_code == 303
    assert Signature.objects.get().how == "code"
    stage.publish()
    report = assert_holds(SLUG)
    assert (report.counts or {})["by_how"]["code"] == 1


def test_a_code_ends_with_its_link_and_a_wrong_one_opens_nothing(stage: Stage, client: Client) -> None:
    stage.circulate()
    typed = code_in(stage, ADAS)
    for wrong in ("", "AAAAA-AAAAA", typed[:-1], typed + "A", "DROP TABLE", "²²²²²²²²²²"):
        refused = client.post("/i/", {"code": wrong})
        assert refused.status_code == 422
        assert "No letter waits under this code" in refused.content.decode()
    PersonalLink.objects.update(replaced_at=now())
    assert client.post("/i/", {"code": typed}).status_code == 422


def test_whoever_tries_many_codes_has_to_wait_and_others_have_not(stage: Stage, client: Client) -> None:
    stage.circulate()
    tries = [client.post("/i/", {"code": "AAAAA-AAAAA"}).status_code for _ in range(11)]
    assert tries == [422] * 10 + [429]
    last = client.post("/i/", {"code": code_in(stage, ADAS)}, headers={"X-Forwarded-For": "10.9.8.7"})
    assert (last.status_code, last["Retry-After"]) == (429, "900")
    elsewhere = Client(REMOTE_ADDR="192.0.2.7").post("/i/", {"code": code_in(stage, ADAS)})
    assert elsewhere.status_code == 303


@pytest.mark.parametrize("spoil", [str.upper, str.lower, lambda token: token[:-1], lambda token: token + "x"])
def test_a_token_that_was_changed_on_its_way_opens_nothing(
    stage: Stage, client: Client, spoil: object
) -> None:
    stage.circulate()
    token = stage.link(ADAS).split("/")[2]
    spoilt = spoil(token)  # type: ignore[operator]
    assert client.get(f"/i/{spoilt}/").status_code == 404
    assert client.post(f"/i/{spoilt}/", SIGN).status_code == 404
    assert not Signature.objects.exists()


# --- authority ------------------------------------------------------------------------------------


def test_where_only_office_holders_sign_delegates_are_not_invited_and_cannot_sign(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    link = stage.link(BEAS)
    under(stage, Authority.HOLDER_ONLY)
    refused = client.post(link, SIGN)
    assert refused.status_code == 422
    assert "only office-holders sign" in refused.content.decode()
    assert client.post(stage.link(TOMASES, "invitation"), SIGN).status_code == 303


def test_a_delegate_prepares_and_the_mayor_confirms_and_both_are_recorded(
    stage: Stage, client: Client
) -> None:
    under(stage, Authority.HOLDER_CONFIRMS)
    stage.circulate()
    assert client.post(stage.link(BEAS), SIGN).status_code == 303
    assert state_of(CHAPEL_HILL) == "prepared"
    assert not Signature.objects.exists()
    stage.post()
    question = stage.link(TOMASES, "to-confirm")
    assert "Bea Okafor prepared your signature" in client.get(question).content.decode()
    own = client.post(question, SIGN)["Location"]
    assert "Bea Okafor had prepared it" in client.get(own).content.decode()
    signature = Signature.objects.get()
    assert (signature.by, signature.prepared_by) == ("self", "Bea Okafor")


def test_a_letter_handed_on_is_signed_by_the_colleague_and_the_mayor_is_told_and_can_end_it(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    handed = client.post(f"{stage.link(BEAS)}colleagues/", {**COLLEAGUE, "answer": "hand-on"})
    assert handed.status_code == 303
    stage.post()
    link = stage.link("lia@chapelhill.example", "delegate-invitation")
    assert "Bea Okafor has handed it on to you" in plain_text(
        stage.mails("lia@chapelhill.example")[-1]
    ).replace("\n", " ")
    notice = stage.link(TOMASES, "handed-on-notice")
    page = client.get(f"{notice}colleagues/").content.decode()
    assert "Lia Marsh" in page
    assert "handed on by Bea Okafor" in page
    delegate = re.findall(r'name="delegate" value="(\d+)"', page)[-1]
    assert client.post(f"{notice}colleagues/", {"answer": "end", "delegate": delegate}).status_code == 303
    assert client.post(link, SIGN).status_code == 422
    again = client.post(f"{stage.link(BEAS)}colleagues/", {**COLLEAGUE, "answer": "hand-on"})
    assert again.status_code == 422
    assert "has ended the authority" in again.content.decode()


def test_a_colleague_signs_and_is_named_for_this_letter_alone(stage: Stage, client: Client) -> None:
    stage.circulate()
    client.post(f"{stage.link(TOMASES, 'invitation')}colleagues/", {**COLLEAGUE, "answer": "hand-on"})
    stage.post()
    assert client.post(stage.link("lia@chapelhill.example"), SIGN).status_code == 303
    assert Signature.objects.get().delegate_name == "Lia Marsh"
    roster = stage.desk().get(f"/desk/coalitions/{stage.coalition.slug}/roster/").content.decode()
    assert "Lia Marsh" not in roster


def test_the_mayor_names_a_delegate_by_the_own_link_and_a_delegate_cannot(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    naming = {**COLLEAGUE, "answer": "name"}
    assert client.post(f"{stage.link(BEAS)}colleagues/", naming).status_code == 422
    assert client.post(f"{stage.link(TOMASES, 'invitation')}colleagues/", naming).status_code == 303
    stage.post()
    assert client.post(stage.link("lia@chapelhill.example"), SIGN).status_code == 303


@pytest.mark.parametrize(
    "typed",
    [
        {"colleague": "", "email": "a@b.example"},
        {"colleague": "Lia", "email": "no address"},
        {"colleague": "Lia\u202eM", "email": "lia@b.example"},
        {"colleague": "Lia", "email": "lia@b.example\r\nBcc: all@b.example"},
        {"colleague": "Bea", "email": BEAS},
    ],
)
def test_who_cannot_be_named_is_said_and_nobody_is_written_to(
    stage: Stage, client: Client, typed: dict[str, str]
) -> None:
    stage.circulate()
    before = len(stage.mails())
    answer = client.post(f"{stage.link(BEAS)}colleagues/", {**typed, "answer": "hand-on"})
    stage.post()
    assert answer.status_code == 422
    assert len(stage.mails()) == before


# --- not now, no more -----------------------------------------------------------------------------


def test_an_office_is_asked_again_on_its_own_day_and_not_before(stage: Stage, client: Client) -> None:
    from undersigned.actions.letters.remind import remind

    stage.circulate()
    day = today() + timedelta(days=3)
    link = stage.link(ADAS)
    assert client.post(link, {"answer": "later", "until": day.isoformat()}).status_code == 303
    assert "You are asked again on" in client.get(link).content.decode()
    remind(slug=SLUG, at=now())
    stage.post()
    assert not stage.mails(ADAS, "reminder")
    Following().follow(now() + timedelta(days=4))
    stage.post()
    from undersigned.jobs.post import post_mails

    post_mails(lambda: now() + timedelta(days=5))
    assert len(stage.mails(ADAS, "reminder")) == 1


def test_who_is_out_of_office_is_not_written_to_and_the_others_are(stage: Stage, client: Client) -> None:
    from undersigned.actions.letters.remind import remind

    stage.circulate()
    away = {"answer": "later", "until": (today() + timedelta(days=3)).isoformat(), "away": "yes"}
    client.post(stage.link(IVOS, "invitation"), away)
    remind(slug=SLUG, at=now())
    stage.post()
    assert not stage.mails(IVOS, "reminder")
    assert stage.mails(NOORS, "reminder")


@pytest.mark.parametrize("until", ["", "soon", "2020-01-01", "2999-01-01"])
def test_a_day_that_is_not_ahead_is_refused(stage: Stage, client: Client, until: str) -> None:
    stage.circulate()
    assert client.post(stage.link(ADAS), {"answer": "later", "until": until}).status_code == 422


def test_one_click_in_the_mail_programme_ends_invitations_but_not_notices(stage: Stage) -> None:
    from undersigned.actions.letters.remind import remind

    stage.circulate()
    mail = stage.mails(TOMASES, "invitation")[-1]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = str(mail["List-Unsubscribe"]).strip(" <>").removeprefix("http://127.0.0.1:8000")
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 200
    assert strict.post(path, {"answer": "stop"}).status_code == 403
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    remind(slug=SLUG, at=now())
    stage.post()
    assert not stage.mails(TOMASES, "reminder")
    Client().post(stage.link(BEAS), SIGN)
    stage.post()
    assert stage.mails(TOMASES, "office-holder-notice")
    Client().post(path, {"answer": "resume"})
    assert "No more mail goes" not in Client().get(path).content.decode()


# --- unnamed, and who has signed so far -----------------------------------------------------------


def test_an_unnamed_signature_is_counted_proved_and_in_no_published_byte(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    allow(stage, unnamed="described", progress="names")
    form = client.get(stage.link(ADAS)).content.decode()
    assert "and sign exactly this text" in form
    assert "agree that my name is printed" not in form
    own = client.post(stage.link(ADAS), {**SIGN, "unnamed": "yes"})["Location"]
    client.post(stage.link(RUTHS), SIGN)
    shown = client.get(stage.link(IVOS)).content.decode()
    assert "2 have signed so far" in shown
    assert "Ruth Vandermeer" in shown
    assert "Lindqvist" not in shown
    receipt = client.get(f"{own}receipt.tlog-proof").content
    stage.publish()
    report = assert_holds(SLUG, {"ada": receipt})
    assert (report.counts or {})["unnamed"] == 1
    for name in ("", ".json", ".csv", ".txt", ".md"):
        published = client.get(f"/letters/{SLUG}{name or '/'}").content.decode()
        assert "Lindqvist" not in published
    assert "one mayor in NC" in client.get(f"/letters/{SLUG}.txt").content.decode()
    openings = bundle(SLUG)
    assert [path for path in openings if b"Lindqvist" in openings.read(path)] == []
    client.post(own, {"answer": "withdraw"})
    assert "Lindqvist" not in client.get(f"/letters/{SLUG}/").content.decode()
    assert_holds(SLUG)


def test_who_is_not_named_is_neither_asked_for_words_nor_quoted(stage: Stage, client: Client) -> None:
    stage.circulate()
    allow(stage, unnamed="described")
    own = client.post(stage.link(ADAS), {**SIGN, "unnamed": "yes"})["Location"]
    stage.publish()
    assert "Ada Lindqvist" not in stage.desk().get(f"/desk/letters/{SLUG}/quotes/").content.decode()
    assert "quote/" not in client.get(own).content.decode()
    page = client.get(f"{own}quote/").content.decode()
    assert "no words are printed with it" in page
    assert "<textarea" not in page
    sent = {"answer": "clear", "words": "Buses at night bring nurses home.", "proposed": "", "agree": "yes"}
    assert client.post(f"{own}quote/", sent).status_code == 422
    assert "nurses home" not in client.get(f"/letters/{SLUG}/press/").content.decode()


def test_words_of_somebody_who_is_not_named_that_an_earlier_version_took_are_in_no_press_kit(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    allow(stage, unnamed="described")
    client.post(stage.link(ADAS), {**SIGN, "unnamed": "yes"})
    stage.publish()
    quote = Quote.objects.create(
        signature=Signature.objects.get(show="private"), cleared="Buses bring nurses home.", cleared_at=now()
    )
    assert cleared_quotes(letter_by_slug(SLUG)) == ()
    Signature.objects.filter(pk=quote.signature_id).update(show="public")
    assert [each.words for each in cleared_quotes(letter_by_slug(SLUG))] == [quote.cleared]


def test_where_every_name_is_printed_an_unnamed_one_is_refused(stage: Stage, client: Client) -> None:
    stage.circulate()
    assert client.post(stage.link(ADAS), {**SIGN, "unnamed": "yes"}).status_code == 422


def test_counsel_gets_the_letter_as_pdf_from_the_link(stage: Stage, client: Client) -> None:
    stage.circulate()
    copy = client.get(f"{stage.link(ADAS)}letter.pdf")
    assert (copy.status_code, copy["Content-Type"]) == (200, "application/pdf")
    assert copy.content.startswith(b"%PDF-")


# --- by telephone, mail or paper ------------------------------------------------------------------


def record(stage: Stage, member: str, **sent: object) -> int:
    form = {"member": member, "channel": "telephone", "note": "Said so to Ola.", "answer": "sign", **sent}
    return stage.desk().post(f"/desk/letters/{SLUG}/record/", form).status_code


def test_a_recorded_yes_is_counted_apart_and_becomes_a_link_once_confirmed(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    scan = SimpleUploadedFile("yes.pdf", b"%PDF-1.4 invented", "application/pdf")
    assert record(stage, CARRBORO, channel="paper", scan=scan) == 303
    assert [each.how for each in log_of(SLUG).standing()] == ["import"]
    desk = stage.desk()
    scanned = re.findall(
        r'href="(/desk/\S+/scan/)"', desk.get(f"/desk/letters/{SLUG}/record/").content.decode()
    )
    assert desk.get(scanned[0]).content == b"%PDF-1.4 invented"
    stage.post()
    own = stage.link(ADAS, "recorded-yes")
    assert "has not confirmed it" in client.get(own).content.decode()
    assert client.post(own, {"answer": "confirm"}).status_code == 303
    assert [each.how for each in log_of(SLUG).standing()] == ["link"]
    assert client.post(own, {"answer": "confirm"}).status_code == 422
    stage.publish()
    report = assert_holds(SLUG)
    assert ((report.counts or {})["standing"], (report.counts or {})["struck"]) == (1, 1)


def test_a_recorded_yes_that_was_none_is_disowned(stage: Stage, client: Client) -> None:
    stage.circulate()
    record(stage, CARRBORO)
    record(stage, DURHAM)
    stage.post()
    own = stage.link(ADAS, "recorded-yes")
    client.post(own, {"answer": "disown"})
    assert "disowned the yes that the organiser had recorded" in client.get(own).content.decode()
    assert state_of(CARRBORO) == "struck"
    stage.publish()
    report = assert_holds(SLUG)
    assert (report.counts or {})["by_how"]["import"] == 1
    assert stage.link(IVOS, "recorded-yes")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"note": ""}, "Say how the yes was given"),
        ({"channel": ""}, "Choose how the answer came"),
        ({"scan": SimpleUploadedFile("x.exe", b"MZ", "application/pdf")}, "no PDF, JPEG or PNG"),
        ({"member": "nobody"}, "not a member"),
    ],
)
def test_what_cannot_be_recorded_is_said_and_kept(stage: Stage, sent: dict[str, object], said: str) -> None:
    stage.circulate()
    form = {"member": CARRBORO, "channel": "telephone", "note": "Said so.", "answer": "sign", **sent}
    answer = stage.desk().post(f"/desk/letters/{SLUG}/record/", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Signature.objects.exists()


# --- succession -----------------------------------------------------------------------------------


def test_an_open_invitation_follows_the_office_and_a_given_signature_stays(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    client.post(stage.link(RUTHS), SIGN)
    old = stage.link(IVOS, "invitation")
    yesterday, begun = today() - timedelta(days=2), today() - timedelta(days=1)
    ended = ROSTER.replace(
        "Ivo Petrescu,Ivo,Petrescu,2023-12-04,,", f"Ivo Petrescu,Ivo,Petrescu,2023-12-04,{yesterday},"
    ).replace("Ruth,Vandermeer,2022-12-05,,", f"Ruth,Vandermeer,2022-12-05,{yesterday},")
    stage.import_roster(
        f"{ended}Durham,NC,Mayor,Una Castellan,Una,Castellan,{begun},,una@durham.example,,,\n"
        f"Montgomery County,MD,County Executive,Per Aldous,Per,Aldous,{begun},,per@montgomery.example,,,\n"
    )
    stage.post()
    assert client.get(old).status_code == 410
    assert client.post(old, SIGN).status_code == 410
    assert client.post(stage.link("una@durham.example", "invitation"), SIGN).status_code == 303
    assert not stage.mails("per@montgomery.example")
    stage.publish()
    published = client.get(f"/letters/{SLUG}.txt").content.decode()
    assert "Una Castellan, Mayor of Durham, NC" in published
    assert "Ruth Vandermeer, County Executive of Montgomery County, MD" in published
    assert Invitation.objects.filter(letter__slug=SLUG, member__key=DURHAM).count() == 1
