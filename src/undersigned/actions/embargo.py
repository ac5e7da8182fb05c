"""Publish a letter for a time: set and call off an embargo, and let outlets read before it ends."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from undersigned.actions.acting import note_letter
from undersigned.actions.invitations import address_of
from undersigned.actions.letters import lock_letter
from undersigned.actions.mail import About, queue
from undersigned.actions.publishing import publish
from undersigned.confirmation import personal_link
from undersigned.domain.history import Deed
from undersigned.domain.letters import LetterState, may_embargo
from undersigned.domain.reasons import Reason
from undersigned.domain.zones import name_of_zone, zone_named
from undersigned.errors import Refused
from undersigned.messages import outlet_link
from undersigned.queries.letters import contact_of
from undersigned.records.models import Letter, OutletLink
from undersigned.wording import speak


@transaction.atomic
def set_embargo(*, slug: str, until: datetime, at: datetime) -> Letter:
    """Make the letter public by itself at this time; until then the time can be changed.

    Refused: not-closed, embargo-in-the-past.
    """
    letter = lock_letter(slug)
    if reason := may_embargo(LetterState(letter.state), until=until, at=at):
        raise Refused(reason)
    letter.embargo_until, letter.embargo_zone = until, name_of_zone(until)
    letter.save(update_fields=["embargo_until", "embargo_zone"])
    note_letter(Deed.EMBARGO_SET, letter, at=at, moment=until.isoformat(), zone=letter.embargo_zone)
    return letter


@transaction.atomic
def call_off_embargo(*, slug: str, at: datetime) -> Letter:
    """Let the letter stay closed; every outlet's link leads nowhere until there is a time again.

    Refused (no-embargo) where there is none, or its time has come.
    """
    letter = lock_letter(slug)
    _require_embargo(letter)
    letter.embargo_until = None
    letter.save(update_fields=["embargo_until"])
    note_letter(Deed.EMBARGO_CALLED_OFF, letter, at=at)
    return letter


@transaction.atomic
def publish_if_due(*, slug: str, at: datetime) -> bool:
    """Publish a letter whose embargo has ended; False if it was called off or published meanwhile."""
    letter = lock_letter(slug)
    if letter.state != LetterState.CLOSED or letter.embargo_until is None or letter.embargo_until > at:
        return False
    publish(slug=slug, at=at)
    return True


@transaction.atomic
def open_to_outlet(*, slug: str, outlet: str, email: str, area: str, at: datetime) -> str:
    """Make a link for an outlet, and mail it where there is an address; the link's address, shown this once.

    Refused: no-embargo, outlet-missing.
    """
    letter = lock_letter(slug)
    _require_embargo(letter)
    if not outlet:
        raise Refused(Reason.OUTLET_MISSING, field="outlet")
    challenge = personal_link.start(expires_at=at)  # it lives as long as the embargo does
    row = OutletLink.objects.create(
        letter=letter,
        outlet=outlet[:200],
        email=email,
        area=area,
        token_hash=challenge.token_hash,
        made_at=at,
    )
    note_letter(Deed.OUTLET_LET_IN, letter, at=at)
    address = address_of(f"/e/{challenge.token}/")
    if email:
        _mail(letter, row, address, at=at)
    return address


def _mail(letter: Letter, row: OutletLink, address: str, *, at: datetime) -> None:
    assert letter.embargo_until is not None  # noqa: S101  # _require_embargo has refused one without
    values = outlet_link.OutletLink(
        title=letter.title,
        coalition=letter.coalition.name,
        outlet=row.outlet,
        until=speak(letter.language).moment(letter.embargo_until, zone_named(letter.embargo_zone)),
        contact=contact_of(letter),
        address=address,
    )
    about = About(letter.coalition, f"outlet-link:{row.pk}", letter)
    queue(outlet_link.write(speak(letter.language), values), to=row.email, about=about, at=at)


@transaction.atomic
def revoke_outlet(*, slug: str, link: int, at: datetime) -> None:
    """End an outlet's link for good. Refused (link-unknown) if it is none of this letter's, or has ended."""
    letter = lock_letter(slug)
    if not letter.outlet_links.filter(pk=link, revoked_at=None).update(revoked_at=at):
        raise Refused(Reason.LINK_UNKNOWN)
    note_letter(Deed.OUTLET_SHUT_OUT, letter, at=at)


def note_outlet_opened(link: int, *, at: datetime) -> None:
    """Count an opening: perhaps a person's, perhaps a mail scanner's."""
    OutletLink.objects.filter(pk=link).update(
        opened_at=Coalesce(F("opened_at"), at), last_opened_at=at, openings=F("openings") + 1
    )


def _require_embargo(letter: Letter) -> None:
    if letter.state != LetterState.CLOSED or letter.embargo_until is None:
        raise Refused(Reason.NO_EMBARGO)
