"""One module a mail: values in; subject, plain text and HTML out.

Both parts are laid out from the same paragraphs, so they cannot say different things. Plain text is
60 characters wide; an address stands alone on its line, whole.
"""

import textwrap
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache, lru_cache
from typing import Final

from jinja2 import Environment, PackageLoader, select_autoescape

from undersigned.domain.own_words import OwnWords
from undersigned.wording import Wording

WIDTH = 60

# The mails that ask for an answer: what of them has not gone when a letter closes says nothing any more.
ASKING: Final = (
    "invitation",
    "delegate-invitation",
    "reminder",
    "deadline-extended",
    "new-edition",
    "new-link",
    "to-confirm",
)

# Every kind of mail, each a module of this name here with a function `write`.
KINDS: Final = (
    "invitation",
    "delegate_invitation",
    "reminder",
    "deadline_extended",
    "new_link",
    "organiser_message",
    "new_edition",
    "condition_noted",
    "to_confirm",
    "unmet",
    "recorded_yes",
    "handed_on_notice",
    "receipt",
    "office_holder_notice",
    "disowned",
    "line_reviewed",
    "cancelled",
    "closing",
    "outlet_link",
    "quote_request",
    "look_again",
    "sign_in",
    "confirmation",
    "already_signed",
    "held",
    "struck",
    "desk_invitation",
    "sign_in_changed",
    "test_mail",
)

# Those that go to the public's addresses: deleted with them.
PUBLIC_KINDS: Final = (
    *("confirmation", "already-signed", "held", "struck"),
    *("receipt", "closing", "new-edition", "line-reviewed", "cancelled"),
)


@dataclass(frozen=True, slots=True)
class Button:
    """The one thing to do, and the bare address for those whose mail shows no buttons."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A line or a text set apart, as it is printed."""

    text: str


@dataclass(frozen=True, slots=True)
class WayIn:
    """How one person opens the letter: the personal link, and the code that does the same at `page`."""

    address: str
    code: str
    page: str


@dataclass(frozen=True, slots=True)
class Code:
    """The code for those whose mail programme broke the link, and the address where it is typed."""

    words: str
    code: str
    page: str


Paragraph = str | Button | Quoted | Code


@dataclass(frozen=True, slots=True)
class Message:
    kind: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class LetterInMail:
    """What every mail about a letter tells: which, from whom, by when, whom to call.

    `deadline` is shown in `zone`, the reader's. `contact` is "name, phone, address" as far as known.
    """

    title: str
    coalition: str
    deadline: datetime | None
    zone: tzinfo
    contact: str


def lay_out(kind: str, wording: Wording, subject: str, paragraphs: list[Paragraph]) -> Message:
    """The message, its two parts made from the same paragraphs."""
    html = (
        _environment()
        .get_template("mail.html")
        .render(
            language=wording.language,
            subject=subject,
            paragraphs=[_for_template(part) for part in paragraphs],
        )
    )
    plain = "\n\n".join(_plain(part, wording) for part in paragraphs)
    return Message(kind.replace("_", "-"), subject, f"{plain}\n", html)


def _plain(part: Paragraph, wording: Wording) -> str:
    if isinstance(part, Button):
        label = wording.say("{label}:", label=part.label)
        return f"{label}\n\n{part.address}"
    if isinstance(part, Code):
        return f"{_filled(part.words)}\n\n    {part.code}\n\n{part.page}"
    if isinstance(part, Quoted):
        return textwrap.indent(textwrap.fill(part.text, WIDTH - 4), "    ")
    return _filled(part)


@lru_cache(maxsize=256)  # most paragraphs are the same in every mail about a letter
def _filled(paragraph: str) -> str:
    return textwrap.fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)


def _for_template(part: Paragraph) -> dict[str, str]:
    if isinstance(part, Button):
        return {"kind": "button", "label": part.label, "address": part.address}
    if isinstance(part, Code):
        return {"kind": "code", "text": part.words, "code": part.code, "address": part.page}
    return {
        "kind": "quoted" if isinstance(part, Quoted) else "text",
        "text": part if isinstance(part, str) else part.text,
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("undersigned.messages"),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # our own templates: they change with the program
    )


def way_in(wording: Wording, label: str, way: WayIn) -> list[Paragraph]:
    """The link as the one thing to do, and the code beside it, where there is one."""
    if not way.code:
        return [Button(label, way.address)]
    words = wording.say("If the link does not open, type this code at the address below it:")
    return [Button(label, way.address), Code(words, way.code, way.page)]


def opening_of(own: OwnWords) -> list[Paragraph]:
    """The first lines where the organiser wrote them; ours follow all the same."""
    return [own.opening] if own.opening else []


def signed_off(wording: Wording, letter: LetterInMail) -> list[Paragraph]:
    """The last lines of every mail about a letter: whom to ask, and who sends this."""
    parts: list[Paragraph] = []
    if letter.contact:
        parts.append(wording.say("Questions? Ask {contact}.", contact=letter.contact))
    parts.append(letter.coalition)
    return parts
