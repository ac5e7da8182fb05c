"""Post the queued mails, each at least once.

What the server accepted is marked a few mails at a time, for each mark is a durable commit that signing
waits for. Only a crash between the server's yes and the mark repeats mails: at most `_MARKED_TOGETHER` of
them, each with its same Message-ID.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from undersigned.actions.mail import mark_failed, mark_posted, take_due
from undersigned.actions.mail_route import mail_route
from undersigned.errors import OutsideFailure
from undersigned.evidence.receipt import SUFFIX
from undersigned.outside.mail import Attachment, OutgoingMail, Post, open_post
from undersigned.queries.mail import QueuedMail

_BATCH = 100
_MARKED_TOGETHER = 50
_log = logging.getLogger("undersigned.mail")


def post_mails(now: Callable[[], datetime]) -> int:
    """Post what is due until nothing is; how many mails were accepted."""
    posted = 0
    while mails := take_due(most=_BATCH, at=now()):
        posted += _post_batch(mails, now)
    return posted


def _post_batch(mails: list[QueuedMail], now: Callable[[], datetime]) -> int:
    """Post a batch over one connection. Where that cannot be opened, each mail waits its pause."""
    route = mail_route()
    try:
        with open_post(route.url) as post:
            way = _Way(post, route.sender)
            starts = range(0, len(mails), _MARKED_TOGETHER)
            return sum(_post_part(way, mails[at : at + _MARKED_TOGETHER], now) for at in starts)
    except OutsideFailure as failure:
        _log.warning("mails wait: %s", failure)
        for mail in mails:
            mark_failed(mail, trouble=str(failure), retry=failure.retry, at=now())
        return 0


@dataclass(frozen=True, slots=True)
class _Way:
    """An open way out, and the address that mails are from on it."""

    post: Post
    sender: str


def _post_part(way: _Way, mails: list[QueuedMail], now: Callable[[], datetime]) -> int:
    """Post these and mark those that were accepted, also where something unforeseen breaks off the rest."""
    accepted: list[QueuedMail] = []
    try:
        for mail in mails:
            if _post_one(way, mail, now):
                accepted.append(mail)
    finally:
        mark_posted(accepted, at=now())
    return len(accepted)


def _post_one(way: _Way, mail: QueuedMail, now: Callable[[], datetime]) -> bool:
    """Whether the mail was accepted. One that cannot even be sent waits its pause, and holds up no other."""
    try:
        way.post.send(outgoing(mail, way.sender))
        return True
    except OutsideFailure as failure:
        _log.warning("mail %s not accepted: %s", mail.message_id, failure)
        mark_failed(mail, trouble=str(failure), retry=failure.retry, at=now())
    except Exception as trouble:
        said = f"{type(trouble).__name__}: {trouble}"
        _log.exception("mail %s (%s) not sent: %s", mail.message_id, mail.kind, said)
        mark_failed(mail, trouble=said, retry=True, at=now())
    return False


def outgoing(mail: QueuedMail, sender: str) -> OutgoingMail:
    return OutgoingMail(
        kind=mail.kind,
        sender=(mail.coalition, sender),
        reply_to=mail.reply_to,
        to=mail.to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        message_id=mail.message_id,
        date=mail.queued_at,
        unsubscribe=mail.unsubscribe,
        attachments=(Attachment(_attached_as(mail.kind), mail.attachment),) if mail.attachment else (),
    )


def _attached_as(kind: str) -> str:
    return "checkpoint.txt" if kind == "closing" else f"receipt{SUFFIX}"
