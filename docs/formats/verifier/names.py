"""What the files of a bundle are called, and how large they are: the table of bundle.md."""

import re
from collections.abc import Sequence

from verifier.trouble import require

LANGUAGE = "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"
NUMBER = "(?!x000)(?:x[0-9]{3}/){0,4}[0-9]{3}"
FROM_1 = "[1-9][0-9]{0,15}"
WIDTH = "(?:[1-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])"
SHOWN = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}(?:\.[a-z0-9-]{1,12}){1,2}")
TEXT = re.compile(rf"(?:editions/{FROM_1}/)?letter\.{LANGUAGE}\.md")
KNOWN = re.compile(
    r"README\.txt|verify\.html|policy|checkpoint|signatories\.tsv"
    rf"|history/{FROM_1}|openings/{NUMBER}|tile/(?:entries|0|[1-9][0-9]?)/{NUMBER}(?:\.p/{WIDTH})?"
    rf"|{SHOWN.pattern}|{TEXT.pattern}"
)


def check_names(names: Sequence[str]) -> None:
    for name in names:
        require(KNOWN.fullmatch(name), f"{name[:80]!a} is no file of a bundle")
    require(len(names) == len({name.lower() for name in names}), "a file is there twice")
    require(len(names) <= 65_000, "there are too many files")


def largest(name: str) -> int:
    return 16_777_472 if name.startswith(("tile/", "openings/", "history/")) else 1 << 30
