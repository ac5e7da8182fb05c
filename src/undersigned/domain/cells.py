"""Cells of tables: what a spreadsheet would run as a formula is guarded by one leading apostrophe."""

import re

# What a spreadsheet takes for the beginning of a formula, full-width forms included, behind any apostrophes.
_WOULD_RUN = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")
_GUARDED = re.compile("'+[=+\\-@\t\r\n\0＝＋－＠]")


def guarded(text: str) -> str:
    """The cell as it is written; `unguarded` gives back exactly the text."""
    return f"'{text}" if _WOULD_RUN.match(text) else text


def unguarded(text: str) -> str:
    """The text of a cell that was read. An apostrophe that belongs to a name ('t Hooft) stays."""
    return text[1:] if _GUARDED.match(text) else text
