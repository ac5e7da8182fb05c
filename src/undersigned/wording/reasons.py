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
    "tick-missing": "Tick the box above the button to say that you agree to exactly this text.",
    "answer-missing": "Choose whether to sign or to decline.",
    "line-empty": "The printed line needs a name. Fill in at least the name, the office and the place.",
    "control-characters": "“{field}” has a character that cannot be printed. Remove it.",
    "direction-override": (
        "“{field}” has a hidden character that changes the direction of writing. Remove it."
    ),
    "web-address": "“{field}” has a web address in it. Leave only the name.",
    "too-long": "“{field}” is longer than 200 characters. Shorten it.",
    "line-too-long": (
        "All parts of the line together have more than 800 characters. Shorten “{field}” or another part."
    ),
    "roster-line-unprintable": (
        "The line that the roster has for this office cannot be printed: “{field}” has to be mended. Whoever "
        "keeps the roster can do it; then the letter can be signed."
    ),
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
    "name-not-given": "A name is missing. Write the name as it should be printed.",
    "organisation-missing": "The name of the organisation is missing. Write it as it should be printed.",
    "only-individuals": "This letter is signed by persons, each for themselves. Untick the organisation.",
    "only-organisations": "This letter is signed by organisations. Tick that you sign for one, and name it.",
    "email-not-usable": "This is not a mail address. Write it like name@example.org.",
    "too-many-at-once": (
        "Too many forms came from this connection within an hour. Nothing is lost; try again in an hour."
    ),
    "nothing-to-review": "This signature was reviewed, withdrawn or struck meanwhile: nothing is left to do.",
    "why-missing": "Choose why: everybody sees the kind of reason for which a signature was struck.",
    "rule-empty": "The rule would catch everything. Write what it should look for.",
    "not-for-delegates": (
        "In this coalition only office-holders sign, each by the link in the mail to them. Hand the letter "
        "to the office-holder."
    ),
    "nothing-to-confirm": "There is no answer here that waits to be confirmed.",
    "condition-empty": "Say on what your signature depends: a number, or the places that have to sign.",
    "condition-out-of-range": (
        "A number on which your signature depends is at least 2, yourself included, and at most 1,000,000; "
        "at most 24 places can be named."
    ),
    "condition-place-unknown": (
        "“{place}” is no place of this coalition, or one with several offices. Write it as it is printed, "
        "such as “Durham, NC”, or with its office: “Mayor of Durham, NC”."
    ),
    "conditions-not-taken": "For this letter a signature holds in any case, or is not given.",
    "names-are-printed": "For this letter every name is printed. Sign with it, or decline.",
    "holder-has-no-address": (
        "The office-holder has to confirm, and has no mail address on the roster. Tell the organiser."
    ),
    "code-unknown": (
        "No letter waits under this code. Compare it with the mail: it has ten letters and figures, never "
        "the letters I, L, O or U. A code ends with its link."
    ),
    "too-many-tries": "Too many codes were tried from here. Wait a quarter of an hour, then try again.",
    "name-missing": "Fill in the name and the mail address of the person.",
    "not-your-own-address": "“{address}” is your own address. Name somebody else, or answer yourself.",
    "delegate-was-stopped": (
        "The office-holder has ended the authority of “{address}”. Only the office-holder can give it again."
    ),
    "delegate-unknown": "That person is not named as a delegate here, or the authority has ended already.",
    "date-not-ahead": "Choose a day after today and before the deadline.",
    "note-or-scan-missing": "Say how the yes was given, in a note, or add the scan of the paper.",
    "source-missing": "Say where the authority is from, such as “letter of March 3, on file”.",
    "channel-missing": "Choose how the answer came: by telephone, by mail or on paper.",
    "scan-not-readable": "The scan is no PDF, JPEG or PNG. Save it as one of these, and add it again.",
    "scan-too-large": "The scan is larger than 10 MB. Scan it in fewer dots, in grey, and add it again.",
    "not-invited": "“{member}” is not invited to this letter. Invite the office first.",
    # evidence
    "cannot-be-sealed-now": (
        "Nothing was recorded: the database is older than what this host has sealed for this letter, and "
        "whoever runs it has to restore the newer one first. Try again tomorrow, or ask the organiser. A "
        "receipt that you have stays good."
    ),
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
    "member-wants-no-mail": "“{member}” has asked for no more mail from this coalition.",
    "letter-unknown": "There is no letter “{slug}”.",
    # mails
    "line-break": "“{field}” has a line break in it. Write it as one paragraph, without pressing Enter.",
    "markup": "“{field}” has markup in it, such as tags or asterisks. Write plain words.",
    "words-too-long": "“{field}” has more than {longest} characters. Shorten it.",
    "message-empty": "The message is empty. Write what you want to say.",
    "time-not-usable": "“{text}” is not a time that is still to come. Choose a later day and hour.",
    "time-after-deadline": "That is after the deadline, {deadline}. Choose a time before it.",
    "reminded-today": "This office was reminded within the last 20 hours. Wait, or write to it instead.",
    "recipient-unknown": "This person is no longer written to for this office. See the office’s page again.",
    "nothing-waits": "No mail of this kind waits any more: all of them have gone or were stopped.",
    # the desk
    "note-empty": "The note is empty. Write something, or go back.",
    "note-too-long": "The note has more than 2,000 characters. Shorten it.",
    "point-changed": "This has changed since the page was opened. Look at it as it is now.",
    "points-open": (
        "Some points of the list above are open. Settle them, or tick the box to go on all the same."
    ),
    "row-refused": "This cannot be kept as it is. What is wrong stands below.",
    "row-gone": "This is no longer on the roster, or has ended. Look at the member again.",
    "member-already-on-roster": (
        "This office of this place is on the roster already, as {member}. Open it to change its holder."
    ),
    "file-missing": "Choose a file first: a CSV or XLSX file whose first row names the columns.",
    "roster-file-too-large": (
        "The file has more than {most} MB. A roster of ten thousand members is smaller than that: is it the "
        "right file? The command “undersigned roster import” takes files of up to 50 MB."
    ),
    "upload-gone": "This file was imported or thrown away before, or is older than a day. Choose it again.",
    "reading-gone": "This file was thrown away, or was read more than ninety days ago. Read it again.",
    "document-missing": "Choose a file first: a letter or an article as text, Markdown, HTML, DOCX or PDF.",
    "document-too-large": (
        "The file has more than {most} MB. Give the letter alone; the command “undersigned read” takes files "
        "of up to 50 MB."
    ),
    "signatory-gone": "The list has no such line any more. Look at the file again.",
    "no-text-for-a-draft": (
        "No draft could be made of this letter: what was read in it has no text. Write the draft, and copy "
        "what you need from the lines on this page."
    ),
    "no-offices-in-list": (
        "Nobody on this list has an office with its place, or a body, so there is no roster to make of it. "
        "Mend the signatories first."
    ),
    "neither-name-nor-body": (
        "A signatory needs a name or an organisation. Fill in one, or take the line off the list."
    ),
    "roster-changed-meanwhile": (
        "The roster was changed since this page was shown, so the import would do something else now. "
        "Look at it again, then import."
    ),
    "nothing-to-import": "There is nothing in the file that would change the roster.",
    # embargo
    "embargo-in-the-past": "The embargo would end in the past. Choose a later time, or publish now.",
    "embargo-without-zone": (
        "The time “{text}” has no time zone or is not a time. "
        "Write it with a zone, such as 2026-12-01T06:00-05:00."
    ),
    "no-embargo": "This letter is not under embargo. Publish it for a time first.",
    "embargo-called-off": "This letter is not to be published at a fixed time now. Ask the organiser.",
    "outlet-missing": "Write down for which outlet the link is.",
    "link-revoked": "The organiser revoked this link. Ask the organiser if you need another.",
    # delivery
    "recipient-missing": "Write down to whom the letter goes.",
    "not-delivered": (
        "There is a proof or an acknowledgement, but no day of delivery. Fill in the day, or leave both "
        "empty."
    ),
    "list-not-final": "This can only be done with a closed or published letter: until then its list changes.",
    "delivered-before-closed": (
        "The day is before the letter closed, when there was no final list to deliver."
    ),
    "acknowledged-before-delivered": (
        "It would have been acknowledged before it was delivered. Mend one of the days."
    ),
    "proof-missing": (
        "A delivery needs a proof: attach a file, or write the number or id by which somebody can ask."
    ),
    "delivery-unknown": "This delivery is not on the list any more.",
    # press
    "nobody-from-there": "Nobody from “{place}” signed this letter.",
    "fact-missing": "Write what is so, in a sentence or two.",
    "fact-unknown": "This fact is not on the register any more.",
    "place-not-known": (
        "No place “{place}” is known in {region}, and no member is there. Check the spelling, or leave the "
        "place empty for the whole region."
    ),
    "region-not-known": (
        "“{region}” is no state we know, and no member is there. Write it like NC or North Carolina."
    ),
    "checked-before-it-happened": "It would have been checked before it happened. Mend one of the two days.",
    "quote-missing": "Write the words that may be printed.",
    "quote-too-long": "This is longer than 600 characters. Newspapers print one or two sentences.",
    "clearance-missing": "Tick the box to say that exactly these words may be printed with the name.",
    "quote-changed-meanwhile": (
        "The organiser proposed other words meanwhile. Read them below, then decide."
    ),
    "quote-unnamed": "The name is not printed, as you asked, so no words are printed with it either.",
    "quote-unknown": "There is no such quote any more.",
    "nobody-chosen": "Tick at least one signatory to ask.",
    # asks
    "ask-unknown": "The letter has no ask “{number}”.",
    "step-cannot-follow": (
        "Ask {number} is “{state}”, and “{step}” cannot follow that. What can: {possible}."
    ),
    "outcome-before-letter": (
        "The day is before the date of the letter, so nothing can have become of its asks."
    ),
    "outcome-before-last": "Ask {number} came to where it is on {since}; this day is earlier. Mend the day.",
    "outcome-unknown": "This entry is not in the ledger any more.",
    "successor-missing": "Write down to whom the ask is handed on: the successor’s name and office.",
    "term-ended-before": "The successor’s term would have ended before the ask is handed on.",
    "note-missing": "Say in a sentence why it has lapsed.",
    "no-files-yet": "The letter is not public yet, so it has no files to write.",
    "not-published": "The letter is not public yet, so nothing can have become of its asks.",
    "no-open-asks": "Every ask of this letter is done or refused, so there is nothing to follow up.",
    # dates, sources and files
    "day-missing": "Fill in the day.",
    "day-not-a-day": "“{text}” is not a day. Write it like 2026-12-31.",
    "day-in-the-future": "This day has not come yet. Write down what has happened.",
    "says-who-missing": "Name the source: who says so, and where.",
    "source-not-an-address": (
        "The source’s address is not a web address. Write all of it, like https://example.org/page."
    ),
    "file-empty": "The file is empty.",
    "file-too-large": "The file is larger than 10 MB.",
    "file-kind-unknown": "The file is none of: PDF, PNG, JPEG, plain text, mail (.eml).",
    # files
    "backup-exists": "{file} is there already. Choose another name, or write over it with --force.",
    "installation-not-empty": (
        "There are coalitions, letters or organisers here already ({folder}). Restore into an empty "
        "installation, or put the backup in the place of all of it with --replace."
    ),
    "file-not-ours": (
        "{file} was not written by this program, or was changed since. "
        "Choose another folder, or write over it with --force."
    ),
    # accounts
    "address-not-usable": "“{address}” is not a mail address. Write it like name@example.org.",
    "role-too-low": "Your role in this coalition does not allow this. Ask an owner.",
    "sign-in-link-unknown": "This sign-in link was used before or has expired. Ask for a new one.",
    "last-owner": "Somebody must own the coalition. Make somebody else an owner first.",
    "already-appointed": "{address} is at this desk already. Change the role below instead.",
    "organiser-unknown": "Nobody with this address is at this desk.",
    "sign-in-refused": (
        "Address and password do not belong together. Try again, or ask for a link: it always works."
    ),
    "too-many-sign-ins": (
        "There were too many tries that failed. Wait a quarter of an hour, or ask for a link: it always "
        "works."
    ),
    "code-refused": (
        "That code does not hold now. Take the newest code of your app, and see that the clock of your "
        "device is right; or use a recovery code."
    ),
    "passkey-refused": "The passkey could not be checked. Try once more, or use another way to sign in.",
    "passkey-unknown": "This passkey belongs to nobody at this desk. Use another way to sign in.",
    "password-too-short": (
        "The password needs at least {shortest} characters. Four or five words make a good one."
    ),
    "password-too-long": "The password may have {longest} characters at most.",
    "password-too-common": "Many people use this password, so it is guessed first. Choose another.",
    "password-like-address": "The password is much like your address. Choose another.",
    "passwords-differ": "The two passwords are not the same. Type the new one twice.",
    "first-run-over": (
        "This installation is set up already. Sign in at the desk; "
        "whoever runs it can let you in with: undersigned organiser add"
    ),
    "coalition-nameless": "The coalition needs a name: it stands above every letter and in every mail.",
    "set-by-environment": "This is set by the environment of the server, and is changed there.",
    "mail-route-not-usable": (
        "“{text}” cannot be used. Write the name of the mail server, such as mail.example.org, and its port, "
        "such as 587."
    ),
    "test-mail-failed": "The mail server did not take the test mail. It said: {trouble}",
    # how letters are set
    "letterhead-cannot-be-drawn": (
        "This picture cannot be drawn: it is damaged, or not what it says. Save it again as PNG, JPEG or SVG."
    ),
    "letterhead-not-a-picture": "This is not a PNG, JPEG or SVG picture. Choose a file of one of the three.",
    "letterhead-runs": (
        "This drawing is more than a picture: it has a script, an animation, or a part from elsewhere. Save "
        "it as plain SVG with everything inside, or as PNG."
    ),
    "letterhead-too-large": "This picture has more than 2 MB. Save it smaller; it is printed rather low.",
    "look-is-fixed": (
        "The letter is public as it was set, and its files are sealed: how it is set cannot change any more."
    ),
    "look-unknown": "“{value}” is none of the choices. Choose one of the list.",
    "template-fails": (
        "The template {file} in the data folder does not work, so nothing was published: {trouble}. Mend it, "
        "or take it away."
    ),
    # coverage
    "article-empty": "There is no text to check. Paste the article, or choose its file.",
    "article-has-no-title": "The article needs a title. Type the one that it stands under.",
    "article-unknown": "There is no such article about this letter.",
    "before-the-article": "This day is before the article stood. Mend one of the two days.",
    "corrected-before-asked": "The correction was made before it was asked for. Mend one of the two days.",
    # programs
    "hook-address-not-usable": (
        "“{address}” cannot be called. Give an address that begins with https:// and has no name or password "
        "in it."
    ),
    "hook-listens-to-nothing": "Choose at least one thing that the web hook is told of.",
    "hook-unknown": "There is no such web hook in this coalition, or it was stopped.",
}
