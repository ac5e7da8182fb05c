"""The log spoilt: its tiles, its seal and keys, and what its entries say."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from tests.proof.corpus.changes import Cases, Parts, changed, without
from tests.proof.corpus.letters import rekeyed_letter, small_letter
from tests.proof.letters import AT, KEY, NEW_KEY, ORIGIN, Letter, whole_bundle, whole_letter
from undersigned.domain import statements
from undersigned.domain.statements import Closed, Rekeyed, Signed, Statement, Withdrawn
from undersigned.evidence import checkpoint, note, policy
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.leaf import leaf_hash
from undersigned.evidence.note import SigningKey, VerifierKey
from undersigned.evidence.text import base64_text
from undersigned.evidence.tiles import pack_entries, unpack_entries
from undersigned.proof import bundle

ENTRY_TILE = "tile/entries/000.p/16"
HASH_TILE = "tile/0/000.p/16"
SIGNED = Signed(AT, "ab" * 32, "cd" * 32, "link", "public")


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


def dropped_last(*, resigned: bool) -> Parts:
    letter = whole_letter()
    letter.entries.pop()
    parts = {path: content for path, content in whole_bundle().items() if not path.startswith("tile/")}
    data = letter.log_data()
    parts |= {path: content for path, content in bundle.build(data, {}).items() if path.startswith("tile/")}
    if resigned:
        parts["checkpoint"] = data.checkpoint
    return parts


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


SPOILT: Cases = {
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
}
