"""`read` and `check` as commands: what they print, how they leave, and that they never load Django."""

import json
import subprocess
import sys
from pathlib import Path

LETTERS = Path(__file__).parents[1] / "reading" / "letters"
WRONG = LETTERS / "en-article-with-mistakes.txt"


def undersigned(*words: str, feed: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "undersigned", *words], input=feed, capture_output=True, check=False
    )


def test_read_prints_a_letter_document() -> None:
    done = undersigned("read", "--json", str(WRONG))
    assert done.returncode == 0
    letter = json.loads(done.stdout)
    assert letter["format"] == "undersigned.letter/1"
    assert letter["count"]["signatories"] == 5
    assert letter["source"]["kind"] == "text"


def test_read_takes_standard_input_and_tells_people_what_is_wrong() -> None:
    done = undersigned("read", "-", feed=WRONG.read_bytes())
    assert done.returncode == 0
    assert "“Ambrose Lyle” is listed twice." in done.stdout.decode()


def test_strict_leaves_with_one_when_something_is_wrong() -> None:
    assert undersigned("read", "--strict", str(WRONG)).returncode == 1
    assert undersigned("read", "--strict", str(LETTERS / "en-office-of-place.txt")).returncode == 0


def test_what_cannot_be_read_leaves_with_two_and_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    for name in (str(tmp_path / "empty.pdf"), str(tmp_path / "absent.txt")):
        done = undersigned("read", name)
        assert done.returncode == 2
        assert done.stdout == b""
        assert len(done.stderr.decode().strip().splitlines()) == 1


def test_check_holds_an_article_against_a_letter_file(tmp_path: Path) -> None:
    record = tmp_path / "letter.json"
    record.write_bytes(undersigned("read", "--json", str(WRONG)).stdout)
    done = undersigned("check", str(WRONG), "--letter", str(record), "--json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert [one["code"] for one in found["findings"]] == ["count-mismatch", "name-variant"]
    assert found["correction"].startswith("Dear editor,")
    assert undersigned("check", str(WRONG), "--letter", str(record), "--strict").returncode == 1


def test_what_is_found_is_said_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    assert (
        "«Ambrose Lyle» figura dos veces."
        in undersigned("read", "--language", "es", str(WRONG)).stdout.decode()
    )
    record = tmp_path / "letter.json"
    record.write_bytes(undersigned("read", "--json", str(WRONG)).stdout)
    told = undersigned("check", str(WRONG), "--letter", str(record), "--language", "fr").stdout.decode()
    assert "il faut lire «\u00a0Rowena Thistlewood\u00a0»" in told


def test_what_is_found_in_a_letter_is_said_in_its_own_language(tmp_path: Path) -> None:
    letter = (LETTERS / "fr-maires.txt").read_text("utf-8")
    line = "Gaspard Kerouédan, maire de Quimper\n"
    told = undersigned("read", "-", feed=letter.replace(line, line * 2).encode())
    assert "«\u00a0Gaspard Kerouédan\u00a0» figure deux fois." in told.stdout.decode()


def test_check_refuses_a_letter_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "letter.json").write_text('{"format": "something else"}')
    done = undersigned("check", str(WRONG), "--letter", str(tmp_path / "letter.json"))
    assert done.returncode == 2
    assert "undersigned.letter/1" in done.stderr.decode()


def test_a_roster_is_matched_with_score_and_reason(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("place,region,office,name,start\nElkhart,IN,Mayor,Rowena Thistlewood,2028-01-01\n")
    done = undersigned("read", str(WRONG), "--roster", str(roster), "--json")
    match = json.loads(done.stdout)["roster"][0]
    assert match["signatory"] == 0
    assert match["score"] == 1.0
    assert "same name" in match["reason"]


def test_reading_and_checking_never_load_django() -> None:
    program = (
        "import sys; from click.testing import CliRunner; from undersigned.cli.main import cli;"
        f"done = CliRunner().invoke(cli, ['read', '--json', {str(WRONG)!r}]);"
        "open_ = open('letter.json', 'w'); open_.write(done.output); open_.close();"
        f"again = CliRunner().invoke(cli, ['check', {str(WRONG)!r}, '--letter', 'letter.json']);"
        "assert 'Dear editor' in again.output, again.output;"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        assert subprocess.run([sys.executable, "-c", program], cwd=folder, check=False).returncode == 0
