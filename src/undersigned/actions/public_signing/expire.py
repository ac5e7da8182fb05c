"""What is kept of the public no longer than it is needed: forms nobody confirmed, counts, addresses.

And the closing mails, which go to so many that they are queued in parts once a letter is closed.
"""

from datetime import datetime, timedelta

from django.db import transaction

from undersigned.actions.letters import lock_letter
from undersigned.actions.mail import forget_mails, queue_all
from undersigned.actions.public_signing.notices import Sendable, about, closing_notice, new_link
from undersigned.domain.limits import LONGEST_KEPT
from undersigned.domain.public_signing import OWN_PAGE_LIVES, Signer
from undersigned.messages import PUBLIC_KINDS
from undersigned.queries.evidence import closing_seal
from undersigned.queries.public_due import unconfirmed
from undersigned.queries.public_signing import listed
from undersigned.records.models import Allowance, Mail, PublicSignature, SigningForm
from undersigned.records.sql import public_signing as sql

_TOGETHER = 500


@transaction.atomic
def forget_unconfirmed(*, slug: str, at: datetime) -> int:
    """Delete a part of what was asked for on a letter and never confirmed, with its mails; how many."""
    rows = list(unconfirmed(at).filter(letter__slug=slug).order_by("pk")[:_TOGETHER])
    for row in rows:
        mails = Mail.objects.filter(letter=row.letter_id, to=row.email, kind__in=PUBLIC_KINDS)
        minute = (row.asked_at, row.asked_at + timedelta(minutes=1))
        forget_mails(mails.filter(queued_at__range=minute))
    PublicSignature.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def forget_counts(*, at: datetime) -> None:
    """Delete the counts of windows that are over."""
    Allowance.objects.filter(counted_at__lte=at - 2 * LONGEST_KEPT).delete()


@transaction.atomic
def forget_addresses(*, slug: str, at: datetime) -> None:
    """Some days after the end of a letter: delete addresses, postcodes and the pepper.

    Who acted for an organisation is deleted as well. What is left is what is printed.
    """
    letter = lock_letter(slug)
    rows = PublicSignature.objects.filter(letter=letter)
    rows.filter(signer=Signer.ORGANISATION).update(name="", title="")
    rows.filter(confirmed_at=None).delete()
    rows.update(email="", postcode="", address_key="")
    mails = Mail.objects.filter(letter=letter, invitation=None, kind__in=PUBLIC_KINDS)
    forget_mails(mails.exclude(posted_at=None, refused_at=None))
    SigningForm.objects.filter(letter=letter).update(pepper=None)


@transaction.atomic
def tell_of_closing(*, slug: str, at: datetime) -> int:
    """Queue the closing mails of one part of a closed letter's public signatories; how many."""
    letter = lock_letter(slug)  # another process may be at the same rows
    rows = list(listed(letter).filter(told_of_closing=False).exclude(email="").order_by("pk")[:_TOGETHER])
    sealed = closing_seal(letter) if rows else None
    if sealed is None:
        return 0
    links, mails = [], list[Sendable]()
    for row in rows:
        row.letter = letter
        token, link = new_link(row, at + OWN_PAGE_LIVES)
        links.append(link)
        mails.append(
            (closing_notice(row, sealed, token=token), row.email, about(row, "closing", sealed.checkpoint))
        )
    sql.add_links(links)
    queue_all(mails, at=at)
    PublicSignature.objects.filter(pk__in=[row.pk for row in rows]).update(told_of_closing=True)
    return len(rows)
