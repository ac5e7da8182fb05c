"""Building a bundle: everything a stranger needs to check a letter, as named bytes, as a folder or a zip.

The same log and files always give the same bytes.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from undersigned.domain import signature_record
from undersigned.domain.standing import Signature, Standing
from undersigned.evidence import canonical, policy
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import VerifierKey
from undersigned.evidence.opening import Opening
from undersigned.evidence.tiles import TILE_WIDTH, hash_tiles, pack_entries, tile_path, tiles_of
from undersigned.proof import layout, listing

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: the log dates itself


@dataclass(frozen=True, slots=True)
class LogData:
    """A letter's log as it is stored. Nothing in it is checked here: that is what the verifier is for.

    `keys` are all keys that were ever in force, oldest first. `checkpoint` is signed over exactly these
    entries; `history` has signed checkpoints by their size. `openings` are by the index of the entry that
    made the commitment: only those that may be shown. `texts` are the bytes of every edition by language,
    in the order of the editions.
    """

    keys: Sequence[VerifierKey]
    entries: Sequence[bytes]
    checkpoint: bytes
    history: Mapping[int, bytes]
    openings: Mapping[int, Opening]
    texts: Sequence[Mapping[str, bytes]]
    standing: Standing


def build(log: LogData, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The bundle as path → bytes, in the order of the paths. `files` are what readers are shown."""
    parts: dict[str, bytes] = {
        layout.README: readme(),
        layout.PAGE: verify_page(),
        layout.POLICY: policy.make(log.keys),
        layout.CHECKPOINT: log.checkpoint,
        layout.LIST: signatories(log.standing, log.openings),
        **{layout.history_path(size): signed for size, signed in log.history.items()},
        **text_parts(log.texts),
        **dict(hash_tiles([leaf_hash(entry) for entry in log.entries])),
        **dict(_entry_tiles(log.entries)),
        **dict(_opening_tiles(log.openings, len(log.entries))),
    }
    for name, content in files.items():
        if not layout.is_shown(name) or not layout.is_part(name) or name in parts:
            raise ValueError(f"{name!r} cannot be a file of a bundle")
        parts[name] = content
    return dict(sorted(parts.items()))


def signatories(standing: Standing, openings: Mapping[int, Opening]) -> bytes:
    """`signatories.tsv`: what a `published` statement's `list` is the hash of."""

    def record_of(signature: Signature) -> signature_record.SignatureRecord:
        return signature_record.from_bytes(openings[signature.opened_at].record)

    return b"".join(listing.derive(standing.public(), record_of))


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The bundle as a zip. Times and rights are fixed, so that the same parts give the same zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(parts.items()):
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.external_attr = 0o100644 << 16
            entry.create_system = 3  # the same on every machine
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


def opening_line(index: int, opening: Opening) -> bytes:
    """One line of an openings file. The record stays a string inside: its exact bytes are committed to."""
    value = {"i": index, "record": opening.record.decode("utf-8"), "salt": opening.salt.hex()}
    return canonical.encode(value) + b"\n"


def opening_tile(openings: Mapping[int, Opening], tile: int) -> bytes:
    """One openings file: to be written anew when a person in it is forgotten. b"" where nothing is left."""
    indexes = range(tile * TILE_WIDTH, (tile + 1) * TILE_WIDTH)
    return b"".join(opening_line(index, openings[index]) for index in indexes if index in openings)


def _opening_tiles(openings: Mapping[int, Opening], size: int) -> Iterator[tuple[str, bytes]]:
    for tile, _ in tiles_of(size):
        if lines := opening_tile(openings, tile):
            yield layout.openings_path(tile), lines


def text_parts(editions: Sequence[Mapping[str, bytes]]) -> dict[str, bytes]:
    """The texts by their paths: those of the last edition at the top, earlier ones by their number."""
    *earlier, last = editions
    parts = {layout.text_path(language): text for language, text in last.items()}
    for number, texts in enumerate(earlier, 1):
        parts |= {layout.earlier_text_path(number, language): text for language, text in texts.items()}
    return parts


def _entry_tiles(entries: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    for tile, width in tiles_of(len(entries)):
        start = tile * TILE_WIDTH
        yield tile_path("entries", tile, width), pack_entries(entries[start : start + width])


def readme() -> bytes:
    return resources.files("undersigned.proof").joinpath("README.txt").read_bytes()


def verify_page() -> bytes:
    """`verify.html`, as it was built from `verify_page/`."""
    return resources.files("undersigned.proof").joinpath("verify.html").read_bytes()
