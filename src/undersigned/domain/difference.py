"""What changed between two texts, in words: what was kept, what was taken out, what was added.

    difference("the night buses\n", "the evening buses\n")
        kept "the", removed " night", added " evening", kept " buses\n"

Lines are paired first; where they differ, words are. Nothing is left out: the runs join again to both texts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

Kind = Literal["kept", "removed", "added"]

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_TOKEN = re.compile(r"\s*\w+(?:['’-]\w+)*|\s*[^\w\s]|\s+")  # a word has the space before it
_WORD = re.compile(r"\w+")
# A line of the source goes on in the next one, but where an item of a list or a line of the header begins.
_PASSAGE_END = re.compile(r"\n\s*\n|\n(?=[ \t]*(?:\d+[.)]|[-*+>]|\w+:|---))")
# Comparing takes time with the product of both lengths; a passage beyond this counts as written anew.
_MOST_PAIRS: Final = 4_000_000
# So few words between two changes are read as part of them: one change instead of three shreds.
_SHRED: Final = 2
_CONTEXT: Final = 8


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, never empty."""

    kind: Kind
    text: str


# A changed place with a few words around it, of one paragraph; "…" stands where the paragraph goes on.
Excerpt = tuple[Run, ...]


def difference(old: str, new: str) -> tuple[Run, ...]:
    """The runs in reading order; of one change, what was removed stands before what was added.

    Kept and removed runs join to `old`, kept and added ones to `new`.
    """
    runs: list[Run] = []
    for before, after in _paired(_LINE.findall(old), _LINE.findall(new)):
        runs += _same(before) if before == after else _in_words("".join(before), "".join(after))
    return tuple(_without_shreds(_joined(runs)))


def changes(old: str, new: str) -> tuple[Excerpt, ...]:
    """The changed places of a letter's source, to be read; empty where no word is different."""
    passages = _passages(difference(_readable(old), _readable(new)))
    return tuple(tuple(excerpt) for passage in passages for excerpt in _excerpts(passage))


Tokens = Sequence[str]


def _paired(old: Tokens, new: Tokens) -> Iterator[tuple[Tokens, Tokens]]:
    """Stretches of both in order: the same in both, or what stands in each other's place."""
    if len(old) * len(new) > _MOST_PAIRS:
        yield old, new
        return
    for _, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield old[first:last], new[start:end]


def _in_words(old: str, new: str) -> Iterator[Run]:
    for before, after in _paired(_TOKEN.findall(old), _TOKEN.findall(new)):
        yield from _same(before) if before == after else _other(before, after)


def _same(tokens: Tokens) -> Iterator[Run]:
    yield Run("kept", "".join(tokens))


def _other(before: Tokens, after: Tokens) -> Iterator[Run]:
    yield Run("removed", "".join(before))
    yield Run("added", "".join(after))


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Between two kept runs at most one removed and one added, in this order; none of them empty."""
    joined: list[Run] = []
    for kept, group in groupby((run for run in runs if run.text), key=lambda run: run.kind == "kept"):
        several = list(group)
        kinds: tuple[Kind, ...] = ("kept",) if kept else ("removed", "added")
        texts = [(kind, "".join(run.text for run in several if run.kind == kind)) for kind in kinds]
        joined += [Run(kind, text) for kind, text in texts if text]
    return joined


def _without_shreds(runs: list[Run]) -> list[Run]:
    """Few words that were kept between two changes of a line count as changed with them."""
    whole: list[Run] = []
    for place, run in enumerate(runs):
        inside = 0 < place < len(runs) - 1
        if inside and run.kind == "kept" and "\n" not in run.text and len(_WORD.findall(run.text)) <= _SHRED:
            whole += _other([run.text], [run.text])
        else:
            whole.append(run)
    return _joined(whole)


def _readable(source: str) -> str:
    """One line for each paragraph, item of a list and line of the header, its white space evened out."""
    passages = (" ".join(passage.split()) for passage in _PASSAGE_END.split(source))
    return "".join(f"{passage}\n" for passage in passages if passage)


def _passages(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """The runs of each line. White space alone is no change."""
    passage: list[Run] = []
    for run in runs:
        for number, text in enumerate(run.text.split("\n")):
            if number:
                yield passage
                passage = []
            if text.strip():
                passage.append(Run(run.kind, text))
            elif text and run.kind != "removed":
                passage.append(Run("kept", text))
    yield passage


def _excerpts(passage: list[Run]) -> Iterator[list[Run]]:
    """The changed places of a passage; where much was kept between two, each is an excerpt of its own."""
    place: list[Run] = []
    for run in passage:
        words = run.text.split(" ")
        if run.kind == "kept" and len(words) > 2 * _CONTEXT:
            if _is_changed(place):
                yield [*place, Run("kept", " ".join(words[: _CONTEXT + 1]) + " …")]
            place = [Run("kept", "… " + " ".join(words[-_CONTEXT:]))]
        else:
            place.append(run)
    if _is_changed(place):
        yield place


def _is_changed(place: list[Run]) -> bool:
    return any(run.kind != "kept" for run in place)
