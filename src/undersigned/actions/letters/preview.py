"""A mail as its recipient would get it. Nothing is written, and the link in it is nobody's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from undersigned.actions.invitations import (
    Office,
    Recipient,
    address_of,
    extension_mail,
    invitation_mail,
    office_of,
    reach_of,
    reminder_mail,
)
from undersigned.domain.own_words import OwnWords
from undersigned.domain.signing import UNANSWERED
from undersigned.errors import Refused
from undersigned.messages import Message, WayIn
from undersigned.queries.board import states_of
from undersigned.queries.pages import by_place, matching
from undersigned.queries.roster import members_of
from undersigned.records.models import Letter, Member

_NO_CODE = "XXXXX-XXXXX"
_LOOKED_AT = 200
KINDS: Final = ("invitation", "reminder", "deadline-extended")


@dataclass(frozen=True, slots=True)
class Preview:
    """The mail to one person. `member` and `who` name the person in an address."""

    member: str
    who: str
    name: str
    to: str
    message: Message


def previews(letter: Letter, kind: str, search: str, own: OwnWords, *, at: datetime) -> tuple[Preview, ...]:
    """The mails of this kind to the people of the first office that was searched for and would get them.

    Empty where nobody would. `letter.deadline` may be one that is only typed yet.
    """
    reach = reach_of(letter)
    for member in _would_get(letter, kind, search):
        try:
            office = office_of(member, reach, at=at)
        except Refused:
            continue
        return tuple(_preview(letter, kind, office, recipient, own) for recipient in office.recipients)
    return ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which mail is asked for: its kind, and the member and the person it goes to."""

    kind: str
    member: str
    who: str


def preview_for(letter: Letter, asked: Asked, own: OwnWords, *, at: datetime) -> Preview | None:
    """The mail to this person; None where there is no such mail or person."""
    row = members_of(letter.coalition).filter(key=asked.member).first()
    if row is None or asked.kind not in KINDS:
        return None
    try:
        office = office_of(row, reach_of(letter), at=at)
    except Refused:
        return None
    found = (recipient for recipient in office.recipients if recipient.who == asked.who)
    return next((_preview(letter, asked.kind, office, recipient, own) for recipient in found), None)


def _would_get(letter: Letter, kind: str, search: str) -> Iterator[Member]:
    members: QuerySet[Member] = members_of(letter.coalition).order_by(*by_place())
    if search:
        members = members.filter(matching(search))
    if kind == "invitation":
        yield from members.exclude(invitations__letter=letter)[:_LOOKED_AT]
        return
    states = states_of(letter)
    waiting = [key for key, state in states.items() if state in UNANSWERED]
    yield from members.filter(invitations__in=waiting)[:_LOOKED_AT]


def _preview(letter: Letter, kind: str, office: Office, recipient: Recipient, own: OwnWords) -> Preview:
    nobodys = WayIn(address_of("/i/the-personal-link-of-each-recipient/"), _NO_CODE, address_of("/i/"))
    if kind == "invitation":
        message = invitation_mail(letter, office, recipient, nobodys, own)
    else:
        write = reminder_mail if kind == "reminder" else extension_mail
        message = write(letter, office, nobodys, own)
    return Preview(office.member.key, recipient.who, recipient.name, recipient.email, message)
