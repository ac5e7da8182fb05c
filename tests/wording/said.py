"""What the program says, by its English: found where it is said."""

import re
from pathlib import Path

import undersigned
from undersigned.domain.reasons import Reason
from undersigned.outputs.html.confirmations import WAYS
from undersigned.reading.encodings import GUESSED, LOST, MENDED
from undersigned.reading.find_date_of_letter import ONLY_YEAR, PAGE_PUBLISHED, TERM_ENDS
from undersigned.wording.reasons import REASONS
from undersigned.wording.review import STRIKES

SOURCE = Path(undersigned.__file__).parent
SAID = re.compile(r"\b(?:say|count|ngettext)\(\s*\"((?:[^\"\\]|\\.)+)\"")

# Mails that only organisers get, and reasons that only they are given.
OF_THE_DESK = {"desk_invitation", "look_again", "sign_in", "sign_in_changed", "test_mail"}
TO_ORGANISERS = {
    *(Reason.NOTE_OR_SCAN_MISSING, Reason.SCAN_TOO_LARGE, Reason.SCAN_NOT_READABLE, Reason.NOT_INVITED),
    *(Reason.NOTHING_TO_REVIEW, Reason.CHANGE_ALREADY_REVIEWED, Reason.RULE_EMPTY, Reason.WHY_MISSING),
    *(Reason.MEMBER_NOT_IN_OFFICE, Reason.SOURCE_MISSING, Reason.RECIPIENT_UNKNOWN, Reason.ADDRESS_UNKNOWN),
}


def around_letters() -> set[str]:
    """What the formats, the sheet and the counts say."""
    files = [*(SOURCE / "outputs").rglob("*.py"), *(SOURCE / "outputs").rglob("*.j2")]
    files += [SOURCE / "domain/sheet.py", SOURCE / "domain/block.py", SOURCE / "wording/counts.py"]
    files += [SOURCE / "reading" / f"{name}.py" for name in ("find_mistakes", "coverage", "match_roster")]
    ways = {one for one, _ in WAYS.values()}
    notes = {MENDED, GUESSED, LOST, PAGE_PUBLISHED, TERM_ENDS, ONLY_YEAR}
    return ways | notes | _said_in(files)


def to_signatories() -> set[str]:
    """What they, and the public, read: mails, pages, and why something cannot be done."""
    pages = SOURCE / "web/templates"
    files = [file for file in (SOURCE / "messages").glob("*.py") if file.stem not in OF_THE_DESK]
    files += [page for area in ("signing", "public", "trouble") for page in (pages / area).glob("*.html")]
    files += [page for area in ("archive", "asks", "press") for page in (pages / area).glob("*.html")]
    files += [
        pages / f"{name}.html" for name in ("base", "check", "desk/listing", "difference", "home", "refused")
    ]
    files += [SOURCE / "domain/condition_words.py", SOURCE / "domain/unnamed.py"]
    files += [SOURCE / "wording/speech.py"]
    return _said_in(files) | set(STRIKES.values()) | {REASONS[reason] for reason in _given_to_signatories()}


def _given_to_signatories() -> set[Reason]:
    rules = ("codes", "conditions", "delegates", "public_signing", "quotes", "signing", "text")
    files = [SOURCE / "domain" / f"{name}.py" for name in rules]
    files += [SOURCE / "actions/quotes.py", SOURCE / "queries/conditions.py", SOURCE / "web/quotes.py"]
    for area in ("actions/signing", "actions/public_signing", "web/signing"):
        files += (SOURCE / area).glob("*.py")
    named = {name for file in files for name in re.findall(r"\bReason\.([A-Z_]+)", file.read_text("utf-8"))}
    return {Reason[name] for name in named} - TO_ORGANISERS


def _said_in(files: list[Path]) -> set[str]:
    """A sentence that is written in two pieces is put together."""
    return {
        sentence
        for file in files
        for sentence in SAID.findall(re.sub(r"\"\n\s+\"", "", file.read_text("utf-8")))
    }
