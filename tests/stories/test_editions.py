"""A change of the text while the letter circulates: a new edition, for which everybody is asked again."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from tests.cast import (
    CARRBORO,
    CHAPEL_HILL,
    DURHAM,
    LETTER,
    MONTGOMERY,
    SLUG,
    Stage,
    html_text,
    now,
    plain_text,
)
from tests.stories.test_evidence import SIGN, assert_holds, kinds, sign, verdict, vkey
from undersigned.actions.letters.close import close
from undersigned.actions.letters.edition import new_edition
from undersigned.actions.letters.remind import remind
from undersigned.actions.publishing import publish
from undersigned.cli.main import cli
from undersigned.errors import Refused, Unreadable
from undersigned.evidence import checkpoint
from undersigned.proof import contents
from undersigned.proof.verdict import Given, check
from undersigned.queries.board import board_of
from undersigned.queries.letters import letter_by_slug, letters_of, status_of
from undersigned.records.models import Edition, Log, Mail, Opening, Seal, Signature

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

CHANGED = LETTER.replace("keep the night buses", "keep the night buses and trams").replace(
    "letter on the night buses", "letter on night buses and trams"
)
ADA, BEA, RUTH = "mayor@carrboro.example", "bea@chapelhill.example", "ruth@montgomery.example"


def change(stage: Stage, source: str = CHANGED) -> Edition:
    """Change the text, and post the mails."""
    edition = new_edition(slug=SLUG, source=source.encode(), compared=None, at=now())
    stage.post()
    return edition


def states() -> dict[str, str]:
    return {row.member: row.state.value for row in board_of(letter_by_slug(SLUG))}


def refusal(source: str = CHANGED, **names: int) -> str:
    with pytest.raises(Refused) as refused:
        new_edition(slug=SLUG, source=source.encode(), compared=names.get("compared"), at=now())
    return refused.value.reason


def test_who_has_signed_is_asked_again_and_until_they_answer_they_are_not_on_the_letter(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    sign(stage, ADA, BEA)
    client.post(stage.link(RUTH), {"answer": "decline"})
    assert change(stage).number == 2
    assert states() == {CARRBORO: "lapsed", CHAPEL_HILL: "lapsed", MONTGOMERY: "declined", DURHAM: "silent"}
    closing = stage.desk().get(f"/desk/letters/{SLUG}/close/").content.decode()
    assert "2 offices signed an earlier text and have not signed this one" in closing
    letter = letters_of(stage.coalition)[0]
    assert (letter.signed, letter.title) == (0, "Open letter on night buses and trams")
    asked = sorted(str(mail["To"]) for mail in stage.mails(kind="new-edition"))
    assert asked == [BEA, ADA, "mayor@chapelhill.example"]

    sign_again = stage.link(ADA, "new-edition")
    own = client.post(sign_again, SIGN)["Location"]
    assert states()[CARRBORO] == "signed"
    assert "Signed on" in client.get(own).content.decode()
    stage.publish()
    document = client.get(f"/letters/{SLUG}.json").json()
    assert [each["name"] for each in document["signatories"]] == ["Ada Lindqvist"]
    assert (document["count"]["signatories"], document["count"]["lapsed"]) == (1, 2)
    assert "trams" in json.dumps(document["body"])
    assert kinds() == ["frozen", "signed", "signed", "frozen", "signed", "closed", "published"]
    report = verdict(client)
    assert_holds(report)
    counts = report.counts or {}
    assert (counts["standing"], counts["lapsed"]) == (1, 2)


def test_the_mail_shows_the_difference_in_words_and_both_parts_say_the_same(stage: Stage) -> None:
    stage.circulate()
    sign(stage, BEA)
    new = LETTER.replace("in every county", "in each county")
    change(stage, new.replace("night buses. {.ask", "night buses at night. {.ask"))
    mail = stage.mails("mayor@chapelhill.example", "new-edition")[0]
    said = " ".join(plain_text(mail).split())
    assert "1. in [taken out: every] [added: each] county;" in said
    assert "keep the night buses [added: at night]. {.ask #buses}" in said
    assert "Bea Okafor signed on" in said
    assert "[taken out: every] [added: each]" in html_text(mail)


def test_a_link_of_a_signatory_shows_what_changed_since_they_signed_over_two_editions(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    first = stage.link(ADA)
    own = sign(stage, ADA)[ADA]
    change(stage)
    change(stage, CHANGED.replace("in every county", "in each county"))
    assert not stage.mails(ADA, "new-edition")[1:], "who has not answered yet is not asked twice"
    state = client.get(own).content.decode()
    assert "Lapsed on" in state
    assert f'href="{own.replace("/r/", "/i/")}"' in state
    page = client.get(first).content.decode()
    assert "What has changed since it was signed" in page
    assert "<ins>" in page
    assert "and trams" in page
    assert any("every" in taken_out.split("</del>")[0] for taken_out in page.split("<del>")[1:])
    assert client.post(first, {**SIGN, "edition": "3"}).status_code == 303
    assert Signature.objects.filter(edition__number=3, lapsed_at=None).count() == 1


def test_a_form_that_showed_the_old_text_is_refused_with_what_changed_and_the_tick_is_gone(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    link = stage.link(ADA)
    assert 'name="edition" value="1"' in client.get(link).content.decode()
    change(stage)
    answer = client.post(link, {**SIGN, "edition": "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "What has changed since you opened the page" in page
    assert "and trams" in page
    assert 'value="yes" checked' not in page
    assert not Signature.objects.exists()
    assert client.post(link, {**SIGN, "edition": "2"}).status_code == 303


def test_what_lapsed_can_be_opened_by_nobody_and_its_receipt_still_proves_what_was_signed(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    own = sign(stage, ADA, BEA)[ADA]
    proof = client.get(f"{own}receipt.tlog-proof").content
    change(stage)
    assert not Opening.objects.exists()
    assert client.get(f"{own}receipt.tlog-proof").status_code == 404
    sign(stage, BEA)
    stage.publish()
    assert "Ada" not in client.get(f"/letters/{SLUG}/evidence/signatories.tsv").content.decode()
    report = verdict(client, receipts={"mine": proof})
    assert "lapsed" in " ".join(check.detail for check in report.checks)


def test_a_mayor_can_disown_what_a_delegate_signed_under_the_old_text(stage: Stage, client: Client) -> None:
    stage.circulate()
    sign(stage, BEA)
    stage.post()
    notice = stage.link("mayor@chapelhill.example", "office-holder-notice")
    change(stage)
    again = stage.link(BEA, "new-edition")
    assert client.post(notice, {"answer": "disown"}).status_code == 303
    assert client.post(again, SIGN).status_code == 422, "a disowned delegate signs nothing more"
    assert states()[CHAPEL_HILL] == "struck"
    sign(stage, ADA)
    stage.publish()
    report = verdict(client)
    assert_holds(report)
    assert ((report.counts or {})["struck"], (report.counts or {})["lapsed"]) == (1, 0)


def test_a_withdrawal_after_publication_of_what_had_lapsed_is_no_departure(
    stage: Stage, client: Client
) -> None:
    stage.circulate()
    own = sign(stage, ADA)[ADA]
    change(stage)
    sign(stage, BEA)
    stage.publish()
    client.post(own, {"answer": "withdraw"})
    assert "Ada Lindqvist" not in client.get(f"/letters/{SLUG}/").content.decode()
    report = verdict(client)
    assert_holds(report)
    assert (report.counts or {})["withdrawn"] == 1


def test_a_mended_line_of_a_lapsed_signature_is_reviewed_no_more(stage: Stage, client: Client) -> None:
    """A correction of a signature that has lapsed would condemn the whole log."""
    stage.circulate()
    client.post(stage.link(ADA), {**SIGN, "name": "Ada M. Lindqvist"})
    desk = stage.desk()
    form = desk.get(f"/desk/letters/{SLUG}/lines/").content.decode()
    waiting = form.split('name="change" value="')[1].split('"')[0]
    change(stage)
    answer = desk.post(f"/desk/letters/{SLUG}/lines/", {"change": waiting, "answer": "accept"})
    assert answer.status_code == 422
    assert "Ada M." not in answer.content.decode()
    assert "corrected" not in kinds()


def test_a_reminder_goes_to_who_lapsed_as_to_who_is_silent(stage: Stage) -> None:
    stage.circulate([CARRBORO, DURHAM])
    sign(stage, ADA)
    change(stage)
    assert remind(slug=SLUG, at=now()) == 2


def test_what_cannot_be_a_new_edition_changes_nothing(stage: Stage) -> None:
    stage.draft()
    assert refusal() == "not-circulating"
    stage.coalition.letters.all().delete()
    stage.circulate(days=2)
    sign(stage, ADA)
    before = (Seal.objects.count(), Mail.objects.count())
    assert refusal(LETTER) == "same-text"
    assert refusal(LETTER.replace("\n", "\r\n")) == "same-text"
    assert refusal(compared=2) == "text-changed-meanwhile"
    assert refusal(CHANGED.replace("date: 2026-11-20\n", "")) == "letter-has-no-date"
    with pytest.raises(Unreadable):
        change(stage, "no header")
    with time_machine.travel(now() + timedelta(days=2, minutes=1)):
        assert refusal() == "deadline-passed"
    assert (Seal.objects.count(), Mail.objects.count()) == before
    assert states()[CARRBORO] == "signed"
    close(slug=SLUG, at=now())
    assert refusal() == "not-circulating"


def test_an_office_whose_term_ended_lapses_and_the_organiser_is_told_before(stage: Stage) -> None:
    stage.circulate()
    sign(stage, ADA, RUTH)
    letter_by_slug(SLUG).invitations.get(member__key=CARRBORO).member.terms.update(end="2026-01-01")
    desk = stage.desk()
    page = desk.post(
        f"/desk/letters/{SLUG}/new-edition/", {"source": CHANGED, "answer": "compare"}
    ).content.decode()
    assert "2 signatures stand." in page
    assert "cannot be asked again" in page
    assert "Ada Lindqvist" in page
    assert Edition.objects.count() == 1, "comparing decides nothing"
    change(stage)
    assert [str(mail["To"]) for mail in stage.mails(kind="new-edition")] == [RUTH]
    assert states()[CARRBORO] == "lapsed"


def test_the_desk_decides_only_against_the_text_that_stands(stage: Stage) -> None:
    stage.circulate()
    desk, address = stage.desk(), f"/desk/letters/{SLUG}/new-edition/"
    assert "Change the text" in desk.get(f"/desk/letters/{SLUG}/").content.decode()
    form = {"source": CHANGED, "answer": "decide", "edition": "1"}
    change(stage, LETTER.replace("in every county", "in each county"))
    late = desk.post(address, form)
    assert late.status_code == 422
    assert "edition 2 stands now" in late.content.decode()
    assert "and trams" in late.content.decode(), "what was typed is not lost"
    assert desk.post(address, {**form, "edition": "2"}).status_code == 303
    assert status_of(letter_by_slug(SLUG)).edition == 3
    wrong = desk.post(address, {"source": "no header", "answer": "compare"})
    assert (wrong.status_code, "no header" in wrong.content.decode()) == (422, True)
    assert "text is fixed" in desk.post(f"/desk/letters/{SLUG}/edit/", {"source": LETTER}).content.decode()


def test_by_commands_a_change_says_what_it_does_and_needs_to_be_meant(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "letter.md"
    file.write_text(CHANGED)
    words = ["letter", "edit", SLUG, str(file)]
    stage.draft(LETTER.replace("neighbours", "friends"))
    cli.main(words, standalone_mode=False)
    assert "new text" in capsys.readouterr().out
    stage.coalition.letters.all().delete()
    stage.circulate()
    sign(stage, ADA, BEA)
    with pytest.raises(Refused) as refused:
        cli.main(words, standalone_mode=False)
    assert refused.value.reason == "text-is-fixed"
    cli.main([*words, "--new-edition", "--dry-run", "--json"], standalone_mode=False)
    assert json.loads(capsys.readouterr().out) == {
        "edition": 2,
        "asked_again": 2,
        "changes": [
            "title: Open letter on [-the night buses-] {+night buses and trams+}",
            "1. We ask you to keep the night buses {+and trams+} . {.ask #buses}",
        ],
    }
    assert status_of(letter_by_slug(SLUG)).edition == 1
    cli.main([*words, "--new-edition", "--json"], standalone_mode=False)
    facts = json.loads(capsys.readouterr().out)
    assert (facts["edition"], facts["count"]["signed"], facts["count"]["lapsed"]) == (2, 0, 2)
    assert {row["member"] for row in facts["members"] if row["state"] == "lapsed"} == {CARRBORO, CHAPEL_HILL}


def test_the_closing_mail_gives_every_signatory_the_final_checkpoint(stage: Stage, client: Client) -> None:
    stage.circulate()
    sign(stage, ADA, BEA, RUTH)
    change(stage)
    sign(stage, ADA, BEA)
    close(slug=SLUG, at=now())
    stage.post()
    mails = stage.mails(kind="closing")
    assert sorted(str(mail["To"]) for mail in mails) == [BEA, ADA, "mayor@chapelhill.example"]
    attached = {str(next(mail.iter_attachments()).get_content()).encode() for mail in mails}
    sealed = bytes(Seal.objects.get(size=Log.objects.get().size).checkpoint)
    assert attached == {sealed}
    assert next(mails[0].iter_attachments()).get_filename() == "checkpoint.txt"
    state = checkpoint.parse(sealed).checkpoint
    said = plain_text(mails[0])
    for figure in (state.fingerprint(), state.origin, f"entries {state.size}", "2 signatures"):
        assert figure in said
    own = stage.link(ADA, "closing")
    assert own.startswith("/r/")
    assert "Signed on" in client.get(own).content.decode()
    publish(slug=SLUG, at=now())
    packed = contents.from_zip(client.get(f"/letters/{SLUG}/evidence.zip").getvalue())
    assert_holds(check(packed, Given(key=vkey(), earlier={"checkpoint.txt": [sealed]})))
