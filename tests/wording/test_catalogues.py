"""Spanish and French say all that stands around a letter and all that whoever signs it reads."""

import re
from collections.abc import Callable

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.wording.said import around_letters, to_signatories
from undersigned.cli.options import LANGUAGES as OFFERED
from undersigned.wording.speech import CATALOGUES, LANGUAGES

FOREIGN = [language for language in LANGUAGES if language != "en"]


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
@pytest.mark.parametrize("sentences", [around_letters, to_signatories])
def test_every_sentence_of_a_letter_and_of_its_signing_is_translated(
    language: str, sentences: Callable[[], set[str]]
) -> None:
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
