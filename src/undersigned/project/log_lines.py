"""How the log is written: on standard error, one line for each record, and below it where something broke."""

import logging
from types import TracebackType

_Trouble = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class LogLine(logging.Formatter):
    """`traces`: whether the stack is written as well. Who gave a command has no use for it."""

    traces = True

    def formatException(self, ei: _Trouble) -> str:
        return super().formatException(ei) if self.traces else ""
