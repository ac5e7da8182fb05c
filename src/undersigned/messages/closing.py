"""To everybody whose signature stands when a letter closes: the final state of its list, to keep.

As many inboxes as there are signatories then hold the same checkpoint: a list that is told differently to
somebody later does not match it.
"""

from dataclasses import dataclass

from undersigned.messages import LetterInMail, Message, Quoted, WayIn, lay_out, signed_off, way_in
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class Closing:
    """`origin`, `size`, `root` (base64) and `fingerprint` are those of the checkpoint, which is attached."""

    letter: LetterInMail
    line: str
    signatures: int
    origin: str
    size: int
    root: str
    fingerprint: str
    way: WayIn


def write(wording: Wording, values: Closing) -> Message:
    letter = values.letter
    return lay_out(
        "closing",
        wording,
        wording.say("Closed: {title}", title=letter.title),
        [
            wording.count(
                "The open letter “{title}” is closed with {number} signature. Its list is final and has:",
                "The open letter “{title}” is closed with {number} signatures. Its list is final and has:",
                values.signatures,
                title=letter.title,
            ),
            Quoted(values.line),
            *way_in(wording, wording.say("See the signature and its receipt, or withdraw it"), values.way),
            wording.say(
                "Keep this mail. It fixes the list as it is today, and all who signed get the same figures:"
            ),
            Quoted(wording.say("fingerprint {fingerprint}", fingerprint=values.fingerprint)),
            Quoted(wording.say("log {origin}", origin=values.origin)),
            Quoted(wording.say("entries {size}", size=values.size)),
            Quoted(wording.say("root {root}", root=values.root)),
            wording.say(
                "They are attached, signed, as “checkpoint.txt”. Once the letter is published, its PDF has "
                "the same fingerprint, and “Check this list” on its page says how to check it; this command "
                "then holds only if the list began with this one:"
            ),
            Quoted("undersigned verify evidence.zip --earlier checkpoint.txt"),
            *signed_off(wording, letter),
        ],
    )
