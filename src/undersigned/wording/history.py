"""What was done, in words: one sentence for each deed. `{…}` is filled from the deed's facts.

Who did it stands before the sentence, the letter or member it was done to beside it.
"""

from collections.abc import Mapping

from undersigned.wording.speech import Wording

DEEDS: dict[str, str] = {
    "founded": "founded the coalition",
    "letterhead-changed": "changed the letterhead",
    "described": "changed the coalition’s name, or whom to call",
    "contact-named": "named the person to call about the letter",
    "roster-imported": (
        "imported a roster file: {added} added, {changed} changed, {vacated} vacated, {unchanged} as they "
        "were, {refused} rows refused"
    ),
    "member-added": "added a member",
    "office-changed": "changed the office",
    "term-changed": "changed an office-holder’s term or contact",
    "holder-followed": "recorded a successor in the office",
    "delegate-named": "named a delegate",
    "delegate-changed": "changed a delegate",
    "delegate-ended": "ended a delegate’s authority",
    "authority-changed": "changed who signs for an office",
    "domains-imported": "imported official domains: {added} added",
    "ways-changed": "changed how the letter can be signed",
    "appointed": "let in {whom}, as {role}",
    "role-changed": "changed the role of {whom} from {before} to {role}",
    "removed": "took {whom} off the desk",
    "drafted": "began the letter",
    "draft-changed": "changed the draft",
    "look-changed": "changed how the letter is set",
    "reminder-planned": "planned a reminder",
    "reminder-taken-back": "took back a planned reminder",
    "link-renewed": "sent a new link, in place of the earlier ones",
    "point-seen": "looked at a point of the checklist: {point}",
    "line-asked-about": "asked a signatory about a mended line",
    "written-to": "wrote to somebody of the office",
    "extended": "extended the deadline to {deadline}",
    "line-accepted": "accepted a mended line",
    "line-kept": "kept the recorded line",
    "published": "published the letter",
    "cancelled": "cancelled the letter",
    "fact-recorded": "put a local fact on the register",
    "fact-changed": "brought a local fact up to date",
    "fact-put-away": "put a local fact away",
    "hook-added": "added a web hook",
    "hook-stopped": "stopped a web hook",
    "yes-taken-down": "took down a yes that came by telephone, mail or paper",
    "no-taken-down": "took down that the office declined",
    "public-accepted": "left a public signature on the list",
    "embargo-set": "set the letter to become public on {moment}",
    "embargo-called-off": "called the time of publication off",
    "outlet-let-in": "let an outlet read before publication",
    "outlet-shut-out": "revoked an outlet’s link",
    "delivery-written": "wrote down a delivery",
    "delivery-struck": "took a delivery off the list",
    "quote-left-out": "left a cleared quote out of the press kits",
    "quote-put-back": "put a cleared quote back into the press kits",
    "article-recorded": "recorded what the press says",
    "article-taken-out": "took an article out of the record",
    "outcome-recorded": "wrote down what became of ask {ask}",
    "outcome-taken-back": "took back an entry in the ledger of asks",
    "answer-kept": "kept an answer to the letter",
    "record-kept": "put a letter from elsewhere into the archive, with {signatories} on its list",
    "record-taken-down": "took a letter from elsewhere out of the archive",
}

# Deeds that are counted: one, many, and the fact that is the number.
COUNTED: dict[str, tuple[str, str, str]] = {
    "circulated": (
        "fixed the text and circulated the letter to {number} office",
        "fixed the text and circulated the letter to {number} offices",
        "invited",
    ),
    "invited": ("invited {number} more office", "invited {number} more offices", "invited"),
    "reminded": ("reminded {number} office", "reminded {number} offices", "reminded"),
    "mails-stopped": ("stopped {number} mail", "stopped {number} mails", "stopped"),
    "public-struck": ("struck {number} public signature", "struck {number} public signatures", "struck"),
    "quotes-asked-for": (
        "asked {number} signatory for a quote",
        "asked {number} signatories for a quote",
        "asked",
    ),
    "text-changed": (
        "changed the text to edition {edition}; {number} signature lapsed",
        "changed the text to edition {edition}; {number} signatures lapsed",
        "lapsed",
    ),
    "closed": (
        "closed the letter, with {number} signature",
        "closed the letter, with {number} signatures",
        "signed",
    ),
}


def deed_said(deed: str, facts: Mapping[str, object], wording: Wording) -> str:
    """The sentence, without who did it and without a full stop."""
    if deed in COUNTED:
        one, many, fact = COUNTED[deed]
        return wording.count(one, many, int(str(facts.get(fact, 0))), **facts)
    return wording.say(DEEDS[deed], **facts)
