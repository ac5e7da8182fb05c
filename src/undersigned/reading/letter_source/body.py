"""The body of a letter source: Markdown blocks, with asks, their parts and thanks marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from undersigned.domain.documents import Ask, AskPart, Block, BodyKind
from undersigned.domain.prose import Run, joined, markdown, markdown_reader, plain, runs_of_tokens
from undersigned.errors import Unreadable

_MARK = re.compile(r"\s*\{\s*\.(?P<name>[\w-]+)(?:\s+#(?P<id>[^\s{}]+))?\s*\}\s*\Z")
_STRAY_MARK = re.compile(r"\{\s*\.[\w-]+[^{}]*\}")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^([^\]\s\\]+)\]")
_MARKS = ("ask", "thanks")
_END_OF_TEXT = re.compile(r"\{\s*\.signatories\s*\}\s*\Z")
_DEEPEST_INDENT = 12  # past it, a reader of Markdown drops what it finds without a word
_NO_PLACE = {
    "html_block": "raw HTML has no place in a letter; write it as plain text or Markdown",
    "fence": "a block of code has no place in a letter; write it as a paragraph",
    "code_block": "this line begins with four blanks, which makes it code; remove the blanks",
    "hr": "a dividing line has no place in a letter; use a heading, or nothing",
}


@dataclass(frozen=True, slots=True)
class Body:
    """`list_at` is the line of a heading marked {.signatories}: nothing below it is text."""

    blocks: tuple[Block, ...]
    asks: tuple[Ask, ...]
    thanks: tuple[str, ...]
    list_at: int | None = None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph without its mark. `line` is its line in the file."""

    runs: tuple[Run, ...]
    line: int
    mark: str | None = None
    id: str | None = None


@dataclass(slots=True)
class _Reader:
    first_line: int
    blocks: list[Block] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)

    def line(self, node: SyntaxTreeNode) -> int:
        return self.first_line + (node.map[0] if node.map else 0)

    def read(self, node: SyntaxTreeNode) -> None:
        match node.type:
            case "paragraph":
                self.read_paragraph(node)
            case "heading":
                self.add_plain("heading", node, "#" * int(node.tag[1]) + " ")
            case "bullet_list" | "ordered_list":
                self.read_list(node, indent="")
            case "blockquote":
                self.read_quote(node)
            case "footnote_block":
                for footnote in node.children:
                    self.read_footnote(footnote)
            case _:
                what = _NO_PLACE.get(node.type, "this has no place in a letter")
                raise Unreadable(what, where=f"line {self.line(node)}")

    def read_paragraph(self, node: SyntaxTreeNode) -> None:
        paragraph = self.paragraph(node)
        if not paragraph.runs and paragraph.mark == "thanks" and self.blocks:
            self.blocks[-1] = replace(self.blocks[-1], thanks=True)
            return
        self.refuse_an_empty_one(paragraph)
        number = self.new_ask(paragraph) if paragraph.mark == "ask" else None
        if number:
            self.asks.append(Ask(number, plain(paragraph.runs), id=paragraph.id))
        self.add("paragraph", paragraph, ask=number)

    def refuse_an_empty_one(self, paragraph: _Paragraph) -> None:
        if not paragraph.runs:
            what = f"{{.{paragraph.mark}}} stands alone here; put it at the end of the text it belongs to"
            raise Unreadable(what, where=f"line {paragraph.line}")

    def read_quote(self, node: SyntaxTreeNode) -> None:
        for child in node.children:
            if child.type != "paragraph":
                what = "a quotation has paragraphs only; take this out of it"
                raise Unreadable(what, where=f"line {self.line(child)}")
            self.add_plain("quote", child, "> ")

    def read_footnote(self, node: SyntaxTreeNode) -> None:
        label = str(node.meta.get("label"))
        for number, child in enumerate(part for part in node.children if part.type == "paragraph"):
            self.add_plain("footnote", child, "    " if number else f"[^{label}]: ")

    def read_list(self, node: SyntaxTreeNode, indent: str) -> None:
        """Items without a mark: each a block of its own whose Markdown keeps the marker."""
        if indent.count(" ") > _DEEPEST_INDENT:
            what = "lists are nested too deeply here; use fewer lists in lists"
            raise Unreadable(what, where=f"line {self.line(node)}")
        ordered = node.type == "ordered_list"
        start = int(node.attrs.get("start", 1)) if ordered else 1
        for number, item in enumerate(node.children, start=start):
            marker = f"{number}. " if ordered else "- "
            if self.read_ask(item, nested=bool(indent)):
                continue
            for child in item.children:
                if child.type in ("bullet_list", "ordered_list"):
                    self.read_list(child, indent + " " * len(marker))
                else:
                    self.add_item(child, indent + marker)
                    marker = " " * len(marker)

    def add_item(self, node: SyntaxTreeNode, prefix: str) -> None:
        if node.type != "paragraph":
            what = "an item of a list has paragraphs and lists only; take this out of it"
            raise Unreadable(what, where=f"line {self.line(node)}")
        paragraph = self.paragraph(node)
        self.refuse_an_empty_one(paragraph)
        self.add("list", paragraph, prefix=prefix)

    def read_ask(self, item: SyntaxTreeNode, *, nested: bool) -> bool:
        """Read the item as an ask with its parts, if one of its own paragraphs is marked as one."""
        own = [self.paragraph(child) for child in item.children if child.type == "paragraph"]
        marked = next((paragraph for paragraph in own if paragraph.mark == "ask"), None)
        if marked is None:
            return False
        if nested:
            what = "an ask stands inside another list here; its parts need no mark, and an ask is not nested"
            raise Unreadable(what, where=f"line {marked.line}")
        number = self.new_ask(marked)
        at = len(self.asks)
        parts: list[AskPart] = []
        for child in item.children:
            if child.type == "paragraph":
                self.add("list", self.paragraph(child), ask=number)
            else:
                parts += self.read_parts(child, number, len(parts))
        text = " ".join(plain(paragraph.runs) for paragraph in own if paragraph.runs)
        self.asks.insert(at, Ask(number, text, tuple(parts), marked.id))
        return True

    def read_parts(self, node: SyntaxTreeNode, ask: str, before: int) -> Iterator[AskPart]:
        if node.type not in ("bullet_list", "ordered_list"):
            raise Unreadable("an ask has text and a list of parts only", where=f"line {self.line(node)}")
        for index, item in enumerate(node.children, start=before):
            number = ask + part_letter(index)
            paragraphs: list[_Paragraph] = []
            for child in item.children:
                if child.type != "paragraph":
                    what = "a part of an ask has no parts of its own; make it one text"
                    raise Unreadable(what, where=f"line {self.line(child)}")
                paragraphs.append(self.paragraph(child))
            for paragraph in paragraphs:
                if paragraph.mark == "ask":
                    what = "a part of an ask needs no mark; only the ask itself has {.ask}"
                    raise Unreadable(what, where=f"line {paragraph.line}")
                self.add("list", paragraph, ask=number)
            yield AskPart(number, " ".join(plain(paragraph.runs) for paragraph in paragraphs))

    def new_ask(self, paragraph: _Paragraph) -> str:
        if paragraph.id is not None:
            if paragraph.id in self.ids:
                first = self.ids[paragraph.id]
                what = f"two asks have the id “{paragraph.id}” (the first in line {first}); give each its own"
                raise Unreadable(what, where=f"line {paragraph.line}")
            self.ids[paragraph.id] = paragraph.line
        return str(len(self.asks) + 1)

    def add_plain(self, kind: BodyKind, node: SyntaxTreeNode, prefix: str) -> None:
        paragraph = self.paragraph(node)
        if paragraph.mark:
            what = f"{{.{paragraph.mark}}} can mark a paragraph or an item of a list, not a {kind}"
            raise Unreadable(what, where=f"line {paragraph.line}")
        self.add(kind, paragraph, prefix=prefix)

    def add(self, kind: BodyKind, paragraph: _Paragraph, *, ask: str | None = None, prefix: str = "") -> None:
        text = markdown(paragraph.runs).replace("\n", "\n" + " " * len(prefix))
        block = Block(kind, plain(paragraph.runs), prefix + text, ask, paragraph.mark == "thanks")
        if paragraph.runs:
            self.blocks.append(block)

    def paragraph(self, node: SyntaxTreeNode) -> _Paragraph:
        line = self.line(node)
        inline = next((child for child in node.children if child.type == "inline"), None)
        tokens = list(inline.token.children or ()) if inline and inline.token else []
        refuse_inside(tokens, line, typed=inline.content if inline else "")
        found = joined(runs_of_tokens(tokens))
        if not found or found[-1].code or not (mark := _MARK.search(found[-1].text)):
            refuse_stray_mark(found, line)
            return _Paragraph(found, line)
        name = mark["name"]
        if name not in _MARKS or (mark["id"] and name != "ask"):
            raise Unreadable(
                f"unknown mark {mark[0].strip()}; known are {{.ask}}, {{.ask #id}} and {{.thanks}}",
                where=f"line {line}",
            )
        rest = found[-1].text[: mark.start()].rstrip()
        found = (*found[:-1], replace(found[-1], text=rest)) if rest else found[:-1]
        refuse_stray_mark(found, line)
        return _Paragraph(found, line, name, mark["id"])


def part_letter(index: int) -> str:
    """0 → "a", 25 → "z", 26 → "aa"."""
    letters = ""
    while index >= 0:
        letters = chr(ord("a") + index % 26) + letters
        index = index // 26 - 1
    return letters


def refuse_inside(tokens: list[Token], line: int, *, typed: str) -> None:
    """Raw HTML, images and footnotes without a text, inside a paragraph that begins in `line`.

    `typed` is its Markdown, which still shows whether a bracket was escaped.
    """
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "html_inline":
            what = f"raw HTML has no place in a letter ({token.content}); write it as plain text or Markdown"
            raise Unreadable(what, where=f"line {line}")
        elif token.type == "image":
            raise Unreadable(
                "a letter has no images; describe it in words, or link to it", where=f"line {line}"
            )
        elif token.type == "text" and (label := _FOOTNOTE.search(token.content)) and _FOOTNOTE.search(typed):
            what = f"the footnote {label[0]} has no text; add a paragraph “{label[0]}: …”"
            raise Unreadable(what, where=f"line {line}")


def refuse_stray_mark(runs: tuple[Run, ...], line: int) -> None:
    for run in runs:
        if not run.code and (stray := _STRAY_MARK.search(run.text)):
            what = f"the mark {stray[0]} stands in the middle of the text; put it at its end"
            raise Unreadable(what, where=f"line {line}")


def _text_of(root: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    """The blocks of the text. A heading marked {.signatories} ends it; notes stand after that, wherever."""
    ended = False
    for node in root.children:
        if node.type == "heading" and _END_OF_TEXT.search(node.children[0].content):
            ended = True
        if not ended or node.type == "footnote_block":
            yield node


def read_body(text: str, *, first_line: int) -> Body:
    """The blocks, asks and thanks of a body whose first line is `first_line` of the file."""
    tokens = markdown_reader().parse(text)
    reader = _Reader(first_line)
    try:
        for node in _text_of(SyntaxTreeNode(tokens)):
            reader.read(node)
    except RecursionError as trouble:
        raise Unreadable("the text is nested too deeply; use fewer lists in lists") from trouble
    if not reader.blocks:
        raise Unreadable(
            "the letter has a header and no text; write the text below it", where=f"line {first_line}"
        )
    thanks = tuple(block.text for block in reader.blocks if block.thanks)
    return Body(tuple(reader.blocks), tuple(reader.asks), thanks, _list_at(tokens, first_line))


def _list_at(tokens: Sequence[Token], first_line: int) -> int | None:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.map and _END_OF_TEXT.search(inline.content):
            return first_line + token.map[0]
    return None
