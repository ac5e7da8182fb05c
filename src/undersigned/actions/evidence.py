"""The one way into a letter's evidence log: entries, openings and the seal, in the transaction of the act.

Whoever appends holds the lock of the log's row; an index is the log's size and nothing else. The guard is
told after the commit and before anybody is answered.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from undersigned.domain import signature_record, statements
from undersigned.domain.reasons import Reason
from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.statements import Rekeyed, Signed, Statement
from undersigned.errors import OutsideFailure, Refused
from undersigned.evidence import append as evidence_append
from undersigned.evidence import opening
from undersigned.evidence.note import SigningKey
from undersigned.evidence.peaks import Growth, Peaks
from undersigned.outside import bundles, signing_key
from undersigned.outside.guard import Guard, Sealed
from undersigned.proof import receipt
from undersigned.queries.evidence import keys_in_force, read_keys
from undersigned.records.models import Letter, Log, Opening, Seal
from undersigned.records.sql import evidence as sql

# Makes a statement when its minute is known: the log decides what time it is, for it never goes back.
Draft = Callable[[datetime], Statement]


@dataclass(frozen=True, slots=True)
class Appended:
    """Entries as they now stand in the log: their indexes, and what proves them."""

    indexes: tuple[int, ...]
    entries: tuple[bytes, ...]
    growth: Growth
    checkpoint: bytes

    def receipt(self, position: int, opened: opening.Opening) -> bytes:
        """The receipt for one of the entries, whose commitment `opened` opens."""
        index = self.indexes[position]
        path = self.growth.path(index)
        return receipt.make(self.entries[position], opened, index, path, self.checkpoint)


def open_log(letter: Letter, *, at: datetime) -> None:
    """Begin the log of a letter. Its origin never changes, whatever host the letter moves to."""
    origin = f"{urlsplit(settings.BASE_URL).netloc}/letters/{letter.slug}"
    first_key = installation_keys()[-1].verifier.named(origin)
    Log.objects.create(letter=letter, origin=origin, keys=f"{first_key}\n", latest_at=_minute(at))


def new_opening(record: SignatureRecord) -> opening.Opening:
    """A record with a fresh salt: what a commitment in the log is made from."""
    return opening.Opening(secrets.token_bytes(opening.SALT_BYTES), signature_record.to_bytes(record))


def append(letter: Letter, drafts: Sequence[Draft], *, at: datetime) -> Appended:
    """Append statements and seal the log once. In the caller's transaction: with it, or not at all.

    Refused (database-was-rolled-back) if this host has sealed more than the database knows;
    OutsideFailure if the signing key cannot be used.
    """
    head = sql.lock_head(letter.pk)
    if head is None:
        raise Log.DoesNotExist(f"{letter.slug} has no log")
    minute = max(_minute(at), head.latest_at)
    before = Peaks.from_bytes(head.size, head.peaks)
    _require_that_nothing_is_missing(head, before)
    said = [draft(minute) for draft in drafts]
    entries = tuple(map(statements.to_bytes, said))
    keys = head.keys + "".join(f"{each.vkey}\n" for each in said if isinstance(each, Rekeyed))
    grown = evidence_append.append(head.origin, before, entries, _signers(head.origin, keys))
    after = replace(
        head,
        size=grown.peaks.size,
        changes=head.changes + sum(not isinstance(each, Signed) for each in said),
        peaks=grown.peaks.to_bytes(),
        keys=keys,
        latest_at=minute,
    )
    sql.grow(head, after, entries, grown)
    noted = Sealed(grown.peaks.size, grown.root.hex())
    transaction.on_commit(lambda: guard().note(head.origin, noted))
    return Appended(tuple(range(grown.first, grown.peaks.size)), entries, grown.growth, grown.checkpoint)


def keep_opening(letter: Letter, index: int, opened: opening.Opening, *, public: bool = True) -> None:
    keep_openings(letter, {index: opened}, public=public)


def keep_openings(letter: Letter, opened: Mapping[int, opening.Opening], *, public: bool = True) -> None:
    """Keep what opens these entries beside the log, where it can be deleted.

    One that is not public is kept for its signatory's receipt, and never leaves with the bundle.
    """
    if opened:
        sql.add_openings(letter.pk, tuple(opened.items()), public=public)


def close_openings(letter: Letter, indexes: Sequence[int]) -> None:
    """Delete openings: their commitments can be opened by nobody after this but by who keeps a receipt.

    Nor are they in a bundle that was packed before, which goes with them.
    """
    Opening.objects.filter(log_id=letter.pk, index__in=indexes).delete()
    transaction.on_commit(partial(bundles.forget, bundles.folder_of(settings.DATA_DIR, letter.slug)))


def _require_that_nothing_is_missing(head: sql.Head, peaks: Peaks) -> None:
    """The database must extend all that this host has sealed, or it is an older one that was restored."""
    known = guard().latest(head.origin)
    if known is None:
        return
    if _root_at(known.size, head, peaks) != known.root:
        raise Refused(
            Reason.DATABASE_WAS_ROLLED_BACK,
            origin=head.origin,
            sealed=known.size,
            size=head.size,
            file=guard().file,
        )


def _root_at(size: int, head: sql.Head, peaks: Peaks) -> str | None:
    """The root of the log when it had this size, as hexadecimal; None if it was never sealed there.

    That it has this size still is the usual case, and costs no look into the seals.
    """
    if size == head.size:
        return peaks.root().hex()
    seal = Seal.objects.filter(log=head.letter, size=size).first()
    return bytes(seal.root).hex() if seal else None


def installation_keys() -> tuple[SigningKey, ...]:
    """The keys in the installation's file, oldest first. OutsideFailure if they cannot be used."""
    return signing_key.load(settings.SIGNING_KEY_FILE)


def _signers(origin: str, vkeys: str) -> tuple[SigningKey, ...]:
    """The keys in force for a log whose keys these are. OutsideFailure if one is not in the file."""
    return _signers_among(installation_keys(), origin, vkeys)


@lru_cache(maxsize=64)  # of the letters that are being signed: reading keys costs as much as signing
def _signers_among(held: tuple[SigningKey, ...], origin: str, vkeys: str) -> tuple[SigningKey, ...]:
    by_public = {key.verifier.public: key for key in held}
    needed = keys_in_force(read_keys(vkeys))
    if missing := [str(key) for key in needed if key.public not in by_public]:
        raise OutsideFailure(
            f"{settings.SIGNING_KEY_FILE}: the key {missing[0]} is not in it, and {origin} is sealed "
            "with that key; restore the file from its copy",
            retry=False,
        )
    return tuple(by_public[key.public].named(origin) for key in needed)


def guard() -> Guard:
    return _guard_beside(settings.SIGNING_KEY_FILE)


@cache
def _guard_beside(key_file: Path) -> Guard:
    return Guard(key_file.with_name("checkpoints.log"))


def _minute(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(second=0, microsecond=0)
