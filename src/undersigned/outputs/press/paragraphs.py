"""The paragraphs of a kit, as its template writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Style = Literal["title", "heading", "item", "quote", "text"]
_MARKS: tuple[tuple[str, Style], ...] = (("# ", "title"), ("## ", "heading"), ("- ", "item"), ("> ", "quote"))
_ADDRESS = re.compile(r"https?://[^\s<>\"”]+[^\s<>\"”.,;:)]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    style: Style
    text: str

    @property
    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The text cut at its web addresses: (piece, whether it is one)."""
        end = 0
        for match in _ADDRESS.finditer(self.text):
            if match.start() > end:
                yield self.text[end : match.start()], False
            yield match[0], True
            end = match.end()
        if end < len(self.text):
            yield self.text[end:], False


def paragraphs_of(written: str) -> tuple[Paragraph, ...]:
    """Lines without a mark go on with the paragraph before them; a blank line ends it."""
    found: list[Paragraph] = []
    goes_on = False
    for line in written.splitlines():
        text = " ".join(line.split())
        if not text:
            goes_on = False
            continue
        mark = next(((mark, style) for mark, style in _MARKS if text.startswith(mark)), None)
        if mark:
            found.append(Paragraph(mark[1], text.removeprefix(mark[0])))
        elif goes_on and found[-1].style == "text":
            found[-1] = Paragraph("text", f"{found[-1].text} {text}")
        else:
            found.append(Paragraph("text", text))
        goes_on = True
    return tuple(found)
