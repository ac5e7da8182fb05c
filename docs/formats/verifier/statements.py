"""What a log may say, and what it adds up to: log.md."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from verifier.notes import is_name, key_of
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
WORDS = {
    "how": ("link", "mail", "code", "import"),
    "show": ("public", "private"),
    "by": ("signer", "erasure"),
    "why": ("duplicate", "not-a-person", "not-authorised", "denied", "other"),
}
TAG = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
FILE = re.compile("[a-z0-9][a-z0-9_-]{0,63}([.][a-z0-9-]{1,12}){1,2}")
RECORD = {"name", "role", "org", "place", "region", "line", "lang", "by"}
BESIDE = {"title", "honorific", "on_behalf_of", "note", "status", "domain"}
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def record_in(data: bytes) -> dict[str, str]:
    """What a commitment opens to, if it is one."""
    record = canonical(data)
    require(len(data) <= 16_384 and RECORD <= record.keys() <= RECORD | BESIDE, "a record has other keys")
    parts = record.values()
    printable = all(isinstance(part, str) and len(part) <= 1_000 for part in parts)
    require(printable and not any(map(UNPRINTABLE.search, parts)), "a record has another value")
    named = (record["name"] or record["org"]) and record["line"] and record["by"] in ("self", "delegate")
    known = record.get("status", "current") in ("current", "former", "identification_only")
    require(named and known, "a record of nobody")
    if record.get("status") == "current":
        record["status"] = ""  # as it is shown
    return dict(record)


def is_number(value: Any, lowest: int = 0) -> bool:
    return type(value) is int and lowest <= value < 2**53


def is_hash(value: Any) -> bool:
    return isinstance(value, str) and HASH.fullmatch(value) is not None


def are_hashes(value: Any, names: re.Pattern[str], lowest: int) -> bool:
    many = isinstance(value, dict) and lowest <= len(value) <= 100
    return many and all(names.fullmatch(name) and is_hash(one) for name, one in value.items())


def is_roster(value: Any) -> bool:
    return set(value) == {"n", "hash"} and is_number(value["n"]) and is_hash(value["hash"])


def is_state(value: Any) -> bool:
    whole = set(value) == {"letter", "size", "root"} and is_number(value["size"], 1)
    return whole and is_hash(value["root"]) and is_name(value["letter"])


# What an entry may say; what it says of a letter or a key is looked at where it stands.
VALUES: dict[str, Callable[[Any], bool]] = {
    **{key: words.__contains__ for key, words in WORDS.items()},
    **dict.fromkeys(("text", "who", "proof", "list"), is_hash),
    **dict.fromkeys(("edition", "size"), lambda value: is_number(value, 1)),
    **dict.fromkeys(("of", "standing"), is_number),
    **dict.fromkeys(("letter", "vkey"), lambda value: isinstance(value, str)),
    "texts": lambda value: are_hashes(value, TAG, 1),
    "files": lambda value: are_hashes(value, FILE, 0),
    "roster": is_roster,
    "supersedes": is_state,
}


def canonical(data: bytes) -> Any:
    value = json.loads(data.decode("utf-8"))
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    require(written.encode("utf-8", "surrogatepass") == data, "JSON in another spelling")
    require(not any("\0" in text for text in texts_in(value)), "JSON with a NUL in it")
    return value


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    if isinstance(value, dict):
        value = [*value, *value.values()]
    for each in value if isinstance(value, list) else ():
        yield from texts_in(each)


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

    def take(self, place: int, said: dict[str, Any]) -> None:
        kind = said.get("kind")
        require(said.get("v") == 1 and kind in KEYS, f"entry {place} is of no known kind")
        needed, allowed = (set(words.split()) for words in KEYS[str(kind)])
        keys = said.keys() - {"v", "kind", "at"}
        require(needed <= keys <= needed | allowed, f"entry {place} has other keys")
        require(all(VALUES[key](said[key]) for key in keys), f"entry {place} has another value")
        minute = datetime.fromisoformat(said["at"])
        spelled = minute.replace(tzinfo=None).isoformat(timespec="minutes") + "Z"
        require(spelled == said["at"] >= self.at, f"entry {place} is out of time")
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
        return self.stands(signature) and not self.closed and HASH.fullmatch(said["who"]) is not None

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
        return HASH.fullmatch(said["who"]) is not None

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
