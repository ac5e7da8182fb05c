"""Take down an answer that came by telephone, by mail or on paper, and let the office confirm it.

A recorded yes is on the list at once, counted apart: `how` is "import", never as confirmed by the signer.
What it rests on, the note and the scan, is committed to in the evidence (`proof`), for organisers alone.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from undersigned.actions.acting import Upon, note
from undersigned.actions.evidence import close_openings
from undersigned.actions.invitations import Office, Outgoing, letter_in_mail, new_link, office_of, reach_of
from undersigned.actions.letters import lock_letter, require
from undersigned.actions.mail import About
from undersigned.actions.signing import lock_link, require_recorded_line
from undersigned.actions.signing.give import Yes, give
from undersigned.actions.signing.notices import tell_of_signatures
from undersigned.domain.history import Deed
from undersigned.domain.letters import Step
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import Channel, may_confirm, trouble_in_recorded
from undersigned.domain.statements import Struck
from undersigned.domain.text import sha256_hex
from undersigned.errors import Refused
from undersigned.evidence import canonical, opening
from undersigned.messages import recorded_yes
from undersigned.outside.files import keep_private
from undersigned.queries.forgetting import openings_of
from undersigned.queries.roster import members_by_key
from undersigned.queries.signing import (
    facts_for,
    last_edition,
    latest_signature,
    line_of,
    line_text,
    signature_facts,
    standing_signature,
)
from undersigned.records.models import Invitation, Letter, PendingAnswer, RecordedAnswer, Signature
from undersigned.wording import speak


@dataclass(frozen=True, slots=True)
class Scan:
    """The paper, as bytes with the name that the file had."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a recorded answer rests on. `recorded_by` is the organiser's address, "" for a command."""

    channel: Channel
    note: str = ""
    scan: Scan | None = None
    recorded_by: str = ""


@transaction.atomic
def record_yes(*, slug: str, member: str, grounds: Grounds, at: datetime) -> Signature:
    """Record a yes for the office, and tell the office, which can confirm or disown it.

    Refused: not-circulating and the like, not-invited, already-signed, member-not-in-office,
    roster-line-unprintable, and the reason of grounds that cannot be recorded.
    """
    letter, invitation, office = _invited_office(slug, member, at)
    media_type = _kept_scan(grounds)
    if standing_signature(invitation) is not None:
        raise Refused(Reason.ALREADY_SIGNED)
    require_recorded_line(office.line)
    edition = last_edition(letter)
    assert edition is not None  # noqa: S101  # a letter that circulates has one
    PendingAnswer.objects.filter(invitation=invitation).delete()
    Invitation.objects.filter(pk=invitation.pk).update(declined_at=None, decline_reason="")
    salt = secrets.token_bytes(opening.SALT_BYTES)
    yes = Yes(
        invitation=invitation,
        edition=edition,
        term=office.term,
        delegate=None,
        line=office.line,
        asked=office.line,
        how="import",
        proof=opening.commit(salt, _as_bytes(grounds)).hex(),
    )
    [given] = give(letter, [yes], at=at)
    RecordedAnswer.objects.create(
        signature=given.signature,
        channel=grounds.channel,
        note=grounds.note,
        recorded_by=grounds.recorded_by,
        scan_name=grounds.scan.name[:200] if grounds.scan else "",
        scan_type=media_type,
        scan_sha256=sha256_hex(grounds.scan.content) if grounds.scan else "",
        salt=salt,
    )
    _tell_office(given.signature, office, grounds, at=at)
    note(Deed.YES_TAKEN_DOWN, letter.coalition, Upon(letter, invitation.member), at=at)
    return given.signature


@transaction.atomic
def record_no(*, slug: str, member: str, reason: str, at: datetime) -> None:
    """Record that an office declined. Refused: not-invited, already-signed."""
    letter, invitation, _ = _invited_office(slug, member, at)
    if standing_signature(invitation) is not None:
        raise Refused(Reason.ALREADY_SIGNED)
    PendingAnswer.objects.filter(invitation=invitation).delete()
    invitation.declined_at = invitation.declined_at or at
    invitation.decline_reason = reason.strip()[:2000]
    invitation.save(update_fields=["declined_at", "decline_reason"])
    note(Deed.NO_TAKEN_DOWN, letter.coalition, Upon(letter, invitation.member), at=at)


def _invited_office(slug: str, member: str, at: datetime) -> tuple[Letter, Invitation, Office]:
    letter = lock_letter(slug)
    require(letter, Step.INVITE)
    [row] = members_by_key(letter.coalition, [member])
    invitation = Invitation.objects.filter(letter=letter, member=row).first()
    if invitation is None:
        raise Refused(Reason.NOT_INVITED, member=member)
    invitation.letter, invitation.member = letter, row
    return letter, invitation, office_of(row, reach_of(letter).without_stops(), at=at)


def _kept_scan(grounds: Grounds) -> str:
    """Keep the scan where no public page shows it; its media type. Refused: `trouble_in_recorded`."""
    content = grounds.scan.content if grounds.scan else b""
    media_type, reason = trouble_in_recorded(grounds.note, content)
    if reason is not None:
        raise Refused(reason)
    if content:
        keep_private(settings.DATA_DIR, content)
    return media_type


def _as_bytes(grounds: Grounds) -> bytes:
    """What `proof` commits to."""
    return canonical.encode(
        {
            "channel": str(grounds.channel),
            "note": grounds.note,
            "scan": sha256_hex(grounds.scan.content) if grounds.scan else "",
        }
    )


def _tell_office(signature: Signature, office: Office, grounds: Grounds, *, at: datetime) -> None:
    """Tell the office-holder; where there is no address of theirs, the delegates."""
    letter, outgoing = signature.invitation.letter, Outgoing()
    own = [each for each in office.recipients if each.delegate is None]
    for recipient in own or office.recipients:
        made = new_link(signature.invitation, office.term, recipient.delegate, at=at, domain=recipient.domain)
        values = recorded_yes.RecordedYes(
            letter=letter_in_mail(letter, office.member),
            holder=office.holder.name,
            came_by=grounds.channel.value,
            line=line_text(office.line, speak(letter.language)),
            way=made.way("r"),
        )
        key = f"recorded-yes:{signature.pk}:{recipient.who}"
        about = About(letter.coalition, key, letter, signature.invitation)
        outgoing.add(made, recorded_yes.write(speak(letter.language), values), recipient.email, about)
    outgoing.send(at=at)


@transaction.atomic
def confirm_by_link(*, token: str, at: datetime) -> Signature:
    """Make a recorded yes the office's own: the record is struck as a duplicate, and this signature takes its
    place under the same seal, so that the office never stands twice.

    Refused with the reason of `may_confirm`.
    """
    link = lock_link(token)
    facts = facts_for(link, edition_shown=None, at=at)
    old = latest_signature(link.invitation)
    if reason := may_confirm(signature_facts(old), facts, at):
        raise Refused(reason)
    letter, edition = link.invitation.letter, last_edition(link.invitation.letter)
    assert old is not None and old.entry is not None and edition is not None  # noqa: S101, PT018  # may_confirm
    index = old.entry
    old.struck_at, old.struck_why = at, "duplicate"
    old.save(update_fields=["struck_at", "struck_why"])
    yes = Yes(
        invitation=link.invitation,
        edition=edition,
        term=link.term,
        delegate=link.delegate,
        line=line_of(old),
        asked=line_of(old),
        how="code" if link.how == "code" else "link",
        domain=link.domain,
    )
    [given] = give(letter, [yes], at=at, after=[lambda minute: Struck(minute, index, "duplicate")])
    close_openings(letter, openings_of(letter, [old]))
    tell_of_signatures(letter, [given], at=at)
    return given.signature
