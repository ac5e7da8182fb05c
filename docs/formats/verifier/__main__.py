"""`python -m verifier evidence.zip`: exit status 0, 1 or 2 for holds, does not hold, cannot tell."""

import sys
import zipfile

from verifier.bundle import verify
from verifier.trouble import TROUBLES, require


def main(words: list[str]) -> int:
    if len(words) != 1:
        print("python -m verifier evidence.zip", file=sys.stderr)
        return 2
    try:
        with zipfile.ZipFile(words[0]) as bundle:
            names = bundle.namelist()
            files = {name: bundle.read(name) for name in names}
    except (OSError, zipfile.BadZipFile) as trouble:
        print(f"cannot tell: {trouble}", file=sys.stderr)
        return 2
    try:
        require(len(files) == len(names), "a file is there twice")
        print(f"holds: {verify(files)}")
    except TROUBLES as trouble:
        print(f"does not hold: {trouble}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
