"""What can be done at the desk, as the history tells it. The sentence for each is in `wording.history`."""

from enum import StrEnum


class Doer(StrEnum):
    """Who does things: an organiser, somebody at the command line, or the program when its time has come."""

    ORGANISER = "organiser"
    COMMAND = "command"
    PROGRAM = "program"


class Deed(StrEnum):
    # coalition and roster
    FOUNDED = "founded"
    LETTERHEAD_CHANGED = "letterhead-changed"
    DESCRIBED = "described"
    FACT_RECORDED = "fact-recorded"
    FACT_CHANGED = "fact-changed"
    FACT_PUT_AWAY = "fact-put-away"
    HOOK_ADDED = "hook-added"
    HOOK_STOPPED = "hook-stopped"
    ROSTER_IMPORTED = "roster-imported"
    MEMBER_ADDED = "member-added"
    OFFICE_CHANGED = "office-changed"
    TERM_CHANGED = "term-changed"
    HOLDER_FOLLOWED = "holder-followed"
    DELEGATE_NAMED = "delegate-named"
    DELEGATE_CHANGED = "delegate-changed"
    DELEGATE_ENDED = "delegate-ended"
    AUTHORITY_CHANGED = "authority-changed"
    DOMAINS_IMPORTED = "domains-imported"
    # people
    APPOINTED = "appointed"
    ROLE_CHANGED = "role-changed"
    REMOVED = "removed"
    # letters
    DRAFTED = "drafted"
    CONTACT_NAMED = "contact-named"
    DRAFT_CHANGED = "draft-changed"
    CIRCULATED = "circulated"
    INVITED = "invited"
    REMINDED = "reminded"
    REMINDER_PLANNED = "reminder-planned"
    REMINDER_TAKEN_BACK = "reminder-taken-back"
    LINK_RENEWED = "link-renewed"
    WRITTEN_TO = "written-to"
    MAILS_STOPPED = "mails-stopped"
    POINT_SEEN = "point-seen"
    LINE_ASKED_ABOUT = "line-asked-about"
    EXTENDED = "extended"
    TEXT_CHANGED = "text-changed"
    WAYS_CHANGED = "ways-changed"
    LOOK_CHANGED = "look-changed"
    LINE_ACCEPTED = "line-accepted"
    LINE_KEPT = "line-kept"
    YES_TAKEN_DOWN = "yes-taken-down"
    NO_TAKEN_DOWN = "no-taken-down"
    PUBLIC_ACCEPTED = "public-accepted"
    PUBLIC_STRUCK = "public-struck"
    CLOSED = "closed"
    EMBARGO_SET = "embargo-set"
    EMBARGO_CALLED_OFF = "embargo-called-off"
    OUTLET_LET_IN = "outlet-let-in"
    OUTLET_SHUT_OUT = "outlet-shut-out"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    DELIVERY_WRITTEN = "delivery-written"
    DELIVERY_STRUCK = "delivery-struck"
    QUOTES_ASKED_FOR = "quotes-asked-for"
    QUOTE_LEFT_OUT = "quote-left-out"
    QUOTE_PUT_BACK = "quote-put-back"
    ARTICLE_RECORDED = "article-recorded"
    ARTICLE_TAKEN_OUT = "article-taken-out"
    OUTCOME_RECORDED = "outcome-recorded"
    OUTCOME_TAKEN_BACK = "outcome-taken-back"
    ANSWER_KEPT = "answer-kept"
    # the archive
    RECORD_KEPT = "record-kept"
    RECORD_TAKEN_DOWN = "record-taken-down"


AREAS: dict[str, tuple[Deed, ...]] = {
    "roster": tuple(Deed)[: list(Deed).index(Deed.APPOINTED)],
    "people": (Deed.APPOINTED, Deed.ROLE_CHANGED, Deed.REMOVED),
    "letters": tuple(Deed)[list(Deed).index(Deed.DRAFTED) : list(Deed).index(Deed.RECORD_KEPT)],
    "archive": (Deed.RECORD_KEPT, Deed.RECORD_TAKEN_DOWN),
}
