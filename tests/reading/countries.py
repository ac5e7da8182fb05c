"""Makes the reader's names of countries anew: python -m tests.reading.countries."""

from pathlib import Path

import undersigned.reading
from undersigned.reading.whereabouts import countries_of_cldr

FILE = Path(undersigned.reading.__file__).parent / "country_names.tsv"

if __name__ == "__main__":
    FILE.write_text(countries_of_cldr(), encoding="utf-8")
