"""Who is asked: by the lines of address above the greeting, else by the greeting itself."""

from collections.abc import Sequence
from dataclasses import replace

from undersigned.domain.documents import Addressee
from undersigned.domain.name_matching import folded
from undersigned.reading.address_lines import ADDRESS, ATTENTION, HONOURED, TO, TO_WHOM
from undersigned.reading.find_block.cues import is_copy
from undersigned.reading.find_block.person import AFTER_A_NAME, is_name, is_organisation, is_title, person_in
from undersigned.reading.find_dates import find_dates
from undersigned.reading.find_title import NOT_A_TITLE, SUBJECT
from undersigned.reading.languages import phrases, words
from undersigned.reading.lines import Line

_NEAREST = 4
_LONGEST_AFTER_A_GAP = 12


def find_addressees(above: Sequence[Line], salutation: str | None) -> tuple[Addressee, ...]:
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
    marked = [at for at, line in enumerate(above) if TO.match(line.text) or ATTENTION.match(line.text)]
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
        if texts and line.gap and len(text.split()) > _LONGEST_AFTER_A_GAP:
            break  # the letter's own first words
        marked = TO.match(text) or ATTENTION.match(text)
        if marked:
            texts = []
            text = marked.group(1)
        if is_copy(line):
            break
        if not text or next(find_dates(text), None) or _is_none_of_an_address(text):
            continue
        is_name_of_letter = any(folded(token) in words("letter_words") for token in text.split()[:4])
        if len(text.split()) <= 24 and not text.endswith((".", "?", "!")) and not is_name_of_letter:
            texts.append(text)
    return texts


def _is_none_of_an_address(text: str) -> bool:
    return any(pattern.search(text) for pattern in (ADDRESS, NOT_A_TITLE, SUBJECT))


def _add_address_line(found: list[Addressee], text: str) -> None:
    whom = TO_WHOM.match(text)
    titled = person_in(text[whom.end() :]) if whom else None
    if whom and (is_title(text[whom.end() :]) or (titled and (titled.title or titled.honorific))):
        text = text[whom.end() :]
    head, _, tail = text.partition(",")
    honoured = HONOURED.match(head)
    bare = AFTER_A_NAME.sub("", head[honoured.end() :] if honoured else head)
    person = person_in(bare)
    if person and not is_organisation(bare):
        office = tail.strip() or person.title or None
        if not office and found and found[-1].office and not found[-1].name:
            found[-1] = replace(found[-1], name=person.name)  # the post, and below it who holds it
            return
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
