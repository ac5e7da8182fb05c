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
    CONTACT_NAMED = "contact-named"
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
    DRAFT_CHANGED = "draft-changed"
    CIRCULATED = "circulated"
    INVITED = "invited"
    REMINDED = "reminded"
    EXTENDED = "extended"
    TEXT_CHANGED = "text-changed"
    ANSWER_RECORDED = "answer-recorded"
    WAYS_CHANGED = "ways-changed"
    LINE_ACCEPTED = "line-accepted"
    LINE_KEPT = "line-kept"
    CLOSED = "closed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


AREAS: dict[str, tuple[Deed, ...]] = {
    "roster": tuple(Deed)[: list(Deed).index(Deed.APPOINTED)],
    "people": (Deed.APPOINTED, Deed.ROLE_CHANGED, Deed.REMOVED),
    "letters": tuple(Deed)[list(Deed).index(Deed.DRAFTED) :],
}
