"""What a text says about how many signed: "two of 31 members … who signed", "Ferris and 20 other senators"
(21).

Each claim says what it counts and whether it is a least number. The size of a coalition is no count of
signers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from undersigned.domain.documents import Claim, Source
from undersigned.domain.name_matching import folded, word_set
from undersigned.reading.find_block.intro import counted_in
from undersigned.reading.find_block.person import person_in
from undersigned.reading.languages import phrases, words
from undersigned.reading.lines import Line
from undersigned.reading.numbers import with_figures
from undersigned.reading.sentences import sentences

_COUNT = re.compile(
    r"(?<![\d$€£.,/#-])(?P<number>\d{1,7})(?!\d|[.,]\d|\s?%|"
    r"-)\s+(?P<of>(?:[^\W\d_][\w’'*:-]*\s+){0,4}?(?P<noun>[^\W\d_][\w’'*:-]*))"
)
_MEMBERS = re.compile(
    r"(?:coalition|network|alliance|represents?|representing|association|organi[sz]ation|"
    r"reseau|red|coalicion|bundnis|netzwerk)\b"
)
_STANDS_FOR = re.compile(  # "representing more than 2 million members"
    r"\b(?:represents?|representing|representan|representamos|representando|represente(?:nt)?|representant|"
    r"vertreten|rappresentano)(?: [^\W\d_]+){0,3}$"
)
_OF_THEIR = re.compile(r"^\s+(?:of|de|von|di)\s+(?:his|her|their|my|our|the|sus|ses|leurs|ihrer|suoi|seus)\b")
_WE = re.compile(
    r"^(?:we are|we,?|somos|nosotr[oa]s,|nous sommes|nous,|wir sind|wir,|n[oó]s,|siamo|noi,) "
    r"(?:the |las |los |as |os |les |die )?(?:undersigned |soussignés |unterzeichnenden )?",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?P<number>\d{1,6}) (?P<noun>[^\W\d_]{3,}(?:s|nen|ti|che))\b")
_WRITE = re.compile(
    r"\b(?:write|wrote|are writing|urge|call on|ask|appeal|escribimos|escriben|piden|ecrivent|demandent|"
    r"schreiben|fordern|bitten|escrevem|pedem|scrivono|chiedono)\b"
)
# Who sends a letter signs it; who is sent one, or stands behind that, does not.
_SENDS = re.compile(
    r"(?<!was )(?<!were )\b(?:sent|send|sends|are sending|enviaron|envio|envian|remitieron|ont envoye|"
    r"a envoye|adressent|enviaram|enviou|hanno inviato|ha inviato) (?:[^\W\d_]+ ){0,3}?"
    r"(?:an?|una|une|uma) (?:[^\W\d_]+ ){0,2}?(?:letter|carta|lettre|lettera)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NEXT = re.compile(r"\s+(?P<word>[^\W\d_]+)")
_AND = re.compile(r"\s+(?P<and>[^\W\d_]+)\s+(?P<more>[^\W\d_]+(?:\s+[^\W\d_]+){0,2})")
_YEARS = range(1900, 2100)
_MOST_ADJECTIVES = 4
_LONGEST = 1500


@dataclass(frozen=True, slots=True)
class _Counted:
    value: int
    of: str
    start: int
    end: int


def find_claims(
    lines: Sequence[Line],
    language: str | None,
    blocks_text: Sequence[Line] = (),
    opening: Sequence[Line] = (),
) -> tuple[Claim, ...]:
    """The claims in these lines (title, article, the letter's own text), in order, each number once for
    each thing. `blocks_text` introduces the lists, `opening` are the first lines of the letter's own text."""
    claims: list[Claim] = [claim for line in opening for claim in _who_write(line, language)]
    for line in lines:
        if counted_in(line.text[:_LONGEST]) is not None:
            continue  # it introduces a list, and names some of its signatories itself
        for sentence in sentences(line.text[: _LONGEST * 8]):
            if len(sentence) <= _LONGEST and (
                any(character.isdigit() for character in sentence) or _may_count(sentence)
            ):
                claims.extend(_claims_in(sentence, line, language))
    claims.extend(_announced(blocks_text))
    first = {(claim.kind, claim.value): claim for claim in reversed(claims)}
    return tuple(claim for claim in claims if first[claim.kind, claim.value] is claim)


def _who_write(opening: Line, language: str | None) -> Iterator[Claim]:
    """ "Six members of the faculty write …": so a letter may begin, and then it counts its signatories."""
    sentence = next(iter(sentences(opening.text[:_LONGEST])), "")
    first = _WE.sub("", sentence)
    text = with_figures(first, language) if _may_begin_with_a_number(first) else ""
    counted = next(_counts(text), None) or _counted_as_plural(opening.text, language)
    if counted is None or counted.start > 0 or folded(counted.of).split()[-1] in _PLACES:
        return
    if _WE.match(opening.text) or _WRITE.search(folded(text)[: counted.end + 80]):
        source = Source(opening.number, opening.page)
        yield Claim("signatory-count", counted.value, False, counted.of, sentence.strip(), source)


def _counted_as_plural(opening: str, language: str | None) -> _Counted | None:
    """ "We, six hydrologists, …": right behind "we" whatever stands in the plural counts."""
    we = _WE.match(opening)
    first = _PLURAL.match(with_figures(opening[we.end() :][:_LONGEST], language)) if we else None
    if first is None or "," not in opening[:12] or folded(first["noun"]) in _MEASURES:
        return None
    return _Counted(int(first["number"]), first["noun"], 0, first.end())


def _may_begin_with_a_number(sentence: str) -> bool:
    tokens = folded(sentence).split()[:8]
    return any(token.strip(".,") in words("counted") for token in tokens)


def _may_count(sentence: str) -> bool:
    tokens = set(re.findall(r"[^\W\d_]+", folded(sentence)))
    of_others = bool(tokens & words("others")) and bool(tokens & words("letter_words"))
    sends = _SENDS.search(folded(sentence)) is not None
    return (
        of_others
        or sends
        or (_speaks_of_signing(sentence) and bool(tokens & (words("counted") | words("others"))))
    )


def _speaks_of_signing(sentence: str) -> bool:
    plain = f" {' '.join(_WORD.findall(folded(sentence)))} "
    return any(f" {phrase} " in plain for phrase in phrases("signing"))


def _announced(lines: Sequence[Line]) -> Iterator[Claim]:
    """ "The Association and the following 501 people:" claims one more than it figures."""
    for line in lines:
        counted = counted_in(line.text)
        if counted:
            yield Claim("signatory-count", counted, False, None, line.text, Source(line.number, line.page))


def _claims_in(sentence: str, line: Line, language: str | None) -> Iterator[Claim]:
    text = with_figures(sentence, language)
    plain = folded(text)
    signing = _speaks_of_signing(text)
    title = line.kind == "heading" or (
        line.number <= 12 and not sentence.rstrip().endswith(".") and len(sentence.split()) <= 25
    )
    for counted in _counts(text):
        before = plain[: counted.start].rstrip()
        others = any(folded(word) in words("others") for word in counted.of.split())
        value = counted.value + _named_before(text[: counted.start]) if others else counted.value
        kind = _kind(plain, counted, before, signing=signing or (others and _joins(plain)), title=title)
        if kind is None and others and value > counted.value and _speaks_of_a_letter(plain):
            kind = "signatory-count"
        if kind is None or (others and value == counted.value and not signing):
            continue
        at_least = any(before.endswith(phrase) for phrase in phrases("at_least"))
        yield Claim(kind, value, at_least, counted.of, sentence.strip(), Source(line.number, line.page))


def _counts(text: str) -> Iterator[_Counted]:
    for match in _COUNT.finditer(text):
        value = int(match["number"])
        noun = _noun(match)
        if (
            noun
            and value > 1
            and not (value in _YEARS and len(match["number"]) == 4 and len(noun.split()) > 1)
        ):
            yield _Counted(value, noun, match.start(), match.end())


def _noun(match: re.Match[str]) -> str | None:
    """What is counted: the words up to the first noun of people or bodies; None without one."""
    behind = _OF_THEIR.sub("", match.string[match.end("number") : match.end("number") + 90])
    behind = re.split(r"\d", behind, maxsplit=1)[0]  # what stands behind the next number is counted by that
    tokens = re.findall(r"[^\W\d_][\w’'*:-]*", behind)[: _MOST_ADJECTIVES + 2]
    for at, token in enumerate(tokens):
        if _is_counted(token):
            return _with_what_follows(tokens[: at + 1], behind)
        word = folded(token).strip("*:")
        if word in words("others") and at == len(tokens) - 1:
            return " ".join(tokens[: at + 1])
        if at >= _MOST_ADJECTIVES or word in _NOT_BETWEEN:
            others = [n for n, before in enumerate(tokens[: at + 1]) if folded(before) in words("others")]
            return " ".join(tokens[: others[0] + 1]) if others else _plural(tokens)
    others = [n for n, token in enumerate(tokens) if folded(token) in words("others")]
    return " ".join(tokens[: others[0] + 1]) if others else _plural(tokens)


def _is_counted(token: str) -> bool:
    word = folded(token).strip("*:")
    if word in words("counted") or word.split("-")[0] in words("counted"):
        return True
    return word.endswith("s") and word.removesuffix("s") in words("offices", "en")


def _with_what_follows(tokens: list[str], behind: str) -> str:
    """The noun with what belongs to it: "mayors locales", "senators and others", "mayors and executives"."""
    said = " ".join(tokens)
    _, _, rest = behind.partition(tokens[-1])
    if (follows := _NEXT.match(rest)) and folded(follows["word"]) in words("others") | words("ours"):
        return f"{said} {follows['word']}"
    and_more = _AND.match(rest)
    if and_more is None or folded(and_more["and"]) not in words("conjunctions"):
        return said
    more = _WORD.findall(and_more["more"])
    nouns = [at for at, token in enumerate(more) if _is_counted(token)]
    return f"{said} {and_more['and']} {' '.join(more[: nouns[0] + 1])}" if nouns else said


def _plural(tokens: list[str]) -> str | None:
    """ "160 Librarians": a capitalised plural right after a number counts too, whatever their trade."""
    first = tokens[0] if len(tokens) > 1 else ""  # "1049 Brussels" is an address
    return (
        first
        if first[:1].isupper()
        and first.endswith(("s", "nde", "innen"))
        and len(first) > 4
        and folded(first) not in _NOT_BETWEEN
        else None
    )


_PLACES = word_set(
    "states cities counties towns countries municipalities ciudades municipios villes communes stadte cidades"
)
_MEASURES = word_set(
    """
    years months weeks days hours minutes miles kilometres kilometers acres dollars
    anos meses semanas dias horas ans mois semaines jours heures jahren monaten wochen tagen stunden
    """
)
_EARLY = 60
_NOT_BETWEEN = word_set(
    """
    of in on at to for with by from is are was were have has had that which who de en para con dans par
    pour avec von mit percent million billion years year days months hours
    """
)


def _kind(
    plain: str, counted: _Counted, before: str, *, signing: bool, title: bool
) -> Literal["signatory-count", "coalition-size"] | None:
    """A count of signers, of a coalition, or neither."""
    window = plain[max(0, counted.start - 120) : counted.end + 140]
    if _STANDS_FOR.search(before):
        return "coalition-size"
    if _MEMBERS.search(plain[max(0, counted.start - 70) : counted.start]) and not _signs_nearby(window):
        return "coalition-size"
    if before.endswith((" as", "as")) and plain.startswith("as ") and counted.start < 12:
        return "signatory-count"
    if signing and _signs_nearby(window):
        return "signatory-count"
    sends = _SENDS.search(plain)
    if sends and counted.end <= sends.start():
        return "signatory-count"
    of_places = folded(counted.of).split()[-1] in _PLACES
    first = counted.start < _EARLY and not before.endswith(("on", "for", "of", "against"))
    return "signatory-count" if title and first and not of_places else None


def _signs_nearby(window: str) -> bool:
    return _speaks_of_signing(window)


def _speaks_of_a_letter(plain: str) -> bool:
    return any(word in words("letter_words") for word in _WORD.findall(plain))


def _joins(plain: str) -> bool:
    return any(phrase in plain for phrase in phrases("joined"))


def _named_before(text: str) -> int:
    """How many people are named before "and 20 others": those right before it in one breath."""
    tail = re.split(r"[.:;!?]\s", text)[-1]
    tail = re.sub(
        r",?\s+(?:(?:was |were )?joined by|joined|(?:have )?led|along with|together with|and|y|et|e|und|"
        r"with)\s*$",
        "",
        re.sub(r"\s*\([^()]*\)", "", tail).rstrip(),
        flags=re.IGNORECASE,
    )
    pieces = [piece for piece in re.split(r",\s*(?:and\s+)?|\s+(?:and|y|et|e|und)\s+", tail) if piece.strip()]
    named = 0
    for piece in reversed(pieces):
        if not _is_named(piece):
            break
        named += 1
    return max(named, 1) if tail.strip() else 0


def _is_named(piece: str) -> bool:
    tokens = piece.split()
    return any(person_in(" ".join(tokens[at:]), lone=True) for at in range(len(tokens)))
