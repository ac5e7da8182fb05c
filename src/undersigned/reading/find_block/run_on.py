"""Names that run on in one line, with commas, semicolons, bullets, or nothing between them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from undersigned.reading.find_block.affiliations import without_marks
from undersigned.reading.find_block.entries import Entry
from undersigned.reading.find_block.person import is_organisation, is_title, person_in
from undersigned.reading.find_block.shapes import names_a_person
from undersigned.reading.lines import Line
from undersigned.reading.whereabouts import where_is

_AND = re.compile(r"^(?:and|und|y|e|et|&|sowie|as well as|ed)\s+(?=\S)", re.IGNORECASE)
_AND_AT_END = re.compile(r"[,;]?\s+(?:and|und|y|e|et|&|sowie|ed)$", re.IGNORECASE)
_SHORT_LINE = 60
_MARKS = "•·∙●▪◦◆♦★✦|‖/"
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MOST = 0.6


def parted_at_marks(lines: list[Line]) -> list[Line]:
    """Lines of names with bullets, bars or the like between them: each name on a line of its own."""
    for mark in _MARKS:
        parting = re.compile(rf"\s+{re.escape(mark)}\s+|\s+{re.escape(mark)}$")
        pieces = [piece for line in lines for piece in parting.split(line.text) if piece.strip()]
        if len(pieces) < max(3, len(lines) + 1):
            continue
        if sum(person_in(_head(piece), lone=True) is not None for piece in pieces) >= len(pieces) * _MOST:
            return [part for line in lines for part in _parted(line, parting)]
    return lines


def _head(piece: str) -> str:
    return re.split(r"[,;(]", piece)[0].strip()


def _parted(line: Line, parting: re.Pattern[str]) -> Iterator[Line]:
    for piece in parting.split(line.text):
        if piece.strip():
            yield replace(line, text=piece.strip(), cells=(), spaced="", gap=True)


def run_on_joined(lines: list[Line]) -> list[Line]:
    """Lines of running names put together again: a line that breaks off at a comma goes on in the next."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above is not None and not line.gap and not line.marker and _runs_on(above.text):
            joined[-1] = replace(above, text=f"{above.text} {line.text}")
        else:
            joined.append(line)
    return joined


def _runs_on(text: str) -> bool:
    if text.rstrip()[-1:] not in ",;" and len(text) <= _SHORT_LINE:
        return False
    pieces = [piece for piece in re.split(r"[,;]", text) if piece.strip()]
    people = sum(_is_person(_bare(piece)) for piece in pieces) if len(pieces) > 2 else 0
    return people >= 3 and people >= len(pieces) * 0.5


_FEWEST_IN_A_LINE = 3


def runs_on_with_people(text: str) -> bool:
    """Whether a line is nothing but people, one after the other, and what each of them is."""
    text = text.lstrip("—–- ")
    if text.count(";") >= _FEWEST_IN_A_LINE - 1:
        text = text.rstrip(" .")
    if text.count(",") + text.count(";") < _FEWEST_IN_A_LINE - 1 or text.rstrip().endswith((".", "?", ":")):
        return False
    pieces = [_bare(without_marks(_head(piece))) for piece in re.split(r"[;•·|]", text) if piece.strip()]
    if len(pieces) < _FEWEST_IN_A_LINE:
        pieces = [_bare(without_marks(piece)) for piece in _COMMA.split(text) if piece.strip()]
    return len(pieces) >= _FEWEST_IN_A_LINE and all(_is_person(piece.strip()) for piece in pieces)


def _is_person(piece: str) -> bool:
    return person_in(piece) is not None and not where_is(piece)


def split_at_semicolons(entry: Entry) -> Iterator[Entry]:
    """An item that is several people with semicolons between them; any other as it is."""
    pieces = [_bare(piece) for piece in entry.text.split(";") if piece.strip()]
    if len(pieces) < _FEWEST_IN_A_LINE or not all(_is_person(_head(piece)) for piece in pieces):
        yield entry
        return
    for piece in pieces:
        yield replace(entry, text=piece, source=replace(entry.source, text=piece))


def split_run_on(entry: Entry, *, alone: bool) -> Iterator[Entry]:
    text = entry.text
    pieces = [_bare(piece) for piece in text.split(";") if piece.strip()]
    people = sum(names_a_person(piece) for piece in pieces) if len(pieces) > 1 else 0
    if len(pieces) > 1 and (people >= max(2, len(pieces) * 0.66) or (alone and len(pieces) > 2)):
        for piece in pieces:
            yield replace(entry, text=piece, source=replace(entry.source, text=piece))
        return
    bodies = _at_commas(text)
    if alone and len(bodies) > 1 and all(is_organisation(_head(body)) for body in bodies):
        yield from _each(entry, bodies)
        return
    both = _PAIR.fullmatch(text)
    if both and all(_is_person(name) for name in both.groups()):
        yield from (replace(entry, text=name) for name in both.groups())
        return
    starts = _new_people(text, alone=alone)
    if len(starts) > 1:
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            piece = _bare(_AND_AT_END.sub("", text[start:end].strip(" ,;")))
            yield replace(entry, text=piece, source=replace(entry.source, text=piece))
        return
    yield entry


def split_bodies(entry: Entry) -> Iterator[Entry]:
    """A line of bodies with commas between them, under a heading that says that they are bodies."""
    bodies = _at_commas(entry.text)
    if len(bodies) < _FEWEST_IN_A_LINE or not all(body[:1].isupper() for body in bodies):
        yield entry
    else:
        yield from _each(entry, bodies)


def _at_commas(text: str) -> list[str]:
    return [_bare(piece) for piece in text.rstrip(".").split(",") if piece.strip()]


def _each(entry: Entry, texts: list[str]) -> Iterator[Entry]:
    return (replace(entry, text=text, source=replace(entry.source, text=text)) for text in texts)


_PAIR = re.compile(r"([^,;]{5,40}?) (?:and|und|&|et) ([^,;]{5,40})")
_COMMA = re.compile(r"\s*,\s*(?:(?:and|und|y|e|et|&|ed)\s+)?|\s+(?:and|und|y|e|et|&|ed)\s+(?=[A-ZÀ-Þ])")


def _new_people(text: str, *, alone: bool) -> list[int]:
    """Where each new person begins in a line that runs on with commas."""
    hidden = re.sub(
        r"\([^()]*\)|\[[^\[\]]*\]", lambda match: "(" + "_" * (len(match.group()) - 2) + ")", text
    )
    at = [0, *[match.end() for match in _COMMA.finditer(hidden)]]
    ends = [*[match.start() for match in _COMMA.finditer(hidden)], len(text)]
    pieces = [text[start:end] for start, end in zip(at, ends, strict=True)]
    if not alone and (len(pieces) < 3 or (len(pieces) == 3 and where_is(pieces[2]))):
        return [0]
    new = [
        start
        for index, (start, piece) in enumerate(zip(at, pieces, strict=True))
        if _is_person(re.sub(r"\s*[(\[].*", "", without_marks(piece)))
        and not (index + 1 < len(pieces) and where_is(pieces[index + 1]) and not _has_title(piece))
    ]
    enough = 2 if alone and len(new) == len(pieces) and _COMMA.search(text) else 3
    if (
        alone
        and len(new) >= 2
        and any(_has_title(text[start:end]) for start, end in zip(at, ends, strict=True))
    ):
        enough = 2
    if alone and len(new) > 1 and _each_with_details(at, new):
        enough = 2
    return new if len(new) >= enough and new and new[0] == 0 else [0]


def _each_with_details(starts: list[int], new: list[int]) -> bool:
    """Whether every person is followed by a piece that is none: "Ada Roe, mayor of Ely, and Bo Lind, …"."""
    return all(
        at + 1 < len(starts) and starts[at + 1] not in new for at, start in enumerate(starts) if start in new
    )


def _has_title(piece: str) -> bool:
    person = person_in(piece)
    return bool(person and (person.title or person.honorific))


def _bare(piece: str) -> str:
    return _AND.sub("", piece.strip())


_AND_ANOTHER = re.compile(
    r",?\s+(?:and|und|y|e|et)\s+(?=(?:Mme|Mlle|M\.|Mrs?\.?|Ms\.?|Dr\.?|Frau|Herr|Sra?\.|Dña\.) [A-ZÀ-Þ])"
)


def split_merged(entry: Entry) -> list[Entry]:
    """Two entries on one line: "M. Roy, maire, et Mme Blanc, adjointe"; or with nothing between them, as
    "…, Professor of law Ana Silva, Lecturer in history".
    """
    if entry.cells or entry.text.count(",") < 2:
        return [entry]
    one, *others = _AND_ANOTHER.split(entry.text)
    if others and all(map(names_a_person, (one, *others))):
        return [replace(entry, text=text) for text in (one, *others)]
    pieces = [piece.strip() for piece in entry.text.split(",")]
    for at in range(1, len(pieces) - 1):
        tail = _name_at_end(pieces[at])
        if tail and is_title(pieces[at]) and is_title(pieces[at + 1]):
            before = ", ".join([*pieces[:at], pieces[at][: -len(tail)].strip()])
            rest = replace(entry, text=", ".join([tail, *pieces[at + 1 :]]))
            return [replace(entry, text=before), *split_merged(rest)]
    return [entry]


def _name_at_end(piece: str) -> str:
    """The capitalised words after a small one that can be a name: "… de droit Ana Silva"."""
    found = re.search(r"(?<=[a-zà-ÿ] )((?:[A-ZÀ-Þ][\w'’.-]+ ){1,3}[A-ZÀ-Þ][\w'’-]+)$", piece)
    return (
        found.group(1) if found and person_in(found.group(1)) and len(piece) > len(found.group(1)) + 3 else ""
    )
