"""Bundles that hold, and bundles spoilt in every way we thought of: for command and page alike."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.proof.letters import (
    AT,
    KEY,
    NEW_KEY,
    ORIGIN,
    TEXT,
    Letter,
    whole_bundle,
    whole_letter,
)
from undersigned.domain import statements
from undersigned.domain.statements import Closed, Rekeyed, Signed, Statement, Withdrawn
from undersigned.evidence import checkpoint, note, policy
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import SigningKey, VerifierKey
from undersigned.evidence.text import base64_text
from undersigned.evidence.tiles import pack_entries, unpack_entries
from undersigned.proof import bundle
from undersigned.proof.readable import LARGEST_COMPARED

Parts = Mapping[str, bytes]
ENTRY_TILE = "tile/entries/000.p/16"
HASH_TILE = "tile/0/000.p/16"


def small_letter() -> Letter:
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    letter.close()
    letter.publish()
    return letter


def open_letter() -> Letter:
    """Still open, never published."""
    letter = Letter()
    letter.freeze()
    for number in range(7):
        letter.sign(number, how="mail")
    letter.files = {name: each for name, each in letter.render().items() if name != "letter.pdf"}
    return letter


def rekeyed_letter() -> Letter:
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    letter.rekey()
    letter.sign(1)
    letter.close()
    letter.publish()
    return letter


def left_after_publication() -> Letter:
    """Published, then one withdrew and was forgotten; what a program can read was made anew."""
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    gone = letter.sign(1)
    letter.close()
    letter.publish()
    letter.withdraw(gone, "erasure")
    letter.files = {**letter.render(), "letter.pdf": letter.files["letter.pdf"]}
    return letter


def organisations() -> Letter:
    letter = Letter()
    letter.freeze()
    letter.sign(
        0, name="", role="", place="", region="", org="Riders, Inc.", line="Riders, Inc.", note="since 1990"
    )
    letter.sign(
        1, honorific="Dr.", status="former", on_behalf_of="The Board", line="Dr. Béla Minta, former Mayor"
    )
    letter.files = {
        name: each for name, each in letter.render().items() if name in ("letter.json", "letter.txt")
    }
    return letter


def large_letter() -> Letter:
    """More than one tile: 300 signatures, some withdrawn."""
    letter = Letter()
    letter.freeze()
    _sign_many(letter, 300)
    letter.close()
    letter.publish()
    return letter


def _sign_many(letter: Letter, number: int) -> None:
    """As `Letter.sign`, but without replaying the log each time."""
    first = letter.standing()
    letter.standing = lambda: first  # type: ignore[method-assign]  # the text does not change meanwhile
    for each in range(number):
        letter.sign(each, how="mail")
    del letter.standing


HOLDING: dict[str, Callable[[], Parts]] = {
    "a whole letter": whole_bundle,
    "a small letter": lambda: small_letter().bundle(),
    "an open letter": lambda: open_letter().bundle(),
    "a letter of two keys": lambda: rekeyed_letter().bundle(),
    "one left after publication": lambda: left_after_publication().bundle(),
    "a list of before published once more": lambda: published_with_an_older_list(),
    "organisations and titles": lambda: organisations().bundle(),
    "more than a tile": lambda: large_letter().bundle(),
    "an earlier record kept": lambda: earlier_record_kept(),
    "other words in the readme": lambda: {**whole_bundle(), "README.txt": b"Nothing."},
    "no readme and no page": lambda: without("README.txt", "verify.html"),
    "headings in the text": lambda: shown("letter.txt", headed_text),
    "a foot under the list in the text": lambda: shown("letter.txt", footed_text),
    "a list with offices of those who are not named": lambda: shown("letter.txt", described_text),
    "a closing that another line says too": lambda: called_like_the_closing().bundle(),
    "a closing with a hard space": lambda: closed_with("Bien à vous\u00a0!"),
    "a closing in words that YAML folds": lambda: closed_with("Sincerely\n  yours,"),
    "a text without a closing": lambda: closed_with(""),
    "json that leaves out what is not given": lambda: shown(
        "letter.json", lambda data: re.sub(rb'"\w+": null,\s+', b"", data)
    ),
    "csv with names alone": lambda: shown("signatories.csv", names_alone),
    "a letter that nobody signed by name": lambda: nobody_named().bundle(),
    "a name that looks like an escape": lambda: signed_by('Ada \\u0000 \\\\u0000 "\\u0000'),
    "a closing written twice, the first folded": lambda: closed_twice(),
    "a closing that the text quotes": lambda: with_letter_text(
        "---\nclosing: Yours,\n---\nThey wrote:\n\n> Yours,\n\n*Yours,*\n", "Yours,\n\n    Yours,\n\nYours,\n"
    ),
    "somebody called like a line of a text without a closing": lambda: with_letter_text(
        "Riders.\n\nGo.\n", "Riders.\n\nGo.\n", name="", role="", org="Riders.", line="Riders."
    ),
    "a footnote without spaces around a link": lambda: noted(
        "参见[计划](https://example.org/计划)和**地**图。",
        "参见计划 <https://example.org/%E8%AE%A1%E5%88%92>和地图。",
    ),
    "a footnote with addresses": lambda: noted(
        "Mail <ada@example.org>, see [it](https://bücher.example/caf%C3%A9) at&#32;10.",
        "Mail ada@example.org, see it <https://xn--bcher-kva.example/caf%C3%A9> at 10.",
    ),
    "a footnote under a text with entities of many figures": lambda: noted(
        f"At &#{'0' * 5_000}65; and &#{'9' * 5_000};&#{'9' * 5_000}x; stops.", "At A and stops."
    ),
    "a heading above a line of four spaces": lambda: shown(
        "letter.txt", lambda data: data.replace(b"Ada", b"Mayors (4)\n    \nAda", 1)
    ),
    "a line that goes on over a blank one, in a paragraph by itself": lambda: shown(
        "letter.txt", lambda data: data.replace(b"Ada Example, ", b"Mayors (1)\n\nAda Example,\n\n    ", 1)
    ),
    "a letter of the year 999": lambda: of_the_year_999(),
    "a record that says that the office is current": lambda: with_letter_text("Run.\n", "", status="current"),
    "a hash published for the text, another": lambda: published_too("letter.en.md", b"Run the trams.\n"),
    "json with a very long part": lambda: shown(
        "letter.json", lambda data: data.replace(b"{", b'{"abstract": "' + b"a\\n" * 4_000_000 + b'",', 1)
    ),
    "csv with a long cell that is not compared": lambda: shown(
        "signatories.csv", grouped(b'"' + b"a" * 150_000 + b'"')
    ),
    "csv with no way of confirming": lambda: shown("signatories.csv", grouped(b"", b",status,")),
    "json with whole numbers written as fractions": lambda: shown("letter.json", with_fractions),
    "csv with a byte order mark": lambda: shown("signatories.csv", lambda data: b"\xef\xbb\xbf" + data),
    "csv with other line ends": lambda: shown("signatories.csv", lambda data: data.replace(b"\r\n", b"\n")),
}


def earlier_record_kept() -> Parts:
    letter = whole_letter()
    letter.openings[7] = letter.all_openings[7]
    return letter.bundle()


def headed_text(data: bytes) -> bytes:
    lines = data.decode().split("\n")
    return "\n".join([*lines[:6], "Mayor (2)", "", *lines[6:8], "", "WA", "", *lines[8:]]).encode()


def footed_text(data: bytes) -> bytes:
    """As long lines, footnotes, departures and an address are printed."""
    lines = (
        data.decode().replace("Mayor of Springfield", "Mayor of\n    Springfield").replace("and 1", "and one")
    )
    departures = (
        "Dee-Dee Specimen, Mayor of Lakeside, OH: withdrawn on\n    December 2, 2026\nX: struck on December 3"
    )
    notes = "[1] Of the year 2026, see the plan\n    <https://example.org/plan>.\n\n    And of the next."
    return f"{lines}\n{notes}\n\n{departures}\n\nHow to check this list: https://example.org/v/7\n".encode()


def described_text(data: bytes) -> bytes:
    return data.replace(
        b"and 1 more who are not named", b"and one more, not named: one mayor in OH; no others"
    )


def called_like_the_closing() -> Letter:
    letter = Letter()
    letter.freeze()
    letter.sign(0, name="Sincerely", line="Sincerely,")
    letter.sign(1)
    letter.close()
    letter.publish()
    return letter


def closed_with(closing: str) -> Parts:
    """A letter whose header writes its closing in some way, and whose files print what YAML makes of it."""
    letter = Letter()
    letter.freeze(f"---\ntitle: Night buses\nclosing: {closing}\n---\nRun the night buses.\n".encode())
    letter.sign(0)
    printed = " ".join(closing.split())
    files = letter.render()
    files["letter.txt"] = files["letter.txt"].replace(b"Sincerely,", printed.encode(), 1)
    letter.publish(files)
    return letter.bundle()


def with_letter_text(text: str, printed: str, **changes: Any) -> Parts:
    """A letter of this text, printed so above the list of the one who signed."""
    letter = Letter()
    letter.freeze(text.encode())
    letter.sign(0, **changes)
    line = letter.rows()[0].line
    letter.publish({"letter.txt": f"{printed}\n{line}\n".encode()})
    return letter.bundle()


def closed_twice() -> Parts:
    header = '---\nclosing: Yours\n  all,\nclosing: "Sincerely,"\n---\nRun.\n'
    return with_letter_text(header, "Ada Example, Mayor of Springfield, NY\n\nEve Extra\n\nSincerely,\n")


def noted(source: str, printed: str) -> Parts:
    letter = Letter()
    letter.freeze(f"---\nclosing: Sincerely,\n---\nRun.[^1]\n\n[^1]: {source}\n".encode())
    letter.sign(0)
    letter.publish({"letter.txt": letter.render()["letter.txt"] + f"\n[1] {printed}\n".encode()})
    return letter.bundle()


def of_the_year_999() -> Parts:
    letter = Letter()
    letter.at = AT.replace(year=999)
    letter.freeze()
    letter.sign(0)
    return letter.bundle()


def published_too(name: str, content: bytes) -> Parts:
    """A small letter whose publication names one file more."""
    letter = small_letter()
    letter.publish({**letter.files, name: content})
    del letter.files[name]
    return letter.bundle()


def grouped(cell: bytes, instead: bytes = b"") -> Callable[[bytes], bytes]:
    """One more column that is not compared; or the last one with nothing in it."""

    def change(data: bytes) -> bytes:
        header, *rows = data.split(b"\r\n")[:-1]
        if instead:
            return b"\r\n".join([header, *(row.rpartition(b",")[0] + b"," for row in rows)])
        return b"\r\n".join([header + b",group", *(row + b"," + cell for row in rows)])

    return change


def signed_by(name: str) -> Parts:
    letter = Letter()
    letter.freeze()
    letter.sign(0, name=name, line=f"{name}, Mayor")
    letter.publish()
    return letter.bundle()


def names_alone(data: bytes) -> bytes:
    return b"".join(line.split(b",")[0] + b"\n" for line in data.splitlines() if not line.startswith(b'"'))


def nobody_named() -> Letter:
    letter = Letter()
    letter.freeze()
    letter.sign(0, show="private")
    letter.close()
    letter.publish()
    return letter


def with_fractions(data: bytes) -> bytes:
    return data.replace(b'"index": 4', b'"index": 4.0').replace(b'"unnamed": 1', b'"unnamed": 1e0')


def without(*names: str) -> Parts:
    return {path: content for path, content in whole_bundle().items() if path not in names}


def changed(path: str, change: Callable[[bytes], bytes]) -> Parts:
    """The whole bundle with one file changed and nothing else."""
    parts = dict(whole_bundle())
    before = parts[path]
    parts[path] = change(before)
    assert parts[path] != before, "nothing was spoilt"
    return parts


def shown(path: str, change: Callable[[bytes], bytes]) -> Parts:
    """A file changed by the organiser: published with its right hash, sealed with the right key."""
    letter = whole_letter()
    files = dict(letter.files)
    files[path] = change(files[path])
    assert files[path] != letter.files[path], "nothing was spoilt"
    letter.publish(files)
    return letter.bundle()


def said(*more: bytes) -> Parts:
    """A log that ends in these entries, sealed with the right key; nothing published."""
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    letter.entries += more
    head = Checkpoint(ORIGIN, len(letter.entries), letter.tree().root())
    sealed = Letter()
    sealed.freeze()
    sealed.sign(0)
    data = replace(sealed.log_data(), entries=letter.entries, checkpoint=checkpoint.sign(head, KEY))
    return bundle.build(data, {})


def swapped_entries(parts: Parts, *, hashes_too: bool) -> Parts:
    entries = unpack_entries(parts[ENTRY_TILE], 16)
    entries[4], entries[5] = entries[5], entries[4]
    spoilt = {**parts, ENTRY_TILE: pack_entries(entries)}
    return spoilt | {HASH_TILE: b"".join(map(leaf_hash, entries))} if hashes_too else spoilt


def lines_of(change: Callable[[list[bytes]], list[bytes]]) -> Parts:
    """The openings with their lines changed."""
    return changed(
        "openings/000", lambda data: b"".join(line + b"\n" for line in change(data.split(b"\n")[:-1]))
    )


def swapped(part: str) -> Callable[[list[bytes]], list[bytes]]:
    def change(lines: list[bytes]) -> list[bytes]:
        first, second = json.loads(lines[0]), json.loads(lines[1])
        first[part], second[part] = second[part], first[part]
        spell = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
        return [json.dumps(each, **spell).encode() for each in (first, second)] + lines[2:]  # type: ignore[arg-type]  # options by name

    return change


def with_opening_of(index: int) -> Parts:
    letter = whole_letter()
    letter.openings[index] = letter.all_openings.get(index) or letter.all_openings[4]
    parts = dict(whole_bundle())
    parts["openings/000"] = bundle.opening_tile(letter.openings, 0)
    return parts


def dropped_last(*, resigned: bool) -> Parts:
    letter = whole_letter()
    letter.entries.pop()
    parts = {path: content for path, content in whole_bundle().items() if not path.startswith("tile/")}
    data = letter.log_data()
    parts |= {path: content for path, content in bundle.build(data, {}).items() if path.startswith("tile/")}
    if resigned:
        parts["checkpoint"] = data.checkpoint
    return parts


def one_name_more_json(data: bytes) -> bytes:
    letter = json.loads(data)
    letter["signatories"].append({**letter["signatories"][0], "name": "Eve Extra", "confirmed": None})
    letter["count"]["signatories"] += 1
    letter["count"]["people"] += 1
    letter["count"]["by_office"]["Mayor"] += 1
    return json.dumps(letter, ensure_ascii=False).encode()


def of_one_name(file: str, change: Callable[[bytes], bytes]) -> Parts:
    """Two of one name, from two places, who confirmed in two ways; one of their files changed."""
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    letter.sign(0, how="code", place="Shelbyville", line="Ada Example, Mayor of Shelbyville, NY")
    files = letter.render()
    letter.publish(files | {file: change(files[file])})
    return letter.bundle()


def exchanged_entries(data: bytes) -> bytes:
    letter = json.loads(data)
    first, second = letter["signatories"]
    first["confirmed"], second["confirmed"] = second["confirmed"], first["confirmed"]
    return json.dumps(letter).encode()


def json_with(**changes: object) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        letter = json.loads(data)
        letter["signatories"][0] |= changes
        return json.dumps(letter, ensure_ascii=False).encode()

    return change


def count_with(**changes: object) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        letter = json.loads(data)
        letter["count"] |= changes
        return json.dumps(letter, ensure_ascii=False).encode()

    return change


def renamed(data: bytes) -> bytes:
    return data.replace("Béla".encode(), b"Bela", 1)


def sealed_by_a_key_of_small_order() -> Parts:
    """Its point is the neutral one: every R is its own signature, of every text."""
    letter = small_letter()
    letter.history = {}
    key = VerifierKey(ORIGIN, (1).to_bytes(32, "little"))
    text = letter.checkpoint().partition(b"\n\n")[0] + b"\n"
    signature = base64_text(key.id + key.public + bytes(32))
    sealed = text + f"\n— {ORIGIN} {signature}\n".encode()
    return {**letter.bundle(), "policy": policy.make([key]), "checkpoint": sealed}


def sealed_as(change: Callable[[bytes], bytes]) -> Parts:
    """The checkpoint says something else, with the right key's signature."""
    text = change(whole_bundle()["checkpoint"].partition(b"\n\n")[0] + b"\n")
    return {**whole_bundle(), "checkpoint": note.sign(text, [KEY])}


def rotation(*, old_signs: bool = True, new_signs: bool = True, in_policy: bool = True) -> Parts:
    letter = rekeyed_letter()
    head = Checkpoint(ORIGIN, len(letter.entries), letter.tree().root())
    signers = [key for key, signs in ((KEY, old_signs), (NEW_KEY, new_signs)) if signs]
    parts = dict(letter.bundle()) | {"checkpoint": checkpoint.sign(head, *signers)}
    if not in_policy:
        parts["policy"] = policy.make([KEY.verifier])
    return parts


def of_another_key() -> Parts:
    thief = SigningKey.from_seed(ORIGIN, bytes([9]) * 32)
    letter = whole_letter()
    head = Checkpoint(ORIGIN, len(letter.entries), letter.tree().root())
    return dict(whole_bundle()) | {"checkpoint": checkpoint.sign(head, thief)}


def published_as(**changes: object) -> bytes:
    value = {
        "at": "2027-01-01T00:00Z",
        "kind": "published",
        "v": 1,
        "size": 1,
        "list": "ab" * 32,
        "files": {},
    }
    return json.dumps(value | changes, separators=(",", ":"), sort_keys=True).encode()


def signed_bytes(spelling: Callable[[bytes], bytes]) -> Parts:
    letter = Letter()
    letter.freeze()
    entry = letter.entries[letter.sign(1)]
    return said(spelling(entry))


def later() -> datetime:
    return AT + timedelta(days=1)


def encoded(statement: Statement) -> bytes:
    return statements.to_bytes(statement)


def after_closing() -> tuple[bytes, bytes]:
    letter = Letter()
    letter.freeze()
    text = letter.standing().text
    return encoded(Closed(later(), 1)), encoded(Signed(later(), text, "cd" * 32, "link", "private"))


def forked_history() -> bytes:
    return checkpoint.sign(Checkpoint(ORIGIN, 4, bytes(32)), KEY)


def reordered(entry: bytes) -> bytes:
    value = json.loads(entry)
    return json.dumps(dict(reversed(value.items())), separators=(",", ":")).encode()


def with_text(text: bytes) -> Parts:
    letter = Letter()
    letter.freeze(unicodedata.normalize("NFC", text.decode()).encode())
    return dict(letter.bundle()) | {"letter.en.md": text}


def second_line_in_a_cell(data: bytes) -> bytes:
    """The column is one of those that are not compared, but in a table it looks like one more row."""
    header, first, rest = data.split(b"\r\n", 2)
    others = b"".join(row + b",\r\n" for row in rest.split(b"\r\n")[:-1])
    return header + b",group\r\n" + first + b',"A\nEve Extra,Mayor"\r\n' + others


def above_one_called_like_the_closing() -> Parts:
    letter = called_like_the_closing()
    files = dict(letter.files)
    files["letter.txt"] = files["letter.txt"].replace(b"Sincerely,\n\n", b"Sincerely,\n\nEve Extra\n\n", 1)
    letter.publish(files)
    return letter.bundle()


def too_large() -> bytes:
    """A printed letter with a name more, too long for anybody to compare."""
    return open_letter().render()["letter.txt"] + b"\nEve Extra, Mayor" + b"\n" * (LARGEST_COMPARED + 1)


def one_entry_for_two() -> Parts:
    """Two who are shown alike, both said to be the first."""
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    letter.sign(0)
    letter.close()
    files = letter.render()
    files["letter.json"] = files["letter.json"].replace(b'"index": 2', b'"index": 1')
    letter.publish(files)
    return letter.bundle()


def capital_salt(data: bytes) -> bytes:
    salt = data.split(b'"salt":"')[1][:64]
    return data.replace(salt, salt.upper())


def stale_json() -> Parts:
    letter = left_after_publication()
    old = Letter()
    old.freeze()
    old.sign(0)
    old.sign(1)
    letter.files["letter.json"] = old.render()["letter.json"]
    return letter.bundle()


def published_twice() -> Parts:
    letter = small_letter()
    letter.publish({name: each for name, each in letter.files.items() if name != "letter.pdf"})
    letter.files = letter.render()
    return letter.bundle()


def published_with_an_older_list() -> Parts:
    """A list of before the last signature, published after it: the files of readers show the list of now."""
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    letter.publish()
    old = letter.standing().published[-1][1]
    letter.sign(1)
    letter.append(replace(old, at=letter.at))
    letter.files = {**letter.render(), "letter.pdf": letter.files["letter.pdf"]}
    return letter.bundle()


def other_list() -> Parts:
    letter = small_letter()
    letter.append(replace(letter.standing().published[-1][1], size=4, list="ab" * 32))
    return letter.bundle()


SIGNED = Signed(AT, "ab" * 32, "cd" * 32, "link", "public")

SPOILT: dict[str, Callable[[], Parts]] = {
    # the log
    "entries swapped": lambda: swapped_entries(whole_bundle(), hashes_too=False),
    "entries swapped with their hashes": lambda: swapped_entries(whole_bundle(), hashes_too=True),
    "last entry dropped": lambda: dropped_last(resigned=False),
    "last entry dropped, sealed again": lambda: dropped_last(resigned=True),
    "entry tile cut": lambda: changed(ENTRY_TILE, lambda data: data[:-1]),
    "entry tile extended": lambda: changed(ENTRY_TILE, lambda data: data + b"\0\0"),
    "hash tile cut": lambda: changed(HASH_TILE, lambda data: data[:-32]),
    "hash tile extended": lambda: changed(HASH_TILE, lambda data: data + bytes(32)),
    "hash tile missing": lambda: without(HASH_TILE),
    "entry tile missing": lambda: without(ENTRY_TILE),
    "partial tile named full": lambda: {
        **without(ENTRY_TILE),
        "tile/entries/000": whole_bundle()[ENTRY_TILE],
    },
    "a tile too many": lambda: {**whole_bundle(), "tile/1/000.p/1": bytes(32)},
    "an older partial tile": lambda: {**whole_bundle(), "tile/0/000.p/2": whole_bundle()[HASH_TILE][:64]},
    # checkpoint, policy, keys
    "sealed by another key": of_another_key,
    "policy of another key": lambda: changed("policy", lambda data: policy.make([NEW_KEY.verifier])),
    "policy with a witness": lambda: changed("policy", lambda data: b"witness w " + data[4:]),
    "checkpoint of another letter": lambda: changed(
        "checkpoint", lambda data: Letter("example.org/letters/8").checkpoint()
    ),
    "checkpoint with CRLF": lambda: changed("checkpoint", lambda data: data.replace(b"\n", b"\r\n")),
    "rotation signed by the old key alone": lambda: rotation(new_signs=False),
    "rotation signed by the new key alone": lambda: rotation(old_signs=False),
    "rotation not in the policy": lambda: rotation(in_policy=False),
    "history out of place": lambda: {**whole_bundle(), "history/3": whole_bundle()["history/1"]},
    "history of a larger log": lambda: {**whole_bundle(), "history/99": whole_bundle()["history/1"]},
    "history of a fork": lambda: changed("history/4", lambda data: forked_history()),
    "a key of small order": sealed_by_a_key_of_small_order,
    "checkpoint of very many entries": lambda: sealed_as(
        lambda text: text.replace(b"\n16\n", b"\n9007199254740991\n")
    ),
    "checkpoint with seventeen signatures": lambda: changed(
        "checkpoint",
        lambda data: data + b"".join(b"\xe2\x80\x94 w%d AAAAAAA=\n" % each for each in range(16)),
    ),
    "checkpoint with a stranger's signature twice": lambda: changed(
        "checkpoint", lambda data: data + b"\xe2\x80\x94 w AAAAAAA=\n" * 2
    ),
    "checkpoint with a signature that is too short": lambda: changed(
        "checkpoint", lambda data: data + b"\xe2\x80\x94 w AAAA\n"
    ),
    "checkpoint with a name that nobody sees": lambda: changed(
        "checkpoint", lambda data: data + "— w\u200b AAAAAAA=\n".encode()
    ),
    # statements, each sealed with the right key
    "signed after closing": lambda: said(*after_closing()),
    "closed with a wrong number": lambda: said(encoded(Closed(later(), 5))),
    "withdrawn twice": lambda: said(*[encoded(Withdrawn(later(), 1, "signer"))] * 2),
    "withdrawing itself": lambda: said(encoded(Withdrawn(later(), 2, "signer"))),
    "another text signed": lambda: said(encoded(replace(SIGNED, at=later()))),
    "time going back": lambda: said(encoded(Closed(AT.replace(year=2025), 1))),
    "a key of another log": lambda: said(
        encoded(Rekeyed(later(), SigningKey.from_seed("x", bytes(32)).verifier))
    ),
    "an entry that looks like a node": lambda: said(b"\x01" + bytes(64)),
    "an empty entry": lambda: said(b""),
    "an entry with a doubled key": lambda: signed_bytes(
        lambda entry: entry.replace(b'"v":1', b'"v":1,"v":1')
    ),
    "an entry with spaces": lambda: signed_bytes(lambda entry: entry.replace(b",", b", ")),
    "an entry with an escape": lambda: signed_bytes(lambda entry: entry.replace(b"link", b"\\u006cink")),
    "an entry with keys out of order": lambda: signed_bytes(reordered),
    "an entry with a float": lambda: signed_bytes(lambda entry: entry.replace(b'"v":1', b'"v":1.0')),
    "an entry with an exponent": lambda: signed_bytes(lambda entry: entry.replace(b'"v":1', b'"v":1e0')),
    "an entry with minus zero": lambda: said(
        b'{"at":"2027-01-01T00:00Z","kind":"closed","standing":-0,"v":1}'
    ),
    "an entry with a huge number": lambda: said(
        b'{"at":"2027-01-01T00:00Z","by":"signer","kind":"withdrawn","of":9007199254740993,"v":1}'
    ),
    "an entry with half a surrogate": lambda: signed_bytes(lambda entry: entry.replace(b"link", b"\\ud800")),
    "an entry with a NUL": lambda: signed_bytes(lambda entry: entry.replace(b"link", b"li\\u0000nk")),
    "an entry with a byte order mark": lambda: signed_bytes(lambda entry: b"\xef\xbb\xbf" + entry),
    "an entry with a line end": lambda: signed_bytes(lambda entry: entry + b"\r\n"),
    "an entry that is not UTF-8": lambda: signed_bytes(lambda entry: entry.replace(b"link", b"li\xffnk")),
    "an entry nested deeply": lambda: said(b"[" * 30_000 + b"]" * 30_000),
    "an entry of an unknown kind": lambda: signed_bytes(
        lambda entry: entry.replace(b'"signed"', b'"praised"')
    ),
    "an entry of another version": lambda: signed_bytes(lambda entry: entry.replace(b'"v":1', b'"v":2')),
    "an entry with a comment": lambda: signed_bytes(
        lambda entry: entry.replace(b'{"at"', b'{"a":"hello","at"')
    ),
    "an entry on the 30th of February": lambda: said(
        b'{"at":"2027-02-30T00:00Z","kind":"closed","standing":1,"v":1}'
    ),
    "an entry that is a list": lambda: said(b"[]"),
    "an entry of the version true": lambda: said(
        b'{"at":"2027-01-01T00:00Z","kind":"closed","standing":1,"v":true}'
    ),
    "an entry of the version 1.0": lambda: said(
        b'{"at":"2027-01-01T00:00Z","kind":"closed","standing":1,"v":1.0}'
    ),
    "closed with a number that is true": lambda: said(
        b'{"at":"2027-01-01T00:00Z","kind":"closed","standing":true,"v":1}'
    ),
    "a key that is a number": lambda: said(b'{"at":"2027-01-01T00:00Z","kind":"rekeyed","v":1,"vkey":5}'),
    "published of nothing": lambda: said(published_as(size=0)),
    "published with a list that is no hash": lambda: said(published_as(list="x")),
    "published with a file that no bundle has": lambda: said(
        published_as(files={"../letter.txt": "ab" * 32})
    ),
    "published with files that are a list": lambda: said(published_as(files=[])),
    "a proof that is no hash": lambda: signed_bytes(
        lambda entry: entry.replace(b'"show":"public"', b'"proof":"x","show":"private"')
    ),
    # the text
    "text in NFD": lambda: with_text(unicodedata.normalize("NFD", "Öffnet die Nachtbusse.\n").encode()),
    "text with another end": lambda: changed("letter.en.md", lambda data: data + b"\n"),
    "text with CRLF": lambda: changed("letter.en.md", lambda data: data.replace(b"\n", b"\r\n")),
    "text with a byte order mark": lambda: changed("letter.en.md", lambda data: b"\xef\xbb\xbf" + data),
    "text missing": lambda: without("letter.en.md"),
    "an earlier text changed": lambda: changed(
        "editions/1/letter.en.md", lambda data: data.replace(b"Run", b"End")
    ),
    "an earlier text missing": lambda: without("editions/1/letter.en.md"),
    "an earlier text that is the last": lambda: {**whole_bundle(), "editions/1/letter.en.md": TEXT},
    "the last text once more by its number": lambda: {**whole_bundle(), "editions/2/letter.en.md": TEXT},
    "an earlier text in a language that nobody signed": lambda: {
        **whole_bundle(),
        "editions/1/letter.fr.md": TEXT,
    },
    "a text that was published and that nobody signed": lambda: {
        **published_too("letter.fr.md", TEXT),
        "letter.fr.md": TEXT,
    },
    "a text that nobody signed": lambda: {**whole_bundle(), "letter.fr.md": TEXT},
    # openings
    "openings swapped": lambda: lines_of(swapped("record")),
    "salts swapped": lambda: lines_of(swapped("salt")),
    "openings out of order": lambda: lines_of(lambda lines: [lines[1], lines[0], *lines[2:]]),
    "an opening twice": lambda: lines_of(lambda lines: [lines[0], *lines]),
    "an opening missing": lambda: lines_of(lambda lines: lines[1:]),
    "all openings missing": lambda: without("openings/000"),
    "an empty file of openings": lambda: changed("openings/000", lambda data: b""),
    "an opening of a withdrawn signature": lambda: with_opening_of(8),
    "an opening of a struck signature": lambda: with_opening_of(10),
    "an opening of a lapsed signature": lambda: with_opening_of(1),
    "an opening of an unnamed signature": lambda: with_opening_of(6),
    "an opening of a text": lambda: with_opening_of(0),
    "an opening of nothing": lambda: with_opening_of(40),
    "openings of a tile that is not there": lambda: {
        **whole_bundle(),
        "openings/001": whole_bundle()["openings/000"],
    },
    "an opening with spaces": lambda: lines_of(lambda lines: [lines[0].replace(b",", b", "), *lines[1:]]),
    "an opening with a salt in capitals": lambda: changed("openings/000", capital_salt),
    "a name in the openings changed": lambda: changed("openings/000", renamed),
    # the list and the files
    "list: a name changed": lambda: changed("signatories.tsv", renamed),
    "list: a line more": lambda: changed("signatories.tsv", lambda data: data + data.split(b"\n")[1] + b"\n"),
    "list missing": lambda: without("signatories.tsv"),
    "json: one byte": lambda: changed("letter.json", lambda data: data + b" "),
    "json: a name more, its hash right": lambda: shown("letter.json", one_name_more_json),
    "json: a name changed, its hash right": lambda: shown("letter.json", renamed),
    "json: an office changed": lambda: shown("letter.json", json_with(office="Governor")),
    "json: a second title": lambda: shown("letter.json", json_with(title="King")),
    "json: a place changed": lambda: shown("letter.json", json_with(place="Shelbyville")),
    "json: an honorific added": lambda: shown("letter.json", json_with(honorific="Sir")),
    "json: a note added": lambda: shown("letter.json", json_with(note="and friends")),
    "json: former made current": lambda: shown("letter.json", json_with(status="former")),
    "json: a family name that is none": lambda: shown("letter.json", json_with(family="Exemple")),
    "json: another way of confirming": lambda: shown(
        "letter.json", json_with(confirmed={"how": "code", "by": "self", "index": 4})
    ),
    "json: another entry": lambda: shown(
        "letter.json", json_with(confirmed={"how": "link", "by": "self", "index": 5})
    ),
    "json: two of one name, each with the other's entry": lambda: of_one_name(
        "letter.json", exchanged_entries
    ),
    "json: a note that is false": lambda: shown("letter.json", json_with(note=False)),
    "json: confirmed by nothing": lambda: shown("letter.json", json_with(confirmed={})),
    "json: an entry that is true": lambda: of_one_name(
        "letter.json", lambda data: data.replace(b'"index": 1', b'"index": true')
    ),
    "json: a list of signatories that is none": lambda: shown(
        "letter.json", lambda data: json.dumps({**json.loads(data), "signatories": {}}).encode()
    ),
    "json: a count too high": lambda: shown("letter.json", count_with(signatories=6)),
    "json: unnamed left out": lambda: shown("letter.json", count_with(unnamed=0)),
    "json: offices counted wrong": lambda: shown("letter.json", count_with(by_office={"Mayor": 5})),
    "json: no count": lambda: shown("letter.json", lambda data: data.replace(b'"count"', b'"counts"')),
    "json: a count more": lambda: shown("letter.json", count_with(supporters=1_000)),
    "json: a count that is a word": lambda: shown("letter.json", count_with(signatories="5")),
    "json: a count that is true": lambda: shown("letter.json", count_with(unnamed=True)),
    "json: one entry named for two": lambda: one_entry_for_two(),
    "json: the entry in a word": lambda: shown(
        "letter.json", json_with(confirmed={"how": "link", "by": "self", "index": "4"})
    ),
    "json: the entry as a fraction": lambda: shown(
        "letter.json", json_with(confirmed={"how": "link", "by": "self", "index": 4.5})
    ),
    "json: nested deeply": lambda: shown(
        "letter.json", lambda data: data.replace(b"{\n", b'{"x": ' + b"[" * 150 + b"]" * 150 + b",\n", 1)
    ),
    "json: a huge number": lambda: shown(
        "letter.json", lambda data: data.replace(b'"lapsed": 2', b'"lapsed": ' + b"2" * 5_000, 1)
    ),
    "json: a name with half a character": lambda: shown(
        "letter.json", lambda data: data.replace(b"Ada Example", b"Ada \\ud800", 1)
    ),
    "json: a key twice": lambda: shown(
        "letter.json",
        lambda data: data.replace(b'{"', b'{"signatories":[],"', 1).replace(b'{\n "', b'{"count":1,"', 1),
    ),
    "json: another format": lambda: shown(
        "letter.json", lambda data: data.replace(b"letter/1", b"letter/2", 1)
    ),
    "json: not JSON": lambda: shown("letter.json", lambda data: data[:-1]),
    "csv: a name more, its hash right": lambda: shown(
        "signatories.csv", lambda data: data + b"Eve Extra,Mayor,Springfield,NY,,,link\r\n"
    ),
    "csv: a name less": lambda: shown("signatories.csv", lambda data: data.rsplit(b"\r\n", 2)[0] + b"\r\n"),
    "csv: a name changed": lambda: shown("signatories.csv", renamed),
    "csv: a cell more": lambda: shown(
        "signatories.csv", lambda data: data.replace(b"link\r\n", b"link,x\r\n", 1)
    ),
    "csv: two of one name, each confirmed as the other": lambda: of_one_name(
        "signatories.csv",
        lambda data: data.replace(b"link", b"?").replace(b"code", b"link").replace(b"?", b"code"),
    ),
    "csv: a quote that is not doubled": lambda: shown(
        "signatories.csv", lambda data: data.replace("Béla".encode(), 'Béla "B"'.encode(), 1)
    ),
    "csv: something behind a cell in quotes": lambda: shown(
        "signatories.csv", lambda data: data.replace(b"Ada Example", b'"Ada"Example', 1)
    ),
    "csv: a quote that is not closed": lambda: shown(
        "signatories.csv", lambda data: data + b'"' + b'a""' * 4_000_000
    ),
    "csv: line ends of an old kind": lambda: shown(
        "signatories.csv", lambda data: data.replace(b"\r\n", b"\r")
    ),
    "csv: a quote out of place": lambda: shown(
        "signatories.csv", lambda data: data.replace(b"Ada", b'A"da', 1)
    ),
    "csv: names left out": lambda: shown(
        "signatories.csv", lambda data: b"place,region\r\nSpringfield,NY\r\n"
    ),
    "csv: a column of another name": lambda: shown(
        "signatories.csv", lambda data: data.replace(b"office", b"king", 1)
    ),
    "csv: another way of confirming": lambda: shown(
        "signatories.csv", lambda data: data.replace(b"link", b"code", 1)
    ),
    "csv: a column in capitals": lambda: shown(
        "signatories.csv", lambda data: data.replace(b"office", b"Office", 1)
    ),
    "csv: a second line in a cell": lambda: shown("signatories.csv", second_line_in_a_cell),
    "csv: a mark that turns the line around": lambda: shown(
        "signatories.csv", lambda data: data.replace(b"Ada", "\u202eAda".encode(), 1)
    ),
    "csv: a column twice": lambda: shown(
        "signatories.csv", lambda data: data.replace(b"region", b"place", 1)
    ),
    "txt: a name more, its hash right": lambda: shown(
        "letter.txt", lambda data: data.replace(b"Ada", b"Eve Extra, Mayor of Springfield, NY\nAda", 1)
    ),
    "txt: a name more above a gap": lambda: shown(
        "letter.txt", lambda data: data.replace(b"Ada", b"Eve Extra, Mayor of Springfield, NY\n\nAda", 1)
    ),
    "txt: another closing": lambda: shown(
        "letter.txt", lambda data: data.replace(b"Sincerely,", b"Eve Extra", 1)
    ),
    "txt: a name more after the list": lambda: shown(
        "letter.txt", lambda data: data + b"\nEve Extra, Mayor of Springfield, NY\n"
    ),
    "txt: a second closing before other names": lambda: shown(
        "letter.txt",
        lambda data: data.replace(b"Sincerely,", b"Sincerely,\n\nEve Extra, Mayor\n\nSincerely,", 1),
    ),
    "txt: more who left than the log knows": lambda: shown(
        "letter.txt", lambda data: data + b"\nA: withdrawn today\nB: withdrawn today\nC: withdrawn today\n"
    ),
    "txt: a heading with another number": lambda: shown(
        "letter.txt", lambda data: data.replace(b"Ada", b"Mayors (7)\n\nAda", 1)
    ),
    "txt: nothing": lambda: shown("letter.txt", lambda data: b""),
    "txt: a heading with a person": lambda: shown(
        "letter.txt", lambda data: data.replace(b"Ada", b"Eve Extra, Mayor of Hill, WA (4)\n\nAda", 1)
    ),
    "txt: a footnote of other words": lambda: shown(
        "letter.txt", lambda data: data + b"\n[1] Eve Extra, Mayor of Springfield, NY\n"
    ),
    "txt: a footnote called by a name": lambda: shown(
        "letter.txt", lambda data: data + b"\n[Eve Extra] Of the year 2026.\n"
    ),
    "txt: an address with a name": lambda: shown(
        "letter.txt", lambda data: data + b"\nEve Extra, Mayor: https://example.org/v/7\n"
    ),
    "txt: two addresses": lambda: shown(
        "letter.txt", lambda data: data + b"\nCheck: https://example.org/v/7\nToo: https://example.org/\n"
    ),
    "txt: a name among those who are not named": lambda: shown(
        "letter.txt", lambda data: data.replace(b"and 1 more", b"Eve Extra and 1 more", 1)
    ),
    "txt: those who are not named left out": lambda: shown(
        "letter.txt", lambda data: data.replace(b"\nand 1 more who are not named\n", b"", 1)
    ),
    "json: a part that is no text": lambda: shown(
        "letter.json", lambda data: data.replace(b'"honorific": null', b'"honorific": false', 1)
    ),
    "csv: a lone carriage return": lambda: shown(
        "signatories.csv", lambda data: data.replace(b"\r\n", b"\r", 1)
    ),
    "csv: a row without cells": lambda: shown("signatories.csv", lambda data: data + b"\r\n"),
    "txt: those who are not named counted wrong": lambda: shown(
        "letter.txt", lambda data: data.replace(b"and 1 more", b"and 7 more", 1)
    ),
    "txt: who left without a day": lambda: shown(
        "letter.txt", lambda data: data + b"\nFor: Eve Extra, Mayor of Springfield, NY\n"
    ),
    "txt: a mark that breaks the line": lambda: shown(
        "letter.txt", lambda data: data.replace(b"and 1 more", "and 1 more\u2028Eve Extra".encode(), 1)
    ),
    "txt: a name above one called like the closing": lambda: above_one_called_like_the_closing(),
    "txt: a heading with a number of many figures": lambda: shown(
        "letter.txt", lambda data: data.replace(b"Ada", b"Mayors (" + b"1" * 5_000 + b")\n\nAda", 1)
    ),
    "txt: those who are not named counted in many figures": lambda: shown(
        "letter.txt", lambda data: data.replace(b"and 1 more", b"and " + b"1" * 5_000 + b" more", 1)
    ),
    "txt: those who are not named behind a letter of no case": lambda: shown(
        "letter.txt", lambda data: data.replace(b"and 1 more", "ª 1 more".encode(), 1)
    ),
    "txt: very many lines below the list": lambda: shown(
        "letter.txt", lambda data: data + b"\n" + b"Eve Extra\n" * 200_000
    ),
    "txt: nobody who left": lambda: shown("letter.txt", lambda data: data + b"\n: struck on December 3\n"),
    "txt: a name in an address": lambda: shown(
        "letter.txt", lambda data: data + "\nCheck: https://example.org/,\u2800Eve\u2800Extra\n".encode()
    ),
    "txt: a footnote with a name for an address": lambda: shown(
        "letter.txt", lambda data: data + b"\n[1] <Eve_Extra,_Mayor_of_Springfield>\n"
    ),
    "txt: a footnote with a name behind a scheme": lambda: shown(
        "letter.txt", lambda data: data + b"\n[1] see://Eve_Extra,_Mayor\n"
    ),
    "txt: a region in small letters": lambda: shown(
        "letter.txt", lambda data: data.replace(b"Ada", b"wa\n\nAda", 1)
    ),
    "txt: a name changed": lambda: shown("letter.txt", renamed),
    "txt: a name less": lambda: shown("letter.txt", lambda data: data.replace(b"Ada Example", b"", 1)),
    "txt: a name twice": lambda: shown(
        "letter.txt", lambda data: data.replace("Béla Minta, Mayor of Óváros, OH\n".encode(), b"") * 2
    ),
    "pdf changed": lambda: changed("letter.pdf", lambda data: data + b"\n"),
    "pdf missing": lambda: without("letter.pdf"),
    "a file that was not published": lambda: {**whole_bundle(), "letter.docx": b"PK"},
    "a file on an open letter that nothing binds": lambda: {**open_letter().bundle(), "letter.pdf": b"%PDF"},
    "an old json after a withdrawal": lambda: stale_json(),
    "a file of before that was changed": lambda: {**left_after_publication().bundle(), "letter.pdf": b"%PDF"},
    "a file that only an earlier publication names": lambda: published_twice(),
    "a published list that is another": lambda: other_list(),
}

UNREADABLE: dict[str, Callable[[], Parts]] = {
    "no checkpoint": lambda: without("checkpoint"),
    "no policy": lambda: without("policy"),
    "nothing": dict,
}


def corpus() -> Iterator[tuple[str, Parts, str]]:
    """Name, parts and the verdict they deserve."""
    for kind, verdict in ((HOLDING, "holds"), (SPOILT, "does-not-hold"), (UNREADABLE, "cannot-tell")):
        for name, make in kind.items():
            yield name, make(), verdict
