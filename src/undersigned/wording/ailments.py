"""What is wrong with an installation, and how it is mended: the two sentences of each ailment."""

AILMENTS: dict[str, tuple[str, str]] = {
    "settings-unusable": (
        "{trouble}",
        "Set it as the sentence says; docs/reference/settings.md has them all.",
    ),
    "address-of-this-machine": (
        "Mails are sent to people, but the links in them lead to {address}, which is this machine.",
        "Set UNDERSIGNED_BASE_URL to the address that people reach it at.",
    ),
    "address-in-the-clear": (
        "Personal links lead to {address}, which is not encrypted: whoever listens can sign.",
        "Let a reverse proxy end TLS, and set UNDERSIGNED_BASE_URL to the https address.",
    ),
    "address-not-answered": (
        "Nothing is answered for {host}, which every link names.",
        "Add it to UNDERSIGNED_ALLOWED_HOSTS, or leave that unset.",
    ),
    "disk-nearly-full": (
        "{megabytes} MB are free on the disk of {folder}.",
        "Make room before it is full: nothing can be signed after that.",
    ),
    "database-unreachable": (
        "The database does not answer: {trouble}.",
        "Start it, or set UNDERSIGNED_DATABASE_URL to where it is.",
    ),
    "database-older": (
        "The database is of an older version.",
        "Back it up, then run: undersigned manage migrate",
    ),
    "database-newer": (
        "The database is of a newer version than this program.",
        "Install that version of undersigned.",
    ),
    "database-damaged": (
        "The database file is damaged: {trouble}.",
        "Stop the server, keep the file, and restore the last backup: undersigned restore FILE --replace",
    ),
    "signing-key-unusable": ("{trouble}.", "Until it is mended nothing can be signed or published."),
    "secret-file-loose": ("Others on this machine can read {file}.", "Run: chmod 600 {file}"),
    "signing-key-missing": (
        "Logs are sealed with {key}, which is not in {file}.",
        "Restore that file from its copy; no other key can take its place.",
    ),
    "seals-unreadable": ("{trouble}.", "Mend the file's rights, or restore it from the backup."),
    "sealed-further": (
        "{origin} was sealed further than the database goes: an older state was restored.",
        "Restore the newest backup. Without one, cancel the letter and begin anew; what is sealed holds.",
    ),
    "log-and-seal-differ": (
        "The log of {slug} and its last seal do not agree: the tables were changed by another program.",
        "Restore the last backup, or compare with a bundle from before: undersigned verify … --earlier",
    ),
    "mails-wait": (
        "{number} mails wait, and nobody has tried to post one that was due at {since}.",
        "Start the job loop: undersigned serve has it, undersigned work is it alone.",
    ),
    "mails-not-taken": (
        "The mail server does not take our mails: {trouble}",
        "Look at UNDERSIGNED_EMAIL_URL, and at the server's own log.",
    ),
    "deadline-passed-over": (
        "{slug} still circulates, though its deadline was {deadline}.",
        "Start the job loop: undersigned serve has it, undersigned work is it alone.",
    ),
    "clock-behind": (
        "This machine's clock says {now}, but something was recorded at {latest}.",
        "Set the clock; let it be kept by a time service. The logs keep the later minute meanwhile.",
    ),
    "clocks-differ": (
        "This machine's clock says {now}, the database's {other}.",
        "Set both by a time service: deadlines are told by this one.",
    ),
}
