"""What belongs to all coalitions of an installation together."""

from django.db import models


class FirstRunLink(models.Model):
    """The address that `serve` prints while nobody can sign in. Only the hash of its token is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"first run, made {self.made_at:%Y-%m-%d %H:%M}"


class MailRoute(models.Model):
    """How mails leave, as set at the desk; what the environment says goes before it. One row at most.

    `url` is sealed (`actions.sealing`), for it may hold a password.
    """

    url = models.TextField()
    sender = models.EmailField()
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"mail route, set {self.set_at:%Y-%m-%d %H:%M}"
