"""Organisers: appoint, ask for a sign-in link, sign in by it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from email_validator import EmailNotValidError, validate_email

from undersigned.actions.mail import About, queue
from undersigned.confirmation import personal_link
from undersigned.domain.accounts import Role
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.messages import sign_in
from undersigned.records.models import Appointment, Coalition, Organiser, SignInLink
from undersigned.wording import speak

_LINK_LIVES = timedelta(minutes=20)
_FIRST_LINK_LIVES = timedelta(days=7)


@transaction.atomic
def appoint(*, coalition: Coalition, email: str, role: Role, at: datetime) -> str:
    """Give an organiser a role (a new one replaces the old); the path of a one-time sign-in link."""
    organiser, _ = Organiser.objects.get_or_create(email=_clean_address(email))
    Appointment.objects.update_or_create(coalition=coalition, organiser=organiser, defaults={"role": role})
    return _new_link(organiser, expires_at=at + _FIRST_LINK_LIVES)


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
