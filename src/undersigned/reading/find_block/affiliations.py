"""Numbers behind names that point to bodies below the list: "Ana Roe [1], Bo Lind [2]", "[1] Lund Museum"."""

import re

_MARKS = re.compile(
    r"\[(\d{1,3}(?:\s?[,;]\s?\d{1,3})*)\]|([¹²³⁴⁵⁶⁷⁸⁹]+)|\^(\d{1,3})|(?<=[^\W\d_])(\d{1,2})(?=[\s,;]|$)"
)
_NOTE = re.compile(
    r"(?:\[(?P<bracketed>\d{1,3})\]|(?P<raised>[¹²³⁴⁵⁶⁷⁸⁹]+)|\^?(?P<bare>\d{1,3})[.:)]?(?=\s))\s*(?P<body>[^\W\d_].{2,150})"
)
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")


def marks_in(text: str) -> tuple[str, ...]:
    """The numbers that stand behind names in this text, in order."""
    found: list[str] = []
    for match in _MARKS.finditer(text):
        printed = next(group for group in match.groups() if group)
        found.extend(re.findall(r"\d+", printed) if printed[0].isdigit() else printed.translate(_RAISED))
    return tuple(found)


def without_marks(text: str) -> str:
    return _MARKS.sub("", text)


def note_in(text: str) -> tuple[str, str] | None:
    """("1", "Lund University") of a line that explains such a number; None for any other line."""
    match = _NOTE.fullmatch(text.strip())
    if match is None:
        return None
    mark = match["bracketed"] or match["bare"] or match["raised"].translate(_RAISED)
    return mark, match["body"].strip().rstrip(".;")
