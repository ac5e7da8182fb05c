"""Who held one office when, as a file says it: rows into terms, and which of them cannot both be true."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from undersigned.domain.reasons import Reason
from undersigned.domain.roster import DelegateEntry, HolderTerm, MemberEntry
from undersigned.domain.roster_rows import RosterRow
from undersigned.domain.roster_table import Remark
from undersigned.domain.signing import LineTrouble, recorded_line, trouble_in_printed_line
from undersigned.domain.text import LONGEST_PART

_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_FEWEST_LETTERS_SHARED = 3


@dataclass
class Term:
    """One term with the rows that tell of it; none for a term that only the roster knows."""

    held: HolderTerm
    rows: list[RosterRow] = field(default_factory=list)
    stored: HolderTerm | None = None

    @property
    def number(self) -> int:
        return self.rows[0].number

    @property
    def delegates(self) -> list[DelegateEntry]:
        return [
            DelegateEntry(
                name=row.delegate_name,
                named_by=self.held.name,
                role=row.delegate_role,
                email=row.delegate_email,
                since=row.delegate_since,
            )
            for row in self.rows
            if row.delegate_name
        ]


def same_person(one: str, other: str) -> bool:
    """Whether two names are written alike, but for case and full stops."""
    return _words(one) == _words(other)


def spelt_two_ways(one: HolderTerm, other: HolderTerm) -> bool:
    """Whether two names can be one person's ("Pat", "Patrick"): one family name, and an address shared."""
    shares = (one.email and one.email == other.email) or (one.phone and one.phone == other.phone)
    first, second = ([word for word in _words(term.name) if word not in _SUFFIXES] for term in (one, other))
    if not shares or not first or not second or first[-1] != second[-1]:
        return False
    short, long = sorted((first[0], second[0]), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) >= _FEWEST_LETTERS_SHARED)


def terms_of(rows: list[RosterRow], refused: list[Remark]) -> list[Term]:
    """The terms that the rows of one office tell of, in the file's order.

    Rows of the same holder and term add delegates to it. Rows that tell the same thing twice, or different
    things of one holder, are refused, both; so are two holders of exactly the same term.
    """
    terms: list[Term] = []
    for row in rows:
        if row.name is None:
            continue
        held = _held(row, row.name)
        term = next((term for term in terms if _same_term(term.held, held)), None)
        if term is None:
            terms.append(Term(held, [row]))
        else:
            _add_row(term, row, held, refused)
    _refuse_rows(terms, refused)
    return terms


def joined_spellings(terms: list[Term], notes: list[Remark], refused: list[Remark]) -> list[Term]:
    """With two spellings of one person in one term made one; two persons in one term are refused."""
    kept = list(terms)
    for one, other in combinations(terms, 2):
        if one not in kept or other not in kept or _dates(one.held) != _dates(other.held):
            continue
        values = _pair(one, other)
        if spelt_two_ways(one.held, other.held):
            name = max(one.held.name, other.held.name, key=len)
            notes.append(Remark(other.number, "one-person-twice", {**values, "kept": name}))
            one.held = replace(_filled(one.held, other.held), name=name)
            one.rows += other.rows
            kept.remove(other)
        elif one.held.end is not None or one.held.start is not None:
            refused += _both_refused(one, other, "same-term-twice")
    _refuse_rows(kept, refused)
    return kept


def with_stored(terms: list[Term], holders: tuple[HolderTerm, ...], notes: list[Remark]) -> list[Term]:
    """The file's terms, each joined to the term it means among those the roster has, and the rest of these.

    What the file leaves empty stays as it is stored; but an empty cell in a column for the end says that the
    term still runs.
    """
    left = list(holders)
    for means in (_means_exactly, _means_same_start, _means_open):
        for term in terms:
            match = next((held for held in left if term.stored is None and means(term.held, held)), None)
            if match is not None:
                left.remove(match)
                term.stored = match
    for term in terms:
        if term.stored is not None:
            _update(term, term.stored, notes)
    return terms + [Term(held, stored=held) for held in left]


def refuse_two_in_office(terms: list[Term], on: date, refused: list[Remark]) -> None:
    """Refuses the rows of terms by which two would be in office on this day."""
    for one, other in combinations(terms, 2):
        if not cannot_both_run(one.held, other.held, on) or not (one.rows or other.rows):
            continue
        if one.rows and other.rows:
            refused += _both_refused(one, other, "both-in-office")
        else:
            new, old = (one, other) if one.rows else (other, one)
            values = {"one": new.held.name, "other": old.held.name}
            refused += [Remark(row.number, "in-office-already", values) for row in new.rows]


def refuse_unprintable(member: MemberEntry, terms: list[Term], refused: list[Remark]) -> None:
    """Refuses the rows of a holder of this office in whose line nobody could sign it."""
    for term in terms:
        for row in term.rows:
            if remark := remark_on_line(row.number, member, term.held):
                refused.append(remark)


def remark_on_line(row: int, member: MemberEntry, held: HolderTerm) -> Remark | None:
    """Why the line of this holder cannot be printed, though each cell can; None if it can."""
    trouble = trouble_in_printed_line(recorded_line(member, held))
    if trouble is None:
        return None
    if held.honorific and trouble == LineTrouble("name", Reason.TOO_LONG):
        return Remark(row, "name-too-long")
    return Remark(row, trouble.reason, {"column": trouble.field, "longest": LONGEST_PART})


def cannot_both_run(one: HolderTerm, other: HolderTerm, on: date) -> bool:
    """Whether both terms would run on this day.

    A term without a start begins when the one that ends before it has ended. A term that starts on another's
    last day hands over and does not overlap.
    """
    if not all(
        (term.end is None or term.end >= on) and (term.start is None or term.start <= on)
        for term in (one, other)
    ):
        return False
    earlier, later = sorted((one, other), key=lambda term: term.end or date.max)
    if earlier.end is None or earlier.end == later.end:
        return True
    if later.start is None:
        return later.end is None  # said to be in office now; with an end, it begins after the earlier one
    return later.start < earlier.end


def _held(row: RosterRow, name: str) -> HolderTerm:
    return HolderTerm(
        name=name,
        given=row.given,
        family=row.family,
        honorific=row.honorific,
        start=row.start,
        end=row.end,
        email=row.email,
        phone=row.phone,
    )


def _add_row(term: Term, row: RosterRow, held: HolderTerm, refused: list[Remark]) -> None:
    again = next((known for known in term.rows if _delegate(known) == _delegate(row)), None)
    if again is not None:
        refused += _both_refused(Term(term.held, [again]), Term(held, [row]), "same-term-twice")
    elif column := _differing(term.held, held):
        values = {"first": term.number, "second": row.number, "one": term.held.name, "column": column}
        refused += [Remark(known.number, "holder-rows-differ", values) for known in (*term.rows, row)]
    term.held = _filled(term.held, held)
    term.rows.append(row)


def _delegate(row: RosterRow) -> tuple[str, str]:
    return (row.delegate_name or "").casefold(), (row.delegate_email or "").casefold()


def _differing(one: HolderTerm, other: HolderTerm) -> str | None:
    for column in ("given", "family", "honorific", "email", "phone"):
        values = {getattr(one, column), getattr(other, column)} - {None}
        if len(values) > 1:
            return column
    return None


def _filled(one: HolderTerm, other: HolderTerm) -> HolderTerm:
    """The first, with what it lacks taken from the other."""
    return replace(
        one,
        given=one.given or other.given,
        family=one.family or other.family,
        honorific=one.honorific or other.honorific,
        email=one.email or other.email,
        phone=one.phone or other.phone,
    )


def _update(term: Term, stored: HolderTerm, notes: list[Remark]) -> None:
    end = term.held.end or (None if term.rows[0].says_end else stored.end)
    if stored.end is not None and end is None:
        notes.append(Remark(term.number, "end-taken-back", {"name": term.held.name, "end": stored.end}))
    term.held = replace(_filled(term.held, stored), start=term.held.start or stored.start, end=end)


def _means_exactly(new: HolderTerm, stored: HolderTerm) -> bool:
    return _same_term(new, stored)


def _means_same_start(new: HolderTerm, stored: HolderTerm) -> bool:
    return same_person(new.name, stored.name) and new.start is not None and new.start == stored.start


def _means_open(new: HolderTerm, stored: HolderTerm) -> bool:
    """One of them knows the start, or the end, that the other does not yet know."""
    starts_agree = new.start == stored.start or new.start is None or stored.start is None
    ends_agree = new.end == stored.end or stored.end is None
    return same_person(new.name, stored.name) and starts_agree and ends_agree


def _same_term(one: HolderTerm, other: HolderTerm) -> bool:
    return same_person(one.name, other.name) and _dates(one) == _dates(other)


def _dates(term: HolderTerm) -> tuple[date | None, date | None]:
    return term.start, term.end


def _both_refused(one: Term, other: Term, code: str) -> Iterator[Remark]:
    for row in (*one.rows, *other.rows):
        yield Remark(row.number, code, _pair(one, other))


def _pair(one: Term, other: Term) -> dict[str, object]:
    return {"first": one.number, "second": other.number, "one": one.held.name, "other": other.held.name}


def _refuse_rows(terms: list[Term], refused: list[Remark]) -> None:
    """Takes refused rows out of the terms, and terms out that no row is left of."""
    numbers = {remark.row for remark in refused}
    for term in terms:
        term.rows = [row for row in term.rows if row.number not in numbers]
    terms[:] = [term for term in terms if term.rows]


def _words(name: str) -> list[str]:
    return name.casefold().replace(".", " ").replace(",", " ").split()
