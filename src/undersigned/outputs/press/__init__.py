"""A press kit as files: plain text and Word, both from one template, which the server's owner can replace.

The template writes lines with a few marks; they are read into paragraphs once, and each format sets the same
ones. A thousand kits take seconds, so nothing here is slow for one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from jinja2 import DictLoader, Environment, PackageLoader, StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from undersigned.domain.press.kit import Kit
from undersigned.domain.publishing import Rendered
from undersigned.errors import Unreadable
from undersigned.outputs import packed
from undersigned.outputs.press.docx import MEDIA_TYPE, docx_of
from undersigned.outputs.press.paragraphs import Paragraph, paragraphs_of
from undersigned.outputs.press.text import text_of
from undersigned.wording import Wording
from undersigned.wording.press import press_in

TEMPLATE = "kit.md.j2"
FORMATS = ("docx", "txt")
Address = tuple[str, str]


@dataclass(frozen=True, slots=True)
class KitFrame:
    """What is the same in every kit of a letter.

    `addresses` are (label, address) of the letter, its files and the check; `embargo` a time in words, or "";
    `template` the owner's text in place of ours, None for ours.
    """

    title: str
    coalition: str
    addresses: tuple[Address, ...]
    embargo: str = ""
    template: str | None = None


def render(kit: Kit, frame: KitFrame, extension: Literal["docx", "txt"]) -> Rendered:
    """One kit as one file. Unreadable if the owner's template does not work."""
    paragraphs = _paragraphs(kit, frame)
    name = f"{kit.area.slug or 'all'}.{extension}"
    if extension == "txt":
        return Rendered(name, "text/plain; charset=utf-8", text_of(paragraphs).encode("utf-8"))
    return Rendered(name, MEDIA_TYPE, docx_of(paragraphs, frame.title, frame.coalition, kit.wording.language))


def pack(kits: Iterable[Kit], frame: KitFrame) -> bytes:
    """All of them in one zip, each as text and as a Word file."""
    return packed(_files(kits, frame))


def _files(kits: Iterable[Kit], frame: KitFrame) -> Iterator[tuple[str, bytes]]:
    for kit in kits:
        for extension in FORMATS:
            file = render(kit, frame, extension)  # type: ignore[arg-type]  # the two there are
            yield file.filename, file.content


def _paragraphs(kit: Kit, frame: KitFrame) -> Sequence[Paragraph]:
    values = {
        "kit": kit,
        "title": frame.title,
        "addresses": frame.addresses,
        "embargo": frame.embargo,
        "say": kit.wording.say,
        "day": _day_in(kit.wording),
    }
    try:
        return paragraphs_of(_environment(frame.template).get_template(TEMPLATE).render(values))
    except Exception as trouble:  # whatever a template can do wrong
        line = f"line {trouble.lineno}: " if isinstance(trouble, TemplateSyntaxError) else ""
        raise Unreadable(f"{line}the template does not work: {trouble}", where=TEMPLATE) from trouble


def _day_in(wording: Wording) -> object:
    press = press_in(wording.language)

    def day(on: date) -> str:
        return press.day(on.year, on.month, on.day)

    return day


@lru_cache(maxsize=4)
def _environment(own: str | None) -> Environment:
    """In a sandbox: a template shows a kit and can do no more. It makes text, so nothing is escaped."""
    return ImmutableSandboxedEnvironment(
        loader=DictLoader({TEMPLATE: own}) if own is not None else PackageLoader("undersigned.outputs"),
        autoescape=False,  # plain text; the formats escape what they need to
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
