"""Organisers: appoint, invite, change their roles, remove; and the links that sign them in."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from email_validator import EmailNotValidError, validate_email

from undersigned.actions.acting import Upon, note
from undersigned.actions.mail import About, queue
from undersigned.confirmation import personal_link
from undersigned.domain.accounts import Role, may_leave_role
from undersigned.domain.history import Deed
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.messages import desk_invitation, sign_in
from undersigned.queries.accounts import organiser_by_address
from undersigned.records.models import Appointment, Coalition, Organiser, SignInLink
from undersigned.wording import speak

_LINK_LIVES = timedelta(minutes=20)
_FIRST_LINK_LIVES = timedelta(days=7)


@transaction.atomic
def appoint(*, coalition: Coalition, email: str, role: Role, at: datetime) -> str:
    """Give an organiser a role (a new one replaces the old); the path of a one-time sign-in link.

    The first organiser of an installation keeps it.
    """
    keeps = not Organiser.objects.filter(keeps_installation=True).exists()
    organiser, _ = Organiser.objects.get_or_create(
        email=_clean_address(email), defaults={"keeps_installation": keeps}
    )
    seat = Appointment.objects.filter(coalition=coalition, organiser=organiser).first()
    if seat is None:
        Appointment.objects.create(coalition=coalition, organiser=organiser, role=role)
        note(Deed.APPOINTED, coalition, Upon(whom=organiser), at=at, role=role)
    elif seat.role != role:
        _change_role(seat, role, at=at)
    return _new_link(organiser, expires_at=at + _FIRST_LINK_LIVES)


@transaction.atomic
def invite_colleague(*, coalition: Coalition, email: str, role: Role, at: datetime) -> None:
    """Let somebody into the desk, and mail the link that signs in. Refused: already-appointed."""
    address = _clean_address(email)
    if Appointment.objects.filter(coalition=coalition, organiser__email=address).exists():
        raise Refused(Reason.ALREADY_APPOINTED, address=address)
    path = appoint(coalition=coalition, email=address, role=role, at=at)
    values = desk_invitation.DeskInvitation(
        coalition.name, role, settings.BASE_URL + path, _FIRST_LINK_LIVES.days
    )
    about = About(coalition, f"desk-invitation:{coalition.pk}:{address}:{at.isoformat()}")
    queue(desk_invitation.write(speak("en"), values), to=address, about=about, at=at)


@transaction.atomic
def change_role(*, coalition: Coalition, organiser: int, role: Role, at: datetime) -> None:
    """Refused: organiser-unknown, last-owner."""
    seat = _locked_seat(coalition, organiser)
    if seat.role != role:
        _require_another_owner(seat, role)
        _change_role(seat, role, at=at)


@transaction.atomic
def remove(*, coalition: Coalition, organiser: int, at: datetime) -> None:
    """Let somebody no longer into the coalition's desk, from the next page on."""
    seat = _locked_seat(coalition, organiser)
    _require_another_owner(seat, None)
    seat.delete()
    note(Deed.REMOVED, coalition, Upon(whom=seat.organiser), at=at)


def _change_role(seat: Appointment, role: Role, *, at: datetime) -> None:
    before, seat.role = seat.role, role
    seat.save(update_fields=["role"])
    note(Deed.ROLE_CHANGED, seat.coalition, Upon(whom=seat.organiser), at=at, before=before, role=role)


def _locked_seat(coalition: Coalition, organiser: int) -> Appointment:
    """Somebody's place, with the coalition's row locked: two owners cannot remove each other at once."""
    Coalition.objects.select_for_update().get(pk=coalition.pk)
    seat = (
        Appointment.objects.filter(coalition=coalition, organiser_id=organiser)
        .select_related("organiser", "coalition")
        .first()
    )
    if seat is None:
        raise Refused(Reason.ORGANISER_UNKNOWN)
    return seat


def _require_another_owner(seat: Appointment, new: Role | None) -> None:
    owners = Appointment.objects.filter(coalition=seat.coalition, role=Role.OWNER).count()
    if reason := may_leave_role(Role(seat.role), new, owners=owners):
        raise Refused(reason)


@transaction.atomic
def let_in_again(*, email: str, at: datetime) -> str:
    """Remove every way to sign in but the link, sign out everywhere; the path of a one-time link.

    For whoever runs the server. Refused: organiser-unknown.
    """
    organiser = organiser_by_address(email)
    organiser.set_unusable_password()
    organiser.code_secret, organiser.code_step = "", 0
    organiser.save(update_fields=["password", "code_secret", "code_step"])
    for rows in (organiser.passkeys, organiser.recovery_codes, organiser.devices):
        rows.all().delete()
    return _new_link(organiser, expires_at=at + _LINK_LIVES)


@transaction.atomic
def ask_for_link(*, email: str, at: datetime) -> None:
    """Mail a sign-in link, if the address is an organiser's. What happens looks the same if it is not.

    At most one mail a minute for one address, so that the form cannot be used to flood somebody.
    """
    organiser = Organiser.objects.filter(email=email.strip().lower(), is_active=True).first()
    appointment = organiser and organiser.appointments.select_related("coalition").first()
    if organiser is None or not appointment:
        return
    key = f"sign-in:{organiser.pk}:{at:%Y-%m-%dT%H:%M}"
    address = settings.BASE_URL + _new_link(organiser, expires_at=at + _LINK_LIVES)
    message = sign_in.write(speak("en"), sign_in.SignIn(address, int(_LINK_LIVES.total_seconds() // 60)))
    queue(message, to=organiser.email, about=About(appointment.coalition, key), at=at)


@transaction.atomic
def use_link(*, token: str, at: datetime) -> Organiser:
    """The organiser whom a one-time link signs in. Refused (sign-in-link-unknown) if used or expired."""
    used = SignInLink.objects.filter(
        token_hash=personal_link.hash_of(token), used_at=None, expires_at__gt=at, organiser__is_active=True
    ).update(used_at=at)
    if used != 1:
        raise Refused(Reason.SIGN_IN_LINK_UNKNOWN)
    link = SignInLink.objects.select_related("organiser").get(token_hash=personal_link.hash_of(token))
    organiser = link.organiser
    organiser.last_login = at
    organiser.save(update_fields=["last_login"])
    return organiser


def _new_link(organiser: Organiser, *, expires_at: datetime) -> str:
    challenge = personal_link.start(expires_at=expires_at)
    SignInLink.objects.create(organiser=organiser, token_hash=challenge.token_hash, expires_at=expires_at)
    return f"/desk/sign-in/{challenge.token}/"


def _clean_address(email: str) -> str:
    try:
        return validate_email(email, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise Refused(Reason.ADDRESS_NOT_USABLE, address=email) from None
