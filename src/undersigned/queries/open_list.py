"""The list of an open letter while it grows, in parts: the offices, then the latest of the public.

A part is found by the index that it starts before, never by counting rows: the thousandth part costs what the
first one does.
"""

from dataclasses import dataclass

from undersigned.domain.block import Line, Order, in_order, line
from undersigned.domain.public_signing import PublicCount, Signer
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.public_signing import listed, public_count, public_signatory
from undersigned.queries.signing import signatory_of, standing_signatures
from undersigned.records.models import Letter
from undersigned.wording import speak

PART = 100


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the list. `before`: where the next part goes on; None where this is the last."""

    lines: tuple[Line, ...]
    before: int | None


@dataclass(frozen=True, slots=True)
class OpenList:
    """What the letter's page shows: every office, and the first part of each kind of the public.

    `unnamed` are office-holders who signed and are not named.
    """

    offices: tuple[Line, ...]
    unnamed: int
    organisations: Part
    individuals: Part
    count: PublicCount

    @property
    def total(self) -> int:
        return len(self.offices) + self.unnamed + self.count.listed


def open_list(slug: str, language: str | None) -> OpenList:
    letter = letter_by_slug(slug)
    wording = speak(language)
    standing = standing_signatures(letter)
    named = standing.filter(show="public").select_related("invitation__member", "term", "edition")
    offices = in_order([signatory_of(row) for row in named], Order.PLACE, language)
    return OpenList(
        offices=tuple(line(each, wording) for each in offices),
        unnamed=standing.count() - len(offices),
        organisations=part_of(letter, Signer.ORGANISATION, language),
        individuals=part_of(letter, Signer.INDIVIDUAL, language),
        count=public_count(letter),
    )


def part_named(slug: str, signer: Signer, language: str | None, before: int | None) -> Part:
    """A later part of the list of the letter with this slug."""
    return part_of(letter_by_slug(slug), signer, language, before)


def part_of(letter: Letter, signer: Signer, language: str | None, before: int | None = None) -> Part:
    """The latest of a kind who signed before the entry `before`."""
    rows = listed(letter).filter(signer=signer, entry__isnull=False).order_by("-entry")
    if before is not None:
        rows = rows.filter(entry__lt=before)
    found = list(rows[: PART + 1])
    wording = speak(language)
    lines = tuple(line(public_signatory(row), wording) for row in found[:PART])
    return Part(lines, found[PART - 1].entry if len(found) > PART else None)
