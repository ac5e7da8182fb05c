"""A queued mail as the job that posts it needs it; how the queue stands, of all and of one letter."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, Min, Q

from undersigned.domain.own_words import OwnWords
from undersigned.records.models import Letter, Mail, MailRoute, MailWords

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


def stored_route() -> MailRoute | None:
    """The way mails take as it was set at the desk, its address sealed."""
    return MailRoute.objects.first()


def mails_leave() -> bool:
    """Whether mails go to a mail server, and do not only become files here."""
    stored = not settings.EMAIL_URL_IS_SET and stored_route() is not None
    return stored or not settings.EMAIL_URL.startswith("file:")


def queue_is_stuck(at: datetime) -> bool:
    """Whether a mail that has never been tried has been due for half an hour: nobody posts."""
    return Mail.objects.filter(waiting(), attempts=0, due_at__lt=at - _STUCK_AFTER).exists()


def waiting() -> Q:
    """The condition that a mail is still to be posted."""
    return Q(posted_at=None, refused_at=None, cancelled_at=None)


@dataclass(frozen=True, slots=True)
class MailProgress:
    """How far the mails of one kind about a letter have come. `next_due` is when the first that waits goes.

    `trouble` is what the mail server said last to one that is tried again, or "".
    """

    kind: str
    posted: int
    waiting: int
    refused: int
    stopped: int
    next_due: datetime | None
    last_posted: datetime | None
    trouble: str

    @property
    def total(self) -> int:
        return self.posted + self.waiting + self.refused + self.stopped


def progress_of(letter: Letter) -> tuple[MailProgress, ...]:
    """Each kind of mail about a letter, the newest first, in one query."""
    rows = (
        Mail.objects.filter(letter=letter)
        .values("kind")
        .annotate(
            newest=Max("queued_at"),
            posted=Count("posted_at"),
            waits=Count("pk", filter=waiting()),
            refused=Count("refused_at"),
            stopped=Count("cancelled_at"),
            next_due=Min("due_at", filter=waiting()),
            last_posted=Max("posted_at"),
            trouble=Max("last_trouble", filter=waiting()),
        )
        .order_by("-newest", "kind")
    )
    return tuple(
        MailProgress(
            kind=row["kind"],
            posted=row["posted"],
            waiting=row["waits"],
            refused=row["refused"],
            stopped=row["stopped"],
            next_due=row["next_due"],
            last_posted=row["last_posted"],
            trouble=row["trouble"] or "",
        )
        for row in rows
    )


def own_words(letter: Letter, kind: str) -> OwnWords:
    """The organiser's own words for a kind of mail, empty where there are none."""
    row = MailWords.objects.filter(letter=letter, kind=kind).first()
    return OwnWords(row.subject, row.opening) if row else OwnWords()
