"""The house's lists are whole: reasons and their sentences, mails, formats, tables."""

import importlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from undersigned.domain.difference import Excerpt, changes
from undersigned.domain.history import Deed
from undersigned.domain.own_words import OwnWords
from undersigned.domain.reasons import Reason
from undersigned.messages import KINDS, LetterInMail, Message, WayIn
from undersigned.outputs import BESIDE, FORMATS
from undersigned.records.models import (
    Coalition,
    CodeTry,
    Device,
    FirstRunLink,
    MailRoute,
    Organiser,
    Passkey,
    RecoveryCode,
    SignInLink,
    SignInTry,
)
from undersigned.wording import LANGUAGES, speak
from undersigned.wording.history import COUNTED, DEEDS
from undersigned.wording.reasons import REASONS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "undersigned"
AT = datetime(2026, 12, 1, 22, 0, tzinfo=UTC)
LETTER = LetterInMail(
    "Open letter on <night> buses", "North & South", AT, ZoneInfo("America/New_York"), "Ola Nyström"
)
# What is given out beside letters.
NO_LETTER_FORMAT = {
    "asks",
    "calendar",
    "dataset",
    "feed",
    "pack",
    "press",
    "roster",
    "site",
    "table",
    "together",
}


def modules_in(folder: str) -> set[str]:
    """The modules and packages that lie in a folder of the package."""
    entries = (PACKAGE / folder).iterdir()
    return {
        path.stem
        for path in entries
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
    }


# --- reasons --------------------------------------------------------------------------------------


def test_every_reason_has_a_sentence_and_every_sentence_a_reason() -> None:
    assert set(REASONS) == {reason.value for reason in Reason}


# --- history --------------------------------------------------------------------------------------


def test_every_deed_has_a_sentence_and_every_sentence_a_deed() -> None:
    assert {*DEEDS, *COUNTED} == {deed.value for deed in Deed}
    assert not set(DEEDS) & set(COUNTED)


# --- mails ----------------------------------------------------------------------------------------


def test_every_module_of_messages_is_a_kind() -> None:
    assert modules_in("messages") == set(KINDS)


def values_class(module: ModuleType) -> type:
    """The class of the values that a message is written from: the second argument of `write`."""
    hints = {name: hint for name, hint in get_type_hints(module.write).items() if name != "return"}
    found: type = list(hints.values())[1]
    assert is_dataclass(found)
    return found


def sample(name: str, hint: Any, yes: bool) -> Any:
    """A value of the type; `yes` chooses between the two that a switch or an optional value has."""
    known: dict[Any, Any] = {LetterInMail: LETTER, datetime: AT, int: 1 + yes, bool: yes}
    known[WayIn] = WayIn(
        f"https://letters.example/i/Zw-x_{'9' * 26}/", "4KX7P-Q9TMD", "https://letters.example/i/"
    )
    known[tuple[Excerpt, ...]] = changes("the <old> & the new", f"the <{name}> & the new") * 14 * yes
    known[OwnWords] = OwnWords("Buses & <trains>", "Dear <mayors> & friends,") if yes else OwnWords()
    if hint in known:
        return known[hint]
    if name == "address":
        return "https://letters.example/i/Zw-x_" + "9" * 26 + "/"
    if hint == str | None:
        return f"the <{name}> & co" if yes else None
    if get_origin(hint) is Literal:
        return get_args(hint)[yes]
    assert hint is str, f"a sample for {name}: {hint} is missing here"
    return f"the <{name}> & co"


def written(kind: str, yes: bool, language: str = "en") -> Message:
    module = importlib.import_module(f"undersigned.messages.{kind}")
    cls = values_class(module)
    hints = get_type_hints(cls)
    values = cls(**{field.name: sample(field.name, hints[field.name], yes) for field in fields(cls)})
    message: Message = module.write(speak(language), values)
    return message


class BodyWords(HTMLParser):
    """The words that a mail program shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html[html.index("<body") :])

    def handle_data(self, data: str) -> None:
        self.text += data


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("yes", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_every_message_has_both_parts_with_the_same_words_in_every_language(
    kind: str, yes: bool, language: str
) -> None:
    message = written(kind, yes, language)
    assert message.kind == kind.replace("_", "-")
    assert message.subject
    assert "\n" not in message.subject
    assert words(message.text) == words(BodyWords(message.html).text)
    assert len(words(message.text)) > 5


@pytest.mark.parametrize("kind", KINDS)
def test_an_address_in_a_mail_stands_alone_on_its_line(kind: str) -> None:
    text = written(kind, True).text
    assert [line for line in text.splitlines() if "https://" in line] == re.findall(
        r"^https://\S+$", text, re.MULTILINE
    )


# --- formats --------------------------------------------------------------------------------------


def test_every_output_file_is_listed() -> None:
    modules = [*FORMATS.values(), *(module for module, _ in BESIDE.values())]
    listed = {module.split(".")[2] for module in modules}
    assert modules_in("outputs") - NO_LETTER_FORMAT == listed


@pytest.mark.parametrize("module", FORMATS.values())
def test_every_format_renders(module: str) -> None:
    assert callable(importlib.import_module(module).render)


# --- tables ---------------------------------------------------------------------------------------


def parents(model: type[Model]) -> Iterator[type[Model]]:
    """What a row of the table cannot be without."""
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey) and not field.null:
            yield field.related_model


def belongs_to_a_coalition(model: type[Model]) -> bool:
    return model is Coalition or any(belongs_to_a_coalition(parent) for parent in parents(model))


def test_every_row_belongs_to_a_coalition() -> None:
    """An organiser may act for several coalitions, what signs one in is the organiser's, and nobody knows
    whose letter a typed code was meant for."""
    of_the_installation = {Organiser, SignInTry, CodeTry, FirstRunLink, MailRoute}
    of_an_organiser = {SignInLink, Passkey, RecoveryCode, Device}
    models = set(apps.get_app_config("records").get_models()) - of_the_installation - of_an_organiser
    assert [model.__name__ for model in models if not belongs_to_a_coalition(model)] == []


def test_no_table_is_outside_the_one_app() -> None:
    ours = {model._meta.app_label for model in apps.get_models() if "undersigned" in model.__module__}
    assert ours == {"records"}


# --- the project's own files ----------------------------------------------------------------------


def test_constraints_are_exact_versions_and_name_no_host() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    odd = [line for line in lines if not re.fullmatch(r"#.*|[\w.-]+==[\w.]+", line)]
    assert odd == []
    assert not any("://" in line for line in lines)


def test_the_project_file_names_no_host() -> None:
    assert "://" not in (ROOT / "pyproject.toml").read_text("utf-8")
