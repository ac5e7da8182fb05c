"""The sentence for each reason code. `domain.reasons` has the codes; a test walks both.

A sentence says what is wrong, then what would be right, and blames nobody.
"""

REASONS: dict[str, str] = {
    # letters
    "not-a-draft": "This letter is no longer a draft, so it cannot be circulated again.",
    "text-is-fixed": (
        "The text is fixed: people sign exactly this text. While the letter circulates, a change is a new "
        "edition (“Change the text” at the desk, or --new-edition): who has signed is asked again."
    ),
    "same-text": "This is the text that stands already, to the letter. Change it, or leave it as it is.",
    "text-changed-meanwhile": (
        "Somebody else changed the text meanwhile: edition {edition} stands now. Compare yours with it, then "
        "decide."
    ),
    "not-circulating": "This letter is not circulating, so this cannot be done now.",
    "not-closed": "Only a closed letter can be published. Close it first.",
    "cannot-be-cancelled": "Only a draft or a circulating letter can be cancelled.",
    "letter-has-no-date": "The letter has no date. Add a line such as “date: 2016-12-29” to its header.",
    "deadline-in-the-past": "The deadline is in the past. Choose a later time.",
    "deadline-not-later": "The new deadline is not later than the one that stands.",
    "deadline-without-zone": (
        "The deadline “{text}” has no time zone or is not a time. "
        "Write it with a zone, such as 2026-12-01T17:00-05:00."
    ),
    "nobody-invited": "Nobody is invited. Choose at least one member with a term that runs and an address.",
    "slug-taken": "There is already a letter with the address “{slug}”. Choose another.",
    "slug-not-usable": "“{slug}” cannot be part of an address. Use lower-case letters, figures and hyphens.",
    # signing
    "letter-closed": "This letter is closed. Its list of signatories is final.",
    "letter-cancelled": "This letter was cancelled by its organiser. Nothing more can be signed.",
    "deadline-passed": "The deadline for this letter has passed.",
    "other-edition": "The text has changed since you opened the page. Read it again, then sign.",
    "link-expired": "This link has expired. Ask the organiser for a new one.",
    "link-replaced": "This link was replaced by a newer one. Use the link in the latest mail.",
    "link-unknown": (
        "This link is not one of ours. It may have been cut or changed on its way; copy it whole from "
        "the mail."
    ),
    "not-in-office": (
        "By our roster, the term of this office-holder does not run today, so the letter cannot be signed "
        "for the office. If the roster is wrong, tell the organiser."
    ),
    "not-a-delegate": (
        "You are no longer named as a delegate of this office. Ask the organiser or the office-holder."
    ),
    "already-signed": "This letter is already signed for this office.",
    "tick-missing": "Tick the box to say that you agree to have this name printed under exactly this text.",
    "answer-missing": "Choose whether to sign or to decline.",
    "line-empty": "The printed line needs a name. Fill in at least the name, the office and the place.",
    "control-characters": "“{field}” has a character that cannot be printed. Remove it.",
    "direction-override": (
        "“{field}” has a hidden character that changes the direction of writing. Remove it."
    ),
    "web-address": "“{field}” has a web address in it. Leave only the name.",
    "too-long": "“{field}” is longer than 200 characters. Shorten it.",
    "nothing-signed": "Nothing is signed by this link yet.",
    "already-withdrawn": "This signature was withdrawn before.",
    "already-struck": "This signature was struck from the list before.",
    "only-the-office-holder": (
        "Only the office-holder can do this, by the link in the mail to the office-holder."
    ),
    "nothing-to-disown": (
        "This signature was given by the office-holder, not by a delegate. It can be withdrawn instead."
    ),
    "change-already-reviewed": "This change was reviewed before.",
    "address-unknown": "Nothing is known of the address “{address}”.",
    # signing by the public
    "name-missing": "A name is missing. Write the name as it should be printed.",
    "organisation-missing": "The name of the organisation is missing. Write it as it should be printed.",
    "only-individuals": "This letter is signed by persons, each for themselves. Untick the organisation.",
    "only-organisations": "This letter is signed by organisations. Tick that you sign for one, and name it.",
    "email-not-usable": "This is not a mail address. Write it like name@example.org.",
    "too-many-at-once": (
        "Too many forms came from this connection within an hour. Nothing is lost; try again in an hour."
    ),
    "code-unknown": (
        "This code is not one of ours, or was used or has expired. Copy it from the latest mail: three "
        "groups of four letters and figures."
    ),
    "nothing-to-review": "This signature was reviewed, withdrawn or struck meanwhile: nothing is left to do.",
    "why-missing": "Choose why: everybody sees the kind of reason for which a signature was struck.",
    "rule-empty": "The rule would catch everything. Write what it should look for.",
    # evidence
    "database-was-rolled-back": (
        "The database is older than what this host has sealed: the log {origin} has {size} entries here, and "
        "{sealed} were sealed. Restore the newer database; the seals are noted in {file}."
    ),
    "nothing-to-prove": "There is no receipt for this signature any more: it was withdrawn or struck.",
    # roster
    "coalition-unknown": (
        "There is no coalition “{slug}”. Create it with: undersigned coalition create {slug} --name NAME"
    ),
    "coalition-exists": "There is already a coalition “{slug}”.",
    "member-unknown": "“{member}” is not a member of this coalition. See: undersigned roster list",
    "member-has-no-address": "“{member}” has no mail address. Add one to the roster and import it again.",
    "member-not-in-office": "“{member}” has nobody in office on that day, by the roster.",
    "member-already-invited": "“{member}” is invited already.",
    "letter-unknown": "There is no letter “{slug}”.",
    # files
    "file-not-ours": (
        "{file} was not written by this program, or was changed since. "
        "Choose another folder, or write over it with --force."
    ),
    # accounts
    "address-not-usable": "“{address}” is not a mail address. Write it like name@example.org.",
    "role-too-low": "Your role in this coalition does not allow this. Ask an owner.",
    "sign-in-link-unknown": "This sign-in link was used before or has expired. Ask for a new one.",
}
