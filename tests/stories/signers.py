"""What the public does in the stories of open letters: by form, mail, and the pages behind its link."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client

from tests.cast import SLUG, Stage, now, plain_text
from undersigned.actions.letters.circulate import circulate
from undersigned.actions.public_signing.ask import Asking, ask_all
from undersigned.actions.public_signing.confirm import Confirming, confirm_all
from undersigned.domain.public_signing import FilledForm, FormChoice, PublicLine, Signer
from undersigned.proof import contents
from undersigned.proof.verdict import Given, check
from undersigned.records.models import Letter, Mail


def open_letter(stage: Stage, form: FormChoice | None = None, members: list[str] | None = None) -> Letter:
    """A letter that the public may sign for a week; these members are invited as well."""
    stage.draft()
    letter = circulate(
        slug=SLUG,
        deadline=now() + timedelta(days=7),
        members=members or [],
        at=now(),
        form=form or FormChoice(),
    )
    stage.post()
    return letter


def sign_form(client: Client, **fields: str) -> Any:
    return client.post(f"/letters/{SLUG}/sign/", fields)


def asked(stage: Stage, email: str, name: str = "Wilma Brandt", **fields: str) -> None:
    assert sign_form(Client(), name=name, email=email, **fields).status_code == 303
    stage.post()


def link_of(stage: Stage, email: str) -> str:
    return stage.link(email, "confirmation")


def code_of(stage: Stage, email: str) -> str:
    text = plain_text(stage.mails(email, "confirmation")[-1])
    return str(re.findall(r"^    (\w{5}-\w{5})$", text, re.MULTILINE)[0])


def confirm(client: Client, link: str) -> Any:
    return client.post(link, {"agree": "yes", "answer": "confirm"})


def sign(stage: Stage, client: Client, *, email: str, name: str, **fields: str) -> str:
    """From form to confirmation; the link of the mail."""
    assert sign_form(client, name=name, email=email, **fields).status_code == 303
    stage.post()
    link = link_of(stage, email)
    assert confirm(client, link).status_code == 303
    return link


def crowd(number: int, domain: str = "") -> None:
    """So many people who sign at the same moment, by the same actions."""
    people = [
        FilledForm(PublicLine(Signer.INDIVIDUAL, f"Ann Bell {n}"), f"ann{n}@{domain or f'crowd{n}.example'}")
        for n in range(number)
    ]
    assert ask_all([Asking(SLUG, each, None, now()) for each in people]) == [None] * number
    texts = Mail.objects.filter(kind="confirmation", posted_at=None).values_list("text", flat=True)
    tokens = [re.findall(r"/c/(\S{32})/", text)[0] for text in texts]
    assert confirm_all([Confirming(token, 1, now()) for token in tokens]) == [None] * number


def evidence(client: Client) -> bytes:
    """The bundle as a zip, as anybody gets it."""
    return bytes(client.get(f"/letters/{SLUG}/evidence.zip").getvalue())


def holds(client: Client) -> dict[str, int]:
    """The counts of the evidence as anybody gets it, which has to hold."""
    packed = evidence(client)
    report = check(contents.from_zip(packed), Given())
    assert report.verdict == "holds", [each for each in report.checks if not each.ok]
    return dict(report.counts or {})
