"""What is different between a member before and after, in words that an organiser can check."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from undersigned.domain.roster import DelegateEntry, HolderTerm, MemberEntry
from undersigned.domain.roster_terms import same_person

_OF_MEMBER = ("office", "office_plural", "place", "region", "country", "jurisdiction", "organisation")
_OF_TERM = ("given", "family", "honorific", "start", "end", "email", "phone")
_OF_DELEGATE = ("role", "email", "since")


@dataclass(frozen=True, slots=True)
class Change:
    """`code` is one of `wording.roster.CHANGES`, whose sentence `values` fill; None is "nothing"."""

    code: str
    values: dict[str, object] = field(default_factory=dict)


def changes_in(before: MemberEntry, after: MemberEntry) -> tuple[Change, ...]:
    """Everything that is different, each once; empty if nothing is."""
    return (
        *_fields("field-changed", before, after, _OF_MEMBER),
        *_terms(before, after),
        *_delegates(before, after),
        *(Change("domain-added", {"domain": one}) for one in sorted({*after.domains} - {*before.domains})),
        *(Change("domain-removed", {"domain": one}) for one in sorted({*before.domains} - {*after.domains})),
    )


def _terms(before: MemberEntry, after: MemberEntry) -> Iterator[Change]:
    fresh = [term for term in after.holders if term not in before.holders]
    gone = [term for term in before.holders if term not in after.holders]
    for term in fresh:
        old = next((one for one in gone if _same_term(one, term)), None)
        if old is None:
            yield Change("holder-added", {"name": term.name, "start": term.start, "end": term.end})
            continue
        gone.remove(old)
        if old.name != term.name:
            yield Change("name-respelt", {"before": old.name, "after": term.name})
        yield from _fields("term-changed", old, term, _OF_TERM, name=term.name)


def _same_term(one: HolderTerm, other: HolderTerm) -> bool:
    return same_person(one.name, other.name) or (one.start, one.end) == (other.start, other.end)


def _delegates(before: MemberEntry, after: MemberEntry) -> Iterator[Change]:
    fresh = [named for named in after.delegates if named not in before.delegates]
    gone = [named for named in before.delegates if named not in after.delegates]
    for named in fresh:
        old = next((one for one in gone if same_person(one.name, named.name)), None)
        if old is None:
            yield Change("delegate-added", {"name": named.name, "holder": named.named_by})
        else:
            yield from _fields("delegate-changed", old, named, _OF_DELEGATE, name=named.name)


def _fields(
    code: str,
    before: MemberEntry | HolderTerm | DelegateEntry,
    after: MemberEntry | HolderTerm | DelegateEntry,
    names: tuple[str, ...],
    **values: object,
) -> Iterator[Change]:
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Change(code, {**values, "field": name, "before": old, "after": new})
