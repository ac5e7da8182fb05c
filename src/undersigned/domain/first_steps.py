"""The way from an empty installation to the first letter on its way, and what comes next on it."""

from dataclasses import dataclass
from enum import StrEnum


class FirstStep(StrEnum):
    """In the order in which a new coalition takes them."""

    CONTACT = "contact"  # whom a signatory may call
    MAIL = "mail"  # how mails leave; only whoever keeps the installation can set it
    ROSTER = "roster"
    LETTER = "letter"
    CIRCULATE = "circulate"


@dataclass(frozen=True, slots=True)
class Beginning:
    """How far a coalition has come. `mails_leave`: they do not only become files on the server."""

    has_contact: bool
    mails_leave: bool
    members: int
    letters: int
    circulated: int

    @property
    def done(self) -> dict[FirstStep, bool]:
        return {
            FirstStep.CONTACT: self.has_contact,
            FirstStep.MAIL: self.mails_leave,
            FirstStep.ROSTER: self.members > 0,
            FirstStep.LETTER: self.letters > 0,
            FirstStep.CIRCULATE: self.circulated > 0,
        }

    @property
    def next(self) -> FirstStep | None:
        """The first step that is not done; None once a letter is on its way."""
        if self.circulated:
            return None
        return next((step for step, done in self.done.items() if not done), None)
