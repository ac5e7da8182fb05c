"""What can go wrong, in one tree. A door (page, command, job) turns each into its own kind of answer.

UndersignedError
├── Refused             a rule says no: `reason` is a code, its sentence is in `wording`   422, exit 1
├── Unreadable          input that cannot be read: `where` says the file, line or column   422, exit 2
├── Unverifiable        a check on evidence does not hold: `check` names it                exit 1
└── OutsideFailure      the world did not answer: `retry` says whether to try again        503
"""


class UndersignedError(Exception):
    """Anything this program says no to on purpose. `str()` of it is fit to be shown."""


class Refused(UndersignedError):
    """A rule said no. `reason` is one of the field's reason codes, `values` fill its sentence."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = str(reason)
        self.values = values


class Unreadable(UndersignedError):
    """Input that cannot be read.

    `where` is a place a person can go to ("letter.md: line 12"), or "" when all of the input is meant;
    `what` says what is wrong there and what would be right.
    """

    def __init__(self, what: str, *, where: str = "") -> None:
        super().__init__(f"{where}: {what}" if where else what)
        self.what = what
        self.where = where

    def within(self, file: str) -> "Unreadable":
        """The same trouble, with the file's name put before the place."""
        return Unreadable(self.what, where=f"{file}: {self.where}" if self.where else file)


class Unverifiable(UndersignedError):
    """Evidence that does not hold. `check` names the check that failed."""

    def __init__(self, check: str, detail: str) -> None:
        super().__init__(f"{check}: {detail}")
        self.check = check
        self.detail = detail


class OutsideFailure(UndersignedError):
    """The world outside (a mail server, a disk) failed. `retry`: trying again later may help."""

    def __init__(self, what: str, *, retry: bool) -> None:
        super().__init__(what)
        self.retry = retry
