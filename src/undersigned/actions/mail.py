"""Queueing mails in the transaction of what they speak of, and taking them out to be posted."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from undersigned.domain.retrying import LAST_ATTEMPT, pause_after
from undersigned.messages import Message
from undersigned.outside.bounces import Bounce
from undersigned.outside.mail import forget_posted
from undersigned.queries.mail import QueuedMail, queued_mail, waiting
from undersigned.records.models import Coalition, Invitation, Letter, Mail
from undersigned.records.sql.many import put_in

HOLD = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class About:
    """What a mail is about. `reason_key` is unique: one mail for one reason, however often asked for.

    `unsubscribe` is where the reader ends the coalition's mails, in those that nobody asked for. `due` is
    when the mail is to go, where that is not at once.
    """

    coalition: Coalition
    reason_key: str
    letter: Letter | None = None
    invitation: Invitation | None = None
    attachment: bytes | None = None
    unsubscribe: str = ""
    due: datetime | None = None


def queue(message: Message, *, to: str, about: About, at: datetime) -> None:
    """Queue one mail, unless one was queued for the same reason before."""
    queue_all([(message, to, about)], at=at)


def queue_all(mails: Iterable[tuple[Message, str, About]], *, at: datetime) -> None:
    """Queue mails in one go, in the caller's transaction."""
    rows = [vars(_row(message, to, about, at)) for message, to, about in mails]
    put_in(Mail, rows, skip_known=True)


def _row(message: Message, to: str, about: About, at: datetime) -> Mail:
    host = urlsplit(settings.BASE_URL).hostname
    return Mail(
        coalition=about.coalition,
        letter=about.letter,
        invitation=about.invitation,
        kind=message.kind,
        reason_key=about.reason_key,
        to=to,
        subject=message.subject[:300],
        text=message.text,
        html=message.html,
        attachment=about.attachment,
        unsubscribe=about.unsubscribe,
        message_id=f"<{secrets.token_hex(16)}@{host}>",
        queued_at=at,
        due_at=max(at, about.due) if about.due else at,
    )


def take_due(*, most: int, at: datetime) -> list[QueuedMail]:
    """Take mails that are due, so that nobody else takes them until the hold ends."""
    with transaction.atomic():
        free = Q(held_until=None) | Q(held_until__lte=at)
        due = (
            Mail.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(free, waiting(), due_at__lte=at)
            .order_by("due_at", "pk")[:most]
        )
        taken = list(due.select_related("coalition", "letter"))
        Mail.objects.filter(pk__in=[mail.pk for mail in taken]).update(held_until=at + HOLD)
    return [queued_mail(mail) for mail in taken]


def stop_waiting(letter: Letter, *, kinds: Iterable[str] | None = None, at: datetime) -> int:
    """Stop the mails about a letter that have not gone, of these kinds or of all; how many were stopped.

    A mail that is being posted right now is gone. The texts are emptied, and the reason becomes free again:
    whoever was not written to can be.
    """
    free = Q(held_until=None) | Q(held_until__lte=at)
    stopped = Mail.objects.filter(free, waiting(), letter=letter)
    if kinds is not None:
        stopped = stopped.filter(kind__in=tuple(kinds))
    return stopped.update(
        cancelled_at=at,
        text="",
        html="",
        attachment=None,
        unsubscribe="",
        reason_key=Concat(Value("stopped:"), Cast("pk", CharField())),
    )


def mark_posted(mails: Iterable[QueuedMail], *, at: datetime) -> None:
    """Accepted by the mail server. The texts are emptied: they held personal links."""
    Mail.objects.filter(pk__in=[mail.id for mail in mails]).update(
        posted_at=at, held_until=None, text="", html="", attachment=None, unsubscribe="", last_trouble=""
    )


def mark_failed(mail: QueuedMail, *, trouble: str, retry: bool, at: datetime) -> None:
    """Not accepted: try again after a growing pause, or give it up where that cannot help."""
    attempts = mail.attempts + 1
    given_up = not retry or attempts >= LAST_ATTEMPT
    Mail.objects.filter(pk=mail.id).update(
        attempts=attempts,
        due_at=at + pause_after(attempts),
        held_until=None,
        last_trouble=trouble[:500],
        refused_at=at if given_up else None,
    )


def forget_mails(mails: QuerySet[Mail]) -> None:
    """Delete these mails, and the files that they became where mails become files. In a transaction."""
    posted = list(mails.values_list("queued_at", "message_id"))
    mails.delete()
    transaction.on_commit(partial(forget_posted, settings.EMAIL_URL, posted))


@transaction.atomic
def mark_bounced(bounce: Bounce, *, at: datetime) -> Mail | None:
    """The mail that was accepted and came back for good; None where it is none of ours, or known as refused.

    Whoever reports it knows its Message-ID, which only the servers on its way and its reader have seen.
    """
    mail = Mail.objects.select_for_update().filter(message_id=bounce.message_id).first()
    if mail is None or mail.posted_at is None:
        return None
    mail.posted_at, mail.refused_at, mail.last_trouble = None, at, bounce.said
    mail.save(update_fields=["posted_at", "refused_at", "last_trouble"])
    return mail
