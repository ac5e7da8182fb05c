"""A kit as plain text, 72 columns wide: to be pasted into a newspaper's own system."""

import textwrap
from collections.abc import Sequence

from undersigned.outputs.press.paragraphs import Paragraph

_WIDTH = 72


def text_of(paragraphs: Sequence[Paragraph]) -> str:
    parts: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        together = index and paragraph.style == "item" == paragraphs[index - 1].style
        parts.append(("\n" if together else "\n\n") if parts else "")
        parts.append(_set(paragraph))
    return "".join(parts) + "\n"


def _set(paragraph: Paragraph) -> str:
    match paragraph.style:
        case "title":
            text = _filled(paragraph.text.upper())
            return f"{text}\n{'=' * max(map(len, text.splitlines()))}"
        case "heading":
            text = _filled(paragraph.text)
            return f"{text}\n{'-' * max(map(len, text.splitlines()))}"
        case "item":
            return _filled(paragraph.text, "- ", "  ")
        case "quote":
            return _filled(paragraph.text, "    ", "    ")
    return _filled(paragraph.text)


def _filled(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
