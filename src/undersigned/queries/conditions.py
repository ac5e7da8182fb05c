"""What a condition can be about, as its signer calls it: the own region, and members by their place."""

from collections.abc import Iterable
from dataclasses import dataclass

from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.pending import place_text
from undersigned.queries.signing import link_by_token
from undersigned.records.models import Member


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the signer stands: the coalition, and the region of the own office."""

    coalition: int
    region: str


def surroundings_of(token: str) -> Surroundings:
    """Refused (link-unknown) for a token that is none of ours."""
    link = link_by_token(token)
    if link is None:
        raise Refused(Reason.LINK_UNKNOWN)
    return Surroundings(link.invitation.letter.coalition_id, link.invitation.member.region)


def members_called(around: Surroundings, names: Iterable[str]) -> tuple[str, ...]:
    """The keys of the members that are called so: "Durham, NC", "Durham", or "Mayor of Durham, NC".

    Refused (condition-place-unknown) for the first name that is no member's, or several members'.
    """
    found: dict[str, set[str]] = {}
    for member in Member.objects.filter(coalition=around.coalition):
        for name in _names_of(member):
            found.setdefault(name.casefold(), set()).add(member.key)
    keys: list[str] = []
    for name in names:
        called = found.get(name.casefold(), set())
        if len(called) != 1:
            raise Refused(Reason.CONDITION_PLACE_UNKNOWN, field="places", place=name)
        keys += called
    return tuple(dict.fromkeys(keys))


def _names_of(member: Member) -> tuple[str, ...]:
    whole = place_text(member)
    return member.place or member.organisation, whole, f"{member.office} of {whole}"
