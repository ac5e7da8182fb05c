"""A letter's bundle as it is stored: all of it at once, or one part from the rows that this part takes."""

from collections.abc import Callable, Mapping

from undersigned.domain.standing import Standing, replay
from undersigned.domain.statements import Closed, Frozen, Published, Rekeyed, from_bytes
from undersigned.evidence import policy
from undersigned.evidence.tiles import TILE_WIDTH
from undersigned.proof import bundle, layout
from undersigned.queries.evidence import entries_of, keys_of, opened, openings_of_log, seal_at
from undersigned.queries.snapshot import one_moment
from undersigned.queries.tiles import entry_tile, hash_tile
from undersigned.reading.letter_source import read_letter_source
from undersigned.records.models import Edition, Entry, Letter, Log, Opening, Seal

_MILESTONES = (Frozen, Closed, Published, Rekeyed)


def bundle_of(letter: Letter, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The whole bundle, path → bytes; `files` are what is shown. No signing key is needed for it."""
    with one_moment():
        log = Log.objects.get(letter=letter)
        entries = entries_of(log)
        standing = replay(log.origin, entries)
        data = bundle.LogData(
            keys=keys_of(log),
            entries=entries,
            checkpoint=seal_at(log, log.size),
            history=_history(log, standing),
            openings=openings_of_log(log),
            texts=_texts_of(letter),
            standing=standing,
        )
    return bundle.build(data, files)


def _history(log: Log, standing: Standing) -> dict[int, bytes]:
    """The seals of the milestones, and those by which one key vouches for the next."""
    sizes = [index + 1 for index in (*standing.milestones, *(at for at, _ in standing.rekeyed))]
    rows = Seal.objects.filter(log=log, size__in=sizes).values_list("size", "checkpoint")
    return {size: bytes(signed) for size, signed in rows}


def _texts_of(letter: Letter) -> list[dict[str, bytes]]:
    """The bytes of every edition, by language, the first edition first."""
    contents = Edition.objects.filter(letter=letter).order_by("number").values_list("content", flat=True)
    texts = [bytes(content) for content in contents]
    return [{read_letter_source(text).document.language or "en": text} for text in texts]


def part_of(letter: Letter, path: str) -> bytes | None:
    """One part of the bundle by its path; None where there is none.

    Not the list, which takes the whole log, and not what readers are shown, which lies in files.
    """
    log = Log.objects.get(letter=letter)
    if path in _WHOLE:
        return _WHOLE[path](log)
    if layout.is_text(path):
        return bundle.text_parts(_texts_of(letter)).get(path)
    if tile := layout.tile_at(path):
        if tile.level is None:
            return entry_tile(log, tile.number, tile.width)
        return hash_tile(log, tile.level, tile.number, tile.width)
    if size := layout.history_size(path):
        return _milestone(log, size)
    number = layout.openings_tile(path)
    return None if number is None else _opening_tile(log, number)


_WHOLE: Mapping[str, Callable[[Log], bytes]] = {
    layout.README: lambda log: bundle.readme(),
    layout.PAGE: lambda log: bundle.verify_page(),
    layout.POLICY: lambda log: policy.make(keys_of(log)),
    layout.CHECKPOINT: lambda log: seal_at(log, log.size),
}


def _milestone(log: Log, size: int) -> bytes | None:
    """The seal at this size, if an entry made it that the history is about."""
    entry = Entry.objects.filter(log=log, index=size - 1).first()
    seal = Seal.objects.filter(log=log, size=size).first()
    if entry is None or seal is None or not isinstance(from_bytes(bytes(entry.content)), _MILESTONES):
        return None
    return bytes(seal.checkpoint)


def _opening_tile(log: Log, number: int) -> bytes | None:
    """The openings of 256 entries that may be shown; None where none is left."""
    first = number * TILE_WIDTH
    rows = Opening.objects.filter(log=log, public=True, index__gte=first, index__lt=first + TILE_WIDTH)
    return bundle.opening_tile({row.index: opened(row) for row in rows}, number) or None
