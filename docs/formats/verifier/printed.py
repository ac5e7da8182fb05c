"""What may stand in letter.txt: step 8 of bundle.md, its last point."""

import html
import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from urllib.parse import unquote

from verifier.statements import Log
from verifier.trouble import require

SPACE = "[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
FOREIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
THOUSANDS = "[.,'’ ]"
HEADING = re.compile(rf"([^,;:@[\]]{{1,80}}) \(([0-9]{{1,3}}(?:{THOUSANDS}?[0-9]{{3}})*)\)")
NUMBER = re.compile(f"[0-9]+(?:{THOUSANDS}[0-9]{{3}})*")
ADDRESS = re.compile(r"([^,;:@[\]0-9]{1,80}: )?https?://[!-~]+")
SMALL = re.compile("[a-z\xdf-\xf6\xf8-\xff]")


def check_text(printed: str, texts: Sequence[str], log: Log, records: Sequence[dict[str, str]]) -> None:
    """The list in letter.txt, and what may stand among its lines and below them."""
    lines = printed.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    left = Counter(tidy(record["line"]) for record in records)
    paragraphs = from_the_list_on(lines, texts, left)
    foreign = any(map(FOREIGN.search, chain(*paragraphs)))
    require(not foreign, "letter.txt has a character that no printed line may have")
    foot = take_lines(paragraphs, left, records)
    check_foot(foot, texts, log, len(records))


def tidy(line: str) -> str:
    return re.sub(f"{SPACE}+", " ", line).strip(" ")


def paragraphs_of(lines: Sequence[str]) -> list[list[str]]:
    """What blank lines part. A line that is set in goes on from the last one above it, wherever that is."""
    last: list[str] = []  # the parts of the last line
    found: list[list[list[str]]] = [[]]
    for line in lines:
        if not tidy(line):
            found.append([])
        elif last and line.startswith(" " * 4):
            last.append(tidy(line))
        else:
            last = [tidy(line)]
            found[-1].append(last)
    return [[" ".join(parts) for parts in paragraph] for paragraph in found if paragraph]


def from_the_list_on(lines: Sequence[str], texts: Sequence[str], left: Counter[str]) -> list[list[str]]:
    """The paragraphs behind the closing; where the texts fix none, from that of the first printed line on."""
    closings = {tidy(closing) for text in texts if (closing := closing_of(text))}
    if closings:
        places = [place for place, line in enumerate(lines) if tidy(line) in closings]
        named_so = sum(left[closing] for closing in closings)
        signed = re.sub(r"[>*_`\\]", "", "\n".join(texts)).split("\n")
        most = sum(tidy(line) in closings for line in signed) + 1 + named_so
        require(named_so < len(places) <= most, "letter.txt has the closing more or less often")
        return paragraphs_of(lines[places[-1 - named_so] + 1 :])
    paragraphs = paragraphs_of(lines)
    first, seen = len(paragraphs), Counter[str]()
    for place in reversed(range(len(paragraphs))):  # from the end on, until a line would stand once too often
        for line in reversed(paragraphs[place]):
            seen[line] += line in left
            if seen[line] > left[line]:
                return paragraphs[first:]
            first = place if line in left else first
    return paragraphs[first:]


def closing_of(text: str) -> str | None:
    """The closing in the header, where it stands on one line, plain or in quotes without escapes."""
    first, *lines = text.split("\n")
    if first != "---" or "---" not in lines:
        return None
    header = [line for line in lines[: lines.index("---")] if line.strip(" \t")]
    whole = [
        line for line, below in zip(header, [*header[1:], ""], strict=True) if below[:1] not in (" ", "\t")
    ]
    found = next((line[8:].strip(" \t") for line in whole if line.startswith("closing:")), "")
    if quoted := re.fullmatch("\"([^\"\\\\]*)\"|'([^']*)'", found):
        return quoted[1] or quoted[2]
    plain = not re.match("[-?:,\\[\\]{}#&*!|>'\"%@`~]", found) and found not in ("null", "Null", "NULL")
    return found if plain and not re.search(r" #|: |:\Z", found) else None


def take_lines(
    paragraphs: Sequence[list[str]], left: Counter[str], records: Sequence[dict[str, str]]
) -> list[str]:
    """Every line as often as in the list; what stands below the last of them."""
    regions = {record["region"] for record in records if record["region"]}
    names, to_come = set(left), left.total()
    foot: list[str] = []
    for place, lines in enumerate(paragraphs):
        if not to_come:
            foot += lines
            continue
        heading = HEADING.fullmatch(lines[0]) if len(lines) == 1 and lines[0] not in names else None
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else []
        if heading and number(heading[2]) == str(len(following)):
            continue
        if len(lines) == 1 and lines[0] not in names and lines[0] in regions:
            continue
        left.subtract(lines)
        require(all(left[line] >= 0 for line in lines), f"letter.txt has other lines in the list: {lines}")
        to_come -= len(lines)
    require(not to_come, "letter.txt lacks somebody")
    return foot


def number(figures: str) -> str:
    return re.sub(THOUSANDS, "", figures).lstrip("0") or "0"


def check_foot(foot: Sequence[str], texts: Sequence[str], log: Log, listed: int) -> None:
    """Footnotes; one address, the number of those not named, and as many who left as the log knows."""
    unnamed = sum(map(log.stands, log.signatures.values())) - listed
    may = {
        "address": 1,
        "unnamed": int(unnamed > 0),
        "left": sum(each.gone for each in log.signatures.values()),
    }
    known = [words_known(text) for text in texts]
    for line in foot:
        if re.match(r"\[[^\]]{1,20}\] ", line):
            note = words(re.sub("xn--[a-z0-9-]+", " ", line))
            require(any(note <= text for text in known), f"a footnote of other words: {line}")
            continue
        kind = "address" if may["address"] and ADDRESS.fullmatch(line) else "unnamed"
        if kind == "unnamed" and not (may[kind] and counts(line, unnamed)):
            kind = "left"
            who, _, how = line.rpartition(": ")
            told = who and ":" not in how and SMALL.match(how) and re.search("[0-9]", how)
            require(told and len(how) <= 60, f"letter.txt has another line below the list: {line}")
        require(may[kind] > 0, f"letter.txt has another line below the list: {line}")
        may[kind] -= 1
    require(not (listed and may["unnamed"]), "letter.txt does not count those who are not named")


def counts(line: str, unnamed: int) -> bool:
    figures = NUMBER.search(line)
    return SMALL.match(line) is not None and (number(figures[0]) if figures else "1") == str(unnamed)


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", re.sub("(?:%[0-9A-Fa-f]{2})+", written_out, text)))


def written_out(escaped: re.Match[str]) -> str:
    try:
        return unquote(escaped[0], errors="strict")
    except UnicodeDecodeError:
        return escaped[0]


def words_known(text: str) -> set[str]:
    """The words of a text as typed, and as printed: without the marks of Markdown, entities written out."""
    readable = re.sub("&#0*([0-9]{1,9})[0-9]*", r"&#\1", text)  # thousands of figures are no number to Python
    printed = re.sub("&#?[0-9A-Za-z]+;", lambda entity: html.unescape(entity[0]), readable)
    return words(text) | words(re.sub(r"[][*`\\]", "", printed))
