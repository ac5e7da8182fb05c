"""The documents keep up with the program: what is generated is fresh, and every list names every thing."""

import re
from pathlib import Path

import click
import pytest
from tools import build_reference

from tests.test_rights import addresses
from undersigned.domain.roster_columns import COLUMNS
from undersigned.messages import KINDS
from undersigned.project.env import SETTINGS
from undersigned.reading.letter_source.header import ADDRESSEE_KEYS, HEADER_KEYS

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMANDS = dict(build_reference.commands())
PARTS = {name: command for name, command in COMMANDS.items() if not isinstance(command, click.Group)}


def reference(name: str) -> str:
    return (REFERENCE / name).read_text("utf-8")


def named(page: str) -> set[str]:
    """What stands in backticks at the beginning of a table's row."""
    return set(re.findall(r"^\| `([^`]+)`", reference(page), re.MULTILINE))


@pytest.mark.parametrize("name", ["commands.md", "settings.md"])
def test_the_generated_reference_is_fresh(name: str) -> None:
    assert reference(name) == build_reference.pages()[name], "run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_with_an_example(name: str) -> None:
    purpose, example = build_reference.purpose_and_example(COMMANDS[name])
    assert purpose
    assert example.startswith(name)


@pytest.mark.parametrize("name", PARTS)
def test_every_option_has_help(name: str) -> None:
    options = [param for param in PARTS[name].params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_every_setting_has_help() -> None:
    assert [setting.name for setting in SETTINGS if not setting.help.endswith(".")] == []


def test_every_kind_of_mail_is_described() -> None:
    assert named("mails.md") == {kind.replace("_", "-") for kind in KINDS}


def test_every_web_address_is_described() -> None:
    assert named("addresses.md") == {_as_written(address) for address in (*addresses(), "outbox/")}


def _as_written(pattern: str) -> str:
    """`letters/<slug:slug>/` → `/letters/SLUG/`."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: found[1].upper(), pattern)


def test_every_column_of_a_roster_is_described() -> None:
    assert named("roster.md") == set(COLUMNS)


def test_every_key_of_a_letter_source_is_described() -> None:
    inside = {f"addressee: {key}" for key in ADDRESSEE_KEYS}
    assert named("letter-source.md") >= set(HEADER_KEYS) | inside


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)\s#]+)", document.read_text("utf-8"))
    ours = [target for target in targets if not target.startswith(("http:", "https:", "mailto:"))]
    assert [target for target in ours if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_shown_in_the_documents_exists(document: Path) -> None:
    shown = re.findall(r"^\$ (undersigned [a-z-]+(?: [a-z-]+)?)", document.read_text("utf-8"), re.MULTILINE)
    unknown = [call for call in shown if call not in COMMANDS and call.rsplit(" ", 1)[0] not in PARTS]
    assert unknown == []


def test_the_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "images").glob("*.png"))
    assert pictures
    assert [file.name for file in pictures if file.stat().st_size > 200_000] == []


def test_every_test_that_is_named_against_an_attack_exists() -> None:
    map_of_attacks = (ROOT / "docs" / "formats" / "attacks.md").read_text("utf-8")
    there = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
    }
    told = set(re.findall(r"`(test_\w+)`", map_of_attacks))
    assert len(told) > 50
    assert sorted(told - there) == []


def test_every_case_of_the_corpus_that_is_named_against_an_attack_exists() -> None:
    from tests.proof import corpus

    there = {*corpus.HOLDING, *corpus.SPOILT, *corpus.UNREADABLE}
    lists = re.findall(r"corpus: ([^|;`]+)", (ROOT / "docs" / "formats" / "attacks.md").read_text("utf-8"))
    told = "|".join(re.sub(r"[,…]", "|", each) for each in lists)
    unknown = [name for part in told.split("|") if (name := part.strip()) and not is_case(name, there)]
    assert unknown == []


def is_case(name: str, there: set[str]) -> bool:
    """A name of the corpus may have a comma in it."""
    return any(name in each.split(", ") or name == each for each in there)
