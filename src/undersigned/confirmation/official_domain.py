"""Whether a mail address lies in a domain that is recorded as official: a fact about the address, no more.

It does not say that the person is who they say, nor that they may speak for the place.
"""

from collections.abc import Iterable


def official_domain(address: str, recorded: Iterable[str]) -> str | None:
    """The recorded domain that the address lies in, itself or by a name below it; else None.

    Names are compared in the form that the mail system uses, so that a look-alike of another script is
    another name.
    """
    found = _in_ascii(address.rpartition("@")[2])
    for domain in recorded:
        wanted = _in_ascii(domain)
        if found and wanted and (found == wanted or found.endswith(f".{wanted}")):
            return domain
    return None


def _in_ascii(domain: str) -> str:
    """The domain as it stands in the DNS, in lower case; "" for what can be none."""
    try:
        return domain.strip().rstrip(".").lower().encode("idna").decode("ascii")
    except UnicodeError:
        return ""
