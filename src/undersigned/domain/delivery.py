"""Handing a letter over: to whom, how, with what proof, and what of it the public sees."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from undersigned.domain.letters import LetterState
from undersigned.domain.reasons import Reason, Trouble


class To(StrEnum):
    """Whether it is the letter itself, or a copy for somebody who is not asked."""

    ADDRESSEE = "addressee"
    COPY = "copy"


class Way(StrEnum):
    MAIL = "mail"
    PAPER = "paper"
    PORTAL = "portal"
    IN_PERSON = "in-person"


class Shown(StrEnum):
    """How much of a delivery the letter's page tells."""

    NOTHING = "nothing"
    FACT = "fact"  # to whom, how, when, and whether it was acknowledged
    PROOF = "proof"  # also by whom, and the number or id that proves it


@dataclass(frozen=True, slots=True)
class Handing:
    """A delivery as an organiser writes it down. It is a plan while there is no `delivered_on`."""

    to: To
    recipient: str
    way: Way
    shown: Shown = Shown.FACT
    planned_on: date | None = None
    person: str = ""
    delivered_on: date | None = None
    proof: str = ""
    acknowledged_on: date | None = None
    acknowledgement: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What decides whether a delivery can be recorded. `closed_on` is when the list became final."""

    state: LetterState
    closed_on: date | None
    today: date
    has_file: bool


_DELIVERABLE = (LetterState.CLOSED, LetterState.PUBLISHED)


def trouble_in_delivery(handing: Handing, facts: DeliveryFacts) -> Trouble | None:
    """The first thing that cannot be: a plan may be made at any time, a delivery only of a final list."""
    if not handing.recipient:
        return Trouble("recipient", Reason.RECIPIENT_MISSING)
    if handing.delivered_on is None:
        if handing.acknowledged_on or handing.acknowledgement:
            return Trouble("acknowledged_on", Reason.NOT_DELIVERED)
        return Trouble("proof", Reason.NOT_DELIVERED) if handing.proof or facts.has_file else None
    if facts.state not in _DELIVERABLE:
        return Trouble("delivered_on", Reason.LIST_NOT_FINAL)
    if handing.delivered_on > facts.today:
        return Trouble("delivered_on", Reason.DAY_IN_THE_FUTURE)
    if facts.closed_on and handing.delivered_on < facts.closed_on:
        return Trouble("delivered_on", Reason.DELIVERED_BEFORE_CLOSED)
    return _trouble_in_proof(handing, facts)


def _trouble_in_proof(handing: Handing, facts: DeliveryFacts) -> Trouble | None:
    if not handing.proof and not facts.has_file:
        return Trouble("proof", Reason.PROOF_MISSING)
    if handing.acknowledged_on is None:
        return Trouble("acknowledged_on", Reason.DAY_MISSING) if handing.acknowledgement else None
    if handing.delivered_on and handing.acknowledged_on < handing.delivered_on:
        return Trouble("acknowledged_on", Reason.ACKNOWLEDGED_BEFORE_DELIVERED)
    return (
        Trouble("acknowledged_on", Reason.DAY_IN_THE_FUTURE)
        if handing.acknowledged_on > facts.today
        else None
    )
