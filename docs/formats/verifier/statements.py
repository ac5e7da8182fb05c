"""What a log may say, and what it adds up to: log.md."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from verifier.names import LANGUAGE, SHOWN
from verifier.notes import NAME, key_of
from verifier.trouble import require

HASH = re.compile("[0-9a-f]{64}")
KEYS = {  # kind → what it has, what it may have
    "frozen": ("letter edition texts", "roster supersedes"),
    "signed": ("text who how show", "proof"),
    "withdrawn": ("of by", ""),
    "struck": ("of why", ""),
    "corrected": ("of who", ""),
    "closed": ("standing", ""),
    "published": ("size list files", ""),
    "rekeyed": ("vkey", ""),
}


def spelt(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def words(text: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in text.split()


def number(value: Any) -> bool:
    return type(value) is int and value >= 0


def from_1(value: Any) -> bool:
    return number(value) and value > 0


def hashes(names: re.Pattern[str], least: int) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        named = isinstance(value, dict) and least <= len(value) <= 100 and all(map(names.fullmatch, value))
        return named and all(map(digest, value.values()))

    return fits


def parts(**wanted: Callable[[Any], bool]) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        named = isinstance(value, dict) and value.keys() == wanted.keys()
        return named and all(wanted[key](value[key]) for key in wanted)

    return fits


digest = spelt(HASH)
VALUES: dict[str, Callable[[Any], bool]] = {  # what stands behind a key, of whatever kind
    "letter": spelt(NAME),
    "edition": from_1,
    "texts": hashes(re.compile(LANGUAGE), 1),
    "roster": parts(hash=digest, n=number),
    "supersedes": parts(letter=spelt(NAME), root=digest, size=from_1),
    "text": digest,
    "who": digest,
    "proof": digest,
    "how": words("link mail code import"),
    "show": words("public private"),
    "of": number,
    "by": words("signer erasure"),
    "why": words("duplicate not-a-person not-authorised denied other"),
    "standing": number,
    "size": from_1,
    "list": digest,
    "files": hashes(SHOWN, 0),
    "vkey": lambda value: isinstance(value, str),
}


def whole(figures: str) -> int:
    require(len(figures) < 18 and abs(int(figures)) < 2**53, "a number is too large")
    return int(figures)


def refused(figures: str) -> None:
    raise ValueError(f"{figures} is not a whole number")


def canonical(data: bytes) -> Any:
    value = json.loads(data.decode("utf-8"), parse_int=whole, parse_float=refused, parse_constant=refused)
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    require(written.encode("utf-8", "surrogatepass") == data, "JSON in another spelling")
    escapes = re.findall(r"\\(?:u....|.)", written)
    require("\\u0000" not in escapes, "JSON with U+0000")
    return value


@dataclass
class Signature:
    text: str
    how: str
    show: str
    records: list[tuple[int, str]]  # where a commitment was made, and which: the last one counts
    gone: bool = False


@dataclass
class Log:
    """What the statements add up to so far."""

    origin: str
    leaves: list[bytes]
    texts: list[dict[str, str]] = field(default_factory=list)  # of each edition
    text: str = ""  # the leaf hash of the last edition
    signatures: dict[int, Signature] = field(default_factory=dict)
    closed: bool = False
    changed_at: int = 0  # the last entry that changed the list
    published: list[dict[str, Any]] = field(default_factory=list)
    keys: list[tuple[int, str]] = field(default_factory=list)  # since which entry, and which
    at: str = ""

    @property
    def changed(self) -> bool:
        """Whether the list is another than what was published last; so it is if nothing ever was."""
        return not self.published or bool(self.changed_at >= self.published[-1]["size"])

    def stands(self, signature: Signature | None) -> bool:
        return signature is not None and not signature.gone and signature.text == self.text

    def listed(self) -> dict[int, Signature]:
        return {
            place: each
            for place, each in self.signatures.items()
            if self.stands(each) and each.show == "public"
        }

    def lapsed(self) -> list[Signature]:
        return [each for each in self.signatures.values() if not each.gone and not self.stands(each)]

    def take(self, place: int, said: Any) -> None:
        require(isinstance(said, dict), f"entry {place} is no object")
        kind = said.get("kind")
        require(type(said.get("v")) is int and said["v"] == 1, f"entry {place} is of another version")
        require(isinstance(kind, str) and kind in KEYS, f"entry {place} is of no known kind")
        needed, allowed = (set(names.split()) for names in KEYS[kind])
        keys = said.keys() - {"v", "kind", "at"}
        require(needed <= keys <= needed | allowed, f"entry {place} has other keys")
        for key in keys:
            require(VALUES[key](said[key]), f"entry {place} has a {key} that it cannot have")
        minute = datetime.fromisoformat(said["at"])
        require(
            f"{minute:%Y-%m-%dT%H:%MZ}".zfill(17) == said["at"] >= self.at, f"entry {place} is out of time"
        )
        self.at = said["at"]
        require(kind == "frozen" or self.texts, "the first entry fixes no text")
        require(getattr(self, f"_{kind}")(place, said), f"entry {place}: {kind} is not allowed there")

    def _frozen(self, place: int, said: dict[str, Any]) -> bool:
        self.texts.append(said["texts"])
        self.text, self.changed_at = self.leaves[place].hex(), place
        follows = said["edition"] == len(self.texts) and not (place and "supersedes" in said)
        return said["letter"] == self.origin and follows and not self.closed

    def _signed(self, place: int, said: dict[str, Any]) -> bool:
        signature = Signature(said["text"], said["how"], said["show"], [(place, said["who"])])
        self.signatures[place], self.changed_at = signature, place
        return self.stands(signature) and not self.closed

    def _withdrawn(self, place: int, said: dict[str, Any]) -> bool:
        signature = self.signatures.get(said["of"])
        if signature is None or signature.gone:
            return False
        signature.gone, self.changed_at = True, place
        return True

    _struck = _withdrawn

    def _corrected(self, place: int, said: dict[str, Any]) -> bool:
        signature = self.signatures.get(said["of"])
        if signature is None or not self.stands(signature):
            return False
        signature.records.append((place, said["who"]))
        self.changed_at = place
        return True

    def _closed(self, place: int, said: dict[str, Any]) -> bool:
        first, self.closed = not self.closed, True
        return first and bool(said["standing"] == sum(map(self.stands, self.signatures.values())))

    def _published(self, place: int, said: dict[str, Any]) -> bool:
        self.published.append(said)
        return bool(said["size"] <= place)

    def _rekeyed(self, place: int, said: dict[str, Any]) -> bool:
        new = said["vkey"] not in [vkey for _, vkey in self.keys]
        self.keys.append((place, said["vkey"]))
        return new and key_of(said["vkey"]).name == self.origin
