"""Comparing `letter.txt`, the letter as it is printed, with the proved list.

What stands after the closing is read in paragraphs. First comes the list: the printed lines, one for each
signatory (a long one goes on below, set in), perhaps under headings with their number. Once all lines were
there, only a foot may follow: how many more are not named, footnotes, who left the list, an address.
"""

import re
from collections import Counter
from collections.abc import Sequence

from undersigned.errors import Unverifiable
from undersigned.proof.readable import Proved, quoted

_FILE = "letter.txt"
_HEADING = re.compile(r"(.+) \(([0-9]+)\)")
_FOOTNOTE = re.compile(r"\[[^\]]{1,20}\] ")


def compare_text(data: bytes, proved: Proved) -> None:
    """Raises `Unverifiable`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise Unverifiable(_FILE, "is not UTF-8 text") from trouble
    expected = Counter(_tidy(row.line) for row in proved.rows)
    regions = {row.region.lower() for row in proved.rows if row.region}
    left = expected.copy()
    foot: list[list[str]] = []
    paragraphs = _paragraphs(_after_the_closing(text.replace("\r\n", "\n").split("\n"), expected, proved))
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], []], strict=True):
        if left and not _is_heading(paragraph, following, regions, expected):
            _take(paragraph, left)
        elif not left:
            foot.append(paragraph)
    if left:
        raise Unverifiable(_FILE, f"does not show {quoted(next(iter(left)))}, which the log proves")
    _check_foot(foot, proved)


def _take(paragraph: Sequence[str], left: Counter[str]) -> None:
    """Take the lines of one paragraph of the list off what is left to be shown."""
    for line in paragraph:
        if line not in left:
            raise Unverifiable(_FILE, f"shows {quoted(line)}, which the log does not prove")
        left[line] -= 1
        if not left[line]:
            del left[line]


def _is_heading(
    paragraph: Sequence[str], following: Sequence[str], regions: set[str], lines: Counter[str]
) -> bool:
    """A heading with the number of the lines below it, or the name of a region."""
    if len(paragraph) != 1 or paragraph[0] in lines:
        return False
    match = _HEADING.fullmatch(paragraph[0])
    counted = match is not None and int(match[2]) == len(following)
    return counted or paragraph[0].lower() in regions


def _check_foot(foot: Sequence[Sequence[str]], proved: Proved) -> None:
    more = departed = 0
    for line in (line for paragraph in foot for line in paragraph):
        if _FOOTNOTE.match(line) or "://" in line:
            continue
        if proved.unnamed and not more and _says(line, proved.unnamed):
            more += 1
        elif ": " in line and departed < proved.departed:
            departed += 1
        else:
            raise Unverifiable(_FILE, f"shows {quoted(line)}, which the log does not prove")


def _says(line: str, number: int) -> bool:
    """Whether a line says this number, in figures; one may be said in a word."""
    figures = re.sub("[^0-9]", "", line)
    return figures == str(number) or (number == 1 and not figures)


def _tidy(line: str) -> str:
    return " ".join(part for part in re.split("[ \t]+", line) if part)


def _after_the_closing(lines: Sequence[str], expected: Counter[str], proved: Proved) -> Sequence[str]:
    """The lines from the list on: after the closing that the signed text fixes; where it fixes none, from the
    paragraph on that has the first printed line in it."""
    tidied = [_tidy(line) for line in lines]
    closings = {_tidy(closing) for closing in map(closing_in, proved.texts) if closing}
    closed = [position for position, line in enumerate(tidied) if line in closings]
    if closed:
        said_in_text = sum(_tidy(line) in closings for text in proved.texts for line in _lines(text))
        if len(closed) > said_in_text + 1:
            raise Unverifiable(_FILE, "has the closing more often than the text that was signed")
        return lines[closed[-1] + 1 :]
    if closings:
        raise Unverifiable(_FILE, "has not the closing that the signed text fixes")
    start = next((position for position, line in enumerate(tidied) if line in expected), len(lines))
    while start > 0 and tidied[start - 1]:
        start -= 1
    return lines[start:]


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    """Runs of lines without a blank one. A line that is set in goes on from the last one above, also over a
    blank line: a footnote may have paragraphs of its own."""
    paragraphs: list[list[str]] = []
    ended = True
    for line in lines:
        if not _tidy(line):
            ended = True
        elif line.startswith("    ") and paragraphs:
            paragraphs[-1][-1] += f" {_tidy(line)}"
        elif ended:
            paragraphs.append([_tidy(line)])
            ended = False
        else:
            paragraphs[-1].append(_tidy(line))
    return paragraphs


def _lines(text: bytes) -> list[str]:
    return text.decode("utf-8", "replace").split("\n")


def closing_in(text: bytes) -> str | None:
    """The closing that a letter's own header fixes ("Sincerely,"), if it does."""
    lines = _lines(text)
    if lines[0] != "---" or "---" not in lines[1:]:
        return None
    for line in lines[1 : lines.index("---", 1)]:
        if line.startswith("closing:"):
            value = line.removeprefix("closing:").strip(" \t")
            inner = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
            return inner or None
    return None
