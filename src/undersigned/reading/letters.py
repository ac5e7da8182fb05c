"""Any letter, or an article with a letter in it → a `LetterDocument` with what is wrong in it.

`read_letter` is the whole of the reader: bytes become lines, then each `find_*` looks for its own part.
Nothing is invented: what is not printed is None, and every part says where it stands and how sure the
reader is.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from undersigned.domain.documents import (
    Block,
    Count,
    DocumentSource,
    Finding,
    LetterDocument,
    Mention,
    Signatory,
    Source,
    count_signatories,
)
from undersigned.errors import Unreadable
from undersigned.reading.documents import read_document
from undersigned.reading.find_asks import find_asks, find_thanks
from undersigned.reading.find_block import block as signature_block
from undersigned.reading.find_block.cues import says_cut
from undersigned.reading.find_body import find_body, without_marker
from undersigned.reading.find_claims import find_claims
from undersigned.reading.find_date_of_letter import LetterDate, find_date_of_letter
from undersigned.reading.find_heading import Heading, find_heading
from undersigned.reading.find_language import find_language
from undersigned.reading.find_mentions import SignatoryIndex, find_mentions
from undersigned.reading.find_mistakes import Evidence, find_mistakes, finding
from undersigned.reading.find_signers_in_text import find_signers_in_text
from undersigned.reading.jurisdictions import with_jurisdictions
from undersigned.reading.lines import Line, Lines, unwrapped
from undersigned.reading.marked_lines import MarkedLine, Whereabouts, mark_lines
from undersigned.reading.names import with_name_parts
from undersigned.wording import Wording, speak

_LIST_OF_OURS = re.compile(r"^#+ .*\{\.signatories\}\s*$", re.MULTILINE)

_OPENING = 3  # lines: an address or a title may stand above the first of the text


@dataclass(frozen=True, slots=True)
class _Found:
    """The parts of a document before they are put together. `text` is the letter's own lines."""

    lines: Lines
    heading: Heading
    blocks: list[signature_block.Block]
    signatories: tuple[Signatory, ...]
    language: str | None
    date: LetterDate
    end: int

    @property
    def text(self) -> Sequence[Line]:
        return self.lines.lines[self.heading.body : self.end]

    @property
    def above(self) -> Sequence[Line]:
        """What stands above the letter: an article, a title, addressees."""
        at = self.heading.salutation_at
        return self.lines.lines[: self.heading.body if at is None else at]


def read_letter(name: str, data: bytes, say_in: str | None = None) -> LetterDocument:
    """The letter in a file. Raises `Unreadable`, with a sentence, when the file cannot be read.

    What is found is said in the language `say_in`; without one in the letter's own, where we speak it.
    """
    document, _ = _read(name, data, say_in)
    return document


def read_marked(
    name: str, data: bytes, say_in: str | None = None
) -> tuple[LetterDocument, tuple[MarkedLine, ...]]:
    """The letter, and every line of the file with the parts of the letter that stand on it."""
    document, found = _read(name, data, say_in)
    where = Whereabouts(
        head=range(found.heading.article, found.heading.body),
        salutation=found.heading.salutation_at,
        text=range(found.heading.body, found.end),
        date=found.date.source,
        closings=frozenset(block.cue for block in found.blocks if block.closing and block.cue is not None),
    )
    return document, mark_lines(found.lines.lines, document, where)


def _read(name: str, data: bytes, say_in: str | None) -> tuple[LetterDocument, _Found]:
    lines = read_document(name, data)
    found = _find(lines)
    body, asks, thanks = _body(found)
    introduced = _introductions(found)
    above = [*found.above, *found.text[:400], *introduced]
    claims = find_claims(unwrapped(above), found.language, introduced, unwrapped(found.text)[:_OPENING])
    mentions = _mentions(found)
    count = _count(found)
    document = LetterDocument(
        title=found.heading.title,
        date=found.date.day,
        language=found.language,
        addressees=found.heading.addressees,
        salutation=found.heading.salutation,
        body=tuple(body),
        asks=asks,
        thanks=thanks,
        closing=next((block.closing for block in found.blocks if block.closing), None),
        signatories=found.signatories,
        count=count,
        claims=claims,
        mentions=mentions,
        source=DocumentSource(name, hashlib.sha256(data).hexdigest(), lines.kind),
    )
    document = _as_our_own_source(document, data)
    say = speak(say_in or document.language)
    return replace(document, findings=_findings(document, found, say)), found


def _as_our_own_source(document: LetterDocument, data: bytes) -> LetterDocument:
    """A letter written for `compose` says itself what its parts are; its list stays as it was read."""
    if document.source is None or document.source.kind != "markdown" or not data.startswith(b"---"):
        return document
    from undersigned.reading.letter_source import (
        read_letter_source,
    )  # Markdown and YAML: for our own source only

    text, *_ = _LIST_OF_OURS.split(data.decode("utf-8", "replace"), maxsplit=1)
    try:
        own = read_letter_source(text.encode("utf-8")).document
    except Unreadable:
        return document
    return replace(
        own,
        language=own.language or document.language,
        signatories=document.signatories,
        count=document.count,
        claims=document.claims,
        mentions=document.mentions,
        source=document.source,
    )


def read_article(name: str, data: bytes, say_in: str | None = None) -> tuple[LetterDocument, Sequence[Line]]:
    """An article about a letter: what it claims and whom it names, and its own lines without the letter's.

    Where the article prints the letter, its own lines are those above it; where it does not, all of it.
    """
    document, found = _read(name, data, say_in)
    lines = found.lines
    own = lines.lines[: found.heading.article] if found.heading.article else lines.lines
    if not found.heading.article:
        index = SignatoryIndex(document.signatories)
        whole = unwrapped(lines.lines)
        mentions = find_mentions(whole, index, [one.name or "" for one in document.addressees])
        claims = find_claims(whole[:400], found.language)
        document = replace(document, mentions=mentions, claims=claims)
    else:
        document = replace(document, claims=find_claims(unwrapped(own), found.language))
    return document, own


def _find(lines: Lines) -> _Found:
    blocks = signature_block.find_blocks(lines.lines)
    end = _end_of_text(blocks, lines)
    heading = find_heading(lines.lines, end, lines.meta)
    if any(
        block.end <= heading.body for block in blocks
    ):  # a list above the letter is none of its signatories
        blocks = [block for block in blocks if block.end > heading.body] or blocks
        end = _end_of_text(blocks, lines)
    language = find_language(line.text for line in lines.lines[heading.salutation_at or heading.body : end])
    language = language or find_language(line.text for line in lines.lines)
    listed = tuple(one for block in blocks for one in block.signatories)
    signatories = listed or find_signers_in_text(unwrapped(lines.lines))
    signatories = tuple(_where_the_language_is(one, language) for one in signatories)
    date = find_date_of_letter(lines.lines, heading.salutation_at or heading.body, end, lines.meta)
    return _Found(
        lines, heading, blocks, with_jurisdictions(with_name_parts(signatories)), language, date, end
    )


_STATES_OF_BRAZIL = frozenset(
    [
        "AC",
        "AL",
        "AP",
        "AM",
        "BA",
        "CE",
        "DF",
        "ES",
        "GO",
        "MA",
        "MT",
        "MS",
        "MG",
        "PA",
        "PB",
        "PR",
        "PE",
        "PI",
        "RJ",
        "RN",
        "RS",
        "RO",
        "RR",
        "SC",
        "SP",
        "SE",
        "TO",
    ]
)


def _where_the_language_is(one: Signatory, language: str | None) -> Signatory:
    """ "(SC)" in a Portuguese letter is Santa Catarina, "(PA)" in an Italian one no Pennsylvania."""
    if language not in ("pt", "it") or one.country != "US" or one.region != one.region_code:
        return one
    brazilian = language == "pt" and one.region in _STATES_OF_BRAZIL
    return replace(one, region_code=one.region if brazilian else None, country="BR" if brazilian else None)


def _end_of_text(blocks: Sequence[signature_block.Block], lines: Lines) -> int:
    if not blocks:
        return len(lines.lines)
    first = blocks[0]
    return first.cue if first.cue is not None else first.start


def _introductions(found: _Found) -> list[Line]:
    return [
        line
        for block in found.blocks
        if block.cue is not None
        for line in found.lines.lines[block.cue : block.cue + 3]
    ]


def _body(found: _Found) -> tuple[list[Block], tuple, tuple[str, ...]]:  # type: ignore[type-arg]  # asks, as `find_asks` gives them
    blocks = find_body(found.text)
    blocks, asks = find_asks(blocks, found.language)
    blocks, thanks = find_thanks(blocks, found.language)
    return [without_marker(block) for block in blocks], asks, thanks


def _count(found: _Found) -> Count:
    """Signatories that are only numbered ("and 165 others") are counted as unnamed."""
    return count_signatories(found.signatories, unnamed=sum(block.more for block in found.blocks))


def _mentions(found: _Found) -> tuple[Mention, ...]:
    """People named above the letter; below a list nobody is looked for."""
    index = SignatoryIndex(found.signatories)
    addressed = [one.name or "" for one in found.heading.addressees]
    article = found.lines.lines[: found.heading.article] if found.heading.article else found.above
    return find_mentions(unwrapped(article), index, addressed)


def _findings(document: LetterDocument, found: _Found, say: Wording) -> tuple[Finding, ...]:
    said = next(
        (line for line in found.lines.lines[:40] if says_cut(line.text) and len(line.text.split()) > 3), None
    )
    cut = next((block.cut for block in found.blocks if block.cut), None) or (
        Source(said.number, said.page, said.text) if said else None
    )
    evidence = Evidence(
        document.signatories,
        document.count,
        document.claims,
        document.mentions,
        document.count.unnamed,
        cut,
        truncated=bool(cut),
    )
    return (*find_mistakes(evidence, say), *_notes(found, say))


def _notes(found: _Found, say: Wording) -> tuple[Finding, ...]:
    notes = [finding("unreadable-part", say.say(text)) for text in found.lines.notes]
    if found.date.day and found.date.reason:
        reason = found.date.reason
        message = say.say(
            reason.sentence,
            text=found.date.source.text if found.date.source else "",
            year=found.date.day.year,
            day=say.date(reason.day) if reason.day else "",
        )
        notes.append(finding("reasoned-date", message, [found.date.day.isoformat()], [found.date.source]))
    return tuple(notes)
