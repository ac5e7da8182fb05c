"""Secrets that have to be read again, kept so that whoever has the database alone cannot read them."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def sealed(text: str) -> str:
    """The text, sealed by a key made of this installation's secret key."""
    return _box().encrypt(text.encode("utf-8")).decode("ascii")


def opened(text: str) -> str | None:
    """What was sealed; None where the secret key is another by now."""
    try:
        return _box().decrypt(text.encode("ascii")).decode("utf-8")
    except InvalidToken:
        return None


def _box() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"undersigned/sealing/v1")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode("utf-8"))))
