"""A queued mail as the job that posts it needs it, and how the queue stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from undersigned.records.models import Mail

_STUCK_AFTER = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """`coalition` is its name, shown as the sender; `reply_to` is the letter's contact, or "".

    `attachment` is a receipt, or in a closing mail the final checkpoint, where the mail has one.
    """

    id: int
    coalition: str
    reply_to: str
    kind: str
    to: str
    subject: str
    text: str
    html: str
    attachment: bytes | None
    unsubscribe: str
    message_id: str
    queued_at: datetime
    attempts: int


def queued_mail(mail: Mail) -> QueuedMail:
    return QueuedMail(
        id=mail.pk,
        coalition=mail.coalition.name,
        reply_to=mail.letter.contact_email if mail.letter else mail.coalition.contact_email,
        kind=mail.kind,
        to=mail.to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        attachment=bytes(mail.attachment) if mail.attachment else None,
        unsubscribe=mail.unsubscribe,
        message_id=mail.message_id,
        queued_at=mail.queued_at,
        attempts=mail.attempts,
    )


def queue_is_stuck(at: datetime) -> bool:
    """Whether a mail that has never been tried has been due for half an hour: nobody posts."""
    return Mail.objects.filter(
        posted_at=None, refused_at=None, attempts=0, due_at__lt=at - _STUCK_AFTER
    ).exists()
