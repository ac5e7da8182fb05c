"""Every reason a rule can give for saying no. The sentence for each is in `wording.reasons`."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    # letters
    NOT_A_DRAFT = "not-a-draft"
    TEXT_IS_FIXED = "text-is-fixed"
    SAME_TEXT = "same-text"
    TEXT_CHANGED_MEANWHILE = "text-changed-meanwhile"
    NOT_CIRCULATING = "not-circulating"
    NOT_CLOSED = "not-closed"
    CANNOT_BE_CANCELLED = "cannot-be-cancelled"
    LETTER_HAS_NO_DATE = "letter-has-no-date"
    DEADLINE_IN_THE_PAST = "deadline-in-the-past"
    DEADLINE_NOT_LATER = "deadline-not-later"
    DEADLINE_WITHOUT_ZONE = "deadline-without-zone"
    NOBODY_INVITED = "nobody-invited"
    SLUG_TAKEN = "slug-taken"
    SLUG_NOT_USABLE = "slug-not-usable"
    # signing
    LETTER_CLOSED = "letter-closed"
    LETTER_CANCELLED = "letter-cancelled"
    DEADLINE_PASSED = "deadline-passed"
    OTHER_EDITION = "other-edition"
    LINK_EXPIRED = "link-expired"
    LINK_REPLACED = "link-replaced"
    LINK_UNKNOWN = "link-unknown"
    NOT_IN_OFFICE = "not-in-office"
    NOT_A_DELEGATE = "not-a-delegate"
    ALREADY_SIGNED = "already-signed"
    TICK_MISSING = "tick-missing"
    ANSWER_MISSING = "answer-missing"
    LINE_EMPTY = "line-empty"
    CONTROL_CHARACTERS = "control-characters"
    DIRECTION_OVERRIDE = "direction-override"
    WEB_ADDRESS = "web-address"
    TOO_LONG = "too-long"
    NOTHING_SIGNED = "nothing-signed"
    ALREADY_WITHDRAWN = "already-withdrawn"
    ALREADY_STRUCK = "already-struck"
    ONLY_THE_OFFICE_HOLDER = "only-the-office-holder"
    NOTHING_TO_DISOWN = "nothing-to-disown"
    CHANGE_ALREADY_REVIEWED = "change-already-reviewed"
    ADDRESS_UNKNOWN = "address-unknown"
    # evidence
    DATABASE_WAS_ROLLED_BACK = "database-was-rolled-back"
    NOTHING_TO_PROVE = "nothing-to-prove"
    # roster
    COALITION_UNKNOWN = "coalition-unknown"
    COALITION_EXISTS = "coalition-exists"
    MEMBER_UNKNOWN = "member-unknown"
    MEMBER_HAS_NO_ADDRESS = "member-has-no-address"
    MEMBER_NOT_IN_OFFICE = "member-not-in-office"
    MEMBER_ALREADY_INVITED = "member-already-invited"
    LETTER_UNKNOWN = "letter-unknown"
    # embargo
    EMBARGO_IN_THE_PAST = "embargo-in-the-past"
    EMBARGO_WITHOUT_ZONE = "embargo-without-zone"
    NO_EMBARGO = "no-embargo"
    EMBARGO_CALLED_OFF = "embargo-called-off"
    OUTLET_MISSING = "outlet-missing"
    LINK_REVOKED = "link-revoked"
    # delivery
    RECIPIENT_MISSING = "recipient-missing"
    NOT_DELIVERED = "not-delivered"
    NOTHING_TO_DELIVER = "nothing-to-deliver"
    DELIVERED_BEFORE_CLOSED = "delivered-before-closed"
    ACKNOWLEDGED_BEFORE_DELIVERED = "acknowledged-before-delivered"
    PROOF_MISSING = "proof-missing"
    DELIVERY_UNKNOWN = "delivery-unknown"
    # press
    NOBODY_FROM_THERE = "nobody-from-there"
    FACT_MISSING = "fact-missing"
    FACT_UNKNOWN = "fact-unknown"
    PLACE_NOT_KNOWN = "place-not-known"
    REGION_NOT_KNOWN = "region-not-known"
    CHECKED_BEFORE_IT_HAPPENED = "checked-before-it-happened"
    QUOTE_MISSING = "quote-missing"
    QUOTE_TOO_LONG = "quote-too-long"
    CLEARANCE_MISSING = "clearance-missing"
    QUOTE_CHANGED_MEANWHILE = "quote-changed-meanwhile"
    QUOTE_UNKNOWN = "quote-unknown"
    # asks
    ASK_UNKNOWN = "ask-unknown"
    STEP_CANNOT_FOLLOW = "step-cannot-follow"
    OUTCOME_BEFORE_LETTER = "outcome-before-letter"
    OUTCOME_BEFORE_LAST = "outcome-before-last"
    OUTCOME_UNKNOWN = "outcome-unknown"
    SUCCESSOR_MISSING = "successor-missing"
    TERM_ENDED_BEFORE = "term-ended-before"
    NOTE_MISSING = "note-missing"
    NOT_PUBLISHED = "not-published"
    NO_OPEN_ASKS = "no-open-asks"
    # dates, sources and files
    DAY_MISSING = "day-missing"
    DAY_NOT_A_DAY = "day-not-a-day"
    DAY_IN_THE_FUTURE = "day-in-the-future"
    SOURCE_MISSING = "source-missing"
    SOURCE_NOT_AN_ADDRESS = "source-not-an-address"
    FILE_EMPTY = "file-empty"
    FILE_TOO_LARGE = "file-too-large"
    FILE_KIND_UNKNOWN = "file-kind-unknown"
    # files
    FILE_NOT_OURS = "file-not-ours"
    # accounts
    ADDRESS_NOT_USABLE = "address-not-usable"
    ROLE_TOO_LOW = "role-too-low"
    SIGN_IN_LINK_UNKNOWN = "sign-in-link-unknown"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A reason, and the field of a form that has to be mended."""

    field: str
    reason: Reason
