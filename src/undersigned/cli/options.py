"""Options and argument types that several commands share."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from undersigned.errors import Unreadable

LANGUAGES = ("en", "es", "fr")  # `wording.LANGUAGES`, which is slow to load
_LARGEST_FILE = 50_000_000


class Deadline(click.ParamType[datetime]):
    """A time with its zone: 2026-12-01T17:00-05:00."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is not a time; write it like 2026-12-01T17:00-05:00", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"“{value}” has no time zone; write it like 2026-12-01T17:00-05:00", param, ctx)
        return moment


def read_file(name: str) -> tuple[str, bytes]:
    """A file's name as it is told, and its bytes; `-` is standard input. Unreadable if it cannot be read."""
    if name == "-":
        return "standard input", sys.stdin.buffer.read(_LARGEST_FILE + 1)
    try:
        with Path(name).open("rb") as stream:
            return name, stream.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror})", where=name) from error


as_json = click.option("--json", "json_", is_flag=True, help="Print the facts as JSON.")
coalition_option = click.option(
    "--coalition", metavar="SLUG", required=True, help="The coalition's short name."
)


def lines_of_standard_input() -> list[str]:
    """The words that were piped in, one a line, blank lines left out."""
    return [line.strip() for line in sys.stdin if line.strip()]
