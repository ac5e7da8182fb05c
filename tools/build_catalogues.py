"""Compiles the catalogues of `wording` after a .po file changed: `python tools/build_catalogues.py`."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent.parent / "src/undersigned/wording/catalogues"


def main() -> None:
    for source in sorted(CATALOGUES.rglob("*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


if __name__ == "__main__":
    main()
