"""Reading the log of a bundle: every entry hashed, every tile compared, every statement replayed, once.

Entries pass through in tiles of 256 and are not kept: a log of a million is read in a few hundred bytes for
each signature. What later checks ask for (the root at some size, the leaf at some index) is noted on the way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from undersigned.domain import statements
from undersigned.domain.standing import Standing
from undersigned.errors import Unverifiable
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.leaf import EMPTY_ROOT, leaf_hash
from undersigned.evidence.peaks import Peaks
from undersigned.evidence.tiles import TILE_WIDTH, hash_tiles, tile_path, tiles_of, unpack_entries
from undersigned.evidence.tree import root_of
from undersigned.proof.contents import Contents


@dataclass(slots=True)
class Wanted:
    """What is to be noted while the log is read: roots by size, leaves by index."""

    roots: dict[int, bytes] = field(default_factory=lambda: {0: EMPTY_ROOT})
    leaves: dict[int, bytes] = field(default_factory=dict)
    sizes: set[int] = field(default_factory=set)
    indexes: set[int] = field(default_factory=set)

    def note(self, start: int, hashes: list[bytes], before: Peaks) -> None:
        """Note what is asked of the tile that begins at `start`; `before` has a peak for each tile so far."""
        for size in self.sizes.intersection(range(start + 1, start + len(hashes) + 1)):
            inside = Peaks().extend(hashes[: size - start])
            self.roots[size] = Peaks(size, before.hashes + inside.hashes).root()
        for index in self.indexes.intersection(range(start, start + len(hashes))):
            self.leaves[index] = hashes[index - start]


def check_tiles_are_there(contents: Contents, size: int) -> None:
    """The entry and hash tiles of a log of this size are there, and no other. Raises `Unverifiable`."""
    there = {path for path in contents if path.startswith("tile/")}
    if size > len(there) * TILE_WIDTH:
        raise Unverifiable("entries", f"the checkpoint speaks of {size} entries, but there are fewer")
    expected: set[str] = set()
    level, wide = 0, size
    while wide:
        kinds = (str(level), "entries") if level == 0 else (str(level),)
        expected |= {tile_path(kind, number, width) for number, width in tiles_of(wide) for kind in kinds}
        level, wide = level + 1, wide // TILE_WIDTH
    if missing := sorted(expected - there):
        raise Unverifiable("entries", f"{missing[0]} is missing")
    if odd := sorted(there - expected):
        raise Unverifiable("entries", f"{odd[0]} does not belong to a log of {size} entries")


def read_log(contents: Contents, checkpoint: Checkpoint, wanted: Wanted) -> Standing:
    """Replay the log, and find its root to be the checkpoint's. Raises `Unverifiable`.

    The root is compared at the very end; a statement that does not fit may be noticed before.
    """
    standing = Standing(checkpoint.origin)
    tile_roots: list[bytes] = []
    peaks = Peaks()
    wanted.sizes.add(checkpoint.size)
    for number, width in tiles_of(checkpoint.size):
        entries = unpack_entries(contents.read(tile_path("entries", number, width)), width)
        hashes = [leaf_hash(entry) for entry in entries]
        if contents.read(tile_path("0", number, width)) != b"".join(hashes):
            raise Unverifiable(
                "entries", f"{tile_path('0', number, width)} has not the hashes of its entries"
            )
        wanted.note(number * TILE_WIDTH, hashes, peaks)
        if width == TILE_WIDTH:
            tile_roots.append(root_of(hashes))
            peaks = peaks.push(tile_roots[-1])
        _replay(standing, entries, hashes)
    if wanted.roots.get(checkpoint.size) != checkpoint.root:
        raise Unverifiable("entries", "the root over the entries is not the one that the checkpoint seals")
    _check_upper_tiles(contents, tile_roots)
    return standing


def _replay(standing: Standing, entries: Iterable[bytes], hashes: Iterable[bytes]) -> None:
    for entry, hashed in zip(entries, hashes, strict=True):
        try:
            statement = statements.from_bytes(entry)
        except Unverifiable as trouble:
            raise Unverifiable(trouble.check, f"entry {standing.size} {trouble.detail}") from trouble
        standing.push(statement, hashed.hex())


def _check_upper_tiles(contents: Contents, tile_roots: list[bytes]) -> None:
    for path, content in _raised(hash_tiles(tile_roots)):
        if contents.read(path) != content:
            raise Unverifiable("entries", f"{path} has not the hashes of the tiles below it")


def _raised(tiles: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Tiles over the roots of tiles are the tiles of the levels above: their paths are one level up."""
    for path, content in tiles:
        _, level, rest = path.split("/", 2)
        yield f"tile/{int(level) + 1}/{rest}", content
