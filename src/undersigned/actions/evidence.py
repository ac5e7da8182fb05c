"""The one way into a letter's evidence log: entries, openings and the seal, in the transaction of the act.

Whoever appends holds the lock of the log's row; an index is the log's size and nothing else. The guard is
told after the commit and before anybody is answered.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from undersigned.domain import signature_record, statements
from undersigned.domain.reasons import Reason
from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.statements import Rekeyed, Statement
from undersigned.errors import OutsideFailure, Refused
from undersigned.evidence import checkpoint, opening
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import SigningKey
from undersigned.evidence.tree import Peaks
from undersigned.outside import signing_key
from undersigned.outside.guard import Guard, Sealed
from undersigned.proof import receipt
from undersigned.queries.evidence import keys_in_force, keys_of
from undersigned.records.models import Entry, Letter, Log, Opening, Seal

# Makes a statement when its minute is known: the log decides what time it is, for it never goes back.
Draft = Callable[[datetime], Statement]


@dataclass(frozen=True, slots=True)
class Appended:
    """Entries as they now stand in the log: their indexes, and what proves them."""

    indexes: tuple[int, ...]
    entries: tuple[bytes, ...]
    paths: tuple[tuple[bytes, ...], ...]
    checkpoint: bytes

    def receipt(self, position: int, opened: opening.Opening) -> bytes:
        """The receipt for one of the entries, whose commitment `opened` opens."""
        return receipt.make(
            self.entries[position],
            opened,
            self.indexes[position],
            self.paths[position],
            self.checkpoint,
        )


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
    log = Log.objects.select_for_update().get(letter=letter)
    minute = max(_minute(at), log.latest_at)
    before = Peaks.from_bytes(log.size, bytes(log.peaks))
    _require_that_nothing_is_missing(log, before)
    said = [draft(minute) for draft in drafts]
    entries = tuple(map(statements.to_bytes, said))
    leaves = [leaf_hash(entry) for entry in entries]
    after = before.extend(leaves)
    log.keys += "".join(f"{each.vkey}\n" for each in said if isinstance(each, Rekeyed))
    sealed = _seal(log, after)
    Entry.objects.bulk_create(
        Entry(log=log, index=before.size + offset, content=entry, sealed_size=after.size)
        for offset, entry in enumerate(entries)
    )
    log.size, log.peaks, log.latest_at = after.size, after.to_bytes(), minute
    log.save(update_fields=["size", "peaks", "keys", "latest_at"])
    return Appended(
        indexes=tuple(range(before.size, after.size)),
        entries=entries,
        paths=tuple(tuple(path) for path in before.proofs_for(leaves)),
        checkpoint=sealed,
    )


def keep_opening(letter: Letter, index: int, opened: opening.Opening, *, public: bool = True) -> None:
    keep_openings(letter, {index: opened}, public=public)


def keep_openings(letter: Letter, opened: Mapping[int, opening.Opening], *, public: bool = True) -> None:
    """Keep what opens these entries beside the log, where it can be deleted.

    One that is not public is kept for its signatory's receipt, and never leaves with the bundle.
    """
    Opening.objects.bulk_create(
        Opening(log_id=letter.pk, index=index, salt=each.salt, record=each.record, public=public)
        for index, each in opened.items()
    )


def close_openings(letter: Letter, indexes: Sequence[int]) -> None:
    """Delete openings: their commitments can be opened by nobody after this but by who keeps a receipt."""
    Opening.objects.filter(log_id=letter.pk, index__in=indexes).delete()


def _seal(log: Log, peaks: Peaks) -> bytes:
    """Sign the new state, keep it, and let the guard know once it is durable."""
    state = Checkpoint(log.origin, peaks.size, peaks.root())
    signed = checkpoint.sign(state, *_signers(log))
    Seal.objects.create(log=log, size=peaks.size, root=peaks.root(), checkpoint=signed)
    noted = Sealed(peaks.size, peaks.root().hex())
    transaction.on_commit(lambda: guard().note(log.origin, noted))
    return signed


def _require_that_nothing_is_missing(log: Log, head: Peaks) -> None:
    """The database must extend all that this host has sealed, or it is an older one that was restored."""
    known = guard().latest(log.origin)
    if known is None:
        return
    if _root_at(known.size, log, head) != known.root:
        raise Refused(
            Reason.DATABASE_WAS_ROLLED_BACK,
            origin=log.origin,
            sealed=known.size,
            size=log.size,
            file=guard().file,
        )


def _root_at(size: int, log: Log, head: Peaks) -> str | None:
    """The root of the log when it had this size, as hexadecimal; None if it was never sealed there.

    That it has this size still is the usual case, and costs no look into the seals.
    """
    if size == head.size:
        return head.root().hex()
    seal = Seal.objects.filter(log=log, size=size).first()
    return bytes(seal.root).hex() if seal else None


def installation_keys() -> tuple[SigningKey, ...]:
    """The keys in the installation's file, oldest first. OutsideFailure if they cannot be used."""
    return signing_key.load(settings.SIGNING_KEY_FILE)


def _signers(log: Log) -> list[SigningKey]:
    """The keys in force for this log. OutsideFailure if one of them is not in the file."""
    held = {key.verifier.public: key for key in installation_keys()}
    needed = keys_in_force(keys_of(log))
    if missing := [str(key) for key in needed if key.public not in held]:
        raise OutsideFailure(
            f"{settings.SIGNING_KEY_FILE}: the key {missing[0]} is not in it, and {log.origin} is sealed "
            "with that key; restore the file from its copy",
            retry=False,
        )
    return [held[key.public].named(log.origin) for key in needed]


def guard() -> Guard:
    return _guard_at(settings.SIGNING_KEY_FILE.with_name("checkpoints.log"))


@cache
def _guard_at(file: Path) -> Guard:
    return Guard(file)


def _minute(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(second=0, microsecond=0)
