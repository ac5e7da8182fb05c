"""Codes of an authenticator app: six figures that change each half minute (RFC 6238)."""

from datetime import datetime

import pyotp

_NEIGHBOURS = 1  # a clock may be half a minute wrong


def start() -> str:
    """A new secret, as the app takes it."""
    return pyotp.random_base32()


def address_for_app(secret: str, *, account: str, issuer: str) -> str:
    """What the QR code holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def step_of(secret: str, typed: str, *, after: int, at: datetime) -> int | None:
    """The time step whose code was typed; None if it is no code of now, or no later than `after`."""
    app = pyotp.TOTP(secret)
    code = "".join(typed.split())
    now = app.timecode(at)
    steps = range(max(now - _NEIGHBOURS, after + 1), now + _NEIGHBOURS + 1)
    return next((step for step in steps if pyotp.utils.strings_equal(app.generate_otp(step), code)), None)
