"""The shape of one line of text: its list marker, its tab columns, its blanks."""

import re

from undersigned.reading.lines import Line, LineKind

_MARKER = re.compile(
    r"(?P<bullet>[-*+•●◦▪■·–—‣○]|o(?=\t))[ \t]+(?=\S)"
    r"|(?P<number>\(?(?:\d{1,6}|[a-z]|[ivx]{1,4})[.):]\)?|\(\d{1,6}\)|\d{1,6},)[ \t]+(?=\S)"
    r"|(?P<dashed>\d{1,6} ?[-–—])[ \t]+(?=[^\W\d_])"
)
_BLANKS = re.compile(r"[ \t\u00a0]+")
_STAR = re.compile(r"^[*†‡§](?!\*)")


def shaped(raw: str, number: int, *, gap: bool = False, page: int | None = None, markdown: str = "") -> Line:
    """A line with its marker taken off and its tab columns as cells."""
    indent = len(raw) - len(raw.lstrip(" \t"))
    body = raw.strip()
    marker = ""
    kind: LineKind = "text"
    match = _MARKER.match(body)
    if match and not _is_a_name_or_number(body, match):
        marker, body, kind = match.group().strip(), body[match.end() :], "item"
    cells = tuple(_BLANKS.sub(" ", cell).strip() for cell in body.split("\t")) if "\t" in body else ()
    if sum(bool(cell) for cell in cells) < 2:
        cells = ()
    text = _BLANKS.sub(" ", body).strip()
    text = _STAR.sub("", text) if not markdown else text
    return Line(
        text, number, page, kind, level=indent // 2 if kind == "item" else 0, marker=marker, cells=cells,
        markdown=markdown, gap=gap, spaced=raw.expandtabs(8).rstrip() if "  " in raw or "\t" in raw else "",
    )  # fmt: skip


def _is_a_name_or_number(body: str, match: re.Match[str]) -> bool:
    """ "A. Smith" is a name and "4. June" a date, not items of a list."""
    marker = match.group().strip()
    rest = body[match.end() :]
    if marker == "i." and rest.startswith(("V. ", "A. ")):
        return True  # "i. V. Ada Roe" signs for somebody
    if marker.rstrip(".):").isalpha() and marker[0] != "(":
        return marker.endswith(".") and rest[:1].isupper() and marker[0].isupper()
    return marker.endswith(".") and bool(_MONTH_DAY.match(rest))


_MONTH_DAY = re.compile(
    r"(?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)\w*\.?,? +\d{4}\b", re.IGNORECASE
)
