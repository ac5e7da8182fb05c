"""Organisers, where they may act, and the one-time links that sign them in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from undersigned.domain.accounts import Role


class Organiser(AbstractBaseUser):
    """Somebody of a coalition's staff. Signs in by a link to the address; has no password."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager["Organiser"]()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email


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
