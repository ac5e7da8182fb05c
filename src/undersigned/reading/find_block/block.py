"""Finds the signature blocks of a letter and reads them.

First where the letter itself says so (a closing, a heading "Signatories"); only if that gives nothing, the
longest run of lines that look like people. A block found twice (a text printed twice) counts once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from undersigned.domain.documents import Signatory, Source
from undersigned.domain.name_matching import name_key
from undersigned.reading.find_block.affiliations import marks_in
from undersigned.reading.find_block.cues import (
    Cue,
    cue_in,
)
from undersigned.reading.find_block.entries import Entry, read_entry
from undersigned.reading.find_block.gather import Gathered, gather, heads_a_part, replace_end
from undersigned.reading.find_block.intro import Intro, read_intro
from undersigned.reading.find_block.layouts import entries_of
from undersigned.reading.find_block.person import is_organisation
from undersigned.reading.find_block.run_on import runs_on_with_people
from undersigned.reading.find_block.sections import Part, parts_of
from undersigned.reading.find_block.shapes import (
    head_of,
    is_entry_like,
    is_heading,
    names_a_person,
)
from undersigned.reading.lines import Line
from undersigned.reading.whereabouts import where_is

_FEWEST_IN_A_RUN = 3
_MOST_BODIES = 0.6


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
    return blocks or list(_unannounced(lines, first)) or list(_unannounced_bodies(lines, first))


def _block_at(lines: Sequence[Line], at: int, cue: Cue) -> Block | None:
    found_heading = (
        lines[at].text.rstrip(" :") if lines[at].kind == "heading" and heads_a_part(lines[at].text) else None
    )
    if cue.inline:
        inline = replace(lines[at], text=cue.inline, cells=(), spaced="", marker="", gap=False)
        rest = gather([inline, *lines[at + 1 :]], 0)
        gathered = replace_end(rest, at)
    else:
        gathered = gather(lines, at + 1, found_heading)
    intro = read_intro([lines[at], *gathered.intro] if cue.kind == "heading" else gathered.intro)
    signatories = _signatories(gathered, intro)
    runs_on = bool(cue.inline) and sum(bool(one.name) for one in signatories) > 1
    if not signatories or not (runs_on or _believable(gathered)):
        return None
    closing = cue.text if cue.kind == "closing" else None
    return Block(at + 1, gathered.end, signatories, at, closing, intro, gathered.more, gathered.cut)


def _signatories(gathered: Gathered, intro: Intro) -> tuple[Signatory, ...]:
    parts = (smaller for part in gathered.parts for smaller in parts_of(part))
    listed = [_with_body(one, gathered.bodies) for one in _of_parts(list(parts))]
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


def _of_parts(parts: Sequence[Part]) -> Iterator[Signatory]:
    """Those of each part. A part that may be of people or of bodies is of bodies, as most others are."""
    entries = [entries_of(part) for part in parts]
    told = [entry.people for each in entries for entry in each]
    bodies = told.count(False) >= max(1, len(told) * _MOST_BODIES) and True not in told
    for part, each in zip(parts, entries, strict=True):
        yield from _of_part(
            part, [replace(one, people=False) if bodies and one.people is None else one for one in each]
        )


def _of_part(part: Part, entries: Sequence[Entry]) -> Iterator[Signatory]:
    where = where_is(part.heading) if part.heading else None
    for entry in entries:
        one = read_entry(entry)
        if where and where.is_country and not one.country:
            one = replace(one, country=where.text)
        elif where and not one.region and not where.is_wider:
            one = replace(
                one, region=where.text, region_code=where.region_code, country=one.country or where.country
            )
        yield one


def _believable(gathered: Gathered) -> bool:
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
        gathered = gather(lines, at)
        people = sum(names_a_person(_first_of(line)) for part in gathered.parts for line in part.lines)
        signatories = _signatories(gathered, Intro()) if people >= gathered.count * 0.4 else ()
        enough = max(people, len(signatories) if gathered.count == 1 else 0) >= _FEWEST_IN_A_RUN
        if enough and (best is None or len(signatories) >= len(best.signatories)):
            best = Block(at, gathered.end, signatories, more=gathered.more, cut=gathered.cut)
        at = max(gathered.end, at + 1)
    if best:
        yield best


def _first_of(line: Line) -> str:
    return line.cells[0] if line.cells else line.text


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


def _unannounced_bodies(lines: Sequence[Line], first: int) -> Iterator[Block]:
    """The last list of marked items that are bodies, most of them by their words or by the place behind."""
    at = len(lines)
    while at > first and not lines[at - 1].marker:
        at -= 1
    end = at
    while at > first and (lines[at - 1].marker or lines[at - 1].kind == "heading"):
        at -= 1
    items = [line for line in lines[at:end] if line.marker]
    bodies = sum(_is_body(line.text) for line in items)
    if len(items) >= _FEWEST_IN_A_RUN and bodies >= len(items) * _MOST_BODIES:
        gathered = gather(lines, at)
        yield Block(at, gathered.end, _signatories(gathered, Intro()), more=gathered.more, cut=gathered.cut)


def _is_body(text: str) -> bool:
    """No request, which a letter lists as well: a name, with words of bodies or a place at its end."""
    if text.rstrip().endswith((".", ";", "?")) or not text[:1].isupper():
        return False
    return is_organisation(head_of(text)) or where_is(text.rsplit(",", 1)[-1].strip()) is not None
