"""What may stand in letter.txt: step 8 of bundle.md, its last point."""

import html
import re
from collections import Counter
from collections.abc import Sequence

from verifier.statements import Log
from verifier.trouble import require

SPACE = "[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
FOREIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
THOUSANDS = "[.,'’ ]"
HEADING = re.compile(rf"([^,;:@[\]]{{1,80}}) \(([0-9]{{1,3}}(?:{THOUSANDS}?[0-9]{{3}})*)\)")
NUMBER = re.compile(f"[0-9]+(?:{THOUSANDS}[0-9]{{3}})*")
ADDRESS = re.compile("([^,;:@[\\]0-9]{1,80}: )?https?://\\S+")
HEADER = re.compile("---\n(.*?\n)---\n", re.DOTALL)


def check_text(printed: str, texts: Sequence[str], log: Log, records: Sequence[dict[str, str]]) -> None:
    """The list in letter.txt, and what may stand among its lines and below them."""
    lines = printed.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    left = Counter(tidy(record["line"]) for record in records)
    end = lines[beginning([tidy(line) for line in lines], texts, left) :]
    require(not any(map(FOREIGN.search, end)), "letter.txt has a character that no printed line may have")
    text = re.sub(f"\n(?:{SPACE}*\n)*    ", " ", "\n".join(end))  # what is set in goes on from above
    paragraphs = [part.split("\n") for part in re.split(f"\n(?:{SPACE}*\n)+", text.strip("\n"))]
    paragraphs = [[tidy(line) for line in lines if tidy(line)] for lines in paragraphs]
    foot = take_lines([lines for lines in paragraphs if lines], left, records)
    check_foot(foot, texts, log, len(records))


def tidy(line: str) -> str:
    return re.sub(f"{SPACE}+", " ", line).strip(" ")


def beginning(lines: Sequence[str], texts: Sequence[str], left: Counter[str]) -> int:
    """Which line is the first that is not above the list."""
    closings = {tidy(closing) for text in texts if (closing := closing_of(text))}
    places = [place for place, line in enumerate(lines) if line in closings]
    if closings:
        named_so = sum(left[closing] for closing in closings)
        said = sum(tidy(line) in closings for text in texts for line in text.split("\n"))
        require(
            named_so < len(places) <= said + 1 + named_so, "letter.txt has the closing more or less often"
        )
        return places[-1 - named_so] + 1
    first = next((place for place, line in enumerate(lines) if line in left), len(lines))
    return max((place + 1 for place in range(first) if not lines[place]), default=0)


def closing_of(text: str) -> str | None:
    """The closing in the header, where it stands on one line, plain or in quotes without escapes."""
    header = HEADER.match(text)
    found = header and re.search(
        r"^closing:[ \t]*(.*?)[ \t]*\n(?![ \t]*\n*[ \t]+\S)", header[1], re.MULTILINE
    )
    if not found:
        return None
    if quoted := re.fullmatch("\"([^\"\\\\]*)\"|'([^']*)'", found[1]):
        return quoted[1] or quoted[2]
    plain = not re.match("[-?:,\\[\\]{}#&*!|>'\"%@`~]", found[1]) and found[1] not in ("null", "Null", "NULL")
    return found[1] if plain and not re.search(" #|: |:$", found[1]) else None


def take_lines(
    paragraphs: Sequence[list[str]], left: Counter[str], records: Sequence[dict[str, str]]
) -> list[str]:
    """Every line as often as in the list; what stands below the last of them."""
    regions = {record["region"].lower() for record in records if record["region"]}
    names = set(left)
    foot: list[str] = []
    for place, lines in enumerate(paragraphs):
        if not left.total():
            foot += lines
            continue
        heading = HEADING.fullmatch(lines[0]) if len(lines) == 1 and lines[0] not in names else None
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else []
        if heading and number(heading[2]) == len(following):
            continue
        if len(lines) == 1 and lines[0] not in names and lines[0].lower() in regions:
            continue
        left.subtract(lines)
        require(min(left.values()) == 0, f"letter.txt has other lines in the list: {lines}")
    require(not left.total(), "letter.txt lacks somebody")
    return foot


def number(figures: str) -> int:
    return int(re.sub(THOUSANDS, "", figures))


def check_foot(foot: Sequence[str], texts: Sequence[str], log: Log, listed: int) -> None:
    """Footnotes; one address, one number of those not named, and as many who left as the log knows."""
    unnamed = sum(map(log.stands, log.signatures.values())) - listed
    may = {
        "address": 1,
        "unnamed": int(unnamed > 0),
        "left": sum(each.gone for each in log.signatures.values()),
    }
    printed = [known(text) for text in texts]
    for line in foot:
        if re.match(r"\[[^\]]{1,20}\] ", line):
            require(any(words(line) <= text for text in printed), f"a footnote of other words: {line}")
            continue
        fits = {"address": ADDRESS.fullmatch(line), "unnamed": counts(line, unnamed), "left": tells(line)}
        kind = next((kind for kind, found in fits.items() if found and may[kind]), None)
        require(kind, f"letter.txt has another line below the list: {line}")
        may[str(kind)] -= 1
    require(not may["unnamed"] or not listed, "letter.txt does not count those who are not named")


def tells(line: str) -> bool:
    """Whether it ends in how and when somebody left."""
    who, _, how = line.rpartition(": ")
    small = 0 < len(how) <= 60 and ":" not in how and how[0].islower()
    return bool(who) and small and re.search("[0-9]", how) is not None


def counts(line: str, unnamed: int) -> bool:
    figures = NUMBER.search(line)
    return line[0].islower() and (number(figures[0]) == unnamed if figures else unnamed == 1)


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", re.sub(r"<\S+>|[a-z]+://\S*", " ", text)))


def known(text: str) -> set[str]:
    """The words of a text as typed, and as printed: without the marks of Markdown, entities written out."""
    return words(text) | words(re.sub(r"[*`\\]", "", html.unescape(text)))
