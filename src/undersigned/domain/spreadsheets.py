"""Cells that a spreadsheet would run: guarded when written, read back as they were."""

import re

# What makes a spreadsheet take a cell for a formula, full-width signs included; apostrophes before it are
# part of the text.
_RUNS = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")


def guarded(cell: str) -> str:
    """The cell with one leading apostrophe more if a spreadsheet would run it. `unguarded` gives it back."""
    return "'" + cell if _RUNS.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without the one apostrophe that guards it."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
