"""`python -m verifier evidence.zip`: exit status 0, 1 or 2 for holds, does not hold, cannot tell."""

import sys
import zipfile
from pathlib import Path

from verifier.bundle import verify
from verifier.trouble import TROUBLES, DoesNotHold, require
from verifier.zipped import files_in


def main(words: list[str]) -> int:
    if len(words) != 1 or words[0].startswith("-"):
        print("python -m verifier evidence.zip    checks a zip, no folder and no receipt", file=sys.stderr)
        return 2
    try:
        files = files_in(Path(words[0]).read_bytes())
        require({"policy", "checkpoint"} <= files.keys(), "this is no bundle")
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, DoesNotHold) as trouble:
        print(f"cannot tell: {trouble}", file=sys.stderr)
        return 2
    try:
        print(f"holds: {verify(files)}")
    except TROUBLES as trouble:
        print(f"does not hold: {trouble}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
