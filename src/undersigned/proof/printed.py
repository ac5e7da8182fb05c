"""Comparing `letter.txt`, the letter as it is printed, with the proved list.

What stands after the closing is read in paragraphs. First comes the list: the printed lines, one for each
signatory (a long one goes on below, set in), perhaps under headings with their number. Once all lines were
there, only a foot may follow, and each of its lines has one form:

    and 12 more, confirmed and not named: …            one line, with the number that the log proves
    [1] Words that the signed text has too.            footnotes
    Ada Example, …: withdrawn on December 2, 2026      as many as left the list, and no more
    How to check this list: https://example.org/…      one line
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise

from undersigned.errors import Unverifiable
from undersigned.proof.readable import Proved, quoted
from undersigned.proof.signed_text import closing_in, lines_in

_FILE = "letter.txt"
# Controls and marks that turn lines around or break them: with them, a reader would be shown other lines. The
# marks that writing in Hebrew or Arabic needs (U+061C, U+200E, U+200F) may stand in a footnote.
_FOREIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_SPACES = re.compile("[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_GOES_ON = "    "
# A heading has no mark that parts a name from an office, so that it cannot pass for one more printed line.
_HEADING = re.compile(r"[^,;:@\[\]]{1,80} \(([0-9]{1,3}(?:[.,'’ ]?[0-9]{3})*)\)")
_FOOTNOTE = re.compile(r"\[[^\]]{1,20}\] ")
_NUMBER = re.compile("[0-9]+(?:[.,'’ ][0-9]{3})*")
_LEFT = re.compile(r".+: ([^:]{1,60})")
_ADDRESS = re.compile(r"(?:[^,;:@\[\]0-9]{1,80}: )?https?://[!-~]+")
_SMALL = re.compile("[a-zß-öø-ÿ]")
_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"[*`\\\[\]]")
_ENTITY = re.compile("&#?[0-9A-Za-z]+;")
_FIGURES = re.compile("&#0*([0-9]{1,9})[0-9]*")  # more are no character, and thousands Python does not read
_QUOTE = re.compile(r"[>*_`\\]")
_ESCAPED = re.compile("(?:%[0-9A-Fa-f]{2})+")
_HOST_IN_ASCII = re.compile("xn--[a-z0-9-]+")  # RFC 5890, 2.3.2.1: a name in other letters


def compare_text(data: bytes, proved: Proved) -> None:
    """Raises `Unverifiable`."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as trouble:
        raise Unverifiable(_FILE, "is not UTF-8 text") from trouble
    expected = Counter(_tidy(row.line) for row in proved.rows)
    paragraphs = _from_the_list_on(text.split("\n"), expected, proved)
    if strange := next((line for line in chain(*paragraphs) if _FOREIGN.search(line)), None):
        raise Unverifiable(_FILE, f"has a character that no printed line may have, in {quoted(strange)}")
    foot = _take_the_list(paragraphs, expected, proved)
    _check_foot(foot, proved)


def _take_the_list(paragraphs: Sequence[list[str]], expected: Counter[str], proved: Proved) -> list[str]:
    """Find every printed line as often as it stands. Gives the lines below the list."""
    regions = {row.region for row in proved.rows if row.region}
    left = expected.copy()
    foot: list[str] = []
    for paragraph, following in pairwise([*paragraphs, []]):
        if not left:
            foot += paragraph
        elif not _is_heading(paragraph, following, regions, expected):
            _take(paragraph, left)
    if left:
        raise Unverifiable(_FILE, f"does not show {quoted(next(iter(left)))}, which the log proves")
    return foot


def _take(paragraph: Iterable[str], left: Counter[str]) -> None:
    """Take the lines of one paragraph of the list off what is left to be shown."""
    for line in paragraph:
        if line not in left:
            raise _not_proved(line)
        left[line] -= 1
        if not left[line]:
            del left[line]


def _not_proved(line: str) -> Unverifiable:
    return Unverifiable(_FILE, f"shows {quoted(line)}, which the log does not prove")


def _is_heading(
    paragraph: Sequence[str], following: Sequence[str], regions: set[str], lines: Counter[str]
) -> bool:
    """A heading with the number of the lines below it, or the name of a region."""
    if len(paragraph) != 1 or paragraph[0] in lines:
        return False
    match = _HEADING.fullmatch(paragraph[0])
    counted = match is not None and _says_number(match[1], len(following))
    return counted or paragraph[0] in regions


def _says_number(figures: str, number: int) -> bool:
    """Whether these figures say this number, whatever parts the thousands."""
    return re.sub("[^0-9]", "", figures).lstrip("0") == str(number or "")


def _check_foot(foot: Sequence[str], proved: Proved) -> None:
    """Every line below the list has one of the forms that may stand there. Raises `Unverifiable`."""
    unnamed = departed = addresses = 0
    known = [_words_of_the_text(text) for text in proved.texts]
    for line in foot:
        if _FOOTNOTE.match(line):
            _check_footnote(line, known)
        elif _ADDRESS.fullmatch(line) and not addresses:
            addresses += 1
        elif not unnamed and _counts_the_unnamed(line, proved.unnamed):
            unnamed += 1
        elif departed < proved.departed and _tells_who_left(line):
            departed += 1
        else:
            raise _not_proved(line)
    if proved.unnamed and proved.rows and not unnamed:
        raise Unverifiable(_FILE, f"does not tell the {proved.unnamed} who stand and are not named")


def _check_footnote(line: str, texts: Iterable[set[str]]) -> None:
    """The signed text of one language has all words of a footnote. Raises `Unverifiable`."""
    words = _words(_HOST_IN_ASCII.sub(" ", line))
    if not any(words <= known for known in texts):
        raise Unverifiable(_FILE, f"has the footnote {quoted(line)}, whose words the signed text has not")


def _words(text: str) -> set[str]:
    return set(_WORD.findall(_ESCAPED.sub(_unescaped, text)))


def _unescaped(escaped: re.Match[str]) -> str:
    """What is written in an address as %C3%A9, where it is text at all."""
    try:
        return bytes.fromhex(escaped[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return escaped[0]


def _words_of_the_text(text: bytes) -> set[str]:
    """The words of a Markdown text as they are typed, and as they are printed."""
    source = text.decode("utf-8", "replace")
    entities = _FIGURES.sub(r"&#\1", source)
    printed = _MARKUP.sub("", _ENTITY.sub(lambda entity: html.unescape(entity[0]), entities))
    return _words(source) | _words(printed)


def _counts_the_unnamed(line: str, number: int) -> bool:
    """Whether a line goes on from the list ("and 12 more …") and says this number; one may be a word."""
    if not number or not _SMALL.match(line):
        return False
    figures = _NUMBER.search(line)
    return number == 1 if figures is None else _says_number(figures[0], number)


def _tells_who_left(line: str) -> bool:
    """Whether a line ends in how and when somebody left: ": withdrawn on December 2, 2026"."""
    how = _LEFT.fullmatch(line)
    return how is not None and _SMALL.match(how[1]) is not None and re.search("[0-9]", how[1]) is not None


def _tidy(line: str) -> str:
    return " ".join(part for part in _SPACES.split(line) if part)


def _from_the_list_on(lines: Sequence[str], expected: Counter[str], proved: Proved) -> list[list[str]]:
    """The paragraphs after the closing that the signed text fixes; where it fixes none, from the one on that
    has the first printed line in it."""
    closings = {_tidy(closing) for closing in map(closing_in, proved.texts) if closing}
    if closings:
        tidied = [_tidy(line) for line in lines]
        return _paragraphs(lines[_end_of_the_closing(tidied, closings, expected, proved) :])
    paragraphs = _paragraphs(lines)
    first = _first_of_the_list(list(chain(*paragraphs)), expected)
    ends = accumulate(map(len, paragraphs))
    return [paragraph for paragraph, end in zip(paragraphs, ends, strict=True) if end > first]


def _first_of_the_list(lines: Sequence[str], expected: Counter[str]) -> int:
    """Which line is the first printed one from which on none stands more often than in the list.

    Somebody may be named like a line of the text above.
    """
    there = Counter(line for line in lines if line in expected)
    surplus = (there - expected).total()
    for position, line in enumerate(lines):
        if line in expected:
            if not surplus:
                return position
            surplus -= there[line] > expected[line]
            there[line] -= 1
    return len(lines)


def _end_of_the_closing(
    tidied: Sequence[str], closings: set[str], expected: Counter[str], proved: Proved
) -> int:
    """Where the list begins. The signed text may say the closing's words before; somebody may be named so."""
    closed = [position for position, line in enumerate(tidied) if line in closings]
    in_the_list = sum(expected[closing] for closing in closings)
    said = (_tidy(_QUOTE.sub("", line)) for text in proved.texts for line in lines_in(text))
    in_the_text = sum(line in closings for line in said)
    if len(closed) <= in_the_list:
        raise Unverifiable(_FILE, "has not the closing that the signed text fixes")
    if len(closed) > in_the_text + 1 + in_the_list:
        raise Unverifiable(_FILE, "has the closing more often than the text that was signed")
    return closed[-1 - in_the_list] + 1


def _paragraphs(lines: Iterable[str]) -> list[list[str]]:
    """Runs of lines without a blank one. A line that is set in goes on from the last one above, also over a
    blank line: a footnote may have paragraphs of its own."""
    paragraphs: list[list[list[str]]] = []  # of lines, each in the parts that it was printed in
    ended = True
    for line in lines:
        if not _tidy(line):
            ended = True
        elif line.startswith(_GOES_ON) and paragraphs:
            paragraphs[-1][-1].append(_tidy(line))
        elif ended:
            paragraphs.append([[_tidy(line)]])
            ended = False
        else:
            paragraphs[-1].append([_tidy(line)])
    return [[" ".join(parts) for parts in paragraph] for paragraph in paragraphs]
