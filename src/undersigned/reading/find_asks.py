"""What a letter asks for, in numbered requests with parts, and what it gives thanks for.

Five ways of asking, tried in this order: marks of our own letter source (`{.ask}`); requests numbered
inside a sentence ("(1) … and (2) …"), whose parts stand in the paragraphs that take them up ("First, …"); a
list after a sentence that asks; and sentences that ask.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from undersigned.domain.documents import Ask, AskPart, Block
from undersigned.domain.name_matching import folded
from undersigned.reading.languages import LANGUAGES, ordinals_of, phrases
from undersigned.reading.sentences import sentences

_MARK = re.compile(r"\{\.ask(?:\s+#(?P<id>[\w-]+))?\}\s*$")
_NUMBER = re.compile(r"\((\d{1,2}|[ivx]{1,4})\)\s+|(?<=[:;,] )(\d{1,2})[.)]\s+(?=\w)")
_SPLIT = re.compile(r"[,;]?\s+(?:and|y|et|e|und)\s*$", re.IGNORECASE)
_CONJOINED = {
    "en": re.compile(
        r",?\s+and (?=(?:urge|ask|call (?:up)?on|request|encourage|implore|recommend|demand)\b)"
    ),
    "es": re.compile(r",?\s+y (?=(?:pedimos|instamos|solicitamos|exigimos)\b)"),
    "fr": re.compile(r",?\s+et (?=(?:demandons|exhortons|appelons|exigeons)\b)"),
    "pt": re.compile(r",?\s+e (?=(?:pedimos|solicitamos|exigimos|apelamos)\b)"),
    "de": re.compile(r",?\s+und (?=(?:fordern|bitten|appellieren)\b)"),
}
_MOST_ASKS = 40
_ENDS = (".", "!", "?", ";")
# Those who sign speak of themselves: "the undersigned Attorneys General urge", "our cities ask", "we, 6
# hydrologists, urge" (its commas are blanks by then).
_THEY_ASK = {
    "en": re.compile(
        r" (?:the undersigned (?:\w+ ){0,4}?|our (?:\w+ ){0,3}?[a-z]{3,}s |we  (?:\S+ +){1,12}?)"
        r"(?:urge|ask|request|call on|call upon|demand) (?!for |was |were )"
    ),
    "es": re.compile(r" (?:los|las) abajo firmantes (?:\w+ ){0,4}?(?:piden|solicitan|exigen) "),
    "fr": re.compile(
        r" (?:les soussignes|nos [a-z]{3,}s) (?:\w+ ){0,3}?(?:demandent|appellent|exigent) "
        r"| nous  (?:\S+ +){1,14}?(?:demandons|appelons|exhortons|exigeons|sollicitons) "
    ),
    "it": re.compile(r" (?:i|gli|le) sottoscritt[ie] (?:\w+ ){0,4}?(?:chiedono|esortano|sollecitano) "),
    "de": re.compile(r" die unterzeichnenden (?:\w+ ){0,4}?(?:fordern|bitten|appellieren) "),
}
_FOR_HELP = re.compile(r"\bto ask for your (?:help|support|assistance|attention)\W*$", re.IGNORECASE)
_FIGURE = re.compile(r"\s*\(?\d{1,3}[.):]")
_LETTER = re.compile(r"\s*\(?[a-z][.):]\)?\s")


def find_asks(blocks: Sequence[Block], language: str | None) -> tuple[list[Block], tuple[Ask, ...]]:
    """The blocks with the asks they hold marked, and the asks in order."""
    for way in (_marked, _numbered_in_a_sentence, _listed, _asked, _numbered):
        found = way(list(blocks), language or "en")
        if found[1]:
            return found
    return list(blocks), ()


def _marked(blocks: list[Block], language: str) -> tuple[list[Block], tuple[Ask, ...]]:
    asks: list[Ask] = []
    depth: dict[str, int] = {}
    for at, block in enumerate(blocks):
        mark = _MARK.search(block.markdown)
        indent = len(block.markdown) - len(block.markdown.lstrip())
        if mark:
            number = str(len(asks) + 1)
            asks.append(Ask(number, _without_mark(block.text), id=mark.group("id")))
            depth[number] = indent
        elif not asks or block.kind != "list" or blocks[at - 1].ask is None:
            continue
        else:
            last = asks[-1]
            number = f"{last.number}{_letter(len(last.parts))}"
            asks[-1] = replace(last, parts=(*last.parts, AskPart(number, block.text)))
        blocks[at] = replace(
            block, ask=number, text=_without_mark(block.text), markdown=_without_mark(block.markdown)
        )
    return blocks, tuple(asks)


def _without_mark(text: str) -> str:
    return _MARK.sub("", text).strip()


def _letter(index: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[index] if index < 26 else f".{index + 1}"


def _numbered_in_a_sentence(blocks: list[Block], language: str) -> tuple[list[Block], tuple[Ask, ...]]:
    for at, block in enumerate(blocks):
        for sentence in sentences(block.text):
            asks = _numbers(sentence, language)
            if len(asks) > 1:
                blocks[at] = replace(block, ask=asks[0].number if len(asks) == 1 else None)
                return _with_parts(blocks, at, asks, language)
    return blocks, ()


def _numbers(sentence: str, language: str) -> list[Ask]:
    marks = list(_NUMBER.finditer(sentence))
    if (
        len(marks) < 2
        or marks[0].group(1) not in ("1", "i", None)
        or not _asks(sentence[: marks[0].start()], language)
    ):
        return []
    asks = []
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(sentence)
        text = _SPLIT.sub("", sentence[mark.end() : end].strip()).rstrip(" ,;.")
        asks.append(Ask(str(index + 1), text))
    return asks


def _with_parts(
    blocks: list[Block], at: int, asks: list[Ask], language: str
) -> tuple[list[Block], tuple[Ask, ...]]:
    """Paragraphs that begin with "First," take up the first ask: what they ask for are its parts."""
    ordinals = ordinals_of(language)
    current: int | None = None
    for index in range(at + 1, len(blocks)):
        block = blocks[index]
        begins = next(
            (
                n
                for n, word in enumerate(ordinals)
                if re.match(rf"{word}(?:ly|o|a|amente)?\b", folded(block.text))
            ),
            None,
        )
        current = (
            begins
            if begins is not None
            else (None if block.kind == "heading" or _is_farewell(block.text, language) else current)
        )
        if current is None or current >= len(asks):
            continue
        asked = [
            part
            for sentence in sentences(block.text)[1 if begins is not None else 0 :]
            for part in _asked_in(sentence, language)
        ]
        ask = asks[current]
        parts = tuple(
            AskPart(f"{ask.number}{_letter(len(ask.parts) + n)}", text) for n, text in enumerate(asked)
        )
        asks[current] = replace(ask, parts=ask.parts + parts)
        blocks[index] = replace(block, ask=ask.number)
    return blocks, tuple(asks)


def _is_farewell(text: str, language: str) -> bool:
    plain = folded(text)
    return any(plain.startswith(phrase) for phrase in phrases("thanking", language))


def _listed(blocks: list[Block], language: str) -> tuple[list[Block], tuple[Ask, ...]]:
    """A list whose introduction asks; an item that introduces a list of its own has parts."""
    asks: list[Ask] = []
    open_list = False
    for at, block in enumerate(blocks):
        if block.kind != "list":
            open_list = not block.text.rstrip().endswith(_ENDS) and _asks(block.text, language)
            continue
        if open_list:
            _add_item(asks, blocks, at)
    return blocks, tuple(asks)


def _numbered(blocks: list[Block], language: str) -> tuple[list[Block], tuple[Ask, ...]]:
    """The items of the one numbered list of a letter that asks in no other way."""
    asks: list[Ask] = []
    for at, block in enumerate(blocks):
        if block.kind == "list" and (
            _FIGURE.match(block.markdown) or (asks and _LETTER.match(block.markdown))
        ):
            _add_item(asks, blocks, at)
    return blocks, tuple(asks)


def _add_item(asks: list[Ask], blocks: list[Block], at: int) -> None:
    """An item of a list as an ask, or as a part of the ask above."""
    block = blocks[at]
    if asks and _is_nested(blocks, at):
        last = asks[-1]
        number = f"{last.number}{_letter(len(last.parts))}"
        asks[-1] = replace(last, parts=(*last.parts, AskPart(number, _without_what_joins(block.text))))
    else:
        number = str(len(asks) + 1)
        asks.append(Ask(number, _without_what_joins(block.text)))
    blocks[at] = replace(block, ask=number)


def _without_what_joins(item: str) -> str:
    """ "waive the match; and" → "waive the match": what only leads to the next item is left out."""
    return _SPLIT.sub("", item.rstrip(" ;,")).rstrip(" ;,")


def _is_nested(blocks: list[Block], at: int) -> bool:
    """An item deeper than the first of its list, or one below an item that ends with a colon."""
    indent = len(blocks[at].markdown) - len(blocks[at].markdown.lstrip())
    first = next(block for block in blocks if block.ask)
    if indent > len(first.markdown) - len(first.markdown.lstrip()):
        return True
    if _LETTER.match(blocks[at].markdown) and not _LETTER.match(first.markdown):
        return True
    if _FIGURE.match(blocks[at].markdown) and _FIGURE.match(first.markdown):
        return False
    if _is_ordinal(blocks[at].text) and not _is_ordinal(first.text):
        return True
    above = blocks[at - 1]
    return above.text.rstrip().endswith(":") or (
        above.ask is not None and above.ask[-1].isalpha() and not _begins_like(blocks[at], first)
    )


def _is_ordinal(text: str) -> bool:
    """ "En primer lugar, …", "Second, …"."""
    beginning = folded(text).split()[:3]
    stems = tuple(word[:5] for code in LANGUAGES for word in ordinals_of(code))
    return bool(beginning) and (
        beginning[0].startswith(stems)
        or (beginning[0] in ("en", "in", "em") and beginning[1:2] != [] and beginning[1].startswith(stems))
    )


def _begins_like(block: Block, first: Block) -> bool:
    """ "Que se …" is again a main item where the first main item began with "Que"."""
    return folded(block.text).split()[:1] == folded(first.text).split()[:1]


def _asked(blocks: list[Block], language: str) -> tuple[list[Block], tuple[Ask, ...]]:
    asks: list[Ask] = []
    for at, block in enumerate(blocks):
        if block.kind in ("heading", "footnote"):
            continue
        texts = [text for sentence in sentences(block.text) for text in _asked_in(sentence, language)]
        for text in texts[: _MOST_ASKS - len(asks)]:
            asks.append(Ask(str(len(asks) + 1), text))
        if texts and asks:
            blocks[at] = replace(block, ask=asks[-1].number)
    return blocks, tuple(asks)


def _asks(text: str, language: str) -> bool:
    plain = f" {folded(text)} ".replace(",", " ").replace(":", " ")
    if any(f" {phrase} " in plain for phrase in phrases("asking", language)):
        return True
    they_ask = _THEY_ASK.get(language)
    return they_ask is not None and they_ask.search(plain) is not None


def _asked_in(sentence: str, language: str) -> list[str]:
    """What a sentence asks for: itself, or its halves where it asks twice ("we urge … and urge …")."""
    if not _asks(sentence, language) or sentence.rstrip().endswith("?") or _FOR_HELP.search(sentence):
        return []
    pattern = _CONJOINED.get(language)
    return [part.strip(" .;,") for part in (pattern.split(sentence) if pattern else [sentence])]


def find_thanks(blocks: Iterable[Block], language: str | None) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks with those that give thanks marked, and the sentences that do."""
    marked: list[Block] = []
    thanks: list[str] = []
    thanking = phrases("thanking", language or "en")
    for block in blocks:
        said = (
            [sentence for sentence in sentences(block.text) if _gives_thanks(sentence, thanking)]
            if block.kind == "paragraph"
            else []
        )
        thanks.extend(said)
        marked.append(replace(block, thanks=True) if said else block)
    return marked, tuple(thanks)


def _gives_thanks(sentence: str, thanking: tuple[str, ...]) -> bool:
    plain = f" {folded(sentence)} "
    return any(f" {phrase} " in plain for phrase in thanking) and len(plain.split()) > 3
