"""Files that others made are parsed in a process of their own, with limits of time and memory.

PDFium and libxml2 are C and C++; a file can be made to crash them, and a small one to eat all memory. So the
parser runs in a child that is told which one and given the bytes, and answers as JSON, which cannot do harm.
A crash, or a limit that is reached, becomes a sentence.

python -m undersigned.reading.isolated documents.pdf SECONDS BYTES < FILE > LINES.json
python -m undersigned.reading.isolated rosters.xlsx SECONDS BYTES < FILE > TABLE.json
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from undersigned.domain.roster_table import RosterTable, table_as_json
from undersigned.errors import Unreadable
from undersigned.reading.lines import Lines, lines_as_json


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: seconds of computing, bytes of address space."""

    seconds: int = 60
    memory: int = 2 * 1024**3


USUAL = Limits()
_UNREADABLE = 3
_OUT_OF_MEMORY = 4
_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "TMPDIR", "LANG")
_CRASHED = (
    "The file made its reader fail: it is damaged, or made to do harm. "
    "Open and save it again, or give a letter as text, a list as CSV."
)
_PLAINER = "Give the letter or the list alone, or as text or CSV."
_TOO_SLOW = f"The file takes longer to read than any letter or list needs. {_PLAINER}"
_TOO_BIG = f"The file takes more memory to read than any letter or list needs. {_PLAINER}"


def read_isolated(reader: str, data: bytes, limits: Limits = USUAL) -> Any:
    """What a reader below `undersigned.reading` makes of a file, as JSON values. Raises `Unreadable`."""
    numbers = (str(limits.seconds), str(limits.memory))
    command = [sys.executable, "-m", "undersigned.reading.isolated", reader, *numbers]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        child = subprocess.run(  # noqa: S603  # our own module; the file is only its standard input
            command, input=data, capture_output=True, timeout=limits.seconds * 1.5 + 1, check=False, env=kept
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(_TOO_SLOW) from None
    if child.returncode == _UNREADABLE:
        raise Unreadable(child.stdout.decode("utf-8"))
    if child.returncode:
        raise Unreadable(_why(child.returncode))
    return json.loads(child.stdout)


def _why(status: int) -> str:
    if -status in (getattr(signal, "SIGXCPU", None), getattr(signal, "SIGKILL", None)):
        return _TOO_SLOW
    return _TOO_BIG if status == _OUT_OF_MEMORY else _CRASHED


def main(reader: str, limits: Limits) -> int:
    """The child: what is wrong with the file goes to standard output too, as its sentence."""
    _limit(limits)
    data = sys.stdin.buffer.read()
    module: Any = import_module(f"undersigned.reading.{reader}")
    try:
        found: Lines | RosterTable = module.read(data)
    except Unreadable as trouble:
        sys.stdout.buffer.write(str(trouble).encode("utf-8"))
        return _UNREADABLE
    except (MemoryError, RecursionError):
        return _OUT_OF_MEMORY
    plain = table_as_json(found) if isinstance(found, RosterTable) else lines_as_json(found)
    sys.stdout.buffer.write(json.dumps(plain).encode("utf-8"))
    return 0


def _limit(limits: Limits) -> None:
    """Time, memory, no core and no file written. Windows has no such limits; there the time limit holds."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Limits(int(sys.argv[2]), int(sys.argv[3]))))
