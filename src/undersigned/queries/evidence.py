"""Reads of a letter's evidence: its list as the log proves it, its bundle, and the receipt of a signature."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from undersigned.domain.documents import LetterDocument
from undersigned.domain.standing import Standing, replay
from undersigned.domain.statements import Closed, from_bytes
from undersigned.domain.text import sha256_hex
from undersigned.evidence import checkpoint
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import VerifierKey
from undersigned.evidence.opening import Opening as Opened
from undersigned.evidence.tree import Tree
from undersigned.proof import bundle, receipt
from undersigned.reading.letter_source import read_letter_source
from undersigned.records.models import Edition, Entry, Letter, Log, Opening, Seal, Signature


@dataclass(frozen=True, slots=True)
class ProvedList:
    """The hash of `signatories.tsv`, and how many entries it was made from."""

    size: int
    sha256: str


def list_of(letter: Letter) -> ProvedList:
    log = Log.objects.get(letter=letter)
    entries = entries_of(log)
    standing = replay(log.origin, entries)
    return ProvedList(len(entries), sha256_hex(bundle.signatories(standing, _openings_of(log))))


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


def bundle_of(letter: Letter, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The whole bundle, path → bytes; `files` are what is shown. No signing key is needed for it."""
    log = Log.objects.get(letter=letter)
    entries = entries_of(log)
    standing = replay(log.origin, entries)
    data = bundle.LogData(
        keys=keys_of(log),
        entries=entries,
        checkpoint=_seal_at(log, log.size),
        history=_history(log, standing),
        openings=_openings_of(log),
        texts=_texts_of(letter),
        standing=standing,
    )
    return bundle.build(data, files)


def _seal_at(log: Log, size: int) -> bytes:
    return bytes(Seal.objects.get(log=log, size=size).checkpoint)


def _history(log: Log, standing: Standing) -> dict[int, bytes]:
    """The seals of the milestones, and those by which one key vouches for the next."""
    sizes = [index + 1 for index in (*standing.milestones, *(at for at, _ in standing.rekeyed))]
    rows = Seal.objects.filter(log=log, size__in=sizes).values_list("size", "checkpoint")
    return {size: bytes(signed) for size, signed in rows}


def _openings_of(log: Log) -> dict[int, Opened]:
    """What may be seen: those of unnamed signatures stay here."""
    rows = Opening.objects.filter(log=log, public=True)
    return {row.index: Opened(bytes(row.salt), bytes(row.record)) for row in rows}


def _texts_of(letter: Letter) -> dict[str, bytes]:
    """The bytes of the last edition, by language."""
    edition = Edition.objects.filter(letter=letter).latest("number")
    document: LetterDocument = read_letter_source(bytes(edition.content)).document
    return {document.language or "en": bytes(edition.content)}


def receipt_of(signature: Signature) -> bytes | None:
    """The signature's receipt, the same bytes each time; None once its opening was deleted."""
    return receipt_at(signature.invitation.letter, signature.opened_at)


def receipt_at(letter: Letter, index: int | None) -> bytes | None:
    """The receipt for the entry whose commitment can be opened; None where it cannot."""
    log = Log.objects.get(letter=letter)
    opened = Opening.objects.filter(log=log, index=index).first() if index is not None else None
    if opened is None or index is None:
        return None
    entry = Entry.objects.get(log=log, index=index)
    rows = Entry.objects.filter(log=log, index__lt=entry.sealed_size).order_by("index")
    leaves = [leaf_hash(bytes(content)) for content in rows.values_list("content", flat=True)]
    return receipt.make(
        bytes(entry.content),
        Opened(bytes(opened.salt), bytes(opened.record)),
        index,
        Tree(leaves).inclusion(index),
        _seal_at(log, entry.sealed_size),
    )


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
            return ClosingSeal(_seal_at(log, entry.sealed_size), said.standing)
    return None


def closing_fingerprint(letter: Letter) -> str | None:
    """The fingerprint of the checkpoint that sealed the closing of the list; None before it."""
    seal = closing_seal(letter)
    return checkpoint.parse(seal.checkpoint).checkpoint.fingerprint() if seal else None
