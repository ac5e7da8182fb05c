"""The tables, one file an area. Every row belongs to a coalition, directly or by what it hangs on."""

from undersigned.records.models.accounts import Appointment, Organiser, SignInLink
from undersigned.records.models.evidence import Entry, Log, Opening, PublishedFile, Seal
from undersigned.records.models.letters import Edition, Letter
from undersigned.records.models.mail import Mail
from undersigned.records.models.public_signing import (
    Allowance,
    PublicLineChange,
    PublicLink,
    PublicSignature,
    PublicTally,
    ReviewRule,
    SigningForm,
)
from undersigned.records.models.roster import Coalition, Delegate, Domain, Member, Term
from undersigned.records.models.signing import Invitation, LineChange, PersonalLink, Signature

__all__ = [
    "Allowance",
    "Appointment",
    "Coalition",
    "Delegate",
    "Domain",
    "Edition",
    "Entry",
    "Invitation",
    "Letter",
    "LineChange",
    "Log",
    "Mail",
    "Member",
    "Opening",
    "Organiser",
    "PersonalLink",
    "PublicLineChange",
    "PublicLink",
    "PublicSignature",
    "PublicTally",
    "PublishedFile",
    "ReviewRule",
    "Seal",
    "SignInLink",
    "Signature",
    "SigningForm",
    "Term",
]
