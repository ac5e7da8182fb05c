"""What a letter's log amounts to: which signatures stand, and what became of the others.

The log is read once, from its first entry to its last; an entry that its predecessors do not allow condemns
the log. A signature *stands* while it is neither withdrawn nor struck and names the last edition; one that
names an earlier edition has *lapsed*.

    nothing ──frozen──▶ open ──closed──▶ final        open: frozen, signed, published
                                                      open or final: withdrawn, struck, corrected, rekeyed
                                                      final: published
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal

from undersigned.domain import statements
from undersigned.domain.shapes import How, Show
from undersigned.domain.statements import (
    Closed,
    Corrected,
    Frozen,
    Published,
    Rekeyed,
    Signed,
    Statement,
    Struck,
    Withdrawn,
)
from undersigned.errors import Unverifiable
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import VerifierKey

End = Literal["withdrawn", "struck"]


@dataclass(slots=True)
class Signature:
    """One signature as the log has it so far. `who` is the commitment that holds now.

    `opened_at` is the entry that made that commitment: the `signed` one, or the last `corrected` one.
    """

    index: int
    text: str
    who: str
    how: How
    show: Show
    opened_at: int
    ended: End | None = None


@dataclass(slots=True)
class Standing:
    """A log read so far. `push` reads one entry more; nothing else changes it."""

    origin: str
    size: int = 0
    editions: list[Frozen] = field(default_factory=list)
    text: str = ""
    closed: Closed | None = None
    signatures: dict[int, Signature] = field(default_factory=dict)
    superseded: dict[int, tuple[int, str]] = field(default_factory=dict)
    published: list[tuple[int, Published]] = field(default_factory=list)
    rekeyed: list[tuple[int, VerifierKey]] = field(default_factory=list)
    milestones: list[int] = field(default_factory=list)
    list_changed_at: int = 0
    _latest: datetime | None = None
    _standing: int = 0

    @property
    def frozen(self) -> Frozen | None:
        """The last edition: what has to be signed to stand."""
        return self.editions[-1] if self.editions else None

    def push(self, statement: Statement, leaf: str) -> None:
        """Read the next entry. `leaf` is its leaf hash in hexadecimal. Raises `Unverifiable`."""
        if self._latest is not None and statement.at < self._latest:
            raise self._refusal("is dated before the entry that it follows")
        if not self.editions and not isinstance(statement, Frozen):
            raise self._refusal("comes before any text was fixed")
        self._READERS[type(statement)](self, statement, leaf)
        self._latest = statement.at
        self.size += 1

    def _refusal(self, why: str) -> Unverifiable:
        return Unverifiable("statements", f"entry {self.size} {why}")

    def _freeze(self, statement: Frozen, leaf: str) -> None:
        if self.closed:
            raise self._refusal("fixes a new text after the letter was closed")
        if statement.letter != self.origin:
            raise self._refusal("belongs to the log of another letter")
        if statement.edition != len(self.editions) + 1:
            raise self._refusal("fixes an edition out of turn")
        if self.editions and statement.supersedes:
            raise self._refusal("takes another letter's place, which only the first edition can")
        self.editions.append(statement)
        self.text = leaf
        self.milestones.append(self.size)
        self._standing = 0
        self.list_changed_at = self.size

    def _sign(self, statement: Signed, leaf: str) -> None:
        if self.closed:
            raise self._refusal("signs after the letter was closed")
        if statement.text != self.text:
            raise self._refusal("signs another text than the one that was fixed last")
        self.signatures[self.size] = Signature(
            self.size, self.text, statement.who, statement.how, statement.show, self.size
        )
        self._standing += 1
        self.list_changed_at = self.size

    def _end(self, statement: Withdrawn | Struck, leaf: str) -> None:
        signature = self._signature(statement.of)
        if self._stands(signature):
            self._standing -= 1
        self.list_changed_at = self.size
        signature.ended = "withdrawn" if isinstance(statement, Withdrawn) else "struck"

    def _correct(self, statement: Corrected, leaf: str) -> None:
        signature = self._signature(statement.of)
        if not self._stands(signature):
            raise self._refusal("corrects a signature that has lapsed")
        self.superseded[signature.opened_at] = (signature.index, signature.who)
        signature.who, signature.opened_at = statement.who, self.size
        self.list_changed_at = self.size

    def _close(self, statement: Closed, leaf: str) -> None:
        if self.closed:
            raise self._refusal("closes the letter a second time")
        if statement.standing != self._standing:
            raise self._refusal(f"says that {statement.standing} signatures stand, but {self._standing} do")
        self.closed = statement
        self.milestones.append(self.size)

    def _publish(self, statement: Published, leaf: str) -> None:
        if statement.size > self.size:
            raise self._refusal("publishes a list made from entries that came later")
        self.published.append((self.size, statement))
        self.milestones.append(self.size)

    def _rekey(self, statement: Rekeyed, leaf: str) -> None:
        if statement.vkey.name != self.origin:
            raise self._refusal("brings in a key of another log")
        if any(key.public == statement.vkey.public for _, key in self.rekeyed):
            raise self._refusal("brings in a key that was brought in before")
        self.rekeyed.append((self.size, statement.vkey))

    def _signature(self, index: int) -> Signature:
        signature = self.signatures.get(index)
        if signature is None:
            raise self._refusal(f"speaks of entry {index}, which is no signature before it")
        if signature.ended:
            raise self._refusal(f"speaks of entry {index}, which was {signature.ended} before")
        return signature

    def _stands(self, signature: Signature) -> bool:
        return signature.ended is None and signature.text == self.text

    def standing(self) -> Iterator[Signature]:
        """The signatures that stand, public and private, in the order they were given."""
        return (signature for signature in self.signatures.values() if self._stands(signature))

    def public(self) -> Iterator[Signature]:
        """Those that stand and are shown by name."""
        return (signature for signature in self.standing() if signature.show == "public")

    def lapsed(self) -> Iterator[Signature]:
        """Those that name an earlier edition and were neither withdrawn nor struck."""
        return (
            signature
            for signature in self.signatures.values()
            if signature.ended is None and signature.text != self.text
        )

    def ended(self, how: End) -> Iterator[Signature]:
        return (signature for signature in self.signatures.values() if signature.ended == how)

    def corrected(self) -> Iterator[Signature]:
        """Those whose printed record was mended, however they stand now."""
        return (signature for signature in self.signatures.values() if signature.opened_at != signature.index)

    def what_became_of(self, index: int) -> str:
        """One word for the signature at this index: standing, lapsed, withdrawn or struck."""
        signature = self.signatures[index]
        return signature.ended or ("standing" if self._stands(signature) else "lapsed")

    _READERS: ClassVar[dict[type, Callable[[Any, Any, str], None]]] = {
        Frozen: _freeze,
        Signed: _sign,
        Withdrawn: _end,
        Struck: _end,
        Corrected: _correct,
        Closed: _close,
        Published: _publish,
        Rekeyed: _rekey,
    }


def replay(origin: str, entries: Iterable[bytes]) -> Standing:
    """Read a whole log. Raises `Unverifiable` at the first entry that is not allowed where it stands."""
    standing = Standing(origin)
    for index, entry in enumerate(entries):
        try:
            statement = statements.from_bytes(entry)
        except Unverifiable as trouble:
            raise Unverifiable("statements", f"entry {index}: {trouble.detail}") from trouble
        standing.push(statement, leaf_hash(entry).hex())
    return standing
