"""The bundle of a public letter: as a zip, which is packed once for each state and kept, and part by part.

While a letter circulates in public its state changes with every signature. Of a long list a bundle that is a
minute old is then still given, whole and sealed as it was, but never one with somebody who has left the list,
or with a line that was corrected since.
"""

import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from undersigned.actions.publishing import public_file, public_files
from undersigned.domain.letters import LetterState
from undersigned.outside import bundles as shelf
from undersigned.proof import bundle, layout
from undersigned.queries.bundles import bundle_of, part_of
from undersigned.queries.letters import letter_by_slug
from undersigned.records.models import Letter, Log, PublishedFile

_LONG_LOG = 2_000  # entries; a shorter one is packed in a moment
_STILL_GIVEN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class _State:
    """What a bundle would show now. `changes` are the log's; `rest` is a hash of what is not in the log."""

    size: int
    changes: int
    rest: str

    @property
    def name(self) -> str:
        return f"{self.size}-{self.changes}-{self.rest}.zip"

    @classmethod
    def of_name(cls, name: str) -> "_State":
        size, changes, rest = name.removesuffix(".zip").split("-")
        return cls(int(size), int(changes), rest)

    def only_grew_since(self, then: "_State") -> bool:
        """Whether every entry since then is a signature."""
        return (self.changes, self.rest) == (then.changes, then.rest)


def packed_bundle(slug: str, *, at: datetime) -> Path:
    """The zip; its name stands for its content. Refused (letter-unknown) unless the letter is public."""
    letter = _public(slug)
    folder = shelf.folder_of(settings.DATA_DIR, letter.slug)
    found = _still_good(letter, folder, at=at)
    if found is not None:
        return found
    with shelf.in_turn(folder):
        found = _still_good(letter, folder, at=at)
        return found or _pack(letter, folder)


def bundle_part(slug: str, path: str, *, at: datetime) -> bytes | None:
    """One part by its path, None if there is none. Refused (letter-unknown) unless the letter is public."""
    letter = _public(slug)
    if path == layout.LIST:
        with zipfile.ZipFile(packed_bundle(slug, at=at)) as packed:
            return packed.read(path)
    if PublishedFile.objects.filter(letter=letter, name=path).exists():
        return public_file(slug, path).content
    return part_of(letter, path)


def _public(slug: str) -> Letter:
    letter = letter_by_slug(slug)
    if letter.state != LetterState.PUBLISHED:
        public_files(slug)  # refuses what is not public
    return letter


def _still_good(letter: Letter, folder: Path, *, at: datetime) -> Path | None:
    """The bundle that is kept, if it may be given now."""
    found = shelf.kept(folder)
    if found is None:
        return None
    now, then = _state_of(letter), _State.of_name(found.name)
    if now == then:
        return found
    try:
        packed_at = datetime.fromtimestamp(found.stat().st_mtime, UTC)
    except FileNotFoundError:
        return None
    grows = letter.state == LetterState.CIRCULATING and now.size > _LONG_LOG and now.only_grew_since(then)
    return found if grows and at - packed_at < _STILL_GIVEN else None


def _pack(letter: Letter, folder: Path) -> Path:
    while True:
        state = _state_of(letter)
        files = {shown.name: shown.content for shown in public_files(letter.slug)}
        kept = shelf.keep(folder, state.name, bundle.pack(bundle_of(letter, files)))
        now = _state_of(letter)
        if now == state or now.only_grew_since(state):
            return kept
        kept.unlink(missing_ok=True)  # somebody left meanwhile


def _state_of(letter: Letter) -> _State:
    log = Log.objects.get(letter=letter)
    rest = sha256(_unchanging())
    rest.update(log.keys.encode())
    for name, digest in (
        PublishedFile.objects.filter(letter=letter).order_by("name").values_list("name", "sha256")
    ):
        rest.update(f"{name}:{digest}\n".encode())
    return _State(log.size, log.changes, rest.hexdigest()[:32])


@cache
def _unchanging() -> bytes:
    """What is the same in every bundle of this version of the program."""
    return sha256(bundle.readme() + bundle.verify_page()).digest()
