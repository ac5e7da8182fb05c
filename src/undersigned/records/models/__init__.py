"""The tables, one file an area. Every row belongs to a coalition, directly or by what it hangs on."""

from undersigned.records.models.accounts import (
    Appointment,
    Device,
    Organiser,
    Passkey,
    RecoveryCode,
    SignInLink,
    SignInTry,
)
from undersigned.records.models.archive import Reading, Record, RecordedName
from undersigned.records.models.coverage import Article
from undersigned.records.models.delivery import Delivery
from undersigned.records.models.desk import Note, SeenPoint
from undersigned.records.models.evidence import Entry, Log, Opening, PublishedFile, Seal, TileRoot
from undersigned.records.models.history import Act
from undersigned.records.models.installation import FirstRunLink, MailRoute
from undersigned.records.models.letters import Edition, Letter
from undersigned.records.models.mail import Mail, MailStop, MailWords, ReminderRound
from undersigned.records.models.press import LocalFact, Quote
from undersigned.records.models.programs import CalendarAddress, Hook, HookCall
from undersigned.records.models.public_signing import (
    Allowance,
    PublicLineChange,
    PublicLink,
    PublicSignature,
    PublicTally,
    ReviewRule,
    SigningForm,
)
from undersigned.records.models.publishing import OutletLink
from undersigned.records.models.roster import Coalition, Delegate, Domain, Member, RosterUpload, Term
from undersigned.records.models.signing import (
    CodeTry,
    Invitation,
    LineChange,
    Pause,
    PendingAnswer,
    PersonalLink,
    RecordedAnswer,
    Signature,
)
from undersigned.records.models.tracking import AskPlan, Outcome, Response

__all__ = [
    "Act",
    "Allowance",
    "Appointment",
    "Article",
    "AskPlan",
    "CalendarAddress",
    "Coalition",
    "CodeTry",
    "Delegate",
    "Delivery",
    "Device",
    "Domain",
    "Edition",
    "Entry",
    "FirstRunLink",
    "Hook",
    "HookCall",
    "Invitation",
    "Letter",
    "LineChange",
    "LocalFact",
    "Log",
    "Mail",
    "MailRoute",
    "MailStop",
    "MailWords",
    "Member",
    "Note",
    "Opening",
    "Organiser",
    "Outcome",
    "OutletLink",
    "Passkey",
    "Pause",
    "PendingAnswer",
    "PersonalLink",
    "PublicLineChange",
    "PublicLink",
    "PublicSignature",
    "PublicTally",
    "PublishedFile",
    "Quote",
    "Reading",
    "Record",
    "RecordedAnswer",
    "RecordedName",
    "RecoveryCode",
    "ReminderRound",
    "Response",
    "ReviewRule",
    "RosterUpload",
    "Seal",
    "SeenPoint",
    "SignInLink",
    "SignInTry",
    "Signature",
    "SigningForm",
    "Term",
    "TileRoot",
]
