"""What was done, in words: one sentence for each deed. `{…}` is filled from the deed's facts.

Who did it stands before the sentence, the letter or member it was done to beside it.
"""

from collections.abc import Mapping

from undersigned.wording.speech import Wording

DEEDS: dict[str, str] = {
    "founded": "founded the coalition",
    "contact-named": "named the person to call",
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
    "answer-recorded": "recorded an answer that came by {channel}",
    "ways-changed": "changed how the letter can be signed",
    "appointed": "let in {whom}, as {role}",
    "role-changed": "changed the role of {whom} from {before} to {role}",
    "removed": "took {whom} off the desk",
    "drafted": "began the letter",
    "draft-changed": "changed the draft",
    "extended": "extended the deadline to {deadline}",
    "line-accepted": "accepted a mended line",
    "line-kept": "kept the recorded line",
    "published": "published the letter",
    "cancelled": "cancelled the letter",
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
