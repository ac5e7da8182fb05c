"""The verifier as people run it: one command, one module, one file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.proof import corpus
from tests.proof.letters import KEY, Letter, failures, judged, whole_bundle, whole_letter
from tests.proof.test_contents import write
from undersigned.cli.verify import verify, zip_address
from undersigned.proof import __main__ as module
from undersigned.proof import bundle, pyz
from undersigned.proof.speech import told

ALLOWED = {"undersigned", "cryptography", "_cffi_backend", "cffi"}


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    (tmp_path / "evidence.zip").write_bytes(bundle.pack(whole_bundle()))
    return tmp_path / "evidence.zip"


def run(
    *words: str, program: tuple[str, ...] = ("-m", "undersigned.proof")
) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *program, *words], capture_output=True, text=True, check=False)


def test_a_bundle_that_holds_leaves_with_0_and_warns_of_its_own_key(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert module.main([str(packed)]) == 0
    said = capsys.readouterr().out
    assert "HOLDS" in said
    assert "NOT from an outside source" in said
    assert "5 signatures stand, 1 of them not named (confirmed: 1 by code, 3 by link, 1 by mail)" in said


def test_a_key_may_be_given_as_text_or_as_a_file(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = packed.with_name("key.txt")
    file.write_text(f"{KEY.verifier}\n")
    for key in (str(KEY.verifier), str(file)):
        assert module.main([str(packed), "--key", key]) == 0
        assert "NOT from an outside source" not in capsys.readouterr().out


def test_a_folder_with_one_name_changed_leaves_with_1_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(dict(corpus.SPOILT["txt: a name changed"]()), tmp_path)
    assert module.main([str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "no   letter.txt: shows “Bela Minta, Mayor of Óváros, OH”, which the log does not prove" in said
    assert "DOES NOT HOLD" in said


@pytest.mark.parametrize(
    "words",
    [
        ["nothing.zip"],
        ["a" * 5_000],
        ["{packed}", "--receipt", "a" * 5_000],
        ["{packed}", "--earlier", "a" * 5_000],
        ["{packed}", "--key", "nonsense"],
        ["{packed}", "--key", f"example.org+{'1a2b3c4d+' * 500}"],
        ["{packed}", "--receipt", "none"],
        ["{packed}", "--earlier", "x"],
    ],
)
def test_wrong_use_leaves_with_2_and_one_line(
    words: list[str], packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert module.main([word.format(packed=packed) for word in words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("verify: ")


def test_what_is_no_bundle_leaves_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")
    assert module.main([str(tmp_path / "letter.pdf")]) == 2
    assert module.main([str(tmp_path)]) == 2
    assert "CANNOT TELL" in capsys.readouterr().out


def test_the_report_as_json_is_that_of_the_contract(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module.main([str(packed), "--json", "--key", str(KEY.verifier)])
    report = json.loads(capsys.readouterr().out)
    assert report.keys() == {"verdict", "checks", "counts", "key"}
    assert report["verdict"] == "holds"
    assert all(check.keys() == {"name", "ok", "detail"} for check in report["checks"])
    assert report["counts"] == {
        "standing": 5,
        "unnamed": 1,
        "withdrawn": 1,
        "struck": 1,
        "lapsed": 2,
        "corrected": 1,
        "by_how": {"code": 1, "link": 3, "mail": 1},
    }
    assert report["key"] == {"vkey": str(KEY.verifier), "from": "argument"}


def test_receipts_and_earlier_bundles_are_taken_by_name(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = packed.with_name("mine.tlog-proof")
    receipt.write_bytes(whole_letter().receipt(4))
    assert module.main([str(packed), "--receipt", str(receipt), "--earlier", str(packed)]) == 0
    said = capsys.readouterr().out
    assert (
        "receipt mine.tlog-proof: “Ada Example, Mayor of Springfield, NY” was recorded as entry 4 and stands"
        in said
    )
    assert module.main([str(receipt)]) == 2
    assert module.main([str(receipt), "--key", str(KEY.verifier)]) == 0


def test_two_files_of_one_name_are_both_looked_at(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = whole_letter()
    words = []
    for folder, index in (("ada", 4), ("bela", 5)):
        file = packed.with_name(folder) / "receipt.tlog-proof"
        file.parent.mkdir()
        file.write_bytes(letter.receipt(index))
        words += ["--receipt", str(file)]
    assert module.main([str(packed), *words]) == 0
    said = capsys.readouterr().out
    assert f"receipt {packed.with_name('ada') / 'receipt.tlog-proof'}: “Ada Example" in said
    assert f"receipt {packed.with_name('bela') / 'receipt.tlog-proof'}: “Béla Minta" in said
    module.main([words[1], "--key", str(KEY.verifier), *words[2:]])
    said = capsys.readouterr().out
    assert "“Ada Example" in said
    assert "“Béla Minta" in said


def test_the_history_of_an_earlier_bundle_has_to_be_that_of_this_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its last seal fits, but once it kept another: nobody may have shown both."""
    forked = dict(whole_bundle()) | {"history/4": corpus.forked_history()}
    now, earlier = tmp_path / "now.zip", tmp_path / "earlier.zip"
    now.write_bytes(bundle.pack(whole_bundle()))
    earlier.write_bytes(bundle.pack(forked))
    assert module.main([str(now), "--earlier", str(earlier)]) == 1
    assert "no   earlier earlier.zip: FORK" in capsys.readouterr().out


def test_receipts_are_held_against_a_checkpoint_that_somebody_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown, hidden = Letter(), Letter()
    for letter, number in ((shown, 1), (hidden, 2)):
        letter.freeze()
        letter.sign(number)
    receipt, kept = tmp_path / "mine.tlog-proof", tmp_path / "checkpoint"
    receipt.write_bytes(shown.receipt(1))
    kept.write_bytes(hidden.checkpoint())
    words = [str(receipt), "--key", str(KEY.verifier), "--earlier", str(kept)]
    assert module.main(words) == 1
    assert "FORK" in capsys.readouterr().out
    kept.write_bytes(shown.checkpoint())
    assert module.main(words) == 0
    said = capsys.readouterr().out
    assert "sealed as one log" in said
    assert "HOLDS: this was recorded, exactly as the receipt says it." in said


def test_a_verdict_names_the_text_that_was_signed(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module.main([str(packed)])
    said = capsys.readouterr().out
    assert said.endswith(
        "HOLDS: the list is exactly what was recorded, under exactly the text of letter.en.md.\n"
    )


def test_the_click_command_gives_the_same_verdicts(packed: Path) -> None:
    result = CliRunner().invoke(verify, [str(packed), "--json"], standalone_mode=False)
    assert json.loads(result.output) == judged(whole_bundle()).as_json()
    assert result.return_value == 0


def test_a_zip_and_a_receipt_can_be_piped_in(packed: Path) -> None:
    piped = CliRunner().invoke(verify, ["-"], input=packed.read_bytes(), standalone_mode=False)
    assert (piped.return_value, "HOLDS" in piped.output) == (0, True)
    words = ["-", "--key", str(KEY.verifier)]
    assert (
        CliRunner().invoke(verify, words, input=whole_letter().receipt(4), standalone_mode=False).return_value
        == 0
    )


def test_an_address_is_fetched_and_judged(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def fetch(address: str, *, largest: int) -> bytes:
        asked.append((address, largest))
        return packed.read_bytes()

    monkeypatch.setattr("undersigned.outside.fetch.fetch", fetch)
    result = CliRunner().invoke(verify, ["https://example.org/letters/night-buses/"], standalone_mode=False)
    assert result.return_value == 0
    assert asked == [("https://example.org/letters/night-buses/evidence.zip", 1 << 30)]


def test_the_name_of_a_file_does_not_move_the_terminal(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = packed.with_name("r\x1b[2J\n\u202e\udcff")
    receipt.write_bytes(whole_letter().receipt(4))
    for words in (
        ["--receipt", str(receipt)],
        ["--receipt", str(receipt), "--json"],
        ["--earlier", f"{receipt}x"],
    ):
        module.main([str(packed), *words])
        said = "".join(capsys.readouterr())
        assert "r\ufffd[2J" in said or r"r\u001b[2J" in said or r"r\x1b[2J" in said
        assert said.replace("\n", "").isprintable()


def test_hostile_text_in_a_file_does_not_reach_the_terminal() -> None:
    letter = whole_letter()
    files = {**letter.files, "letter.txt": "Sincerely,\n\n\u202eEve\x9b[2J\n".encode()}
    letter.publish(files)
    detail = failures(judged(letter.bundle()))["letter.txt"]
    assert detail.isprintable()


def test_the_module_needs_cryptography_and_the_standard_library_only(packed: Path) -> None:
    code = (
        "import sys; from undersigned.proof.__main__ import main; main(sys.argv[1:]);"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    finished = run(str(packed), program=("-c", code))
    loaded = set(finished.stdout.splitlines()[-1].split())
    foreign = {name for name in loaded - ALLOWED - sys.stdlib_module_names if not name.startswith("_")}
    assert foreign - {"sitecustomize", "usercustomize", "distutils-precedence"} == set()


def test_the_command_itself_loads_no_django_and_no_babel(packed: Path) -> None:
    code = (
        "import sys; from undersigned.cli.main import cli;"
        "cli.main(['verify', *sys.argv[1:]], standalone_mode=False);"
        "print(*[name for name in ('django', 'babel', 'jinja2', 'urllib.request') if name in sys.modules])"
    )
    assert run(str(packed), program=("-c", code)).stdout.splitlines()[-1] == ""


def test_one_file_verifies_alone(packed: Path) -> None:
    file = packed.with_name("verify.pyz")
    file.write_bytes(pyz.build())
    assert pyz.build() == file.read_bytes()
    finished = subprocess.run(
        [sys.executable, "-I", str(file), str(packed), "--key", str(KEY.verifier)],
        capture_output=True,
        text=True,
        check=False,
        cwd=packed.parent,
    )
    assert (finished.returncode, finished.stderr) == (0, "")
    assert "HOLDS" in finished.stdout


def test_the_one_file_holds_nothing_that_builds_or_signs_in_a_letter() -> None:
    import io
    import zipfile

    names = zipfile.ZipFile(io.BytesIO(pyz.build())).namelist()
    assert "undersigned/proof/verdict.py" in names
    assert not [
        name for name in names if "wording" in name or "records" in name or name.endswith("bundle.py")
    ]


@pytest.mark.parametrize(
    ("address", "zipped"),
    [
        ("https://example.org/letters/7/", "https://example.org/letters/7/evidence.zip"),
        ("https://example.org/letters/7/evidence/", "https://example.org/letters/7/evidence.zip"),
        ("https://example.org/letters/7/evidence.zip", "https://example.org/letters/7/evidence.zip"),
        ("https://example.org/letters/7", "https://example.org/letters/7/evidence.zip"),
        ("https://example.org/v/7#12.ab34", "https://example.org/letters/7/evidence.zip"),
        ("https://example.org/r/x#y", "https://example.org/r/x"),
    ],
)
def test_a_letters_address_leads_to_its_bundle(address: str, zipped: str) -> None:
    assert zip_address(address) == zipped


def test_one_signature_is_told_in_the_singular() -> None:
    letter = Letter()
    letter.freeze()
    letter.sign(3)
    assert "1 signature stands (confirmed: 1 by link)" in "\n".join(told(judged(letter.bundle())))
