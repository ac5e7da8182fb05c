"""What the verifier reads in a text that was signed: its lines, and the closing that its header fixes.

    ---
    title: Night buses
    closing: "Sincerely,"
    ---
    Run the night buses.

The header is YAML, of which no more is read here than a verifier can be sure of: a closing on one line, plain
or in quotes without escapes. Of any other spelling it is said that the text fixes no closing.
"""

import re
from itertools import pairwise

# YAML 1.2, 7.3: what makes a plain scalar something else than the text that stands there.
_NOT_PLAIN = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`~]|.*(?: #|: |:$)|(?:null|Null|NULL)$")
_QUOTED = re.compile("\"([^\"\\\\]*)\"|'([^']*)'")


def lines_in(text: bytes) -> list[str]:
    return text.decode("utf-8", "replace").split("\n")


def closing_in(text: bytes) -> str | None:
    """The closing that a letter's own header fixes ("Sincerely,"), if it does."""
    lines = lines_in(text)
    if lines[0] != "---" or "---" not in lines[1:]:
        return None
    header = [line for line in lines[1 : lines.index("---", 1)] if line.strip(" \t")]
    for line, following in pairwise([*header, ""]):
        if line.startswith("closing:") and not following.startswith((" ", "\t")):
            return _scalar(line.removeprefix("closing:").strip(" \t"))
    return None


def _scalar(written: str) -> str | None:
    """The text that a YAML scalar of one line stands for; None where it is empty or not read here."""
    if quoted := _QUOTED.fullmatch(written):
        return quoted[1] or quoted[2] or None
    return None if _NOT_PLAIN.match(written) else written or None
