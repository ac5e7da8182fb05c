"""A note has one spelling, and its text counts only when a known key's signature holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.errors import Unverifiable
from undersigned.evidence import checkpoint, note
from undersigned.evidence.checkpoint import Checkpoint
from undersigned.evidence.note import SigningKey, VerifierKey
from undersigned.evidence.text import base64_text

ORIGIN = "example.org/letters/7"
KEY = SigningKey.from_seed(ORIGIN, bytes(range(32)))
STRANGER = SigningKey.from_seed(ORIGIN, bytes(32))
CHECKPOINT = Checkpoint(ORIGIN, 5, bytes(range(32)))
SIGNED = checkpoint.sign(CHECKPOINT, KEY)

# Keys and a note that other people's programs made and verify: published examples of the format.
PUBLISHED_VKEY = "Test-Betty+df84580a+AQQASqPUZoIHcJAF5mBOryctwFdTV1E0GRY4kEAtTzwB"
PUBLISHED_SKEY = "PRIVATE+KEY+Test-Betty+df84580a+Afge8kCzBXU7jb3cV2Q363oNXCufJ6u9mjOY1BGRY9E2"


def test_keys_are_read_and_written_as_other_programs_write_them() -> None:
    key = SigningKey.parse(PUBLISHED_SKEY)
    assert key.secret_text() == PUBLISHED_SKEY
    assert str(key.verifier) == PUBLISHED_VKEY
    assert VerifierKey.parse(PUBLISHED_VKEY) == key.verifier


def test_a_signed_checkpoint_is_read_back_and_holds() -> None:
    parsed = checkpoint.parse(SIGNED)
    assert parsed.checkpoint == CHECKPOINT
    assert parsed.signed_by([KEY.verifier, STRANGER.verifier]) == (KEY.verifier,)


def test_a_checkpoint_of_a_stranger_does_not_hold() -> None:
    with pytest.raises(Unverifiable, match="not signed by a known key"):
        checkpoint.parse(SIGNED).signed_by([STRANGER.verifier])


def test_a_key_of_another_log_does_not_vouch_for_this_one() -> None:
    elsewhere = KEY.named("example.org/letters/8")
    forged = note.sign(CHECKPOINT.text(), [elsewhere])
    with pytest.raises(Unverifiable):
        checkpoint.parse(forged).signed_by([elsewhere.verifier, KEY.verifier])
    with pytest.raises(ValueError, match="origin"):
        checkpoint.sign(CHECKPOINT, elsewhere)


def test_unknown_signatures_are_ignored_and_sixteen_are_read_but_not_seventeen() -> None:
    strangers = [
        SigningKey.from_seed(f"witness{number}.example", bytes([number]) * 32) for number in range(16)
    ]
    sixteen = note.sign(CHECKPOINT.text(), [KEY, *strangers[:15]])
    assert checkpoint.parse(sixteen).signed_by([KEY.verifier]) == (KEY.verifier,)
    with pytest.raises(Unverifiable, match="1 to 16"):
        checkpoint.parse(note.sign(CHECKPOINT.text(), [KEY, *strangers]))


def test_a_signing_key_does_not_show_itself() -> None:
    secret = KEY.secret_text().rsplit("+", 1)[1]
    assert secret not in repr(KEY)
    assert secret not in str(KEY)


def lenient() -> dict[str, bytes]:
    """What a lenient parser was seen to let through, and its neighbours."""
    text = CHECKPOINT.text()
    line = KEY.signature_line(text)
    forged = line.replace(base64_text(KEY.verifier.id + KEY._ed25519.sign(text)).encode(), b"", 1)
    bad_signature = base64_text(KEY.verifier.id + bytes(64)).encode()

    def resigned(changed: bytes) -> bytes:
        return note.sign(changed, [KEY])

    return {
        "size with a leading zero": resigned(text.replace(b"\n5\n", b"\n05\n")),
        "size with a space and a plus": resigned(text.replace(b"\n5\n", b"\n +5 \n")),
        "size with other digits": resigned(text.replace(b"\n5\n", "\n٥\n".encode())),
        "size that is huge": resigned(text.replace(b"\n5\n", b"\n9999999999999999\n")),
        "text where the blank line should be": text + b"unsigned\n" + line,
        "unsigned text after the blank line": text + b"\nunsigned\n" + line,
        "garbage inside base64": SIGNED.replace(b"AAEC", b"AA!EC"),
        "base64 with loose bits": resigned(text.replace(b"Hh8=\n", b"Hh9=\n")),
        "U+2028 after the origin": resigned(
            text.replace(ORIGIN.encode(), ORIGIN.encode() + "\u2028".encode())
        ),
        "no-break space in the origin": resigned(text.replace(b"letters/7", "letters\u00a07".encode())),
        "a mark that turns the origin around": resigned(
            text.replace(b"letters/7", "letters\u202e7".encode())
        ),
        "a mark of no width in the origin": resigned(text.replace(b"letters/7", "letters\u200b7".encode())),
        "a control of the second set in the origin": resigned(
            text.replace(b"letters/7", "letters\x9b7".encode())
        ),
        "a known key's forged second signature": SIGNED
        + forged.replace(b" \n", b" " + bad_signature + b"\n"),
        "the same signature twice": SIGNED + line,
        "an extension line": resigned(text + b"anything\n"),
        "two lines only": resigned(text.split(b"\n", 1)[1]),
        "no signature": text + b"\n",
        "CRLF": SIGNED.replace(b"\n", b"\r\n"),
        "a byte order mark": b"\xef\xbb\xbf" + SIGNED,
        "no final newline": SIGNED[:-1],
        "something after it": SIGNED + b"\n",
        "a NUL": SIGNED.replace(b"example", b"exam\x00ple"),
        "not UTF-8": SIGNED.replace(b"example", b"exam\xffple"),
        "a megabyte": resigned(text + b"x" * 1_000_000 + b"\n"),
        "nothing": b"",
        "a hyphen for the dash": SIGNED.replace("—".encode(), b"-"),
        "a short root": resigned(f"{ORIGIN}\n5\n{base64_text(bytes(31))}\n".encode()),
    }


@pytest.mark.parametrize("spelling", lenient().values(), ids=lenient().keys())
def test_no_other_spelling_of_a_checkpoint_is_read(spelling: bytes) -> None:
    with pytest.raises(Unverifiable):
        checkpoint.parse(spelling).signed_by([KEY.verifier])


@pytest.mark.parametrize(
    "vkey",
    {
        "an id that does not match": PUBLISHED_VKEY.replace("df84580a", "df84580b"),
        "an upper-case id": PUBLISHED_VKEY.replace("df84580a", "DF84580A"),
        "another kind of key": PUBLISHED_VKEY.replace("+AQQ", "+AgQ"),
        "no name": PUBLISHED_VKEY.removeprefix("Test-Betty"),
        "a name with a space": PUBLISHED_VKEY.replace("Test-Betty", "Test Betty"),
        "a newline": PUBLISHED_VKEY + "\n",
        "cut": PUBLISHED_VKEY[:-4],
        "empty": "",
    }.values(),
)
def test_a_verifier_key_that_is_not_right_is_refused(vkey: str) -> None:
    with pytest.raises(Unverifiable):
        VerifierKey.parse(vkey)


@pytest.mark.parametrize("skey", ["", PUBLISHED_VKEY, PUBLISHED_SKEY.replace("df84580a", "00000000")])
def test_a_signing_key_that_is_not_right_is_refused(skey: str) -> None:
    with pytest.raises(Unverifiable):
        SigningKey.parse(skey)


def test_every_flipped_bit_of_a_checkpoint_is_noticed() -> None:
    for position in range(len(SIGNED)):
        for bit in range(8):
            spoilt = SIGNED[:position] + bytes([SIGNED[position] ^ 1 << bit]) + SIGNED[position + 1 :]
            with pytest.raises(Unverifiable):
                checkpoint.parse(spoilt).signed_by([KEY.verifier])


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_bytes_at_all_make_the_parser_stumble(data: bytes) -> None:
    with pytest.raises(Unverifiable):
        checkpoint.parse(data)


def test_the_fingerprint_is_of_the_state_and_not_of_who_signed_it() -> None:
    other = SigningKey.from_seed(ORIGIN, bytes([7]) * 32)
    both = checkpoint.parse(checkpoint.sign(CHECKPOINT, KEY, other))
    assert both.checkpoint.fingerprint() == CHECKPOINT.fingerprint()
    assert len(CHECKPOINT.fingerprint().split(" ")) == 4
    assert Checkpoint(ORIGIN, 6, CHECKPOINT.root).fingerprint() != CHECKPOINT.fingerprint()
