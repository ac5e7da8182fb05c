"""Organisers, where they may act, how they sign in, and the browsers in which they have."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from undersigned.domain.accounts import Role
from undersigned.domain.sign_in import Way


class Organiser(AbstractBaseUser):
    """Somebody of a coalition's staff. A link to the address always signs in; the password may be unusable.

    `keeps_installation`: may see and change what is set for all coalitions. `code_secret` is what the
    organiser's authenticator app makes its codes from, sealed (`actions.sealing`); "" where no second step is
    asked for. `code_step` is the time step of the last code that was taken, so that none is taken twice.
    """

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    keeps_installation = models.BooleanField(default=False)
    code_secret = models.CharField(max_length=300, blank=True)
    code_step = models.BigIntegerField(default=0)

    objects = BaseUserManager["Organiser"]()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email

    @property
    def has_password(self) -> bool:
        return bool(self.password) and self.has_usable_password()


class Appointment(models.Model):
    """What an organiser may do in one coalition."""

    coalition = models.ForeignKey("records.Coalition", models.CASCADE, related_name="appointments")
    organiser = models.ForeignKey(Organiser, models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["coalition", "organiser"], name="one_appointment_each"),
        )

    def __str__(self) -> str:
        return f"{self.organiser} as {self.role} of {self.coalition}"


class SignInLink(models.Model):
    """A one-time link. Only the hash of its token is kept."""

    organiser = models.ForeignKey(Organiser, models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"sign-in of {self.organiser} until {self.expires_at:%Y-%m-%d %H:%M}"


class Passkey(models.Model):
    """A key pair in an organiser's device; we hold the public half. `name` is what the organiser calls it."""

    organiser = models.ForeignKey(Organiser, models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=100)
    credential = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    times_used = models.PositiveBigIntegerField(default=0)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"passkey “{self.name}” of {self.organiser}"


class RecoveryCode(models.Model):
    """A code on paper that stands in once for the authenticator app. Only its hash is kept."""

    organiser = models.ForeignKey(Organiser, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organiser", "code_hash"], name="one_recovery_code_each"),
        )

    def __str__(self) -> str:
        return f"recovery code of {self.organiser}"


class SignInTry(models.Model):
    """A sign-in that failed. `key` is a keyed hash of the address typed, or of where it came from."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["key", "at"], name="sign_in_tries_by_key"),)

    def __str__(self) -> str:
        return f"try at {self.at:%Y-%m-%d %H:%M}"


class Device(AbstractBaseSession):
    """A browser at the desk: its session, and once somebody has signed in, whose it is.

    Deleting the row signs out there. `name` is such as "Firefox on Linux"; where it came from is not kept.
    """

    organiser = models.ForeignKey(Organiser, models.CASCADE, null=True, related_name="devices")
    name = models.CharField(max_length=100, blank=True)
    way = models.CharField(max_length=10, blank=True, choices=[(way.value, way.value) for way in Way])
    signed_in_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} of {self.organiser}"
