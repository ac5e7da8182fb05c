"""How often is too often: what one place on the network, or the sender of mails to one address, may do.

Counts are kept for hours, under a keyed hash, and never stand in the evidence.
"""

import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from undersigned.domain.reasons import Reason

# A home or a school often shares one address; an IPv6 customer has a whole /64.
_PREFIXES = {4: 32, 6: 64}


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many within each window of that length. `purpose` keeps the counts of two limits apart."""

    purpose: str
    most: int
    within: timedelta

    def window(self, at: datetime) -> int:
        """The number of the window that this moment is in, counted from the epoch."""
        return int(at.timestamp() // self.within.total_seconds())

    def seconds_left(self, at: datetime) -> int:
        """How long until the window of this moment is over, rounded up."""
        length = self.within.total_seconds()
        return math.ceil((self.window(at) + 1) * length - at.timestamp())


FORMS_FROM_ONE_PLACE = Limit("forms", 60, timedelta(hours=1))
CODES_FROM_ONE_PLACE = Limit("codes", 30, timedelta(hours=1))
# Enough for whoever lost a mail twice; too few for a form that is to flood a stranger's mailbox.
MAILS_TO_ONE_ADDRESS = Limit("mails", 3, timedelta(hours=12))
FROM_ONE_DOMAIN = Limit("domain", 40, timedelta(hours=1))

ALL = (FORMS_FROM_ONE_PLACE, CODES_FROM_ONE_PLACE, MAILS_TO_ONE_ADDRESS, FROM_ONE_DOMAIN)
LONGEST_KEPT = max(each.within for each in ALL)


def is_over(limit: Limit, number: int) -> bool:
    """Whether the act that made the count this high is one too many."""
    return number > limit.most


def too_many(limit: Limit, number: int) -> Reason | None:
    return Reason.TOO_MANY_AT_ONCE if is_over(limit, number) else None


def place_on_the_network(address: str) -> str | None:
    """What stands for one household of an address; None where an address tells nobody apart.

    An address of this machine or of a private network is a proxy's as likely as a person's: to count it
    would shut everybody out at once.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if found.is_loopback or found.is_link_local or _is_private(found):
        return None
    return str(ipaddress.ip_network((found, _PREFIXES[found.version]), strict=False))


def _is_private(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return any(address in network for network in _PRIVATE if network.version == address.version)


_PRIVATE = tuple(
    map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"))
)
