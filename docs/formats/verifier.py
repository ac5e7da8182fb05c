"""A second verifier, written from the pages of this folder alone, with the standard library alone.

    python verifier.py evidence.zip

Nobody has to believe the first one: two programs that share no line say the same of every bundle, good or
spoilt, that the tests try. This one is short and slow (its Ed25519 is a page of plain integers), takes no
receipts and no earlier bundles, and trusts the key that the bundle names. The numbers in it are those of the
steps in bundle.md.
"""

import base64
import csv
import io
import json
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256, sha512
from typing import Any

Files = dict[str, bytes]


class DoesNotHold(Exception):
    """What does not hold."""


# What reading a spoilt bundle runs into: a file that is missing, bytes of another form.
Troubles = (DoesNotHold, LookupError, ValueError, TypeError, RecursionError)


def require(holds: object, what: str) -> None:
    if not holds:
        raise DoesNotHold(what)


# --- Ed25519: RFC 8032, 5.1 -------------------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]


def point(data: bytes) -> Point:
    number = int.from_bytes(data, "little")
    y, sign = number % 2**255, number >> 255
    squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(squared, (P + 3) // 8, P)
    if (x * x - squared) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    require((x * x - squared) % P == 0, "a key or a signature is no point of the curve")
    x = x if x % 2 == sign else P - x
    return x, y, 1, x * y % P


def add(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * D * one[3] * other[3] % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar: int, by: Point) -> Point:
    product = (0, 1, 1, 0)
    while scalar:
        product = add(product, by) if scalar & 1 else product
        by, scalar = add(by, by), scalar >> 1
    return product


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    scalar = int.from_bytes(signature[32:], "little")
    hashed = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = multiply(scalar, BASE), add(point(signature[:32]), multiply(hashed, point(public)))
    same = all((left[axis] * right[2] - right[axis] * left[2]) % P == 0 for axis in (0, 1))
    return scalar < ORDER and same


# --- keys, notes and checkpoints: C2SP signed-note and tlog-checkpoint --------------------------------


@dataclass(frozen=True)
class Key:
    text: str
    name: str
    id: bytes
    public: bytes


def unpacked(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    require(base64.b64encode(data).decode() == text, f"{text} is not the one spelling in base64")
    return data


def key_of(text: str) -> Key:
    name, key_id, packed = text.split("+", 2)
    data = unpacked(packed)
    require(len(data) == 33 and data[0] == 1, "a key is not of Ed25519")
    require(sha256(name.encode() + b"\n" + data).hexdigest()[:8] == key_id, "a key has another id")
    return Key(text, name, bytes.fromhex(key_id), data[1:])


@dataclass(frozen=True)
class Checkpoint:
    """`signers` are the places, in the policy, of the keys that signed it."""

    size: int
    root: bytes
    signers: frozenset[int]


def checkpoint_of(data: bytes, keys: Sequence[Key]) -> Checkpoint:
    text, gap, signatures = data.rpartition(b"\n\n")
    require(gap and signatures.endswith(b"\n"), "a checkpoint is cut")
    signers = []
    for line in signatures[:-1].decode().split("\n"):
        found = re.fullmatch(r"— (\S+) (\S+)", line)
        require(found, "a signature has another form")
        name, signature = found[1], unpacked(found[2])  # type: ignore[index]
        for place, key in enumerate(keys):
            if (key.name, key.id) == (name, signature[:4]):
                good = len(signature) == 68 and is_signed(key.public, signature[4:], text + b"\n")
                require(good, "a signature of a checkpoint is wrong")
                signers.append(place)
    require(len(set(signers)) == len(signers), "a key signed a checkpoint twice")
    lines = text.decode().split("\n")
    require(len(lines) == 3 and re.fullmatch("0|[1-9][0-9]*", lines[1]), "a checkpoint has other lines")
    require(lines[0] == keys[0].name, "a checkpoint is of another log")
    return Checkpoint(int(lines[1]), unpacked(lines[2]), frozenset(signers))


# --- the tree: RFC 6962 2.1 and C2SP tlog-tiles ---------------------------------------------------------


def root_of(hashes: Sequence[bytes]) -> bytes:
    level = list(hashes)
    while len(level) > 1:
        pairs = [level[at : at + 2] for at in range(0, len(level), 2)]
        level = [sha256(b"\x01" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0] if level else sha256(b"").digest()


def tile_name(number: int, width: int) -> str:
    name = f"{number % 1000:03}"
    while number := number // 1000:
        name = f"x{number % 1000:03}/{name}"
    return name if width == 256 else f"{name}.p/{width}"


def tiles_of(length: int) -> list[tuple[str, slice]]:
    """The names of the tiles that so many fill, and what lies in each."""
    parts = [slice(first, min(first + 256, length)) for first in range(0, length, 256)]
    return [(tile_name(part.start // 256, part.stop - part.start), part) for part in parts]


def entries_in(data: bytes) -> Iterable[bytes]:
    while data:
        length = int.from_bytes(data[:2], "big")
        require(len(data) >= 2 + length, "an entry is cut")
        yield data[2 : 2 + length]
        data = data[2 + length :]


# --- statements: log.md -----------------------------------------------------------------------------------

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
VALUES = {
    "how": ("link", "mail", "code", "import"),
    "show": ("public", "private"),
    "by": ("signer", "erasure"),
    "why": ("duplicate", "not-a-person", "not-authorised", "denied", "other"),
}


def canonical(data: bytes) -> Any:
    value = json.loads(data.decode("utf-8"))
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    require(written.encode("utf-8", "surrogatepass") == data, "JSON in another spelling")
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
    changed: bool = False  # since it was published last
    published: list[dict[str, Any]] = field(default_factory=list)
    keys: list[tuple[int, str]] = field(default_factory=list)  # since which entry, and which
    at: str = ""

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
        require(all(said[key] in VALUES[key] for key in keys & VALUES.keys()), f"entry {place}: a value")
        minute = datetime.fromisoformat(said["at"])
        require(f"{minute:%Y-%m-%dT%H:%MZ}" == said["at"] >= self.at, f"entry {place} is out of time")
        self.at = said["at"]
        require(kind == "frozen" or self.texts, "the first entry fixes no text")
        require(getattr(self, f"_{kind}")(place, said), f"entry {place}: {kind} is not allowed there")

    def _frozen(self, place: int, said: dict[str, Any]) -> bool:
        self.texts.append(said["texts"])
        self.text, self.changed = self.leaves[place].hex(), True
        follows = said["edition"] == len(self.texts) and not (place and "supersedes" in said)
        return said["letter"] == self.origin and follows and not self.closed

    def _signed(self, place: int, said: dict[str, Any]) -> bool:
        signature = Signature(said["text"], said["how"], said["show"], [(place, said["who"])])
        self.signatures[place], self.changed = signature, True
        return self.stands(signature) and not self.closed and HASH.fullmatch(said["who"]) is not None

    def _withdrawn(self, place: int, said: dict[str, Any]) -> bool:
        signature = self.signatures.get(said["of"])
        if signature is None or signature.gone:
            return False
        signature.gone = self.changed = True
        return True

    _struck = _withdrawn

    def _corrected(self, place: int, said: dict[str, Any]) -> bool:
        signature = self.signatures.get(said["of"])
        if signature is None or not self.stands(signature):
            return False
        signature.records.append((place, said["who"]))
        self.changed = True
        return HASH.fullmatch(said["who"]) is not None

    def _closed(self, place: int, said: dict[str, Any]) -> bool:
        first, self.closed = not self.closed, True
        return first and bool(said["standing"] == sum(map(self.stands, self.signatures.values())))

    def _published(self, place: int, said: dict[str, Any]) -> bool:
        self.published.append(said)
        self.changed = False
        return bool(0 <= said["size"] <= place)

    def _rekeyed(self, place: int, said: dict[str, Any]) -> bool:
        new = said["vkey"] not in [vkey for _, vkey in self.keys]
        self.keys.append((place, said["vkey"]))
        return new and key_of(said["vkey"]).name == self.origin


# --- a bundle: bundle.md ------------------------------------------------------------------------------------

COLUMNS = (
    *("entry", "name", "role", "org", "place", "region", "line", "lang", "by"),
    *("title", "honorific", "on_behalf_of", "note", "status", "how"),
)
RUNS = re.compile("'*[=+\\-@＝＋－＠]")  # in a spreadsheet
IN_CSV = (
    *(
        "name",
        "given",
        "family",
        "honorific",
        "office",
        "office_plural",
        "title",
        "place",
        "region",
        "country",
    ),
    *("organisation", "on_behalf_of", "note", "group", "lead", "rank", "date", "status", "how"),
)
IN_TABLES = {"role": "office", "org": "organisation"}
SHOWN = ("name", "role", "org", "place", "region", "title", "honorific", "on_behalf_of", "note", "status")
DERIVED = ("letter.json", "signatories.csv", "letter.txt")
Listed = list[tuple[int, Signature, dict[str, str]]]


def verify(files: Files) -> str:
    """What the list comes to. Raises DoesNotHold."""
    keys = keys_of(files)  # 1
    sealed = checkpoint_of(files["checkpoint"], keys)  # 2
    require(sealed.signers, "the checkpoint is signed by no key of the policy")
    known = {"README.txt", "verify.html", "policy", "checkpoint", "signatories.tsv", *DERIVED}
    log = read_log(files, sealed, keys, known)  # 3
    check_texts(files, log, known)  # 4
    listed = opened(files, log, known)  # 5
    check_list(files, log, listed)  # 6
    check_files(files, log, known)  # 7
    check_what_is_shown(files, log, listed)  # 8
    check_history(files, log, sealed, keys)  # 9
    standing = sum(map(log.stands, log.signatures.values()))
    return f"{standing} stand, {standing - len(listed)} of them unnamed; {len(log.lapsed())} have lapsed"


def keys_of(files: Files) -> list[Key]:
    *lines, quorum, end = files["policy"].decode().split("\n")
    require((quorum, end) == ("quorum none", "") and lines, "the policy has other lines")
    require(all(line.startswith("log ") for line in lines), "the policy has other lines")
    keys = [key_of(line.removeprefix("log ")) for line in lines]
    require(len({key.name for key in keys}) == 1, "the policy is of several logs")
    return keys


def read_log(files: Files, sealed: Checkpoint, keys: Sequence[Key], known: set[str]) -> Log:
    entries: list[bytes] = []
    for name, _ in tiles_of(sealed.size):
        entries += entries_in(files[f"tile/entries/{name}"])
        known.add(f"tile/entries/{name}")
    level = leaves = [sha256(b"\x00" + entry).digest() for entry in entries]
    height = 0
    while level:
        for name, part in tiles_of(len(level)):
            require(files[f"tile/{height}/{name}"] == b"".join(level[part]), f"tile/{height}/{name}")
            known.add(f"tile/{height}/{name}")
        level = [root_of(level[first : first + 256]) for first in range(0, len(level) - 255, 256)]
        height += 1
    require(len(leaves) == sealed.size and root_of(leaves) == sealed.root, "the log has another root")
    log = Log(keys[0].name, leaves, keys=[(-1, keys[0].text)])
    for place, entry in enumerate(entries):
        log.take(place, canonical(entry))
    return log


def check_texts(files: Files, log: Log, known: set[str]) -> None:
    for edition, texts in enumerate(log.texts, start=1):
        folder = "" if edition == len(log.texts) else f"editions/{edition}/"
        for language, digest in texts.items():
            name = f"{folder}letter.{language}.md"
            require(sha256(files[name]).hexdigest() == digest, f"{name} is another text")
            known.add(name)


def opened(files: Files, log: Log, known: set[str]) -> Listed:
    openings: dict[int, tuple[str, str]] = {}  # entry → record, commitment
    for name, part in tiles_of(len(log.leaves)):
        number = f"openings/{name.partition('.')[0]}"
        lines = files.get(number, b"").decode("utf-8").split("\n")[:-1]
        known.add(number)
        found = [canonical(line.encode("utf-8")) for line in lines]
        rising = [one["i"] for one in found]
        require(rising == sorted(set(rising)) and set(rising) <= set(range(len(log.leaves))[part]), number)
        for one in found:
            require(one.keys() == {"i", "record", "salt"} and HASH.fullmatch(one["salt"]), "an opening")
            secret = bytes.fromhex(one["salt"]) + one["record"].encode("utf-8")
            openings[one["i"]] = one["record"], sha256(b"undersigned/opening/v1\n" + secret).hexdigest()
    made = {place: who for each in log.listed().values() for place, who in each.records}
    require(openings.keys() <= made.keys(), "an opening of nobody on the list")
    require(all(openings[place][1] == made[place] for place in openings), "an opening opens nothing")
    last = {place: each.records[-1][0] for place, each in log.listed().items()}
    require(set(last.values()) <= openings.keys(), "an opening is missing")
    return [
        (place, each, canonical(openings[last[place]][0].encode("utf-8")))
        for place, each in log.listed().items()
    ]


def check_list(files: Files, log: Log, listed: Listed) -> None:
    rows = [list(COLUMNS)]
    for place, signature, record in listed:
        cells = [record.get(column, "") for column in COLUMNS[1:-1]]
        guarded = [f"'{cell}" if RUNS.match(cell) else cell for cell in cells]
        rows.append([str(place), *guarded, signature.how])
    table = "".join("\t".join(row) + "\n" for row in rows).encode("utf-8")
    require(files["signatories.tsv"] == table, "signatories.tsv is not what the log gives")
    if log.published and not log.changed:
        require(sha256(table).hexdigest() == log.published[-1]["list"], "another list was published")


def check_files(files: Files, log: Log, known: set[str]) -> None:
    bound = {name for said in log.published for name in said["files"]}
    others = {name for name in files if name not in known and not name.startswith("history/")}
    require(others <= bound, f"nothing binds {', '.join(sorted(others - bound))}")
    if log.published and not log.changed:
        for name, digest in log.published[-1]["files"].items():
            require(sha256(files[name]).hexdigest() == digest, f"{name} is not what was published")


def check_what_is_shown(files: Files, log: Log, listed: Listed) -> None:
    if "letter.json" in files:
        check_json(files["letter.json"], log, listed)
    if "signatories.csv" in files:
        check_csv(files["signatories.csv"], listed)
    if "letter.txt" in files:
        check_text(files, log, [record for _, _, record in listed])


def check_people(rows: Iterable[dict[str, Any]], listed: Listed, keys: Sequence[str], file: str) -> None:
    """These rows show every record as often as the list does, and no more."""
    rows = list(rows)
    found = Counter(tuple(row[IN_TABLES.get(key, key)] or "" for key in keys) for row in rows)
    wanted = Counter(tuple(record.get(key, "") for key in keys) for _, _, record in listed)
    require(found == wanted, f"{file} shows another list")
    parts = all((row.get(part) or "") in (row["name"] or "") for row in rows for part in ("given", "family"))
    require(parts, f"{file} shows a name of which a part is none")


def check_json(data: bytes, log: Log, listed: Listed) -> None:
    letter = json.loads(data, object_pairs_hook=once)
    shown = letter["signatories"]
    require(letter["format"] == "undersigned.letter/1", "letter.json has another format")
    rows = [one | {"status": "" if one["status"] == "current" else one["status"]} for one in shown]
    check_people(rows, listed, SHOWN, "letter.json")
    confirmed = {place: (record, each.how) for place, each, record in listed}
    for one in (one for one in shown if one.get("confirmed")):
        record, how = confirmed[one["confirmed"]["index"]]
        same = (record["name"], record["by"], how) == (
            one["name"] or "",
            one["confirmed"]["by"],
            one["confirmed"]["how"],
        )
        require(same, "letter.json says something else of how somebody was confirmed")
    people = [one for one in shown if one["name"]]
    unnamed = sum(map(log.stands, log.signatures.values())) - len(shown)
    count = {
        "signatories": len(shown) + unnamed,
        "people": len(people),
        "organisations": len(shown) - len(people),
        "unnamed": unnamed,
        "lapsed": len(log.lapsed()),
        "by_office": Counter(one["office"] for one in people if one["office"]),
    }
    require(letter["count"] == count, "letter.json counts otherwise")


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    require(len(dict(pairs)) == len(pairs), "letter.json has a key twice")
    return dict(pairs)


def check_csv(data: bytes, listed: Listed) -> None:
    head, *table = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    require(set(head) <= set(IN_CSV) and len(set(head)) == len(head), "signatories.csv has other columns")
    require(all(len(cells) == len(head) for cells in table), "signatories.csv has a cell too many or too few")
    rows = [dict(zip(head, map(unguarded, cells), strict=True)) for cells in table]
    for row in rows:
        row["status"] = "" if row.get("status") == "current" else row.get("status", "")
    check_people(rows, listed, [key for key in SHOWN if IN_TABLES.get(key, key) in head], "signatories.csv")
    ways = Counter((record.get("name", ""), each.how) for _, each, record in listed)
    if {"name", "how"} <= set(head):
        found = Counter((row["name"], row["how"]) for row in rows)
        require(found == ways, "signatories.csv says something else of how somebody was confirmed")


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and RUNS.match(cell) else cell


def check_text(files: Files, log: Log, records: Sequence[dict[str, str]]) -> None:
    """The list in letter.txt, and what may stand among its lines and below them."""
    source = next(files[name].decode("utf-8") for name in files if re.fullmatch(r"letter\.[\w-]+\.md", name))
    closing = re.search('^closing: *"?(.*?)"?$', source.split("\n---\n")[0], re.MULTILINE)
    text = re.sub(r"\n+ {4,}", " ", files["letter.txt"].decode("utf-8"))
    if closing:
        often = source.count(f"\n{closing[1]}\n") + 1  # the text may say the same words before
        require(text.count(f"\n{closing[1]}\n") == often, "letter.txt has the closing more or less often")
    end = text.rpartition(f"\n{closing[1]}\n")[2] if closing else text
    left = Counter(record["line"] for record in records)
    regions = {record["region"].casefold() for record in records}
    paragraphs = [part.strip("\n").split("\n") for part in re.split("\n{2,}", end) if part.strip("\n")]
    while not closing and paragraphs and not set(paragraphs[0]) & left.keys():
        del paragraphs[0]  # it fixes no closing: the list begins with the first printed line
    foot: list[str] = []
    for lines, following in zip(paragraphs, [*paragraphs[1:], []], strict=True):
        if not left.total():
            foot += lines
            continue
        heading = re.fullmatch(r".+ \((\d+)\)", lines[0]) if len(lines) == 1 else None
        if (heading and int(heading[1]) == len(following)) or lines[0].casefold() in regions:
            continue
        left.subtract(lines)
        require(min(left.values()) == 0, f"letter.txt has other lines in the list: {lines}")
    require(not left.total(), "letter.txt lacks somebody")
    others = [line for line in foot if not re.search(r"://|^\[[^\]]{1,20}\] ", line)]  # addresses, footnotes
    gone = sum(each.gone for each in log.signatures.values())
    unnamed = sum(map(log.stands, log.signatures.values())) - len(records)
    more = [line for line in others if ": " not in line]
    require(len(others) - len(more) <= gone, "letter.txt names more who left than the log")
    require(len(more) <= (unnamed > 0), f"letter.txt has other lines below the list: {more}")


def check_history(files: Files, log: Log, sealed: Checkpoint, keys: Sequence[Key]) -> None:
    require([vkey for _, vkey in log.keys] == [key.text for key in keys], "the policy has other keys")
    checkpoints = [sealed]
    for name in [name for name in files if name.startswith("history/")]:
        earlier = checkpoint_of(files[name], keys)
        require(name == f"history/{earlier.size}" and earlier.size <= sealed.size, f"{name} is another size")
        require(root_of(log.leaves[: earlier.size]) == earlier.root, f"{name} is of another history")
        checkpoints.append(earlier)
    handed_on = set()
    for each in checkpoints:
        in_force = sum(since < each.size for since, _ in log.keys)
        needed = set(range(max(0, in_force - 2), in_force))
        require(needed <= each.signers, f"the checkpoint of {each.size} lacks a signature")
        handed_on |= {place for place in each.signers if place + 1 in each.signers}
    require(handed_on >= set(range(len(keys) - 1)), "no chain of signatures leads to the last key")


def main(path: str) -> int:
    try:
        with zipfile.ZipFile(path) as bundle:
            files = {name: bundle.read(name) for name in bundle.namelist()}
        print(f"holds: {verify(files)}")
    except Troubles as trouble:
        print(f"does not hold: {trouble}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
