"""Two verifiers that share no line agree: ours, and the one written from the pages of the formats."""

import json
import subprocess
import sys
from hashlib import sha512
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proof import corpus
from tests.proof.letters import judged, record_for
from tests.proof.zips import ZIPS
from undersigned.domain import signature_record
from undersigned.errors import Unverifiable
from undersigned.evidence.note import VerifierKey
from verifier import ed25519
from verifier.__main__ import main
from verifier.bundle import verify
from verifier.records import record_of
from verifier.trouble import TROUBLES

PAGES = Path(__file__).parents[2] / "docs" / "formats"
BUNDLES = Path(__file__).parents[1] / "vectors" / "bundles"


def holds(parts: corpus.Parts) -> bool:
    try:
        verify(dict(parts))
    except TROUBLES:
        return False
    return True


def test_both_say_the_same_of_every_bundle() -> None:
    others = [name for name, parts, verdict in corpus.corpus() if holds(parts) is not (verdict == "holds")]
    assert others == []


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize("name", ZIPS)
def test_both_say_the_same_of_every_zip(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, verdict = ZIPS[name]
    packed = tmp_path / "evidence.zip"
    packed.write_bytes(make())
    assert main([str(packed)]) == {"holds": 0, "does-not-hold": 1, "cannot-tell": 2}[verdict]
    said = capsys.readouterr()
    assert len((said.out + said.err).splitlines()) == 1, "a sentence, and no stack trace"


@pytest.mark.parametrize(
    ("changes", "good"),
    [
        ({}, True),
        ({"status": "current", "domain": "example.org"}, True),
        ({"name": "𝒜" * 1_000}, True),
        ({"name": "𝒜" * 1_001}, False),
        ({"name": "a\\u0000\\\\u0000"}, True),
        ({"name": "a\0"}, False),
        ({"name": "a\tb"}, False),
        ({"name": "a\u202eb"}, False),
        ({"name": "a\ufeffb"}, False),
        ({"name": "", "org": "Riders"}, True),
        ({"name": ""}, False),
        ({"line": ""}, False),
        ({"by": "king"}, False),
        ({"status": "late"}, False),
        ({"status": ""}, False),
        ({"king": "yes"}, False),
        ({"place": 5}, False),
        ({"note": None}, False),
        (dict.fromkeys(("name", "role", "org", "place", "region", "line"), "字" * 1000), False),
    ],
)
def test_both_take_the_same_records(changes: dict[str, object], good: bool) -> None:
    value = json.loads(signature_record.to_bytes(record_for(0))) | changes
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    for read, troubles in ((record_of, TROUBLES), (signature_record.from_bytes, (Unverifiable,))):
        try:
            read(data)
            took = True
        except troubles:
            took = False
        assert took is good, read


IDENTITY, LOOSE, NEGATIVE = (n.to_bytes(32, "little") for n in (1, 1 + ed25519.P, 1 | 1 << 255))


@pytest.mark.parametrize(
    ("first", "more", "good"),
    [(IDENTITY, 0, True), (LOOSE, 0, False), (NEGATIVE, 0, False), (IDENTITY, ed25519.ORDER, False)],
)
def test_both_take_the_same_spelling_of_a_signature(first: bytes, more: int, good: bool) -> None:
    """A point and a number have a second spelling each, which RFC 8032 forbids."""
    secret = 7
    public = ed25519.written(ed25519.multiply(secret, ed25519.BASE))
    hashed = int.from_bytes(sha512(first + public + b"text").digest(), "little")
    signature = first + (hashed * secret % ed25519.ORDER + more).to_bytes(32, "little")
    assert ed25519.is_signed(public, signature, b"text") is good
    assert VerifierKey("example.org", public).holds(signature, b"text") is good


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_both_say_the_same_of_a_bundle_with_one_bit_turned(data: st.DataObject) -> None:
    parts = dict(corpus.small_letter().bundle())
    name = data.draw(st.sampled_from(sorted(parts.keys() - {"README.txt", "verify.html"})))
    turned = bytearray(parts[name])
    turned[data.draw(st.integers(0, len(turned) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    parts[name] = bytes(turned)
    assert holds(parts) is (judged(parts).verdict == "holds") is False


@pytest.mark.parametrize(
    ("file", "status", "said"),
    [
        ("a-whole-letter.zip", 0, "holds: 5 stand, 1 of them unnamed; 2 have lapsed\n"),
        ("csv--a-name-changed.zip", 1, "does not hold: signatories.csv shows another list\n"),
        ("no-such-file.zip", 2, ""),
        ("../bundles.json", 2, ""),
    ],
)
def test_it_needs_nothing_but_python(file: str, status: int, said: str) -> None:
    command = [sys.executable, "-E", "-s", "-S", "-m", "verifier", str(BUNDLES / file)]
    done = subprocess.run(command, cwd=PAGES, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (status, said)
    assert done.stderr.count("\n") == (status == 2), "a sentence, and no stack trace"
