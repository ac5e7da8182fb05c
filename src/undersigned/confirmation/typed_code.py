"""A code to type where a mail programme has broken the link: ten letters and figures; we keep a keyed hash.

    4KX7P-Q9TMD

Fifty bits: with a million codes waiting and three hundred tries in a quarter of an hour (`domain.codes`),
the first hit is about a century away. Somebody who has the table alone cannot try them out: the hash is
keyed by a secret that is not in it. There is no I, L, O or U; who types one of the first three gets 1, 1, 0.
"""

import hashlib
import hmac
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 10
_MEANT = str.maketrans("ILO", "110", " -–—._\t")


def start(secret: str) -> tuple[str, str]:
    """What to send, in two groups, and what to keep of it (64 hex digits)."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return f"{code[:5]}-{code[5:]}", hash_of(code, secret)


def hash_of(typed: str, secret: str) -> str:
    """What a code is looked up by, however it was typed; "" for what can be no code."""
    code = typed.upper().translate(_MEANT)
    if len(code) != _LENGTH or not set(code) <= set(_ALPHABET):
        return ""
    return hmac.new(
        secret.encode("utf-8"), b"undersigned/typed-code/v1\n" + code.encode(), hashlib.sha256
    ).hexdigest()
