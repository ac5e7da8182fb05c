"""Two verifiers that share no line agree: ours, and the one written from the pages of the formats."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proof import corpus
from tests.proof.letters import judged

FILE = Path(__file__).parents[2] / "docs" / "formats" / "verifier.py"
BUNDLES = Path(__file__).parents[1] / "vectors" / "bundles"


@pytest.fixture(scope="module")
def second() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verifier", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look for themselves there
    spec.loader.exec_module(module)
    return module


def holds(second: ModuleType, parts: corpus.Parts) -> bool:
    try:
        second.verify(dict(parts))
    except second.Troubles:
        return False
    return True


def test_both_say_the_same_of_every_bundle(second: ModuleType) -> None:
    others = [
        name for name, parts, verdict in corpus.corpus() if holds(second, parts) is not (verdict == "holds")
    ]
    assert others == []


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_both_say_the_same_of_a_bundle_with_one_bit_turned(second: ModuleType, data: st.DataObject) -> None:
    parts = dict(corpus.small_letter().bundle())
    name = data.draw(st.sampled_from(sorted(parts.keys() - {"README.txt", "verify.html"})))
    turned = bytearray(parts[name])
    turned[data.draw(st.integers(0, len(turned) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    parts[name] = bytes(turned)
    assert holds(second, parts) is (judged(parts).verdict == "holds") is False


@pytest.mark.parametrize(
    ("file", "status", "said"),
    [
        ("a-whole-letter.zip", 0, "holds: 5 stand, 1 of them unnamed; 2 have lapsed\n"),
        ("csv--a-name-changed.zip", 1, "does not hold: signatories.csv shows another list\n"),
    ],
)
def test_it_needs_nothing_but_python(file: str, status: int, said: str) -> None:
    command = [sys.executable, "-I", "-S", str(FILE), str(BUNDLES / file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (status, said, "")
