"""Mail addresses: whether one can be written to, and which spellings reach the same mailbox."""

import unicodedata
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

LONGEST = 254
# Providers that deliver "a.b" and "ab" to one mailbox, and their other names.
_DOTS_DO_NOT_COUNT = frozenset({"gmail.com"})
_SAME_PROVIDER = {"googlemail.com": "gmail.com", "protonmail.com": "proton.me", "pm.me": "proton.me"}
# Where anybody gets an address: it tells nothing about who writes, and many write from it at once.
_FOR_ANYBODY = frozenset(
    (
        *(
            "aol.com",
            "fastmail.com",
            "gmail.com",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "hotmail.com",
            "hotmail.fr",
        ),
        *(
            "icloud.com",
            "laposte.net",
            "libero.it",
            "live.com",
            "mail.com",
            "mail.ru",
            "mailbox.org",
            "me.com",
        ),
        *("msn.com", "orange.fr", "outlook.com", "posteo.de", "proton.me", "qq.com", "t-online.de", "web.de"),
        *("tutanota.com", "yahoo.com", "yahoo.co.uk", "yahoo.fr", "yandex.ru", "zoho.com"),
    )
)
_OF_THE_STATE = (".gov", ".mil", ".gouv.fr", ".gob.mx", ".gob.es", ".gov.uk", ".gc.ca", ".europa.eu")


@dataclass(frozen=True, slots=True)
class MailAddress:
    """`written` is what a mail is sent to; `canonical` the one spelling of all that reach the mailbox."""

    written: str
    canonical: str

    @property
    def domain(self) -> str:
        return self.canonical.rpartition("@")[2]


def read_address(text: str) -> MailAddress | None:
    """None for what is no address. Nobody is asked whether its domain exists."""
    text = unicodedata.normalize("NFC", text.strip())
    if len(text) > LONGEST or not text.isprintable():
        return None
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    domain = (found.ascii_domain or found.domain).lower()
    domain = _SAME_PROVIDER.get(domain, domain)
    local = found.local_part.casefold().partition("+")[0] or found.local_part.casefold()
    if domain in _DOTS_DO_NOT_COUNT:
        local = local.replace(".", "")
    return MailAddress(found.normalized, f"{local}@{domain}")


def is_for_anybody(domain: str) -> bool:
    return domain in _FOR_ANYBODY


def is_of_the_state(domain: str) -> bool:
    return f".{domain}".endswith(_OF_THE_STATE)
