"""End public signatures, and bring one on the list that was held: what all ways of doing it have in common.

All of it under the letter's lock, and each in the evidence: also who was held and never listed stands there,
as signed and struck, so that nobody disappears without a trace.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from undersigned.actions.evidence import Appended, Draft, append, close_openings, keep_openings
from undersigned.actions.public_signing import counted_as
from undersigned.actions.public_signing.confirm import new_opening_of, signed
from undersigned.domain.public_signing import PublicState, sealable
from undersigned.domain.shapes import Why
from undersigned.domain.statements import Struck, Withdrawn
from undersigned.evidence.opening import Opening
from undersigned.queries.public_signing import public_line, standing_edition
from undersigned.records.models import Letter, PublicLineChange, PublicSignature
from undersigned.records.sql import public_signing as sql


def put_on_the_list(
    letter: Letter, rows: Sequence[PublicSignature], *, at: datetime
) -> tuple[Appended, list[Opening]]:
    """Sign for those that were held, under one seal. Not saved: the caller knows what else changes.

    Whoever is to be read on the list has a line that can be printed; who is struck goes with what can be.
    """
    edition = standing_edition(letter)
    assert edition is not None  # noqa: S101  # a form is there only once the text is fixed
    opened = [new_opening_of(sealable(public_line(row)), edition) for row in rows]
    drafts = [signed(edition.leaf, each, row.how) for row, each in zip(rows, opened, strict=True)]
    appended = append(letter, drafts, at=at)
    for row, index in zip(rows, appended.indexes, strict=True):
        row.edition, row.entry, row.opened_at, row.signed_at = edition, index, index, at
    return appended, opened


def strike_all(letter: Letter, rows: Sequence[PublicSignature], *, why: Why, at: datetime) -> None:
    """Strike signatures that stand or are held, for everybody to see."""
    if not rows:
        return
    _sign_for_the_held(letter, rows, at=at)
    append(letter, [_struck(row, why) for row in rows], at=at)
    _close_what_was_opened(letter, rows)
    changes = Counter(counted_as(row) for row in rows)
    for row in rows:
        row.struck_at, row.struck_why, row.held = at, why, False
        row.reviewed_at = row.reviewed_at or at
    _save(letter, rows, changes, into="struck")


def withdraw(letter: Letter, row: PublicSignature, by: Literal["signer", "erasure"], *, at: datetime) -> None:
    """Take back a signature that stands, is held or has lapsed."""
    if row.entry is not None:
        index = row.entry
        append(letter, [lambda minute: Withdrawn(minute, index, by)], at=at)
        _close_what_was_opened(letter, [row])
    changes = Counter([counted_as(row)])
    row.withdrawn_at, row.held = at, False
    _save(letter, [row], changes, into="withdrawn")


def let_lapse(letter: Letter, rows: Sequence[PublicSignature], *, at: datetime) -> None:
    """A new edition took the place of the text that these were given to."""
    _close_what_was_opened(letter, rows)
    changes = Counter(counted_as(row) for row in rows)
    for row in rows:
        row.lapsed_at, row.held = at, False
    _save(letter, rows, changes, into="lapsed")


def openings_of(rows: Sequence[PublicSignature]) -> list[int]:
    """Every entry whose commitment tells of these signatures: their own, and those that corrected them."""
    own = [row.entry for row in rows if row.entry is not None]
    corrected = PublicLineChange.objects.filter(signature__in=rows).values_list("entry", flat=True)
    return [*own, *(index for index in corrected if index is not None)]


def _sign_for_the_held(letter: Letter, rows: Sequence[PublicSignature], *, at: datetime) -> None:
    held = [row for row in rows if row.state is PublicState.HELD]
    if held:
        put_on_the_list(letter, held, at=at)  # and never opened: nobody reads their names


def _struck(row: PublicSignature, why: Why) -> Draft:
    index = row.entry
    assert index is not None  # noqa: S101  # what stands is in the log, and what was held was put there
    return lambda minute: Struck(minute, index, why)


def _close_what_was_opened(letter: Letter, rows: Sequence[PublicSignature]) -> None:
    close_openings(letter, openings_of(rows))


_SAVED = (
    *("edition", "entry", "opened_at", "signed_at", "held", "reviewed_at"),
    *("struck_at", "struck_why", "withdrawn_at", "lapsed_at"),
)


def _save(letter: Letter, rows: Sequence[PublicSignature], left: "Counter[str | None]", *, into: str) -> None:
    PublicSignature.objects.bulk_update(rows, _SAVED, batch_size=500)
    changes = Counter({into: len(rows)})
    changes.subtract({name: number for name, number in left.items() if name})
    sql.add_to_tally(letter.pk, changes)


def open_for_all(letter: Letter, appended: Appended, opened: Sequence[Opening]) -> None:
    """Let everybody read the names that were put on the list."""
    keep_openings(letter, dict(zip(appended.indexes, opened, strict=True)))
