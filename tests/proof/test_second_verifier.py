"""Two verifiers that share no line agree: ours, and the one written from the pages of the formats."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proof import corpus
from tests.proof.letters import judged
from tests.proof.zips import ZIPS
from verifier.__main__ import main
from verifier.bundle import verify
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
