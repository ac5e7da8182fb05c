"""An invented coalition to try things out with: its roster, its letters, and what happened to them.

The people are invented and the places are real; addresses and telephone numbers are those reserved for
examples. Days are written relative to the day on which the coalition is looked at, so that it never ages.
"""

import re
from datetime import date, timedelta
from importlib.resources import files

# {day-5} is the fifth day before that day; {year+1} is the number of the next year, as in {year+1}-12-04.
_RELATIVE = re.compile(r"\{(day|year)([+-]\d+)\}")


def read(name: str, on: date) -> str:
    """The text of a file of this folder ("roster.csv", "letters/evening-trains.md") as it reads on a day."""

    def absolute(match: re.Match[str]) -> str:
        number = int(match[2])
        return (on + timedelta(days=number)).isoformat() if match[1] == "day" else str(on.year + number)

    return _RELATIVE.sub(absolute, (files(__name__) / name).read_text("utf-8"))
