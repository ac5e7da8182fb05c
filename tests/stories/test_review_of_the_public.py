"""What the organiser of an open letter looks at, accepts and strikes; and what everybody sees of it."""

import re

import pytest
from django.test import Client

from tests.cast import SLUG, Stage, now, plain_text
from tests.stories.signers import confirm, crowd, evidence, link_of, open_letter, sign, sign_form
from undersigned.actions.letters.close import cancel, close
from undersigned.actions.signing.forget import forget_person
from undersigned.domain.public_signing import ADDRESSES_KEPT, CONFIRM_WITHIN, FormChoice
from undersigned.jobs.public_signing import forget_addresses, forget_unconfirmed, tell_the_public
from undersigned.proof import contents
from undersigned.proof.verdict import Given, check
from undersigned.queries.forgetting import traces_of
from undersigned.records.models import Mail, Opening, PublicSignature, PublicTally, SigningForm

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

QUEUE = f"/desk/letters/{SLUG}/public/"


def counts(client: Client) -> dict[str, int]:
    report = check(contents.from_zip(evidence(client)), Given())
    assert report.verdict == "holds", [each for each in report.checks if not each.ok]
    return dict(report.counts or {})


def row_of(email: str) -> PublicSignature:
    return PublicSignature.objects.exclude(confirmed_at=None).get(email=email)


def test_a_board_without_offices_offers_to_remind_nobody_and_counts_none(stage: Stage) -> None:
    open_letter(stage)
    alone = stage.desk().get(f"/desk/letters/{SLUG}/").content.decode()
    assert "Remind the silent" not in alone
    assert "?state=silent" not in alone
    assert "individuals" in alone


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({"name": "Ann Bell", "title": "Governor"}, True),
        ({"name": "President Ann Bell"}, True),
        ({"name": "Аnn Вell"}, True),
        ({"name": "Ann Bell ★"}, True),
        ({"name": "Hans Müller", "title": "Bürgermeister"}, True),
        ({"name": "Дмитрий Орлов"}, False),
        ({"name": "李明"}, False),
        ({"name": "Sukarno"}, False),
        ({"name": "Seán O'Neil", "title": "Nurse"}, False),
        ({"name": "Mary King", "title": "President of the chess club"}, False),
    ],
)
def test_what_could_make_the_list_a_lie_is_held_and_nobody_else(
    stage: Stage, client: Client, fields: dict[str, str], held: bool
) -> None:
    open_letter(stage)
    link = sign(stage, client, email="ann@example.org", **fields)
    assert row_of("ann@example.org").held is held
    page = client.get(f"/letters/{SLUG}/").content.decode()
    assert (fields["name"].replace("'", "&#39;") in page) is not held
    own_page = client.get(link.replace("/c/", "/r/")).content.decode()
    assert ("not yet on the list" in own_page) is held


def test_who_is_held_is_listed_once_the_organiser_accepts(stage: Stage, client: Client) -> None:
    open_letter(stage)
    link = sign(stage, client, email="ann@example.org", name="Ann Bell", title="Governor")
    assert not Opening.objects.exists(), "nothing in the evidence tells of it yet"
    stage.post()
    assert len(stage.mails("ann@example.org", "held")) == 1
    desk = stage.desk()
    page = desk.get(QUEUE).content.decode()
    assert "names a public office" in page
    assert "ann@example.org" in page
    row = row_of("ann@example.org")
    assert desk.post(QUEUE, {"signature": row.pk, "answer": "accept"}).status_code == 303
    assert "Ann Bell" in client.get(f"/letters/{SLUG}/").content.decode()
    assert counts(client)["standing"] == 1
    stage.post()
    assert len(stage.mails("ann@example.org", "receipt")) == 1
    assert "Signed on" in client.get(link.replace("/c/", "/r/")).content.decode()
    assert "Nothing waits." in desk.get(QUEUE).content.decode()


def test_a_strike_is_seen_by_everybody_and_told_to_the_signatory(stage: Stage, client: Client) -> None:
    open_letter(stage)
    link = sign(stage, client, email="ann@example.org", name="Ann Bell")
    desk, row = stage.desk(), row_of("ann@example.org")
    assert desk.post(QUEUE, {"signature": row.pk, "answer": "strike", "why": ""}).status_code == 422
    assert (
        desk.post(QUEUE, {"signature": row.pk, "answer": "strike", "why": "not-a-person"}).status_code == 303
    )
    page = client.get(f"/letters/{SLUG}/").content.decode()
    assert "Ann Bell" not in page
    assert "1 was struck by the organiser, visibly in the log." in page
    assert (counts(client)["standing"], counts(client)["struck"]) == (0, 1)
    stage.post()
    assert "not the name of a person" in plain_text(stage.mails("ann@example.org", "struck")[0])
    assert "The organiser struck it" in client.get(link.replace("/c/", "/r/")).content.decode()
    assert desk.post(QUEUE, {"signature": row.pk, "answer": "accept"}).status_code == 422


def test_whoever_was_struck_is_held_when_signing_again(stage: Stage, client: Client) -> None:
    open_letter(stage)
    sign(stage, client, email="ann@example.org", name="Ann Bell")
    stage.desk().post(QUEUE, {"signature": row_of("ann@example.org").pk, "answer": "strike", "why": "other"})
    sign(stage, client, email="ann@example.org", name="Ann Bell")
    assert PublicSignature.objects.get(held=True).doubts == "struck-before"


def test_a_held_signature_that_is_struck_leaves_its_trace_and_never_its_name(
    stage: Stage, client: Client
) -> None:
    open_letter(stage)
    sign(stage, client, email="ann@example.org", name="Ann Bell", title="Senator")
    stage.desk().post(QUEUE, {"signature": row_of("ann@example.org").pk, "answer": "strike", "why": "denied"})
    assert (counts(client)["standing"], counts(client)["struck"]) == (0, 1)
    assert b"Ann Bell" not in evidence(client)


def test_two_people_of_one_name_both_stand_and_come_to_the_organisers_attention(
    stage: Stage, client: Client
) -> None:
    open_letter(stage)
    sign(stage, client, email="maria@example.org", name="María García", place="Lund")
    sign(stage, client, email="garcia@example.com", name="Maria Garcia", place="Lund")
    assert counts(client)["standing"] == 2
    desk = stage.desk()
    assert "somebody of this name has signed" in desk.get(QUEUE).content.decode()
    page = desk.get(f"{QUEUE}alike/").content.decode()
    assert "the same name and the same place" in page
    second = row_of("garcia@example.com")
    answer = desk.post(f"{QUEUE}alike/", {"answer": "strike", "why": "duplicate", "signature": second.pk})
    assert answer.status_code == 303
    assert counts(client)["struck"] == 1
    assert "No two signatures look alike." in desk.get(f"{QUEUE}alike/").content.decode()


def test_a_rule_says_whom_it_would_strike_before_it_strikes_them_and_holds_who_comes(
    stage: Stage, client: Client
) -> None:
    open_letter(stage)
    for n in range(3):
        sign(stage, client, email=f"bot{n}@spam.example", name=f"Ann Bell {'xyz'[n]}")
    sign(stage, client, email="wilma@example.org", name="Wilma Brandt")
    desk, rules = stage.desk(), f"{QUEUE}rules/"
    page = desk.get(rules, {"field": "domain", "text": "SPAM.example"}).content.decode()
    assert "It catches 3 signatures" in page
    assert PublicTally.objects.get().struck == 0, "a look does nothing"
    given = {"field": "domain", "text": "spam.example", "why": "not-a-person"}
    assert desk.post(rules, {**given, "text": " "}).status_code == 422
    assert desk.post(rules, {**given, "why": "because"}).status_code == 422
    assert desk.post(rules, given).status_code == 303
    assert (counts(client)["standing"], counts(client)["struck"]) == (1, 3)
    sign(stage, client, email="bot9@spam.example", name="Lars Late")
    assert row_of("bot9@spam.example").held
    ending = re.findall(r'name="end" value="(\d+)"', desk.get(rules).content.decode())[0]
    assert desk.post(rules, {"end": ending}).status_code == 303
    sign(stage, client, email="bot10@spam.example", name="Lisa Later")
    assert not row_of("bot10@spam.example").held


def test_a_mended_line_is_printed_once_it_is_accepted_and_both_stay_provable(
    stage: Stage, client: Client
) -> None:
    open_letter(stage)
    link = sign(stage, client, email="ann@example.org", name="Ann Bel", title="Nurse")
    own_page = link.replace("/c/", "/r/")
    old = client.get(f"{own_page}receipt.tlog-proof").content
    assert client.post(own_page, {"answer": "correct", "name": "Ann\u202eBell"}).status_code == 422
    assert client.post(own_page, {"answer": "correct", "name": "Ann Bell"}).status_code == 303
    assert "this other one, which you asked for:" in client.get(own_page).content.decode()
    desk = stage.desk()
    change = re.findall(r'name="change" value="(\d+)"', desk.get(QUEUE).content.decode())[0]
    assert desk.post(QUEUE, {"change": change, "answer": "print"}).status_code == 303
    assert "Ann Bell" in client.get(f"/letters/{SLUG}/").content.decode()
    assert counts(client)["corrected"] == 1
    report = check(contents.from_zip(evidence(client)), Given(receipts={"old": old}))
    assert report.verdict == "holds"
    assert desk.post(QUEUE, {"change": change, "answer": "print"}).status_code == 422
    client.post(own_page, {"answer": "forget"})
    assert b"Ann Bel" not in evidence(client)
    assert counts(client)["withdrawn"] == 1


def test_everybody_is_held_where_the_organiser_wants_to_look_first(stage: Stage, client: Client) -> None:
    open_letter(stage, FormChoice(hold_all=True))
    sign(stage, client, email="ann@example.org", name="Ann Bell")
    assert row_of("ann@example.org").doubts == "everybody"
    assert "Nobody has signed yet" in client.get(f"/letters/{SLUG}/").content.decode()


def test_who_is_held_when_the_letter_closes_is_struck_visibly_and_told(stage: Stage, client: Client) -> None:
    open_letter(stage)
    sign(stage, client, email="ann@example.org", name="Ann Bell", title="Minister")
    sign(stage, client, email="wilma@example.org", name="Wilma Brandt")
    close(slug=SLUG, at=now())
    assert (counts(client)["standing"], counts(client)["struck"]) == (1, 1)
    stage.post()
    assert len(stage.mails("ann@example.org", "struck")) == 1
    assert stage.desk().post(QUEUE, {"signature": 0, "answer": "accept"}).status_code == 422


def test_everybody_on_the_list_gets_the_final_checkpoint_and_then_addresses_are_deleted(
    stage: Stage, client: Client
) -> None:
    open_letter(stage)
    crowd(3)
    sign(
        stage,
        client,
        email="o@museum.example",
        name="Petra Lindh",
        organisation="Lamps",
        for_organisation="yes",
    )
    close(slug=SLUG, at=now())
    assert tell_the_public(now) == 4
    assert tell_the_public(now) == 0
    stage.post()
    sealed = {str(next(iter(mail.iter_attachments())).get_content()) for mail in stage.mails(kind="closing")}
    assert len(stage.mails(kind="closing")) == 4
    assert len(sealed) == 1
    assert forget_addresses(now) == 0
    assert forget_addresses(lambda: now() + ADDRESSES_KEPT) == 1
    kept = str(list(PublicSignature.objects.values_list())) + str(list(Mail.objects.values_list()))
    for secret in ("@crowd", "@museum", "Petra"):
        assert secret not in kept
    assert SigningForm.objects.get().pepper is None
    assert "Ann Bell 1" in kept
    assert counts(client)["standing"] == 4


def test_with_the_pepper_gone_nobody_can_look_up_by_an_address_who_signed(
    stage: Stage, client: Client
) -> None:
    open_letter(stage)
    own = sign(stage, client, email="ann@example.org", name="Ann Bell").replace("/c/", "/r/")
    close(slug=SLUG, at=now())
    assert [row.name for row in traces_of("Ann@Example.org", stage.coalition).public] == ["Ann Bell"]
    forget_addresses(lambda: now() + ADDRESSES_KEPT)
    assert traces_of("ann@example.org", stage.coalition).public == ()
    assert traces_of("ann@example.org", None).public == ()
    assert set(PublicSignature.objects.values_list("email", "address_key")) == {("", "")}
    assert "Ann Bell" in client.get(own).content.decode(), "the link in the mail is what is left"


def test_a_form_that_nobody_confirms_is_deleted_with_its_mail(stage: Stage, client: Client) -> None:
    open_letter(stage)
    sign_form(client, name="Ann Bell", email="ann@example.org")
    stage.post()
    link = link_of(stage, "ann@example.org")
    assert forget_unconfirmed(now) == 0
    assert forget_unconfirmed(lambda: now() + CONFIRM_WITHIN) == 1
    assert not PublicSignature.objects.exists()
    assert not Mail.objects.filter(to="ann@example.org").exists()
    assert confirm(client, link).status_code == 404


def test_the_burst_of_a_domain_is_noticed_and_holds_nobody(stage: Stage) -> None:
    from undersigned.domain.limits import FROM_ONE_DOMAIN

    open_letter(stage)
    crowd(FROM_ONE_DOMAIN.most + 2, domain="school.example")
    assert PublicSignature.objects.filter(doubts__contains="burst").count() == 2
    assert not PublicSignature.objects.filter(held=True).exists()


def test_the_command_forgets_who_signed_with_the_public_in_any_spelling(stage: Stage, client: Client) -> None:
    open_letter(stage)
    sign(stage, client, email="ann.bell@gmail.com", name="Ann Bell")
    traces = forget_person(email="annbell+x@googlemail.com", coalition=None, at=now())
    assert len(traces.public) == 1
    assert (counts(client)["standing"], counts(client)["withdrawn"]) == (0, 1)
    kept = str(list(PublicSignature.objects.values_list())) + str(list(Mail.objects.values_list()))
    assert "Bell" not in kept
    assert "ann" not in kept


def test_when_a_letter_is_cancelled_who_signed_it_is_told(stage: Stage, client: Client) -> None:
    open_letter(stage)
    link = sign(stage, client, email="ann@example.org", name="Ann Bell")
    cancel(slug=SLUG, at=now())
    stage.post()
    assert "will not be used" in plain_text(stage.mails("ann@example.org", "cancelled")[0])
    assert client.get(f"/letters/{SLUG}/").status_code == 404
    assert client.get(f"/letters/{SLUG}/sign/").status_code == 410
    assert client.get(link.replace("/c/", "/r/")).status_code == 200
