"""Whose official domain it is, by a public list: the place's own name in its own state, or nobody's.

A list also names courts, utilities and police departments; a row counts only where the organisation is the
place itself ("City of Durham", "Durham County"), so that an address of theirs is never told as the city's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from undersigned.domain.roster import MemberEntry

_STATUS = re.compile(
    r"^(?:the )?(?:city|town|village|borough|township|municipality|county) (?:and county )?of "
)
_AFTER = re.compile(r"(?:,? (?:city|town|village|borough|township|municipality|government))+$")


@dataclass(frozen=True, slots=True)
class ListedDomain:
    """A row of the list. `state` is a postal code."""

    domain: str
    kind: Literal["city", "county"]
    organisation: str
    state: str


def domains_of(members: Iterable[MemberEntry], listed: Iterable[ListedDomain]) -> tuple[tuple[str, str], ...]:
    """(member key, domain) for each domain that a member has not yet; in the order of the list."""
    wanted: dict[tuple[str, str, str], list[MemberEntry]] = {}
    for member in members:
        if member.place and member.region_code and member.country in (None, "US"):
            wanted.setdefault((*_name(member.place), member.region_code.upper()), []).append(member)
    found: dict[tuple[str, str], None] = {}
    for row in listed:
        kind, name = _name(row.organisation)
        named = wanted.get((row.kind if row.kind == kind else "neither", name, row.state.upper()), [])
        for member in named:
            if row.domain not in member.domains:
                found[member.key, row.domain] = None
    return tuple(found)


def _name(place: str) -> tuple[str, str]:
    """What kind of place it is by its name, and the name without its status."""
    text = " ".join(place.casefold().replace("saint ", "st. ").split())
    text = re.sub(r", [a-z. ]+$", "", text)
    kind = "county" if text.endswith((" county", " parish")) or text.startswith("county of ") else "city"
    bare = _AFTER.sub("", _STATUS.sub("", text)).removesuffix(" county").removesuffix(" parish")
    return kind, bare
