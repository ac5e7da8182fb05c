"""The inside of a paragraph: runs of text with emphasis, links and footnote marks.

A block of a letter keeps its text as Markdown; every output format asks `runs` for the same runs and sets
them in its own way, so no format reads Markdown by itself. What is not understood stays the text it was.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

_FOOTNOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_SPECIAL = re.compile(r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)(>|(?:#{1,6}|[-+=~]|\d{1,9}[.)])(?=\s|$|[-=~]))", re.MULTILINE)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:|#|/(?!/))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. `footnote` is the label of a footnote mark; "\\n" as text is a line break."""

    text: str
    emphasis: bool = False
    strong: bool = False
    code: bool = False
    link: str | None = None
    footnote: str | None = None


def markdown_reader() -> MarkdownIt:
    """CommonMark with footnotes. HTML is recognised so that it can be refused; it is never passed on."""
    return MarkdownIt("commonmark", {"html": True}).use(footnote_plugin, inline=False)


_READER = markdown_reader()


@lru_cache(maxsize=2048)  # each format of a letter asks for the same paragraphs
def runs(markdown: str) -> tuple[Run, ...]:
    """The runs of one paragraph. Raw HTML and images in it come out as the text that was typed."""
    labels = {f":{label}": -1 for label in _FOOTNOTE_MARK.findall(markdown)}
    tokens = _READER.parseInline(markdown, {"footnotes": {"refs": labels}})
    return joined(runs_of_tokens(tokens[0].children or ()))


def plain(parts: Iterable[Run]) -> str:
    """The text alone; a footnote mark reads as [1]."""
    return "".join(f"[{run.footnote}]" if run.footnote else run.text for run in parts)


def runs_of_tokens(tokens: Sequence[Token]) -> list[Run]:
    """What markdown-it found inside a paragraph, as runs."""
    look = Run("")
    found: list[Run] = []
    for token in tokens:
        look = _look_after(look, token)
        text = _text_of(token)
        if token.type == "footnote_ref":
            found.append(replace(look, footnote=str(token.meta["label"])))
        elif text:
            found.append(replace(look, text=text, code=token.type == "code_inline"))
    return found


def _look_after(look: Run, token: Token) -> Run:
    match token.type:
        case "em_open" | "em_close":
            return replace(look, emphasis=token.nesting == 1)
        case "strong_open" | "strong_close":
            return replace(look, strong=token.nesting == 1)
        case "link_open":
            target = str(token.attrs.get("href", ""))
            return replace(look, link=target if _SAFE_LINK.match(target) else None)
        case "link_close":
            return replace(look, link=None)
    return look


def _text_of(token: Token) -> str:
    match token.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            return f"![{token.content}]({token.attrs.get('src', '')})"
    return token.content


def joined(parts: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one look as one run."""
    result: list[Run] = []
    for run in parts:
        last = result[-1] if result else None
        if (
            last
            and last.footnote is None
            and run.footnote is None
            and replace(last, text="") == replace(run, text="")
        ):
            result[-1] = replace(last, text=last.text + run.text)
        else:
            result.append(run)
    return tuple(result)


def escaped(text: str) -> str:
    """Text as Markdown that reads back as exactly this text."""
    text = _SPECIAL.sub(lambda found: "\\" + found[0], text)
    return _LINE_START.sub(lambda found: f"{found[1]}{_escaped_marker(found[2])}", text)


def _escaped_marker(marker: str) -> str:
    return f"{marker[:-1]}\\{marker[-1]}"


def markdown(parts: Iterable[Run]) -> str:
    """The runs as Markdown again: `runs(markdown(x))` looks like `x`."""
    return "".join(_run_as_markdown(run) for run in parts)


def _run_as_markdown(run: Run) -> str:
    if run.footnote:
        return f"[^{run.footnote}]"
    if run.code:
        fence = "`" * (1 + max((len(ticks) for ticks in re.findall("`+", run.text)), default=0))
        pad = " " if run.text.startswith("`") or run.text.endswith("`") else ""
        text = f"{fence}{pad}{run.text}{pad}{fence}"
    else:
        text = "\\\n".join(escaped(line) for line in run.text.split("\n"))
    # Emphasis marks must touch the words, not the blanks around them.
    core = text.strip(" ")
    if not core:
        return text
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    core = f"*{core}*" if run.emphasis else core
    core = f"**{core}**" if run.strong else core
    core = f"[{core}](<{run.link}>)" if run.link else core
    return before + core + after


_HEADING = re.compile(r"(#{1,6})[ \t]+")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:(?P<dot>[-*+•])|(?P<number>\d{1,9})[.)])[ \t]+")


def split_heading(text: str) -> tuple[int, str]:
    """Level and text of a heading's Markdown; the title has level 1, so no other heading is above 2."""
    found = _HEADING.match(text)
    return (max(2, len(found[1])), text[found.end() :]) if found else (2, text)


def split_item(text: str) -> tuple[int, int | None, str]:
    """Indent, number and text of an item's Markdown. None: a dot; 0: no marker, the item before goes on."""
    found = _ITEM.match(text)
    if found is None:
        return len(text) - len(text.lstrip()), 0 if text.startswith(" ") else None, text.strip()
    number = int(found["number"]) if found["number"] else None
    return len(found["indent"]), number, text[found.end() :]
