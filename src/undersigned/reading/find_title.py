"""What a letter or article calls itself: a heading, a subject line, or a first line that can be a title."""

import re
from collections.abc import Iterator, Mapping, Sequence

from undersigned.domain.name_matching import folded
from undersigned.reading.address_lines import ADDRESS, ATTENTION, HONOURED, TO
from undersigned.reading.find_block.cues import is_copy
from undersigned.reading.find_block.person import is_organisation, is_title, person_in
from undersigned.reading.find_dates import find_dates
from undersigned.reading.languages import words
from undersigned.reading.lines import Line

NOT_A_TITLE = re.compile(
    r"^(?:pdf|print|share|menu|home|press release|for immediate release|releases?|news|"
    r"skip to .*|contact|(?:via|by) (?:e-?mail|fax|certified|electronic|hand)\b.*|\[.*\]|"
    r"(?:published|posted|publi[ée]|publicado|ver[öo]ffentlicht|pubblicat[oa]|from|by|sent|cc|date)\b.*)$",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"^(?:re|subject|subj|betreff|betrifft|betr|objet|asunto|assunto|assumpte|ref|referencia|oggetto|"
    r"onderwerp|betreft|dotyczy)\s?[:.]\s*(\S.*)$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\s+Page \d+(?: of \d+)?$")  # of the head that every page repeats
_FILE_NAME = re.compile(r"\.\w{2,5}$|^microsoft word|^untitled|^document\d*$", re.IGNORECASE)
_STAMP = re.compile(r"^\d{2}[ /.]\d{2}[ /.]\d{4}\s+")
_LONGEST = 40
_RUN_TOGETHER = 1000
_TOP = 12
_FIRST_LINES = 6
_LONGEST_BYLINE = 14


def find_title(lines: Sequence[Line], before: int, meta: Mapping[str, str]) -> str | None:
    """The title in the lines above line `before`; else what the document says of itself; else None."""
    if meta.get("title"):
        return meta["title"]
    top = lines[: min(before, _TOP)]
    named = _heading(lines[:before]) or next(_subjects(lines[:before]), None) or _first_that_can_be(top)
    return _PAGE.sub("", named) if named else _of_the_file(meta)


def _heading(lines: Sequence[Line]) -> str | None:
    """The highest heading, the first of equals, if anything but headings follows soon."""
    headings = [line for line in lines[: _TOP * 3] if line.kind == "heading"]
    highest = min(headings, key=lambda line: line.level, default=None)
    return highest.text if highest else None


def _subjects(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines[: _TOP * 3]:
        subject = SUBJECT.match(line.text)
        if subject and len(line.text.split()) <= _LONGEST:
            yield subject.group(1)


def _first_that_can_be(top: Sequence[Line]) -> str | None:
    for at, line in enumerate(top[:_FIRST_LINES]):
        if len(line.text) > _RUN_TOGETHER and line.spaced:
            return _first_piece(line.spaced)
        count = len(line.text.split())
        if NOT_A_TITLE.match(line.text) or not count:
            continue
        following = top[at + 1] if at + 1 < len(top) else None
        if 3 <= count <= _LONGEST and _can_be_title(line, following):
            return _STAMP.sub("", line.text)
        if count > _LONGEST:
            break
    return None


def _of_the_file(meta: Mapping[str, str]) -> str | None:
    title = meta.get("file title") or meta.get("page title")
    return title if title and not _FILE_NAME.search(title.strip()) else None


def _first_piece(spaced: str) -> str | None:
    """The title of a document that was set on one line: what stands before the first wide gap."""
    first = re.split(r"\s{2,}", spaced.strip())[0]
    return first if 3 <= len(first.split()) <= _LONGEST else None


def _can_be_title(line: Line, following: Line | None) -> bool:
    text = line.text
    if text.rstrip("”\"»’'").endswith((".", ",", ":", ";")) or next(find_dates(text), None):
        return False
    if is_copy(line) or any(shape.match(text) for shape in (TO, ATTENTION, HONOURED)) or ADDRESS.search(text):
        return False
    if not _speaks_of_a_letter(text) and (_is_letterhead(text) or person_in(text.split(",")[0])):
        return False
    if following is None or following.gap or len(following.text.split()) > 15:
        return True
    return _is_byline(following.text) or next(find_dates(following.text), None) is not None


def _is_byline(text: str) -> bool:
    return bool(NOT_A_TITLE.match(text)) and len(text.split()) <= _LONGEST_BYLINE


def _speaks_of_a_letter(text: str) -> bool:
    return any(folded(token).strip(".,:") in words("letter_words") for token in text.split())


def _is_letterhead(text: str) -> bool:
    """ "OFFICE OF THE MAYOR", "Lake Cities Alliance", "P R E S E N T E": who writes, or how; not on what."""
    tokens = text.split()
    if sum(len(token) == 1 for token in tokens) > len(tokens) * 0.6:
        return True
    return (is_title(text) and " of " in folded(text)) or (text.isupper() and is_organisation(text))
