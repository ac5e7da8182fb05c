"""A roster as rows in the contract's columns, such that importing them again changes nothing."""

from collections.abc import Iterable, Iterator
from datetime import date

from undersigned.domain.roster import DelegateEntry, HolderTerm, MemberEntry, in_order_of_time

_OF_MEMBER = (
    "jurisdiction",
    "place",
    "region",
    "country",
    "office",
    "office_plural",
    "organisation",
    "external_id",
)
_OF_HOLDER = ("name", "given", "family", "honorific", "start", "end", "email", "phone")
_OF_DELEGATE = ("name", "role", "email", "since")


def export_rows(members: Iterable[MemberEntry]) -> Iterator[dict[str, str]]:
    """One row for each holder and delegate, by column; what is empty has no column in it.

    A member nobody has held has one row. Delegates stand beside the last term of whoever named them.
    """
    for member in members:
        own = _filled(member, _OF_MEMBER) | ({"domain": " ".join(member.domains)} if member.domains else {})
        holders = in_order_of_time(member.holders)
        if not holders:
            yield own
        last = {holder.name: index for index, holder in enumerate(holders)}
        for index, holder in enumerate(holders):
            held = own | _filled(holder, _OF_HOLDER)
            named = [
                one for one in member.delegates if one.named_by == holder.name and last[holder.name] == index
            ]
            for delegate in named:
                yield held | _filled(delegate, _OF_DELEGATE, before="delegate_")
            if not named:
                yield held


def _filled(
    entry: MemberEntry | HolderTerm | DelegateEntry, fields: tuple[str, ...], before: str = ""
) -> dict[str, str]:
    values = {before + name: getattr(entry, name) for name in fields}
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in values.items()
        if value is not None
    }
