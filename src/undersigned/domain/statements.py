"""The statements of a letter's log: each kind of entry as a value, its canonical bytes, and back.

    {"at":"2026-12-01T17:04Z","how":"link","kind":"signed","show":"public","text":"…","v":1,"who":"…"}

One line of canonical JSON each. Hashes are 64 lower-case hexadecimal digits; `at` is a whole minute in UTC;
a reference `of` is the index of the entry it speaks of. No statement has room for free text: what stands in
the log stands there for ever, and free text can be about a person.

Every kind says what it discloses and how a person is forgotten; `docs/formats/log.md` is the specification.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final, NamedTuple, get_args, get_type_hints

from undersigned.domain.shapes import (
    Files,
    Hash,
    How,
    HowWord,
    Key,
    Minute,
    Number,
    Origin,
    Positive,
    Predecessor,
    Roster,
    Shape,
    Show,
    ShowWord,
    Texts,
    WhyWord,
    WithdrawnByWord,
    minute_text,
    read_minute,
    shape_of,
)
from undersigned.errors import Unverifiable
from undersigned.evidence import canonical
from undersigned.evidence.leaf import LONGEST_ENTRY

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Frozen:
    """The text is fixed as an edition: the first entry, and again for each new edition."""

    KIND: ClassVar = "frozen"
    DISCLOSES: ClassVar = "The text that can be signed, by its hash, and how many were invited."
    FORGOTTEN: ClassVar = (
        "Nothing to forget: it names nobody. The invited are a hash over a list kept elsewhere."
    )

    at: Minute
    letter: Origin
    edition: Positive
    texts: Texts
    roster: Roster | None = None
    supersedes: Predecessor | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody signed. `text` is the leaf hash of the `frozen` entry; `who` commits to the printed record.

    `proof` commits to private evidence of the confirmation, which is never opened in public.
    """

    KIND: ClassVar = "signed"
    DISCLOSES: ClassVar = "That a signature was given to this text in this minute, and how it was confirmed."
    FORGOTTEN: ClassVar = (
        "The opening of `who` (salt and record) and the evidence behind `proof` are deleted, and `withdrawn` "
        "by erasure is appended. What is left can be opened by nobody."
    )

    at: Minute
    text: Hash
    who: Hash
    how: HowWord
    show: ShowWord
    proof: Hash | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The signatory took the signature back, or asked to be forgotten."""

    KIND: ClassVar = "withdrawn"
    DISCLOSES: ClassVar = "That one signature was withdrawn in this minute, and whether to be forgotten."
    FORGOTTEN: ClassVar = "It names an entry, not a person; the opening of that entry is deleted with it."

    at: Minute
    of: Number
    by: WithdrawnByWord


@dataclass(frozen=True, slots=True)
class Struck:
    """The organiser took a signature off the list, for a reason that everybody sees."""

    KIND: ClassVar = "struck"
    DISCLOSES: ClassVar = "That one signature was struck in this minute, and the kind of reason."
    FORGOTTEN: ClassVar = "It names an entry, not a person; the opening of that entry is deleted with it."

    at: Minute
    of: Number
    why: WhyWord


@dataclass(frozen=True, slots=True)
class Corrected:
    """The printed record of a signature was mended: a new commitment takes the place of the old one."""

    KIND: ClassVar = "corrected"
    DISCLOSES: ClassVar = "That the printed line of one signature was changed in this minute."
    FORGOTTEN: ClassVar = "Both openings, the old one and the new one, are deleted when the signature is."

    at: Minute
    of: Number
    who: Hash


@dataclass(frozen=True, slots=True)
class Closed:
    """The list is final. `standing` is checked by whoever verifies; nothing is signed after it."""

    KIND: ClassVar = "closed"
    DISCLOSES: ClassVar = "How many signatures stood when the letter closed."
    FORGOTTEN: ClassVar = "Nothing to forget: it is a number."

    at: Minute
    standing: Number


@dataclass(frozen=True, slots=True)
class Published:
    """The list and the files as they were made public.

    `size` is how many entries the list was made from; `list` the hash of `signatories.tsv`; `files` the
    hashes of the files that show the letter.
    """

    KIND: ClassVar = "published"
    DISCLOSES: ClassVar = "The hashes of the list and of the files that were made public."
    FORGOTTEN: ClassVar = (
        "The files are made anew without the person and published again; old hashes tell nothing."
    )

    at: Minute
    size: Positive
    list: Hash
    files: Files


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """A new signing key comes into force: from the next entry on, the old and the new key both sign."""

    KIND: ClassVar = "rekeyed"
    DISCLOSES: ClassVar = "The new public key of the installation."
    FORGOTTEN: ClassVar = "Nothing to forget: it is a key of the installation, not of a person."

    at: Minute
    vkey: Key


Statement = Frozen | Signed | Withdrawn | Struck | Corrected | Closed | Published | Rekeyed
KINDS: Final[Mapping[str, type[Statement]]] = {kind.KIND: kind for kind in get_args(Statement)}


class _Part(NamedTuple):
    name: str
    shape: Shape
    optional: bool


_PARTS: Final[Mapping[str, tuple[_Part, ...]]] = {
    name: tuple(_Part(each.name, shape_of(types[each.name]), each.default is None) for each in fields(kind))
    for name, kind in KINDS.items()
    for types in [get_type_hints(kind, include_extras=True)]
}
_REQUIRED: Final = {
    name: frozenset(each.name for each in parts if not each.optional) for name, parts in _PARTS.items()
}
_ALLOWED: Final = {name: frozenset(each.name for each in parts) for name, parts in _PARTS.items()}


# A signature is by far the commonest entry, and its one spelling fits a pattern: read by it, a log of a
# million takes half the time, and so does writing one. What does not fit goes the long way, and gets its
# sentence there.
_SIGNED = re.compile(
    rb'\{"at":"([0-9TZ:-]{17})","how":"([a-z]+)","kind":"signed",(?:"proof":"([0-9a-f]{64})",)?"show":"([a-z]+)",'
    rb'"text":"([0-9a-f]{64})","v":1,"who":"([0-9a-f]{64})"\}'
)
_HOW: Final = frozenset(get_args(How))
_SHOW: Final = frozenset(get_args(Show))
_HOWS: Final[Mapping[bytes, How]] = {word.encode(): word for word in _HOW}
_SHOWS: Final[Mapping[bytes, Show]] = {word.encode(): word for word in _SHOW}


def _read_signed(entry: bytes) -> Signed | None:
    """A signature in its one spelling; None for everything else."""
    match = _SIGNED.fullmatch(entry)
    if match is None:
        return None
    at, how, proof, show, text, who = match.groups()
    if how not in _HOWS or show not in _SHOWS:
        return None
    try:
        moment = read_minute(at.decode())
    except ValueError:
        return None
    return Signed(
        moment, text.decode(), who.decode(), _HOWS[how], _SHOWS[show], proof.decode() if proof else None
    )


def _write_signed(signed: Signed) -> bytes | None:
    """A signature in its one spelling; None if a value in it is not what it has to be."""
    proof = f'"proof":"{signed.proof}",' if signed.proof is not None else ""
    entry = (
        f'{{"at":"{minute_text(signed.at)}","how":"{signed.how}","kind":"signed",{proof}'
        f'"show":"{signed.show}","text":"{signed.text}","v":1,"who":"{signed.who}"}}'
    ).encode()
    return entry if _SIGNED.fullmatch(entry) and signed.how in _HOW and signed.show in _SHOW else None


def to_bytes(statement: Statement) -> bytes:
    """The entry that this statement is. Raises `ValueError` for values that no log may hold."""
    if isinstance(statement, Signed) and (signed := _write_signed(statement)):
        return signed
    value: dict[str, Any] = {"v": VERSION, "kind": statement.KIND}
    for name, shape, optional in _PARTS[statement.KIND]:
        given = getattr(statement, name)
        if given is not None or not optional:
            value[name] = shape.write(given)
            shape.read(value[name])
    entry = canonical.encode(value)
    if len(entry) > LONGEST_ENTRY:
        raise ValueError(f"a statement is longer than {LONGEST_ENTRY} bytes")
    return entry


def from_bytes(entry: bytes) -> Statement:
    """The statement an entry holds, if these bytes are its one spelling. Raises `Unverifiable`."""
    if signed := _read_signed(entry):
        return signed
    value = canonical.decode(entry, "statements")
    kind = value.get("kind") if isinstance(value, dict) else None
    if (
        not isinstance(kind, str)
        or kind not in KINDS
        or type(value.get("v")) is not int
        or value["v"] != VERSION
    ):
        raise Unverifiable("statements", "is of a kind or version that is not known")
    given = value.keys() - {"v", "kind"}
    if not _REQUIRED[kind] <= given <= _ALLOWED[kind]:
        raise Unverifiable("statements", f"“{kind}” has a key too many or too few")
    try:
        read = {part.name: part.shape.read(value[part.name]) for part in _PARTS[kind] if part.name in given}
    except ValueError as trouble:
        raise Unverifiable("statements", f"“{kind}” has a value that {trouble}") from trouble
    return KINDS[kind](**read)
