"""The report of a verification, as it grows: each check with its outcome, then one verdict over all."""

from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal

from undersigned.errors import Unreadable, Unverifiable

Outcome = Literal["holds", "does-not-hold", "cannot-tell"]
COUNTS = ("standing", "unnamed", "withdrawn", "struck", "lapsed", "corrected")


@dataclass(slots=True)
class Check:
    """One thing that was checked. `ok` is None where it could not be: a file not covered, a key not known."""

    name: str
    ok: bool | None = None
    detail: str = ""


class Checking:
    """Sets a check's outcome on the way out, and goes on: the checks that come after may still be of use."""

    def __init__(self, check: Check) -> None:
        self._check = check

    def __enter__(self) -> Check:
        return self._check

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if trouble is None:
            self._check.ok = True
            return False
        if not isinstance(trouble, Unverifiable | Unreadable):
            return False
        self._check.ok = False
        self._check.detail = trouble.detail if isinstance(trouble, Unverifiable) else str(trouble)
        return True


@dataclass(slots=True)
class Report:
    """What was found. `texts` are the files with the text that was signed; of a receipt alone there are none.
    `undecided` says that something that had to be known is not.
    """

    checks: list[Check] = field(default_factory=list)
    counts: dict[str, Any] = field(default_factory=lambda: {**dict.fromkeys(COUNTS), "by_how": {}})
    vkey: str | None = None
    key_from: Literal["argument", "bundle"] = "bundle"
    texts: tuple[str, ...] = ()
    undecided: bool = False

    def checking(self, name: str) -> "Checking":
        """Run one check: `with report.checking("list") as check:`. It fails if `Unverifiable` is raised."""
        self.checks.append(Check(name))
        return Checking(self.checks[-1])

    def fails(self, name: str, detail: str) -> None:
        self.checks.append(Check(name, False, detail))

    def not_covered(self, name: str, detail: str) -> None:
        self.checks.append(Check(name, None, detail))

    def cannot_tell(self, name: str, detail: str) -> None:
        self.undecided = True
        self.checks.append(Check(name, None, detail))

    @property
    def failed(self) -> bool:
        return any(check.ok is False for check in self.checks)

    @property
    def verdict(self) -> Outcome:
        if self.failed:
            return "does-not-hold"
        return "cannot-tell" if self.undecided else "holds"

    @property
    def exit_status(self) -> int:
        return {"holds": 0, "does-not-hold": 1, "cannot-tell": 2}[self.verdict]

    def as_json(self) -> dict[str, Any]:
        """The report as `verify --json` prints it."""
        return {
            "verdict": self.verdict,
            "checks": [{"name": check.name, "ok": check.ok, "detail": check.detail} for check in self.checks],
            "counts": self.counts,
            "key": {"vkey": self.vkey, "from": self.key_from},
        }
