"""What is odd in the terms of one office and the organiser should know, though nothing is refused for it."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from undersigned.domain.roster import HolderTerm
from undersigned.domain.roster_table import Remark
from undersigned.domain.roster_terms import Term, same_person, spelt_two_ways


def remarks_on_terms(terms: list[Term], on: date) -> Iterator[Remark]:
    """About the terms that the file tells of: ended, following each other, perhaps one person's."""
    told = sorted((term for term in terms if term.rows), key=lambda term: term.held.end or date.max)
    for term in told:
        yield from _about_one(term, on)
    for before, after in pairwise(told):
        yield _succession(before, after)
    for one, other in combinations(told, 2):
        yield from _about_two(one, other)


def _about_one(term: Term, on: date) -> Iterator[Remark]:
    held = term.held
    if held.end is not None and held.end < on:
        yield Remark(term.number, "term-ended", {"name": held.name, "end": held.end})
    elif held.email is None:
        yield Remark(term.number, "no-address", {"name": held.name})


def _succession(before: Term, after: Term) -> Remark:
    again = same_person(before.held.name, after.held.name)
    values = {
        "name": after.held.name,
        "end": _end(after.held),
        "before": before.held.name,
        "row_before": before.number,
        "end_before": _end(before.held),
    }
    return Remark(after.number, "another-term" if again else "succession", values)


def _about_two(one: Term, other: Term) -> Iterator[Remark]:
    values = {"first": one.number, "second": other.number, "one": one.held.name, "other": other.held.name}
    if not same_person(one.held.name, other.held.name) and spelt_two_ways(one.held, other.held):
        yield Remark(other.number, "one-person-perhaps", values)
    starts = (one.held.start, other.held.start)
    if None not in starts and max(filter(None, starts)) < (one.held.end or date.max):
        yield Remark(other.number, "terms-overlap", values)


def _end(term: HolderTerm) -> str:
    return term.end.isoformat() if term.end else "…"
