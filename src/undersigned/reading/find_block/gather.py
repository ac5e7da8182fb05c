"""Lines from a cue on, as long as they go on being a list: its parts, and what is told of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from undersigned.domain.documents import Source
from undersigned.domain.name_matching import folded
from undersigned.reading.find_block.affiliations import marks_in, note_in
from undersigned.reading.find_block.columns import blank_cells, header_of
from undersigned.reading.find_block.cues import (
    counts_signatories,
    cue_in,
    ends_block,
    is_copy,
    more_at_end,
    more_in,
    says_cut,
)
from undersigned.reading.find_block.sections import BODIES, PEOPLE, Part
from undersigned.reading.find_block.shapes import (
    is_entry_like,
    is_heading,
    is_prose,
    is_rubbish,
    names_a_person,
)
from undersigned.reading.languages import words
from undersigned.reading.lines import Line
from undersigned.reading.whereabouts import where_is

_LOOK_AHEAD = 6
_GEZ = re.compile(r"^(?:gez\.|i\. ?[AV]\.) (?=[A-ZÀ-Þ])")  # before a name that was typed and not signed


@dataclass(slots=True)
class Gathered:
    parts: list[Part] = field(default_factory=lambda: [Part(None, [])])
    end: int = 0
    intro: list[Line] = field(default_factory=list)
    more: int = 0
    cut: Source | None = None
    gap: bool = False  # a rule was left out that parted two lines
    marks: set[str] = field(default_factory=set)
    bodies: dict[str, str] = field(default_factory=dict)  # what such a mark stands for

    @property
    def count(self) -> int:
        return sum(len(part.lines) for part in self.parts)


def replace_end(gathered: Gathered, offset: int) -> Gathered:
    """The same, its end counted in the lines of the letter."""
    gathered.end += offset
    return gathered


def heads_a_part(text: str) -> bool:
    """ "Organizations": a heading of one part, not of the whole list."""
    return any(folded(token).strip(":.,") in BODIES | PEOPLE for token in text.split())


def gather(lines: Sequence[Line], start: int, heading: str | None = None) -> Gathered:
    """Lines from `start` on, as long as they go on being a list."""
    found = Gathered([Part(heading, [])], end=start)
    at = start
    while at < len(lines):
        line = replace(lines[at], text=_GEZ.sub("", lines[at].text))
        following = lines[at + 1] if at + 1 < len(lines) else None
        if ends_block(line) and not _is_line_to_sign_on(lines, at):
            found.end = _after_copies(lines, at)
            return found
        if _begins_another_table(found, line, following):
            break
        if not _take(found, line, following) and not _goes_on(lines, at, found):
            break
        at += 1
        found.end = at
    return found


def _begins_another_table(found: Gathered, line: Line, following: Line | None) -> bool:
    """A table below a list, or its title: it counts the signatories or shows them otherwise."""
    listed = found.parts[-1].lines
    if not listed or listed[-1].kind == "row":
        return False
    if line.kind == "row":
        return not header_of(line.cells)
    below = following is not None and following.kind == "row" and not header_of(following.cells)
    return below and line.gap and not names_a_person(line.text)


def _is_line_to_sign_on(lines: Sequence[Line], at: int) -> bool:
    """A rule with a name beneath it: where somebody signs, or below a table's head. It ends no list."""
    rule, above = lines[at].text, lines[at - 1] if at else lines[at]
    heads = rule.startswith("---") and not lines[at].gap and bool(header_of(blank_cells(above)))
    if not (rule.startswith("__") or heads) or not is_rubbish(rule):
        return False
    beneath = next((line for line in lines[at + 1 : at + 4] if not is_rubbish(line.text)), None)
    return beneath is not None and names_a_person(blank_cells(beneath)[0])


def _take(found: Gathered, line: Line, following: Line | None) -> bool:
    """Put one line where it belongs; False when it is none of a list's."""
    left_out = is_rubbish(line.text) or _is_letter_of_an_index(line)
    if _tells_of_the_list(found, line) or (left_out and not line.cells):
        found.gap = found.gap or line.gap
        return True
    if found.marks and not _is_marked(found) and _explains_a_mark(found, line):
        return True
    line, found.gap = replace(line, gap=line.gap or found.gap), False
    if cue := cue_in(line):
        heading = line.text.rstrip(" :") if heads_a_part(line.text) else found.parts[-1].heading
        inline = [replace(line, text=cue.inline, cells=(), spaced="", marker="")] if cue.inline else []
        found.parts.append(Part(heading, inline))
    elif _is_named_card(line):
        found.parts[-1].lines.append(replace(line, gap=True))
    elif is_heading(line, in_list=_is_marked(found), following=following):
        found.parts.append(Part(line.text.strip().rstrip(" :"), []))
    elif _is_of_the_list(found, line):
        found.parts[-1].lines.append(_without_more(found, line))
        found.marks.update(marks_in(line.text))
    else:
        return _is_small_print(line)
    return True


def _is_letter_of_an_index(line: Line) -> bool:
    """ "A", and all whose names begin with it below."""
    return len(line.text) == 1 and line.text.isupper() and not line.marker


def _is_named_card(line: Line) -> bool:
    """A heading that is a person's name: each signatory has a card of their own on the page."""
    if line.kind != "heading" or not names_a_person(line.text) or where_is(line.text):
        return False
    return not any(folded(token) in words("sections") | words("counted") for token in line.text.split())


def _explains_a_mark(found: Gathered, line: Line) -> bool:
    """ "[1] Lund University", below people of whom some have a [1] behind their name."""
    note = note_in(f"{line.marker} {line.text}" if line.marker else line.text)
    if note is None or note[0] not in found.marks or names_a_person(note[1]):
        return False
    found.bodies.setdefault(*note)
    return True


def _tells_of_the_list(found: Gathered, line: Line) -> bool:
    """A line about the list: how many more there are, that it is cut, how many it has, who they are."""
    more = more_in(line.text)
    if more is not None or says_cut(line.text):
        found.more += more or 0
        found.cut = Source(line.number, line.page, line.text)
        return True
    if not found.count and line.text.rstrip().endswith(":") and len(line.text.split()) > 5:
        found.intro.append(line)
        return True
    return not line.marker and not line.cells and counts_signatories(line.text)


def _without_more(found: Gathered, line: Line) -> Line:
    """The line without "and 45 others" at its end, which is noted."""
    text, more = more_at_end(line.text)
    if not more:
        return line
    found.more += more
    found.cut = Source(line.number, line.page, line.text)
    return replace(line, text=text, spaced="")


def _is_of_the_list(found: Gathered, line: Line) -> bool:
    if _is_marked(found) and line.marker:
        return True
    return not is_prose(line) and (is_entry_like(line) or (bool(found.parts[-1].lines) and not line.gap))


def _is_marked(found: Gathered) -> bool:
    lines = found.parts[-1].lines or (found.parts[-2].lines if len(found.parts) > 1 else [])
    return bool(lines) and bool(lines[-1].marker)


def _is_small_print(line: Line) -> bool:
    return line.text.startswith(("(", "[", "*")) and not line.marker


def _goes_on(lines: Sequence[Line], at: int, found: Gathered) -> bool:
    """Whether the list takes up again after a line that is none of it."""
    ahead = lines[at + 1 : at + 1 + _LOOK_AHEAD]
    if not found.count:
        return False
    marked = _is_marked(found)
    return any(
        (marked and line.marker and is_entry_like(line)) or (line.kind == "heading" and marked)
        for line in ahead
    )


def _after_copies(lines: Sequence[Line], at: int) -> int:
    """Copies go on over the lines that follow them directly: none of those signs."""
    if not is_copy(lines[at]):
        return at
    at += 1
    while at < len(lines) and not lines[at].gap:
        at += 1
    return at
