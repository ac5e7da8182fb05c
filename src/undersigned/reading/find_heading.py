"""What stands at the head of a letter: title, addressees, salutation; and where its text begins.

Above a letter there may be an article about it. The salutation parts them; without one, an article is taken
to be there only if it says so ("The full letter is below:").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from undersigned.domain.documents import Addressee
from undersigned.domain.name_matching import folded
from undersigned.reading.find_block.cues import is_copy
from undersigned.reading.find_block.person import is_name, is_organisation, is_title, person_in
from undersigned.reading.find_dates import find_dates
from undersigned.reading.languages import phrases, words
from undersigned.reading.lines import Line

_LONGEST_SALUTATION = 16
_ANNOUNCED = re.compile(
    r"\b(?:letter|text|carta|lettre|brief|texto|texte|statement|wortlaut|"
    r"lettera)\b.*\b(?:below|follows|following|included|here|"
    r"siguiente|continuacion|ci-dessous|suivant|folgt|seguir|abaixo|folgenden|"
    r"seguente)\b.*[:.]?$|^full text\b"
)
_TO = re.compile(
    r"^(?:to|an|a|à|para|al|attn|attention|a la atención de|à l['’]attention de|"
    r"to the attention of|an die|an den|z\. ?hd\.?)\s*:\s*(.*)$",
    re.IGNORECASE,
)
_ATTENTION = re.compile(
    r"^(?:a la atenci[oó]n de|à l['’]attention (?:de|du)|to the attention of|attn\.?:?|z\. ?hd\.?)\s+(.+)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b\d{5}(?:-\d{4})?\b|^\d+ \w+.*\b(?:street|st|avenue|ave|road|rd|nw|boulevard|blvd|lane|"
    r"drive)\b\.?|\bp\.? ?o\.? box\b|"
    r"^(?:calle|rue|avenue|rua|avenida|plaza|place|praca|platz)\b|\b\w+(?:strasse|str\.|platz|allee) \d+",
    re.IGNORECASE,
)
_HONOURED = re.compile(r"^(?:the )?(?:right )?(?:hon(?:ou?rable|\.)?)\s+", re.IGNORECASE)
_NOT_A_TITLE = re.compile(
    r"^(?:pdf|print|share|menu|home|press release|for immediate release|releases?|news|"
    r"skip to .*|contact|\[.*\])$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 40
_NEAREST = 4
_RUN_TOGETHER = 1000
_STAMP = re.compile(r"^\d{2}[ /.]\d{2}[ /.]\d{4}\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """Indexes of lines: `salutation` is its own line or None; the letter's text begins at `body`.

    `article` is how many lines above belong to an article about the letter (0 where there is none).
    """

    title: str | None
    addressees: tuple[Addressee, ...]
    salutation: str | None
    salutation_at: int | None
    body: int
    article: int


def find_heading(lines: Sequence[Line], end: int, meta: Mapping[str, str]) -> Heading:
    """The head of the letter whose signature block begins at line `end`."""
    at = _salutation(lines, end)
    announced = _announced(lines, at if at is not None else end)
    start = announced + 1 if announced is not None else 0
    article = start if announced is not None else _article_without_notice(lines, at)
    salutation = lines[at].text if at is not None else None
    above = (
        lines[max(article, (at or 0) - 16) : at] if at is not None else lines[article : min(article + 8, end)]
    )
    marked = any(_TO.match(line.text) or _ATTENTION.match(line.text) for line in above)
    addressees = _addressees(above if salutation or marked else (), salutation)
    title = _title(lines, at if at is not None else end, meta)
    body = at + 1 if at is not None else _first_text(lines, article, end, title)
    return Heading(title, addressees, salutation, at, body, article)


def _salutation(lines: Sequence[Line], end: int) -> int | None:
    """The line that greets: it begins as greetings do, is short, and ends with a comma or a colon."""
    for at, line in enumerate(lines[:end]):
        plain = folded(line.text)
        if len(plain.split()) > _LONGEST_SALUTATION or line.kind in ("heading", "item"):
            continue
        greeted = next(
            (
                phrase
                for phrase in phrases("salutations")
                if plain.startswith((phrase + " ", phrase + ",", phrase + ":"))
            ),
            None,
        )
        if greeted and (plain.rstrip().endswith((",", ":", "!")) or _greets(greeted, plain, at, lines)):
            return at
    return None


def _greets(greeted: str, plain: str, at: int, lines: Sequence[Line]) -> bool:
    """A greeting that lost its comma is still one when running text follows."""
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    return (
        greeted in ("dear", "estimado", "estimada", "sehr geehrte", "sehr geehrter", "prezado", "prezada")
        and len(following.split()) > 12
    )


def _announced(lines: Sequence[Line], before: int) -> int | None:
    found = [
        at
        for at, line in enumerate(lines[:before])
        if len(line.text.split()) <= 20 and _ANNOUNCED.search(folded(line.text))
    ]
    return found[-1] if found else None


def _article_without_notice(lines: Sequence[Line], salutation: int | None) -> int:
    """Running text above the salutation is an article: no letter begins before its greeting."""
    if salutation is None:
        return 0
    prose = [at for at, line in enumerate(lines[:salutation]) if len(line.text.split()) > 30]
    return prose[-1] + 1 if prose else 0


def _title(lines: Sequence[Line], before: int, meta: Mapping[str, str]) -> str | None:
    """The first heading; else a first line that can be a title; else what the document calls itself."""
    if meta.get("title"):
        return meta["title"]
    top = lines[: min(before, 12)]
    heading = next((line for line in top if line.kind == "heading"), None)
    if heading:
        return heading.text
    for at, line in enumerate(top[:6]):
        if len(line.text) > _RUN_TOGETHER and line.spaced:
            return _first_piece(line.spaced)
        count = len(line.text.split())
        if _NOT_A_TITLE.match(line.text) or not count:
            continue
        following = top[at + 1] if at + 1 < len(top) else None
        if 3 <= count <= _LONGEST_TITLE and _can_be_title(line, following):
            return _STAMP.sub("", line.text)
        if count > _LONGEST_TITLE:
            break
    return meta.get("file title") or meta.get("page title")


def _first_piece(spaced: str) -> str | None:
    """The title of a document that was set on one line: what stands before the first wide gap."""
    first = re.split(r"\s{2,}", spaced.strip())[0]
    return first if 3 <= len(first.split()) <= _LONGEST_TITLE else None


def _can_be_title(line: Line, following: Line | None) -> bool:
    text = line.text
    if (
        text.rstrip("”\"»’'").endswith((".", ",", ":", ";"))
        or next(find_dates(text), None)
        or _ADDRESS.search(text)
        or _HONOURED.match(text)
    ):
        return False
    if (
        is_title(text)
        and " of " in text
        and not any(folded(token) in words("letter_words") for token in text.split())
    ):
        return False
    if person_in(text.split(",")[0]) or is_copy(line) or _TO.match(text) or _ATTENTION.match(text):
        return False
    return following is None or following.gap or len(following.text.split()) > 15


def _first_text(lines: Sequence[Line], start: int, end: int, title: str | None) -> int:
    """Where running text begins in a letter without a greeting."""
    for at in range(start, end):
        if lines[at].text != title and len(lines[at].text.split()) > 12:
            return at
    return start


def _addressees(above: Sequence[Line], salutation: str | None) -> tuple[Addressee, ...]:
    """Who is asked: by the lines of address above the greeting, else by the greeting itself."""
    found: list[Addressee] = []
    for group in _address_groups(above):
        for text in _address_lines(group):
            _add_address_line(found, text)
        if found:
            return tuple(found)
    return _greeted(salutation) if salutation else ()


def _address_groups(above: Sequence[Line]) -> list[Sequence[Line]]:
    """The paragraphs above the greeting, the nearest first; all of them at once where one is marked "To:"."""
    marked = [at for at, line in enumerate(above) if _TO.match(line.text) or _ATTENTION.match(line.text)]
    if marked:
        return [above[marked[0] :]]
    dated = [
        at + 1 for at, line in enumerate(above) if line.kind == "heading" or next(find_dates(line.text), None)
    ]
    starts = sorted({0, *dated, *(at for at, line in enumerate(above) if line.gap)} - {len(above)}) or [0]
    groups = [above[start:end] for start, end in zip(starts, [*starts[1:], len(above)], strict=True)]
    return groups[::-1][:_NEAREST]


def _address_lines(above: Sequence[Line]) -> list[str]:
    texts: list[str] = []
    for line in above:
        text = line.text.strip()
        marked = _TO.match(text) or _ATTENTION.match(text)
        if marked:
            texts = []
            text = marked.group(1)
        if is_copy(line):
            break
        if not text or next(find_dates(text), None) or _ADDRESS.search(text) or _NOT_A_TITLE.match(text):
            continue
        is_name_of_letter = any(folded(token) in words("letter_words") for token in text.split()[:4])
        if len(text.split()) <= 24 and not text.endswith((".", "?", "!")) and not is_name_of_letter:
            texts.append(text)
    return texts


def _add_address_line(found: list[Addressee], text: str) -> None:
    head, _, tail = text.partition(",")
    honoured = _HONOURED.match(head)
    bare = head[honoured.end() :] if honoured else head
    person = person_in(bare)
    if person and not is_organisation(bare):
        office = tail.strip() or person.title or None
        found.append(
            Addressee(f"{person.title} {person.name}".strip() if not office else person.name, office)
        )
    elif (is_title(text) and not is_organisation(head)) or folded(text).startswith(
        ("the president", "the governor", "the prime minister")
    ):
        if found and found[-1].office is None:
            found[-1] = Addressee(found[-1].name, text, found[-1].organisation)
        else:
            found.append(Addressee(None, text))
    elif found and found[-1].organisation is None and (is_organisation(text) or text.startswith("The ")):
        found[-1] = Addressee(found[-1].name, found[-1].office, text)


def _greeted(salutation: str) -> tuple[Addressee, ...]:
    plain = folded(salutation)
    greeting = max(
        (phrase for phrase in phrases("salutations") if plain.startswith(phrase)), key=len, default=""
    )
    if greeting in ("to whom it may concern", "a quien corresponda"):
        return ()
    text = (
        salutation[len(greeting) :].strip(" ,:!")
        if len(plain) == len(salutation)
        else salutation.strip(" ,:!")
    )
    if greeting in (
        "monsieur",
        "madame",
        "senor",
        "senora",
        "senhor",
        "senhora",
        "mr president",
        "the honorable",
        "honorable",
    ):
        text = salutation.strip(" ,:!")
    tokens = text.split()
    if len(tokens) > 1 and is_title(tokens[0]) and is_name(tokens[1:], lone=True):
        return (Addressee(" ".join(tokens[1:]), tokens[0]),)
    person = person_in(text, lone=True)
    if person and not is_title(text):
        return (Addressee(text),)
    if tokens and (
        is_title(text) or is_organisation(text) or any(folded(token) in words("counted") for token in tokens)
    ):
        return (Addressee(None, text),)
    return (Addressee(text),) if tokens else ()
