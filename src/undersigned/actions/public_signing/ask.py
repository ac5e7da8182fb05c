"""Ask to sign an open letter: a form becomes a signature that waits for its confirmation, and a mail.

Whatever is known of the address, the answer and the number of mails are the same: only the owner of the
mailbox learns whether it has signed before.
"""

import hmac
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from undersigned.actions.mail import About, queue_all
from undersigned.actions.public_signing.notices import Sendable, already_signed, confirmation
from undersigned.actions.signing import intake
from undersigned.confirmation import personal_link, typed_code
from undersigned.domain import limits
from undersigned.domain.limits import Limit
from undersigned.domain.mail_address import MailAddress
from undersigned.domain.public_signing import (
    CODE_LIVES,
    CONFIRM_WITHIN,
    OWN_PAGE_LIVES,
    FilledForm,
    Signer,
    address_in,
    may_ask,
    trouble_in_form,
)
from undersigned.domain.reasons import Reason
from undersigned.domain.review import name_key
from undersigned.errors import Refused
from undersigned.queries.public_signing import address_key, choice_of, ongoing, open_facts
from undersigned.records.models import Letter, PublicSignature
from undersigned.records.sql import public_signing as sql


@dataclass(frozen=True, slots=True)
class Asking:
    """A form that somebody sent. `network` is where from (`limits.place_on_the_network`), if that tells."""

    slug: str
    form: FilledForm
    network: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class _Asked:
    """An asking that the rules allow, with its letter and what the address is known by."""

    letter: Letter
    form: FilledForm
    address: MailAddress
    key: str
    at: datetime


def ask(asking: Asking) -> None:
    """Take the form, and queue the mail that confirms it.

    Refused with the reason of `may_ask` or `trouble_in_form` (`field` names where), or too-many-at-once.
    """
    intake.do(ask_all, asking)


@transaction.atomic(savepoint=False)
def ask_all(askings: Sequence[Asking]) -> list[Refused | None]:
    """The same for many, in one transaction, the caller's if there is one: for each None, or why not."""
    letters = _letters({each.slug for each in askings})
    outcomes: list[Refused | None] = []
    asked: list[_Asked] = []
    forms = _numbers_of_forms(askings, letters)
    for each, number in zip(askings, forms, strict=True):
        refused = _why_not(each, letters.get(each.slug), number)
        outcomes.append(refused)
        if refused is None:
            letter = letters[each.slug]
            address = address_in(each.form)
            asked.append(
                _Asked(letter, each.form, address, address_key(letter.signing_form, address), each.at)
            )
    _queue(asked)
    return outcomes


def _letters(slugs: set[str]) -> dict[str, Letter]:
    rows = Letter.objects.select_related("coalition", "signing_form").filter(
        slug__in=slugs, signing_form__isnull=False
    )
    return {letter.slug: letter for letter in rows}


def _why_not(asking: Asking, letter: Letter | None, number: int) -> Refused | None:
    if letter is None:
        return Refused(Reason.LETTER_UNKNOWN, slug=asking.slug)
    if reason := may_ask(open_facts(letter), asking.at):
        return Refused(reason, slug=asking.slug)
    if trouble := trouble_in_form(asking.form, choice_of(letter.signing_form)):
        return Refused(trouble.reason, field=trouble.field)
    if reason := limits.too_many(limits.FORMS_FROM_ONE_PLACE, number):
        return Refused(reason, seconds=limits.FORMS_FROM_ONE_PLACE.seconds_left(asking.at))
    return None


def _numbers_of_forms(askings: Sequence[Asking], letters: dict[str, Letter]) -> list[int]:
    """For each: how many forms came from its place on the network within the window, itself included."""
    rows = [
        (letter.coalition_id, limits.FORMS_FROM_ONE_PLACE, each.network)
        if each.network and (letter := letters.get(each.slug))
        else None
        for each in askings
    ]
    return count_each(rows, askings[0].at)


def count_each(rows: Sequence[tuple[int, Limit, str] | None], at: datetime) -> list[int]:
    """Count one more of each (coalition, limit, what): its number in the window. 0 where there is none."""
    keys = [(row[0], _hidden(*row), row[1].window(at)) if row else None for row in rows]
    happened = Counter(key for key in keys if key)
    after = sql.count_up(happened, at)
    numbers = []
    for key in keys:
        numbers.append(after[key] - happened[key] + 1 if key else 0)
        if key:
            happened[key] -= 1
    return numbers


def _hidden(coalition: int, limit: Limit, what: str) -> str:
    """A key that tells nobody what was counted."""
    text = f"undersigned/allowance/v1\n{coalition}\n{limit.purpose}\n{what}"
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), "sha256").hex()


def _queue(asked: Sequence[_Asked]) -> None:
    """Save what was asked for, and queue its mails. Past its limit an address gets no more of them."""
    rows = [(each.letter.coalition_id, limits.MAILS_TO_ONE_ADDRESS, each.address.canonical) for each in asked]
    numbers = count_each(rows, asked[0].at) if asked else []
    wanted = [
        each
        for each, number in zip(asked, numbers, strict=True)
        if not limits.is_over(limits.MAILS_TO_ONE_ADDRESS, number)
    ]
    signed = _who_has_signed(wanted)
    fresh = [each for each in wanted if (each.letter.pk, each.key) not in signed]
    ids = sql.add_signatures(_row(each) for each in fresh)
    mails = [_confirmation(each, row) for each, row in zip(fresh, ids, strict=True)]
    mails += [
        _already_signed(each, signed[each.letter.pk, each.key])
        for each in wanted
        if (each.letter.pk, each.key) in signed
    ]
    sql.add_links(link for links, _, _, _ in mails for link in links)
    if mails:
        queue_all(((message, to, about) for _, message, to, about in mails), at=asked[0].at)


def _who_has_signed(asked: Sequence[_Asked]) -> dict[tuple[int, str], PublicSignature]:
    rows = PublicSignature.objects.filter(
        ongoing(),
        letter__in={each.letter.pk for each in asked},
        address_key__in={each.key for each in asked},
    )
    return {(row.letter_id, row.address_key): row for row in rows}


def _row(asked: _Asked) -> sql.NewSignature:
    line = asked.form.line
    return sql.NewSignature(
        letter=asked.letter.pk,
        signer=line.signer.value,
        name=line.name,
        title=line.title,
        organisation=line.organisation,
        place=line.place,
        region=line.region,
        postcode=asked.form.postcode,
        email=asked.address.written,
        address_key=asked.key,
        name_key=name_key(line.organisation if line.signer is Signer.ORGANISATION else line.name),
        asked_at=asked.at,
    )


_Link = tuple[int, str, str, datetime]


def _confirmation(asked: _Asked, signature: int) -> tuple[list[_Link], *Sendable]:
    link = personal_link.start(expires_at=asked.at + CONFIRM_WITHIN)
    code, code_hash = typed_code.start(settings.SECRET_KEY)
    message = confirmation(asked.letter, asked.form.line, token=link.token, code=code)
    about = About(asked.letter.coalition, f"confirmation:{link.token_hash}", asked.letter)
    links = [
        (signature, link.token_hash, "mail", link.expires_at),
        (signature, code_hash, "code", asked.at + CODE_LIVES),
    ]
    return links, message, asked.address.written, about


def _already_signed(asked: _Asked, row: PublicSignature) -> tuple[list[_Link], *Sendable]:
    """The mail goes to the address that signed, and leads to its own page."""
    link = personal_link.start(expires_at=asked.at + OWN_PAGE_LIVES)
    about = About(asked.letter.coalition, f"already-signed:{link.token_hash}", asked.letter)
    links = [(row.pk, link.token_hash, "mail", link.expires_at)]
    return links, already_signed(asked.letter, row, token=link.token), row.email, about
