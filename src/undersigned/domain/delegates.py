"""Who may be named to act for an office, and by whom."""

from datetime import datetime

from email_validator import EmailNotValidError, validate_email

from undersigned.domain.reasons import Reason
from undersigned.domain.signing import Authority, SigningFacts, may_answer, may_speak
from undersigned.domain.text import trouble_in_line


def may_hand_on(facts: SigningFacts, at: datetime) -> Reason | None:
    """Whether the invited person may name a colleague who answers this one letter."""
    if reason := may_answer(facts, at):
        return reason
    if facts.already_signed:
        return Reason.ALREADY_SIGNED
    if facts.authority is Authority.HOLDER_ONLY:
        return Reason.NOT_FOR_DELEGATES
    return may_speak(facts)


def may_name_delegates(facts: SigningFacts) -> Reason | None:
    """Whether standing authority may be given and ended by this link: by the office-holder's own alone."""
    if facts.link.replaced:
        return Reason.LINK_REPLACED
    if facts.link.delegate is not None:
        return Reason.ONLY_THE_OFFICE_HOLDER
    return Reason.NOT_FOR_DELEGATES if facts.authority is Authority.HOLDER_ONLY else may_speak(facts)


def trouble_in_colleague(name: str, email: str) -> Reason | None:
    """Why nobody can be named by this name and address."""
    if not name or not email:
        return Reason.NAME_MISSING
    if trouble := trouble_in_line(name):
        return Reason(trouble)
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        return Reason.ADDRESS_NOT_USABLE
    return None
