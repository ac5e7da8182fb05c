"""Signatories that only a sentence names: "The letter was signed by Ana Roe, mayor of Soria, and two
others.", "Joining Governor Roe in signing the letter were …".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from undersigned.domain.documents import Signatory, Source
from undersigned.domain.name_matching import folded
from undersigned.reading.find_block.entries import Entry, read_entry
from undersigned.reading.find_block.layouts import entries_of
from undersigned.reading.find_block.person import Person, person_in
from undersigned.reading.find_block.sections import Part
from undersigned.reading.lines import Line
from undersigned.reading.sentences import sentences

_SIGNED_BY = re.compile(
    r"\b(?:signed by|co-?signed by|signers (?:include|are|were)|signatories (?:include|are|"
    r"were)|signees (?:include|are|were)|who signed (?:it |the letter )?(?:are|were)|"
    r"joined (?:in|on) (?:signing|sending|writing|the letter)[^,.;]{0,40} by|"
    r"entre (?:los|las) firmantes (?:figuran|estan|se encuentran)|entre os signatarios (?:estao|figuram)|"
    r"parmi les signataires (?:figurent|se trouvent)|among the (?:signers|signatories) (?:are|were)|"
    r"firmada por|firmado por|firman|suscrita por|los firmantes son|signee par|signe par|"
    r"les signataires sont|cosignee par|"
    r"assinada por|assinado por|subscrita por|unterzeichnet von|unterzeichnet haben|"
    r"firmata da|firmato da)\b:?\s*"
    r"(?:,? ?(?:among others|entre otr[ao]s(?: personas)?|entre autres|unter anderem|entre outr[ao]s),? )?"
)
# Who signed first is named before the others.
_JOINING = re.compile(
    r"^(?:also )?joining (?P<lead>[^,]{3,60}?) (?:in|on) (?:signing |sending |writing )?"
    r"(?:the|this|his|her|their|a|today's)? ?letter[^,]{0,30}? (?:were|was|are|is):? "
    r"|^in addition to (?P<also>[^,]{3,60}?), [^,]{0,60}?signed by:? "
)
_PARTY = re.compile(r"\([A-Z]-[A-Z][\w.]*\)[,.;]?")
_LESS_SURE = 0.6
_LONGEST_NAME = 6


def find_signers_in_text(lines: Sequence[Line]) -> tuple[Signatory, ...]:
    """The people that the first sentence of that kind names; empty where none does."""
    for line in lines:
        for sentence in sentences(line.text[:8000]):
            found = [*_lead_of(sentence, line, lines), *_named_in(sentence, line)]
            if len(found) > 1 or (found and not _JOINING.match(folded(sentence))):
                return tuple(found)
    return ()


def _named_in(sentence: str, line: Line) -> Iterator[Signatory]:
    plain = folded(sentence)
    signed = _JOINING.search(plain) or _SIGNED_BY.search(plain)
    if signed is None or len(plain) != len(sentence):
        return
    tail = sentence[signed.end() :].rstrip(" .")
    if shared := _SHARED_BEFORE.search(sentence[: signed.start()]):
        tail = f"{shared['title']} {tail}"  # "The mayors who signed are Ada Roe of Soria, …"
    pieces = Line(_each_with_its_title(tail), line.number, line.page)
    for entry in entries_of(Part(None, [pieces])):
        one = read_entry(Entry(entry.text, Source(line.number, line.page, sentence), people=None))
        if one.name:
            yield _less_sure(one)


def _less_sure(one: Signatory) -> Signatory:
    return replace(one, group=None, on_behalf_of=None, note=None, confidence=_LESS_SURE)


_SHARED_TITLE = re.compile(
    r"^(?P<title>Governors|Senators|Mayors|Representatives|Congressmen|Attorneys General) ", re.IGNORECASE
)
_SHARED_BEFORE = re.compile(
    r"\b(?P<title>governors|senators|mayors|representatives|attorneys general) $", re.IGNORECASE
)
_NEXT_ONE = re.compile(r",?\s+as well as\s+|,\s+(?:and\s+)?|\s+and\s+")


def _each_with_its_title(tail: str) -> str:
    """ "Governors Ada Roe of Iowa, Bo Lind of Ohio" → each of them a Governor."""
    shared = _SHARED_TITLE.match(tail)
    if shared is None:
        return tail
    shown = shared["title"].title()
    title = "Attorney General" if shown.startswith("Att") else shown.removesuffix("s")
    pieces = [piece for piece in _NEXT_ONE.split(tail[shared.end() :]) if piece.strip()]
    return "; ".join(piece if _has_a_title(piece) else f"{title} {piece}" for piece in pieces)


def _has_a_title(piece: str) -> bool:
    """ "Town Manager Priya Rao of Harlow", among the mayors."""
    person = person_in(piece.partition(" of ")[0])
    return bool(person and person.title)


def _lead_of(sentence: str, line: Line, lines: Sequence[Line]) -> Iterator[Signatory]:
    """Whom the others joined, by the fullest form in which the text names that person."""
    joining = _JOINING.match(folded(sentence))
    if joining is None or len(folded(sentence)) != len(sentence):
        return
    at = "lead" if joining["lead"] else "also"
    named = sentence[joining.start(at) : joining.end(at)]
    surname = named.split()[-1].strip(".,")
    fullest = max((found for other in lines for found in _forms_of(surname, other.text)), key=len, default="")
    text = fullest or (named if person_in(named) else "")
    if text:
        yield _less_sure(read_entry(Entry(text, Source(line.number, line.page, sentence), people=True)))


def _forms_of(surname: str, text: str) -> Iterator[str]:
    """Each way in which the text prints a person of that surname: "Governor Ada Roe of Iowa"."""
    tokens = text.split()
    for at, token in enumerate(tokens):
        if token.strip(".,;:’'\"()") != surname:
            continue
        for start in range(max(0, at - _LONGEST_NAME), at):
            name = " ".join([*tokens[start:at], surname])
            person = person_in(name)
            if person and len(person.name.split()) > 1:
                yield name + _of_place(tokens, at, person)
                break


def _of_place(tokens: list[str], at: int, person: Person) -> str:
    if at + 1 < len(tokens) and _PARTY.fullmatch(tokens[at + 1]):
        return f" {tokens[at + 1].rstrip(',.;')}"
    ends = tokens[at].endswith((",", ".", ";"))
    if ends or not person.title or at + 2 >= len(tokens) or tokens[at + 1] != "of":
        return ""
    place = [token for token in tokens[at + 2 : at + 4] if token[:1].isupper()]
    return f" of {' '.join(place)}".rstrip(".,;") if place else ""
