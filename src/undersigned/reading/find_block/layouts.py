"""Lines of a block → entries, whatever way they are set.

One entry is one line, or a person with details on the lines below; or several entries run on in one line with
commas or semicolons. Numbers and bullets settle it where they are; otherwise the lines themselves tell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from undersigned.domain.documents import Source
from undersigned.domain.name_matching import folded
from undersigned.reading.find_block.columns import fielded, header_of, side_by_side, unfolded
from undersigned.reading.find_block.entries import Entry, names_its_head
from undersigned.reading.find_block.person import PARTICLES, is_office, is_organisation, is_title, person_in
from undersigned.reading.find_block.run_on import (
    parted_at_marks,
    run_on_joined,
    split_at_semicolons,
    split_bodies,
    split_merged,
    split_run_on,
)
from undersigned.reading.find_block.sections import BODIES, PEOPLE, Part
from undersigned.reading.find_block.shapes import (
    begins_with_a_surname,
    head_of,
    is_detail,
    is_wrapped,
    names_a_person,
)
from undersigned.reading.find_block.surname_first import surnames_first
from undersigned.reading.languages import words
from undersigned.reading.lines import Line
from undersigned.reading.whereabouts import where_is

_MOST = 0.6
_LONGEST_LINE_OF_CELL = 8
_SAMPLE = 400
_FEW_PIECES = 3
_FEWEST_ALIKE = 2
_STACK = 3  # lines: a name, a post, a body


def entries_of(part: Part) -> list[Entry]:
    """The entries of one part, in printed order."""
    lines = [line for line in part.lines if line.text]
    rows = [line for line in lines if line.cells and line.kind == "row"]
    if rows and len(rows) >= len(lines) * 0.5:
        found = list(_of_table(rows))
    else:
        lines = fielded(unfolded(lines))
        found = list(_of_fields(lines) if _have_fields(lines) else _of_lines(lines))
    if not any(line.marker for line in lines):
        found = [piece for entry in found for piece in split_merged(entry)]
    if len(found) == 1 and _named_words(part.heading) & BODIES:
        found = list(split_bodies(found[0]))
    found = surnames_first(found)
    people = _are_people(part.heading, found)
    return [
        replace(entry, group=part.heading, people=people) for entry in found if entry.text.strip(" ,;.-–")
    ]


def _source(line: Line) -> Source:
    return Source(line=line.number, page=line.page, text=line.text)


# --- tables and tab columns ---------------------------------------------------------------------------


def _have_fields(lines: list[Line]) -> bool:
    return sum(bool(line.cells) for line in lines) >= max(1, len(lines) * _MOST)


def _of_fields(lines: list[Line]) -> Iterator[Entry]:
    columns: tuple[str, ...] = ()
    for line in lines:
        if line.cells and not columns and header_of(line.cells):
            columns = header_of(line.cells)
        elif line.cells:
            yield Entry(line.cells[0], _source(line), cells=_ordered(line.cells, columns))
        else:
            yield Entry(line.text, _source(line))


def _of_table(rows: list[Line]) -> Iterator[Entry]:
    """Rows of a table: fields of one signatory, or a signatory in each cell."""
    columns = header_of(rows[0].cells)
    body = rows[1:] if columns else rows
    filled = [[cell for cell in row.cells if cell.strip()] for row in body]
    each_cell = not columns and (side_by_side(filled) or all(len(cells) <= 1 for cells in filled))
    for row, cells in zip(body, filled, strict=True):
        if each_cell or (columns and len(row.cells) != len(columns) and side_by_side([cells])):
            for cell in cells:
                text = _cell_entry(cell)
                yield Entry(text, replace(_source(row), text=text))
        elif cells:
            ordered = _ordered(row.cells, columns) if columns else tuple(_numberless(cells))
            yield Entry(ordered[0], _source(row), cells=ordered)


def _cell_entry(cell: str) -> str:
    """A cell's own lines: name, title and place below each other; a long description is none of them."""
    first, *more = cell.split("\n")
    details = [
        text
        for text in more
        if len(text.split()) <= _LONGEST_LINE_OF_CELL and not text.endswith(".") and person_in(first)
    ]
    return ", ".join([first, *details])


def _numberless(cells: list[str]) -> list[str]:
    return cells[1:] if len(cells) > 1 and re.fullmatch(r"\d+\.?", cells[0]) else cells


def _ordered(cells: Sequence[str], columns: tuple[str, ...]) -> tuple[str, ...]:
    """The name, then each further cell with its column; cells of unknown columns are left out."""
    if not columns:
        return tuple(cells)
    by_name: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and column != "number" and cell.strip():
            by_name.setdefault(column, cell.strip())
    family = by_name.pop("name", "") or by_name.pop("family", "")  # “Nom” beside “Prénom” is the surname
    name = " ".join(filter(None, (by_name.pop("given", ""), family)))
    marked = [f"{column}={cell}" for column, cell in by_name.items()]
    return (name or by_name.get("organisation", ""), *marked)


# --- lines --------------------------------------------------------------------------------------------


def _of_lines(lines: list[Line]) -> Iterator[Entry]:
    marked = sum(bool(line.marker) for line in lines)
    if marked > len(lines) * 0.5:
        for entry in _joined(lines, [bool(line.marker) for line in lines]):
            yield from split_at_semicolons(entry)
        return
    lines = run_on_joined(parted_at_marks(lines))
    cards = [line.kind == "heading" for line in lines]
    if sum(cards) > 1 and cards[0]:
        yield from _joined(lines, cards)
        return
    for entry in _joined(lines, _starts(lines)):
        yield from split_run_on(entry, alone=len(lines) <= 2)


def _joined(lines: list[Line], starts: list[bool]) -> Iterator[Entry]:
    """Each line that starts an entry with the lines that go on with it."""
    texts: list[str] = []
    first: Line | None = None
    for line, start in zip(lines, starts, strict=True):
        if (start or first is None) and (line.marker or not (texts and is_wrapped(line.text, texts[-1]))):
            if first is not None:
                yield _entry(first, texts)
            first, texts = line, []
        texts.append(line.text)
    if first is not None:
        yield _entry(first, texts)


def _entry(line: Line, texts: list[str]) -> Entry:
    text = texts[0]
    for more in texts[1:]:
        text += f" {more}" if is_wrapped(more, text) or text.endswith(",") else f", {more}"
    return Entry(text, replace(_source(line), text=text))


def _starts(lines: list[Line]) -> list[bool]:
    """Which lines start an entry.

    Where most people have something below them (a title, a place), every detail belongs to the person above.
    Where they do not, a line is an entry of its own unless it can only be a detail.
    """
    people = [names_a_person(line.text) and not _is_only_place(line.text) for line in lines]
    details = [not person and is_detail(line.text) for line, person in zip(lines, people, strict=True)]
    if sum(_ends_with_where(line.text) for line in lines) > len(lines) * 0.5:
        return [not _begins_small(line) for line in lines]
    if sum(people) == 0:
        return [not (line.text[:1] == "(" or _begins_small(line)) for line in lines]
    followed = sum(person and at + 1 < len(lines) and not people[at + 1] for at, person in enumerate(people))
    if followed >= sum(people) * _MOST or _alike(lines):
        return _starts_of_stacks(lines, people)
    below = [_only_a_post(line.text) or _is_only_place(line.text) for line in lines]
    return [not (detail and at > 0 and below[at]) for at, detail in enumerate(details)]


def _ends_with_where(text: str) -> bool:
    """ "Amani Data Collective (Tanzania)": so each of many entries ends."""
    inside = re.search(r"[^\s(] \(([^()]+)\)$", text)
    return inside is not None and where_is(inside.group(1)) is not None


def _begins_small(line: Line) -> bool:
    """A line that goes on with the one above: it begins small, and not with the particle of a name."""
    first, *more = line.text.split()
    named = first in PARTICLES and more and more[0][:1].isupper() and "," in line.text
    return first[:1].islower() and not line.gap and not named and not begins_with_a_surname(line.text)


def _starts_of_stacks(lines: list[Line], people: list[bool]) -> list[bool]:
    """In stacks a person starts an entry, unless the line above is a person still waiting for a detail."""
    starts = []
    rhythm = _rhythm(lines, people)
    for at, person in enumerate(people):
        if rhythm and not lines[at].gap:
            starts.append(at == 0)
        elif rhythm:
            starts.append(True)
        else:
            starts.append(person)
    return starts


def _rhythm(lines: list[Line], people: list[bool]) -> bool:
    """Whether blank lines part the entries: most paragraphs have several lines and begin with a person."""
    paragraphs, sizes = _paragraphs(lines)
    several = sum(size > 1 for size in sizes)
    begun = sum(people[at] for at in paragraphs)
    enough = len(sizes) * _MOST
    if _alike(lines):
        return True
    one_each = sum(people) <= len(paragraphs) * 1.2
    return len(paragraphs) > 1 and several >= enough and begun >= enough and one_each and max(sizes) <= 6


def _paragraphs(lines: list[Line]) -> tuple[list[int], list[int]]:
    """Where each begins, and how many lines it has."""
    begins = [at for at, line in enumerate(lines) if line.gap or at == 0]
    return begins, [end - start for start, end in zip(begins, [*begins[1:], len(lines)], strict=True)]


def _alike(lines: list[Line]) -> bool:
    """Paragraphs of one size that each begin with a title and a name: what stands below is theirs, even where
    it could be a name itself ("Chairwoman Ada Roe", "Cedar Bluff Band")."""
    paragraphs, sizes = _paragraphs(lines)
    if len(paragraphs) < _FEWEST_ALIKE or not 1 < sizes[0] <= 6 or set(sizes) != {sizes[0]}:
        return False
    titled = sum(
        _has_title(lines[at].text)
        or _has_post_behind(lines[at].text)
        or (sizes[0] == _STACK and _only_a_post(lines[at + 1].text))
        for at in paragraphs
    )
    return titled >= len(paragraphs) * _MOST and not any(
        _has_title(line.text) for at, line in enumerate(lines) if at not in paragraphs
    )


def _has_title(text: str) -> bool:
    person = person_in(head_of(text))
    return bool(person and (person.title or person.honorific))


def _has_post_behind(text: str) -> bool:
    """ "Ada Roe, Mayor": what stands below it can only be her place or her body."""
    head, comma, post = text.partition(", ")
    return bool(comma) and person_in(head) is not None and is_title(post)


def _is_only_place(text: str) -> bool:
    """ "New York City, NY": it looks like a person, but a region follows and no title leads."""
    pieces = [piece.strip() for piece in text.split(",")]
    head = person_in(pieces[0])
    return (
        len(pieces) == 2
        and bool(where_is(pieces[1]))
        and bool(head)
        and not (head and (head.title or head.honorific))
    )


def _only_a_post(text: str) -> bool:
    return (is_title(head_of(text)) and not is_organisation(text)) or text[:1] == "("


# --- people or bodies ---------------------------------------------------------------------------------


def _named_words(heading: str | None) -> set[str]:
    return {folded(token).strip("():,;.") for token in (heading or "").split()}


def _are_people(heading: str | None, entries: list[Entry]) -> bool | None:
    """Whether a part lists people: by its heading, else by most of its entries."""
    named = _named_words(heading)
    if named & BODIES:
        return False
    if named & PEOPLE:
        return True
    asked = entries[:: max(1, len(entries) // _SAMPLE)]  # of a long list, some from all over it
    people = sum(_is_a_person(entry) for entry in asked)
    if people >= len(asked) * 0.85:
        return True
    if named & words("organisations"):
        return False
    return False if people <= len(asked) * 0.4 and len(asked) > 2 else None


def _place_then_office_holder(text: str) -> bool:
    """ "City of Austin – Mayor Ada Stern": the place first, then who speaks for it."""
    _, parting, behind = re.sub(r"\s+[–—-]\s+|:\s+", "\0", text, count=1).partition("\0")
    person = person_in(behind) if parting else None
    return bool(person and is_office(person.title))


def _is_a_person(entry: Entry) -> bool:
    if entry.surname_first:
        return True
    pieces = [piece.strip() for piece in entry.text.split(",")]
    if len(pieces) == 2 and len(pieces[0].split()) <= 2 and is_title(pieces[1]):  # "Sukarno, Poet"
        return not is_organisation(pieces[0]) and not is_organisation(pieces[1])
    head = re.sub(r"\s*\(.*", "", head_of(entry.text))
    if names_its_head(entry.text[len(head) :].lstrip(" ,-–—")):
        return True
    if len(pieces) < _FEW_PIECES and _place_then_office_holder(entry.text):
        return True
    person = person_in(head)
    return person is not None and bool(person.title or person.after or not is_organisation(head))
