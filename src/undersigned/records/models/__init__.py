"""The tables, one file an area. Every row belongs to a coalition, directly or by what it hangs on."""

from undersigned.records.models.accounts import (
    Appointment,
    Attempt,
    Device,
    Organiser,
    Passkey,
    RecoveryCode,
    SignInLink,
)
from undersigned.records.models.archive import Reading, Record, RecordedName
from undersigned.records.models.evidence import Entry, Log, Opening, PublishedFile, Seal
from undersigned.records.models.history import Act
from undersigned.records.models.installation import FirstRunLink, MailRoute
from undersigned.records.models.letters import Edition, Letter
from undersigned.records.models.mail import Mail
from undersigned.records.models.roster import Coalition, Delegate, Domain, Member, RosterUpload, Term
from undersigned.records.models.signing import Invitation, LineChange, PersonalLink, Signature

__all__ = [
    "Act",
    "Appointment",
    "Attempt",
    "Coalition",
    "Delegate",
    "Device",
    "Domain",
    "Edition",
    "Entry",
    "FirstRunLink",
    "Invitation",
    "Letter",
    "LineChange",
    "Log",
    "Mail",
    "MailRoute",
    "Member",
    "Opening",
    "Organiser",
    "Passkey",
    "PersonalLink",
    "PublishedFile",
    "Reading",
    "Record",
    "RecordedName",
    "RecoveryCode",
    "RosterUpload",
    "Seal",
    "SignInLink",
    "Signature",
    "Term",
]
