"""A new edition of an open letter: whoever of the public has signed is asked again, with the difference.

Each gets a signature that waits for its confirmation, with the line as it was, and the link that confirms it:
one click and a tick for who agrees, and nothing for who does not.
"""

from datetime import datetime

from undersigned.actions.mail import About, queue_all
from undersigned.actions.public_signing.end import let_lapse
from undersigned.actions.public_signing.notices import (
    Sendable,
    letter_in_public_mail,
    line_in_mail,
    link_alone,
)
from undersigned.confirmation import personal_link
from undersigned.domain.difference import Excerpt
from undersigned.messages import new_edition as message
from undersigned.queries.public_signing import ongoing, public_line
from undersigned.records.models import Letter, PublicSignature
from undersigned.records.sql import public_signing as sql
from undersigned.wording import speak

_TOGETHER = 500


def ask_the_public_again(letter: Letter, changed: tuple[Excerpt, ...], *, at: datetime) -> None:
    """Let lapse what the public signed, and ask again. In the transaction that fixes the new text."""
    rows = list(PublicSignature.objects.filter(ongoing(), letter=letter).order_by("pk"))
    for start in range(0, len(rows), _TOGETHER):
        part = rows[start : start + _TOGETHER]
        let_lapse(letter, part, at=at)
        _ask(letter, [row for row in part if row.email], changed, at=at)


def _ask(letter: Letter, rows: list[PublicSignature], changed: tuple[Excerpt, ...], *, at: datetime) -> None:
    ids = sql.add_signatures(_asked_again(row, at) for row in rows)
    links, mails = [], []
    for row, fresh in zip(rows, ids, strict=True):
        link = personal_link.start(expires_at=max(at, letter.deadline or at))
        links.append((fresh, link.token_hash, "mail", link.expires_at))
        mails.append(_question(letter, row, changed, link.token, link.token_hash))
    sql.add_links(links)
    queue_all(mails, at=at)


def _asked_again(row: PublicSignature, at: datetime) -> sql.NewSignature:
    return sql.NewSignature(
        letter=row.letter_id,
        signer=row.signer,
        name=row.name,
        title=row.title,
        organisation=row.organisation,
        place=row.place,
        region=row.region,
        postcode=row.postcode,
        email=row.email,
        address_key=row.address_key,
        name_key=row.name_key,
        asked_at=at,
    )


def _question(
    letter: Letter, row: PublicSignature, changed: tuple[Excerpt, ...], token: str, token_hash: str
) -> Sendable:
    wording = speak(letter.language)
    values = message.NewEdition(
        letter=letter_in_public_mail(letter),
        signed_by=row.name,
        signed_at=row.signed_at or row.confirmed_at or row.asked_at,
        waited=row.entry is None,
        line=line_in_mail(public_line(row), wording),
        changed=changed,
        way=link_alone(f"/c/{token}/"),
    )
    about = About(letter.coalition, f"new-edition:{token_hash}", letter)
    return message.write(wording, values), row.email, about
