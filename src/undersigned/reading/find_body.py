"""Lines of a letter's text → blocks: paragraphs, headings, items of lists, quotes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from undersigned.domain.documents import Block, BodyKind
from undersigned.reading.find_block.shapes import is_rubbish
from undersigned.reading.lines import Line

_FOOTNOTE = re.compile(
    r"^(?:\[?\^?\d{1,3}\]?[.:)]?|[*†‡])\s*(?:See|Cf|Voir|Véase|Siehe|Vgl|https?:)", re.IGNORECASE
)
_MARKER = re.compile(r"^\s*(?:[-*+•●◦▪■·–—‣○]|\(?(?:\d{1,6}|[a-z]|[ivx]{1,4})[.):]\)?)\s+")
_KINDS: dict[str, BodyKind] = {
    "heading": "heading",
    "item": "list",
    "quote": "quote",
    "text": "paragraph",
    "row": "paragraph",
}


def find_body(lines: Sequence[Line]) -> list[Block]:
    """The blocks of these lines, in order; lines of one paragraph are put together again."""
    blocks: list[Block] = []
    width = _usual_width(lines)
    above: Line | None = None
    for line in lines:
        goes_on = above is not None and bool(blocks) and _goes_on(line, above, width)
        if is_rubbish(line.text) and not (goes_on and above and not _ends_a_sentence(above.text)):
            continue
        if goes_on:
            blocks[-1] = _longer(blocks[-1], line)
        else:
            blocks.append(_block(line))
        above = line
    return blocks


def _ends_a_sentence(text: str) -> bool:
    """A lone figure behind it is a page's number; behind half a sentence it is a year that was wrapped."""
    return text.rstrip().endswith((".", "!", "?", ":"))


def _block(line: Line) -> Block:
    kind: BodyKind = "footnote" if _FOOTNOTE.match(line.text) else _KINDS[line.kind]
    markdown = line.markdown or line.text
    if kind == "list" and not line.markdown:
        markdown = f"{'  ' * line.level}{line.marker} {line.text}"
    return Block(kind, line.text, markdown)


def without_marker(block: Block) -> Block:
    """An item's Markdown without the marker that told its place in the list."""
    return (
        replace(block, markdown=_MARKER.sub("", block.markdown, count=1)) if block.kind == "list" else block
    )


def _longer(block: Block, line: Line) -> Block:
    joiner = "" if block.text.endswith("-") and line.text[:1].islower() else " "
    text = block.text.removesuffix("-") if not joiner else block.text
    markdown = block.markdown if joiner else block.markdown.removesuffix("-")
    return replace(
        block, text=f"{text}{joiner}{line.text}", markdown=f"{markdown}{joiner}{line.markdown or line.text}"
    )


def _usual_width(lines: Sequence[Line]) -> int:
    """The length of a full line where the text is wrapped; 0 where each line is a paragraph."""
    lengths = sorted(len(line.text) for line in lines if line.kind == "text")
    if lengths and lines[0].page is not None:
        return lengths[-1]  # a page has lines as wide as its paper
    if len(lengths) < 2 or lengths[-1] > 120:
        return 0
    return lengths[-1]


def _goes_on(line: Line, above: Line, width: int) -> bool:
    """Whether a line continues the paragraph above: no gap, and the line above was full."""
    if (
        line.gap
        or line.marker
        or (line.kind != above.kind and above.kind != "item")
        or line.kind in ("heading", "row")
    ):
        return False
    if line.page != above.page and not above.text.rstrip().endswith((".", ":", "!", "?")):
        return True
    return width > 0 and len(above.text) >= width * 0.75
