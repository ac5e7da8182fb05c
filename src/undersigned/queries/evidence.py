"""Reads of a letter's evidence: its list as the log proves it, keys, seals, and a signature's receipt."""

from collections.abc import Sequence
from dataclasses import dataclass

from undersigned.domain.standing import replay
from undersigned.domain.statements import Closed, from_bytes
from undersigned.domain.text import sha256_hex
from undersigned.evidence import checkpoint
from undersigned.evidence.note import VerifierKey
from undersigned.evidence.opening import Opening as Opened
from undersigned.proof import bundle, receipt
from undersigned.queries.tiles import path_of
from undersigned.records.models import Entry, Letter, Log, Opening, Seal, Signature


@dataclass(frozen=True, slots=True)
class ProvedList:
    """The hash of `signatories.tsv`, and how many entries it was made from."""

    size: int
    sha256: str


def list_of(letter: Letter) -> ProvedList:
    log = Log.objects.get(letter=letter)
    entries = entries_of(log)
    standing = replay(log.origin, entries)
    return ProvedList(len(entries), sha256_hex(bundle.signatories(standing, openings_of_log(log))))


def entries_of(log: Log) -> list[bytes]:
    """All entries of a log, in order."""
    rows = Entry.objects.filter(log=log).order_by("index").values_list("content", flat=True)
    return [bytes(content) for content in rows]


def keys_of(log: Log) -> tuple[VerifierKey, ...]:
    """All keys that were ever in force for a log, oldest first."""
    return read_keys(log.keys)


def read_keys(vkeys: str) -> tuple[VerifierKey, ...]:
    """The keys of a log from the lines that keep them."""
    return tuple(VerifierKey.parse(line) for line in vkeys.split())


def keys_in_force(keys: Sequence[VerifierKey]) -> Sequence[VerifierKey]:
    """Those that have to sign now: as in `proof.keys`, the last two."""
    return keys[-2:]


def seal_at(log: Log, size: int) -> bytes:
    return bytes(Seal.objects.get(log=log, size=size).checkpoint)


def openings_of_log(log: Log) -> dict[int, Opened]:
    """What opens commitments, by the index of the entry; not of unnamed signatures: those stay here."""
    return {row.index: opened(row) for row in Opening.objects.filter(log=log, public=True)}


def opened(row: Opening) -> Opened:
    return Opened(bytes(row.salt), bytes(row.record))


def receipt_of(signature: Signature) -> bytes | None:
    """The signature's receipt, the same bytes each time; None once its opening was deleted."""
    return receipt_at(signature.invitation.letter, signature.opened_at)


def receipt_at(letter: Letter, index: int | None) -> bytes | None:
    """The receipt for the entry whose commitment can be opened; None where it cannot."""
    log = Log.objects.get(letter=letter)
    row = Opening.objects.filter(log=log, index=index).first() if index is not None else None
    if row is None or index is None:
        return None
    entry = Entry.objects.get(log=log, index=index)
    path = path_of(log, index, entry.sealed_size)
    return receipt.make(bytes(entry.content), opened(row), index, path, seal_at(log, entry.sealed_size))


@dataclass(frozen=True, slots=True)
class ClosingSeal:
    """The signed checkpoint that sealed the closing of a list, and how many signatures the list has."""

    checkpoint: bytes
    standing: int


def closing_seal(letter: Letter) -> ClosingSeal | None:
    """None before the closing."""
    log = Log.objects.filter(letter=letter).first() if letter.closed_at else None
    if log is None:
        return None
    for entry in Entry.objects.filter(log=log).order_by("-index").iterator(chunk_size=50):
        said = from_bytes(bytes(entry.content))
        if isinstance(said, Closed):
            return ClosingSeal(seal_at(log, entry.sealed_size), said.standing)
    return None


def closing_fingerprint(letter: Letter) -> str | None:
    """The fingerprint of the checkpoint that sealed the closing of the list; None before it."""
    seal = closing_seal(letter)
    return checkpoint.parse(seal.checkpoint).checkpoint.fingerprint() if seal else None
