"""Opening the names: every standing public signature has exactly one valid opening, every other has none.

    openings/000        {"i":4,"record":"{…}","salt":"…"}       one line for each, in the order of `i`

`i` is the entry whose commitment is opened. A corrected signature may keep the opening of its earlier record;
that of a withdrawn, struck, lapsed or unnamed one may not be there.
"""

import re
from functools import lru_cache

from undersigned.domain import signature_record
from undersigned.domain.signature_record import SignatureRecord
from undersigned.domain.standing import Signature, Standing
from undersigned.errors import Unverifiable
from undersigned.evidence import canonical
from undersigned.evidence.opening import SALT_BYTES, commit
from undersigned.evidence.tiles import TILE_WIDTH, tiles_of
from undersigned.proof import layout
from undersigned.proof.contents import Contents

# A line in its one spelling; whether the string inside is spelt right is left to `canonical`.
_LINE = re.compile(
    rb'\{"i":(0|[1-9][0-9]{0,15}),"record":("[^"\\]*(?:\\.[^"\\]*)*"),"salt":"([0-9a-f]{64})"\}'
)
_SALT = re.compile("[0-9a-f]{64}")
_TILES_KEPT = 8  # a list is read in order; corrections lie a few tiles further on


class Openings:
    """The openings of a bundle, each checked against its commitment as it is read."""

    def __init__(self, contents: Contents, standing: Standing) -> None:
        self._contents = contents
        self._standing = standing
        self._corrected = {signature.opened_at: signature for signature in standing.corrected()}
        self._read: set[int] = set()
        self._tile = lru_cache(maxsize=_TILES_KEPT)(self._read_tile)

    def record_of(self, signature: Signature) -> SignatureRecord:
        """The record that a standing public signature shows. Raises `Unverifiable`."""
        record = self._tile(signature.opened_at // TILE_WIDTH).get(signature.opened_at)
        if record is None:
            raise Unverifiable(
                "openings", f"the signature at entry {signature.index} stands, but has no opening"
            )
        return record

    def check_no_others(self) -> None:
        """Refuse openings that no record was asked for: to be called when all were. Raises `Unverifiable`."""
        expected = {layout.openings_path(tile): tile for tile, _ in tiles_of(self._standing.size)}
        for path in self._contents:
            if path.startswith("openings/"):
                if path not in expected:
                    raise Unverifiable("openings", f"{path} belongs to no entry")
                if expected[path] not in self._read:
                    self._read_tile(expected[path])

    def _read_tile(self, tile: int) -> dict[int, SignatureRecord]:
        self._read.add(tile)
        path = layout.openings_path(tile)
        if path not in self._contents:
            return {}
        data = self._contents.read(path)
        if not data.endswith(b"\n"):
            raise Unverifiable("openings", f"{path} is empty or does not end with a newline")
        records: dict[int, SignatureRecord] = {}
        last = tile * TILE_WIDTH - 1
        for line in data[:-1].split(b"\n"):
            index, salt, record = read_opening(line)
            if not last < index < (tile + 1) * TILE_WIDTH:
                raise Unverifiable(
                    "openings", f"{path} has entry {index} twice, out of order or out of place"
                )
            if commit(salt, record).hex() != self._commitment(index):
                raise Unverifiable("openings", f"the opening of entry {index} is not what was committed to")
            records[index] = signature_record.from_bytes(record)
            last = index
        return records

    def _commitment(self, index: int) -> str:
        """What the opening of this entry has to open. Raises `Unverifiable` if there may be none."""
        standing = self._standing
        if index in standing.superseded:
            signature, who = standing.signatures[standing.superseded[index][0]], standing.superseded[index][1]
        else:
            found = self._corrected.get(index) or standing.signatures.get(index)
            if found is None:
                raise Unverifiable("openings", f"entry {index} has an opening, but is no signature")
            signature, who = found, found.who
        became = standing.what_became_of(signature.index)
        if became != "standing" or signature.show != "public":
            raise Unverifiable(
                "openings", f"entry {index} has an opening, but its signature is {_why_not(became)}"
            )
        return who


def _why_not(became: str) -> str:
    return "not to be named" if became == "standing" else became


def read_opening(line: bytes) -> tuple[int, bytes, bytes]:
    """Index, salt and record of one line. Raises `Unverifiable`."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise Unverifiable(
            "openings", "a line is not spelt as an opening: i, record and salt, in canonical JSON"
        )
    return int(match[1]), bytes.fromhex(match[3].decode()), _record_in(match[2])


def _record_in(quoted: bytes) -> bytes:
    """The record from the JSON string that holds it. Raises `Unverifiable`.

    Where every backslash stands before a quotation mark, which is nearly always, there is nothing else to
    undo; that the record itself is spelt right is seen when it is read.
    """
    if quoted.count(b"\\") == quoted.count(b'\\"'):
        return quoted[1:-1].replace(b'\\"', b'"')
    return read_record(canonical.decode(quoted, "openings"))


def read_salt(text: object) -> bytes:
    """A salt from its hexadecimal digits. Raises `Unverifiable`."""
    if not isinstance(text, str) or not _SALT.fullmatch(text):
        raise Unverifiable("openings", f"a salt is not {2 * SALT_BYTES} lower-case hexadecimal digits")
    return bytes.fromhex(text)


def read_record(text: object) -> bytes:
    """A record from the string that holds it. Raises `Unverifiable`."""
    if not isinstance(text, str):
        raise Unverifiable("openings", "a record is not a string")
    return text.encode("utf-8")
