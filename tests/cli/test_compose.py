"""`undersigned compose`, from outside: two files in, a folder of files out, and what is refused."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.outputs.letters import EXAMPLE
from undersigned.cli import compose as compose_command
from undersigned.domain.block import GroupBy, Order
from undersigned.outputs import FORMATS

LETTER = "---\ntitle: T\nclosing: Yours,\n---\nText. {.ask}\n"


def compose(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "undersigned", "compose", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, "NO_COLOR": "1"})
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.md"
    path.write_text(LETTER, "utf-8")
    return path


def test_two_files_become_every_format(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = compose(EXAMPLE / "letter.md", "--signatories", EXAMPLE / "signatories.csv", "--to", out)
    assert (done.returncode, done.stderr) == (0, "")
    names = [f"letter.{ending}" for ending in ("html", "pdf", "docx", "txt", "md", "json")] + [
        "signatories.csv"
    ]
    assert sorted(done.stdout.split()) == sorted(str(out / name) for name in names)
    assert sorted(each.name for each in out.iterdir()) == sorted([*names, ".undersigned.json"])
    document = json.loads((out / "letter.json").read_text("utf-8"))
    assert document["count"]["by_office"] == {"Mayor": 31, "County Executive": 1}
    assert document["source"]["file"] == "letter.md"
    assert document["signatories"][3]["region_code"] == "TX"


def test_without_a_list_a_letter_is_ready_to_circulate(letter: Path, tmp_path: Path) -> None:
    done = compose(letter, "--to", tmp_path / "out")
    assert done.returncode == 0
    assert "ignator" not in (tmp_path / "out" / "letter.txt").read_text("utf-8")
    assert (tmp_path / "out" / "letter.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        compose(EXAMPLE / "letter.md", "--signatories", EXAMPLE / "signatories.csv", "--to", tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_its_own_files_are_written_over_and_others_are_not(letter: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert compose(letter, "--to", out, "--format", "txt,md").returncode == 0
    letter.write_text(LETTER.replace("Text", "Other text"), "utf-8")
    assert compose(letter, "--to", out, "--format", "txt,md").returncode == 0
    (out / "letter.md").write_text("mine", "utf-8")
    before = (out / "letter.txt").read_bytes()
    letter.write_text(LETTER, "utf-8")
    refused = compose(letter, "--to", out, "--format", "txt,md")
    assert refused.returncode == 1
    assert "letter.md was not written by this program" in refused.stderr
    assert (out / "letter.txt").read_bytes() == before, "nothing is half-done"
    assert (out / "letter.md").read_text("utf-8") == "mine"
    assert compose(letter, "--to", out, "--format", "txt,md", "--force").returncode == 0


LISTS = {
    "an unknown column": (
        "nam,place\nA,B",
        "list.csv: row 1, column 1: unknown column “nam”; did you mean “name”?",
    ),
    "a column twice": (
        "name,Name\nA,B",
        "list.csv: row 1, column 2: the column “name” is there twice; keep one",
    ),
    "no name column": ("place\nX", "list.csv: row 1: the header needs a column “name” or “organisation”"),
    "a column in another language": (
        "Nombre;Cargo\nÁgueda Ñíguez;Alcaldesa",
        "list.csv: row 1, column 1: unknown column “Nombre”; did you mean “name”?",
    ),
    "a row without a name": (
        "name,place\nA,B\n,C",
        "list.csv: row 3: neither a name nor an organisation is given",
    ),
    "a wrong status": (
        "name,status\nA,late",
        "list.csv: row 2, column “status”: “late” is none of current, former",
    ),
    "a column by another name": (
        "name,City\nA,B",
        "list.csv: row 1, column 2: unknown column “City”; did you mean “place”?",
    ),
    "no header": (
        "Ada Lind,Mayor\n",
        "list.csv: row 1, column 1: unknown column “Ada Lind”; the first row names",
    ),
    "a wrong date": ("name,date\nA,29.12.2016", "list.csv: row 2, column “date”: “29.12.2016” is not a date"),
    "a wrong rank": ("name,rank\nA,first", "list.csv: row 2, column “rank”: “first” is not a whole number"),
    "a wrong lead": ("name,lead\nA,maybe", "list.csv: row 2, column “lead”: “maybe” is neither yes nor no"),
    "too many cells": ("name,place\nA,B,C", "list.csv: row 2: there are 3 cells and 2 columns"),
    "a web address": ("name\nhttp://spam.example/", "list.csv: row 2, column “name”: "),
    "a bidirectional override": ("name\nA\u202eB", "list.csv: row 2, column “name”: "),
    "nothing": ("", "list.csv: the file is empty"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_refused_with_its_row_and_column(name: str, letter: Path, tmp_path: Path) -> None:
    text, said = LISTS[name]
    (tmp_path / "list.csv").write_text(text, "utf-8")
    done = compose(letter, "--signatories", tmp_path / "list.csv", "--to", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr.startswith(f"undersigned: {tmp_path}/{said}")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_letter_is_refused_with_its_line(letter: Path, tmp_path: Path) -> None:
    letter.write_text("---\ntitel: T\n---\nText", "utf-8")
    done = compose(letter, "--to", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr == f"undersigned: {letter}: line 2: unknown key “titel”; did you mean “title”?\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.md", "--to", "out"], "missing.md: cannot be read"),
        (["LETTER"], "Missing option '--to'"),
        (["LETTER", "--to", "out", "--format", "exe"], "“exe” is not a format"),
        (["LETTER", "--to", "out", "--order", "age"], "--order"),
        (["LETTER", "--to", "out", "--columns", "0"], "--columns"),
        (["LETTER", "--to", "out", "--letterhead", "LETTER"], "not a PNG, JPEG or SVG"),
        (["-", "--signatories", "-", "--to", "out"], "only one of the two"),
    ],
)
def test_wrong_use_is_told_in_one_line(arguments: list[str], said: str, letter: Path, tmp_path: Path) -> None:
    done = compose(*[str(letter) if each == "LETTER" else each for each in arguments])
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_letter_can_come_from_standard_input(tmp_path: Path) -> None:
    done = compose("-", "--to", tmp_path / "out", "--format", "txt", stdin=LETTER.encode())
    assert done.returncode == 0


def test_rows_that_are_the_same_are_told_and_kept(letter: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name\nAda\nBo\nAda\n", "utf-8")
    done = compose(
        letter, "--signatories", tmp_path / "list.csv", "--to", tmp_path / "out", "--format", "json"
    )
    assert "rows 2 and 4 are the same: Ada" in done.stderr
    assert json.loads((tmp_path / "out" / "letter.json").read_text("utf-8"))["count"]["signatories"] == 3


def test_a_letterhead_and_a_template_of_one_s_own(letter: Path, tmp_path: Path) -> None:
    (tmp_path / "head.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8"
    )
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.html.j2").write_text("<p>{{ sheet.title }} of our own</p>", "utf-8")
    (tmp_path / "own" / "letter.typ").write_text(
        '#set document(title: "x")\n#json(bytes(sys.inputs.data)).title', "utf-8"
    )
    out = tmp_path / "out"
    done = compose(
        letter,
        "--to",
        out,
        "--letterhead",
        tmp_path / "head.svg",
        "--templates",
        tmp_path / "own",
        "--format",
        "html,pdf",
    )
    assert done.returncode == 0, done.stderr
    assert (out / "letter.html").read_text("utf-8") == "<p>T of our own</p>"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("letter.html.j2", "{{ ''.__class__.__mro__[1].__subclasses__() }}"),
        ("letter.html.j2", "{% include '/etc/passwd' %}"),
        ("letter.html.j2", "{% if %}"),
        ("letter.typ", '#import "@preview/cetz:0.3.0": *'),
        ("letter.typ", '#read("/etc/passwd")'),
        ("letter.typ", "#panic()"),
    ],
)
def test_a_template_can_show_the_letter_and_do_nothing_else(
    name: str, text: str, letter: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    done = compose(letter, "--to", tmp_path / "out", "--templates", tmp_path, "--format", "html,pdf")
    assert done.returncode == 2
    assert done.stderr.startswith(f"undersigned: {name}: ")
    assert not (tmp_path / "out").exists()


def test_compose_does_not_load_django(letter: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from undersigned.cli.main import cli;"
        f"cli.main(['compose', {str(letter)!r}, '--to', {str(tmp_path / 'out')!r}], standalone_mode=False);"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True).returncode == 0


def test_the_options_offer_what_there_is() -> None:
    assert tuple(FORMATS) == compose_command.FORMATS
    assert tuple(Order) == compose_command.ORDERS
    assert tuple(GroupBy) == compose_command.GROUPS


def test_the_two_files_of_the_help_can_be_set_as_they_stand(tmp_path: Path) -> None:
    lines = compose("--help").stdout.split("\n")
    beginnings = [lines.index("  letter.md:"), next(i for i, line in enumerate(lines) if "list.csv," in line)]
    letter = lines[beginnings[0] + 1 : beginnings[1]]
    names = lines[lines.index("    name,office,place,region") : lines.index("  Example:")]
    (tmp_path / "letter.md").write_text("\n".join(line[4:] for line in letter), "utf-8")
    (tmp_path / "list.csv").write_text("\n".join(line[4:] for line in names), "utf-8")
    out = tmp_path / "out"
    done = compose(tmp_path / "letter.md", "--signatories", tmp_path / "list.csv", "--to", out)
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads((out / "letter.json").read_text("utf-8"))
    assert [len(ask["parts"]) for ask in document["asks"]] == [2, 0]
    assert document["count"]["by_office"] == {"Mayor": 1, "County Executive": 1}


def test_a_list_with_several_mistakes_is_told_all_of_them(letter: Path, tmp_path: Path) -> None:
    rows = ["name,rank,date", "A,x,", "B,1,2016", "C,2,", *(f"D{number},y," for number in range(6))]
    (tmp_path / "list.csv").write_text("\n".join(rows), "utf-8")
    done = compose(letter, "--signatories", tmp_path / "list.csv", "--to", tmp_path / "out")
    assert done.returncode == 2
    for said in ("row 2, column “rank”", "row 3, column “date”", "row 5, column “rank”", "and 3 rows more"):
        assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_address_or_a_comment_beside_a_name_is_set_as_typed(letter: Path, tmp_path: Path) -> None:
    name = "Ada Lind (https://ada.example/, “retired”; " + "and more " * 30 + "words)"
    (tmp_path / "list.csv").write_text(f'name\n"{name}"\n', "utf-8")
    done = compose(letter, "--signatories", tmp_path / "list.csv", "--to", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads((tmp_path / "out" / "letter.json").read_text("utf-8"))
    assert document["signatories"][0]["name"] == name
