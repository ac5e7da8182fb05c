"""Builds `verify.pyz`: the verifier as one file, for a machine with Python and `cryptography` and no more.

    python -m undersigned.proof.pyz verify.pyz         then: python verify.pyz evidence.zip

It holds just the modules that a verification needs, as readable source. The same sources give the same file.
"""

import io
import sys
import zipfile
from importlib import resources
from pathlib import Path

PARTS = ("evidence", "proof")
WORDS_OF_THE_FIELD = (
    "columns.py",
    "documents.py",
    "shapes.py",
    "signature_record.py",
    "spreadsheets.py",
    "standing.py",
    "statements.py",
    "text.py",
)
LEFT_OUT = ("pyz.py", "bundle.py")  # these build; a verifier only checks
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAIN = b"import sys\n\nfrom undersigned.proof.__main__ import main\n\nsys.exit(main())\n"


def build() -> bytes:
    """The bytes of `verify.pyz`."""
    packed = io.BytesIO()
    packed.write(b"#!/usr/bin/env python3\n")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, source in sorted({"__main__.py": _MAIN, **_sources()}.items()):
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, source)
    return packed.getvalue()


def _sources() -> dict[str, bytes]:
    house = resources.files("undersigned")
    sources = {
        f"undersigned/{name}": house.joinpath(name).read_bytes() for name in ("__init__.py", "errors.py")
    }
    for name in ("__init__.py", *WORDS_OF_THE_FIELD):
        sources[f"undersigned/domain/{name}"] = house.joinpath("domain", name).read_bytes()
    for part in PARTS:
        for file in house.joinpath(part).iterdir():
            if file.name.endswith(".py") and file.name not in LEFT_OUT:
                sources[f"undersigned/{part}/{file.name}"] = file.read_bytes()
    return sources


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "verify.pyz")
    target.write_bytes(build())
    print(target)
