"""Finds the signature blocks of a letter and reads them.

First where the letter itself says so (a closing, a heading "Signatories"); only if that gives nothing, the
longest run of lines that look like people. A block found twice (a text printed twice) counts once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from undersigned.domain.documents import Signatory, Source
from undersigned.domain.name_matching import folded, name_key
from undersigned.reading.find_block.affiliations import marks_in, note_in
from undersigned.reading.find_block.columns import blank_cells
from undersigned.reading.find_block.cues import (
    Cue,
    counts_signatories,
    cue_in,
    ends_block,
    is_copy,
    more_at_end,
    more_in,
    says_cut,
)
from undersigned.reading.find_block.entries import read_entry
from undersigned.reading.find_block.intro import Intro, read_intro
from undersigned.reading.find_block.layouts import entries_of
from undersigned.reading.find_block.run_on import runs_on_with_people
from undersigned.reading.find_block.sections import BODIES, PEOPLE, Part, parts_of
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
_FEWEST_IN_A_RUN = 3


@dataclass(frozen=True, slots=True)
class Block:
    """One list of signatories: lines `start` to `end` (exclusive); `cue` is the index of what announced it.

    `more` counts signatories that are only numbered ("and 165 others"); `cut` says that the list is not
    whole.
    """

    start: int
    end: int
    signatories: tuple[Signatory, ...]
    cue: int | None = None
    closing: str | None = None
    intro: Intro = field(default_factory=Intro)
    more: int = 0
    cut: Source | None = None


@dataclass(slots=True)
class _Gathered:
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


def find_blocks(lines: Sequence[Line], first: int = 0) -> list[Block]:
    """Every signature block from line `first` on, in order; empty when nobody is listed."""
    blocks: list[Block] = []
    at = first
    while at < len(lines):
        cue = cue_in(lines[at])
        block = _block_at(lines, at, cue) if cue else None
        if block and not _repeats(block, blocks):
            blocks.append(block)
        at = block.end if block else at + 1
    return blocks or list(_unannounced(lines, first))


def _block_at(lines: Sequence[Line], at: int, cue: Cue) -> Block | None:
    found_heading = (
        lines[at].text.rstrip(" :") if lines[at].kind == "heading" and _heads_a_part(lines[at].text) else None
    )
    if cue.inline:
        inline = replace(lines[at], text=cue.inline, cells=(), spaced="", marker="", gap=False)
        rest = _gather([inline, *lines[at + 1 :]], 0)
        gathered = replace_end(rest, at)
    else:
        gathered = _gather(lines, at + 1, found_heading)
    intro = read_intro([lines[at], *gathered.intro] if cue.kind == "heading" else gathered.intro)
    signatories = _signatories(gathered, intro)
    runs_on = bool(cue.inline) and sum(bool(one.name) for one in signatories) > 1
    if not signatories or not (runs_on or _believable(gathered)):
        return None
    closing = cue.text if cue.kind == "closing" else None
    return Block(at + 1, gathered.end, signatories, at, closing, intro, gathered.more, gathered.cut)


def replace_end(gathered: _Gathered, offset: int) -> _Gathered:
    """The same, its end counted in the lines of the letter."""
    gathered.end += offset
    return gathered


def _heads_a_part(text: str) -> bool:
    """ "Organizations": a heading of one part, not of the whole list."""
    return any(folded(token).strip(":.,") in BODIES | PEOPLE for token in text.split())


def _gather(lines: Sequence[Line], start: int, heading: str | None = None) -> _Gathered:
    """Lines from `start` on, as long as they go on being a list."""
    found = _Gathered([Part(heading, [])], end=start)
    at = start
    while at < len(lines):
        line = lines[at]
        following = lines[at + 1] if at + 1 < len(lines) else None
        if ends_block(line) and not _is_line_to_sign_on(lines, at):
            found.end = _after_copies(lines, at)
            return found
        if not _take(found, line, following) and not _goes_on(lines, at, found):
            break
        at += 1
        found.end = at
    return found


def _is_line_to_sign_on(lines: Sequence[Line], at: int) -> bool:
    """A rule with a name beneath it: where somebody signs, not where the list ends."""
    if not lines[at].text.startswith("__") or not is_rubbish(lines[at].text):
        return False
    beneath = next((line for line in lines[at + 1 : at + 4] if not is_rubbish(line.text)), None)
    return beneath is not None and names_a_person(blank_cells(beneath)[0])


def _take(found: _Gathered, line: Line, following: Line | None) -> bool:
    """Put one line where it belongs; False when it is none of a list's."""
    if _tells_of_the_list(found, line) or (is_rubbish(line.text) and not line.cells):
        found.gap = found.gap or line.gap
        return True
    if found.marks and not _is_marked(found) and _explains_a_mark(found, line):
        return True
    line, found.gap = replace(line, gap=line.gap or found.gap), False
    if cue_in(line):
        heading = line.text.rstrip(" :") if _heads_a_part(line.text) else found.parts[-1].heading
        found.parts.append(Part(heading, []))
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


def _is_named_card(line: Line) -> bool:
    """A heading that is a person's name: each signatory has a card of their own on the page."""
    if line.kind != "heading" or not names_a_person(line.text) or where_is(line.text):
        return False
    return not any(folded(token) in words("sections") | words("counted") for token in line.text.split())


def _explains_a_mark(found: _Gathered, line: Line) -> bool:
    """ "[1] Lund University", below people of whom some have a [1] behind their name."""
    note = note_in(f"{line.marker} {line.text}" if line.marker else line.text)
    if note is None or note[0] not in found.marks or names_a_person(note[1]):
        return False
    found.bodies.setdefault(*note)
    return True


def _tells_of_the_list(found: _Gathered, line: Line) -> bool:
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


def _without_more(found: _Gathered, line: Line) -> Line:
    """The line without "and 45 others" at its end, which is noted."""
    text, more = more_at_end(line.text)
    if not more:
        return line
    found.more += more
    found.cut = Source(line.number, line.page, line.text)
    return replace(line, text=text, spaced="")


def _is_of_the_list(found: _Gathered, line: Line) -> bool:
    if _is_marked(found) and line.marker:
        return True
    return not is_prose(line) and (is_entry_like(line) or (bool(found.parts[-1].lines) and not line.gap))


def _is_marked(found: _Gathered) -> bool:
    lines = found.parts[-1].lines or (found.parts[-2].lines if len(found.parts) > 1 else [])
    return bool(lines) and bool(lines[-1].marker)


def _is_small_print(line: Line) -> bool:
    return line.text.startswith(("(", "[", "*")) and not line.marker


def _goes_on(lines: Sequence[Line], at: int, found: _Gathered) -> bool:
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


def _signatories(gathered: _Gathered, intro: Intro) -> tuple[Signatory, ...]:
    parts = (smaller for part in gathered.parts for smaller in parts_of(part))
    listed = [_with_body(one, gathered.bodies) for part in parts for one in _of_part(part)]
    if intro.affiliation:
        listed = [
            one if one.organisation or not one.name else replace(one, organisation=intro.affiliation)
            for one in listed
        ]
    return (*intro.signatories, *listed)


def _with_body(one: Signatory, bodies: dict[str, str]) -> Signatory:
    """The same with the bodies that the marks behind the name stand for."""
    printed = one.source.text if one.source and one.source.text else ""
    named = [bodies[mark] for mark in marks_in(printed) if mark in bodies] if bodies else []
    return replace(one, organisation="; ".join(named)) if named and not one.organisation else one


def _of_part(part: Part) -> Iterator[Signatory]:
    where = where_is(part.heading) if part.heading else None
    for entry in entries_of(part):
        one = read_entry(entry)
        if where and where.is_country and not one.country:
            one = replace(one, country=where.text)
        elif where and not one.region and not where.is_wider:
            one = replace(
                one, region=where.text, region_code=where.region_code, country=one.country or where.country
            )
        yield one


def _believable(gathered: _Gathered) -> bool:
    """Whether what was gathered is a list at all: its first lines look like entries, most of them."""
    lines = [line for part in gathered.parts for line in part.lines][:12]
    if not lines:
        return bool(gathered.intro)
    alike = sum(
        (is_entry_like(line, lone=True) and len(line.text.split()) <= 30) or bool(line.cells)
        for line in lines
    )
    return alike >= len(lines) * 0.6


def _repeats(block: Block, blocks: list[Block]) -> bool:
    """Whether the block lists again whom an earlier one listed: the text was printed twice."""
    keys = [name_key(one.name or one.organisation or "") for one in block.signatories]
    for earlier in blocks:
        known = {name_key(one.name or one.organisation or "") for one in earlier.signatories}
        if sum(key in known for key in keys) >= len(keys) * 0.8:
            return True
    return False


def _unannounced(lines: Sequence[Line], first: int) -> Iterator[Block]:
    """The longest run of people that nothing announced; the last of equal ones."""
    best: Block | None = None
    at = first
    while at < len(lines):
        if not _starts_a_run(lines, at):
            at += 1
            continue
        gathered = _gather(lines, at)
        people = sum(names_a_person(line.text) for part in gathered.parts for line in part.lines)
        signatories = _signatories(gathered, Intro()) if people >= gathered.count * 0.4 else ()
        enough = max(people, len(signatories) if gathered.count == 1 else 0) >= _FEWEST_IN_A_RUN
        if enough and (best is None or len(signatories) >= len(best.signatories)):
            best = Block(at, gathered.end, signatories, more=gathered.more, cut=gathered.cut)
        at = max(gathered.end, at + 1)
    if best:
        yield best


def _starts_a_run(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    following = lines[at + 1] if at + 1 < len(lines) else None
    if line.cells:
        return True
    if runs_on_with_people(line.text):
        return True
    heads = (
        is_heading(line, in_list=False, following=following)
        and following is not None
        and names_a_person(following.text)
    )
    return heads or (names_a_person(line.text) and len(line.text.split()) <= 14)
