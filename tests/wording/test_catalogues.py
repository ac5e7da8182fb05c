"""Spanish and French say everything that stands around a letter, and their compiled files are fresh."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import undersigned
from undersigned.cli.options import LANGUAGES as OFFERED
from undersigned.outputs.html.confirmations import WAYS
from undersigned.reading.encodings import GUESSED, LOST, MENDED
from undersigned.reading.find_date_of_letter import ONLY_YEAR, PAGE_PUBLISHED, TERM_ENDS
from undersigned.wording.speech import CATALOGUES, LANGUAGES

SOURCE = Path(undersigned.__file__).parent
SAID = re.compile(r"\b(?:say|count|ngettext)\(\s*\"((?:[^\"\\]|\\.)+)\"")
FOREIGN = [language for language in LANGUAGES if language != "en"]


def sentences() -> set[str]:
    """What the formats, the sheet and the counts say, by their English."""
    files = [*(SOURCE / "outputs").rglob("*.py"), *(SOURCE / "outputs").rglob("*.j2")]
    files += [SOURCE / "domain/sheet.py", SOURCE / "domain/block.py", SOURCE / "wording/counts.py"]
    files += [SOURCE / "reading" / f"{name}.py" for name in ("find_mistakes", "coverage", "match_roster")]
    ways = {one for one, _ in WAYS.values()}
    notes = {MENDED, GUESSED, LOST, PAGE_PUBLISHED, TERM_ENDS, ONLY_YEAR}
    return ways | notes | {found for file in files for found in said_in(file)}


def said_in(file: Path) -> list[str]:
    """The sentences of a file; one that is written in two pieces is put together."""
    return SAID.findall(re.sub(r"\"\n\s+\"", "", file.read_text("utf-8")))


def entries(catalogue: Catalog) -> list[tuple[str, str]]:
    return sorted(
        (" | ".join(texts(each.id)), " | ".join(texts(each.string))) for each in catalogue if each.id
    )


def texts(several: object) -> list[str]:
    """A message with a plural is a tuple or a list, one without is a text."""
    return list(map(str, several)) if isinstance(several, tuple | list) else [str(several)]


def test_the_commands_offer_the_languages_that_there_are() -> None:
    assert OFFERED == LANGUAGES


@pytest.mark.parametrize("language", FOREIGN)
def test_every_sentence_of_a_letter_is_translated(language: str) -> None:
    with (CATALOGUES / language / "LC_MESSAGES/undersigned.po").open("rb") as file:
        catalogue = read_po(file)
    said = {
        message.id[0] if isinstance(message.id, tuple) else message.id
        for message in catalogue
        if message.string
    }
    assert sentences() - said == set()


@pytest.mark.parametrize("language", FOREIGN)
def test_the_compiled_catalogue_is_that_of_its_source(language: str) -> None:
    folder = CATALOGUES / language / "LC_MESSAGES"
    with (folder / "undersigned.po").open("rb") as source, (folder / "undersigned.mo").open("rb") as compiled:
        expected, found = read_po(source), read_mo(compiled)
    assert entries(found) == entries(expected)


@pytest.mark.parametrize("language", FOREIGN)
def test_translations_fill_the_same_blanks(language: str) -> None:
    with (CATALOGUES / language / "LC_MESSAGES/undersigned.po").open("rb") as file:
        for message in read_po(file):
            blanks = set(re.findall(r"\{\w+\}", texts(message.id)[-1]))
            assert not message.id or set(re.findall(r"\{\w+\}", texts(message.string)[-1])) == blanks
