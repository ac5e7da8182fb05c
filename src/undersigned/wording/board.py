"""The words of an organiser's board: its groups, and the columns of its table."""

# The group of a board → what it is called; in the order in which they are told.
GROUPS: dict[str, str] = {
    "signed": "signed",
    "signed-for": "of them by a delegate",
    "conditional": "will sign if others do",
    "prepared": "waits for the office-holder",
    "declined": "declined",
    "opened": "link opened",
    "silent": "silent",
    "unreached": "mail refused",
    "lapsed": "lapsed",
    "withdrawn": "withdrawn",
    "struck": "struck",
}

COLUMNS: tuple[str, ...] = (
    "Member",
    "Place",
    "Region",
    "Office",
    "Office-holder",
    "Answer",
    "Signed by",
    "Since (UTC)",
    "Reason for declining",
    "The mail server said",
)

# The kind of a mail → what it is called.
MAILS: dict[str, str] = {
    "invitation": "Invitations to office-holders",
    "delegate-invitation": "Invitations to delegates",
    "reminder": "Reminders",
    "deadline-extended": "Notices of the new deadline",
    "new-edition": "Questions about the new text",
    "new-link": "New links",
    "organiser-message": "Messages of your own",
    "receipt": "Receipts",
    "office-holder-notice": "Notices to office-holders",
    "disowned": "Notices of disowning",
    "line-reviewed": "Answers about printed lines",
    "closing": "Closing mails",
    "cancelled": "Notices of cancelling",
}
