"""To an office that has signed: the text has changed, here is how; please sign the new text, or decline."""

from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.difference import Excerpt, Run
from undersigned.messages import LetterInMail, Message, Paragraph, Quoted, WayIn, lay_out, signed_off, way_in
from undersigned.wording import Wording

# A mail is no place for a whole letter; the page behind the link shows every change.
_MOST_EXCERPTS = 12
_LONGEST_EXCERPT = 1_200


@dataclass(frozen=True, slots=True)
class NewEdition:
    """`signed_by` is whose signature lapsed: the office-holder, or the delegate who signed.

    `waited`: it was no signature yet, but an answer that depended on others or waited for a confirmation.
    """

    letter: LetterInMail
    signed_by: str
    signed_at: datetime
    waited: bool
    line: str
    changed: tuple[Excerpt, ...]
    way: WayIn


def write(wording: Wording, values: NewEdition) -> Message:
    letter = values.letter
    until = wording.moment(letter.deadline, letter.zone) if letter.deadline else ""
    return lay_out(
        "new_edition",
        wording,
        wording.say("The text has changed, please read and sign again: {title}", title=letter.title),
        [
            *_what_lapsed(wording, values, until),
            *way_in(wording, wording.say("Read the new text, then sign or decline"), values.way),
            *_what_changed(wording, values.changed),
            wording.say("Your name would be printed as:"),
            Quoted(values.line),
            *signed_off(wording, letter),
        ],
    )


def _what_lapsed(wording: Wording, values: NewEdition, until: str) -> list[Paragraph]:
    letter = values.letter
    signed_at = wording.moment(values.signed_at, letter.zone)
    if values.waited:
        return [
            wording.say(
                "{coalition} has changed the text of the open letter “{title}”. {signatory} had answered it "
                "on {moment}, with a signature that was still waiting.",
                coalition=letter.coalition,
                title=letter.title,
                signatory=values.signed_by,
                moment=signed_at,
            ),
            wording.say(
                "That answer, and that on which it depended, held for the old text alone and is deleted. The "
                "new text can be signed until {until}, with a condition or without.",
                until=until,
            ),
        ]
    return [
        wording.say(
            "{coalition} has changed the text of the open letter “{title}”, which {signatory} signed on "
            "{moment}.",
            coalition=letter.coalition,
            title=letter.title,
            signatory=values.signed_by,
            moment=signed_at,
        ),
        wording.say(
            "That signature holds for the old text alone. The new text can be signed until {until}; "
            "without an answer the name is not on the letter.",
            until=until,
        ),
    ]


def _what_changed(wording: Wording, changed: tuple[Excerpt, ...]) -> list[Paragraph]:
    if not changed:
        return [wording.say("No word is different, only the white space between them.")]
    shown: list[Paragraph] = [wording.say("What has changed:")]
    shown += [Quoted(_in_words(wording, excerpt)) for excerpt in changed[:_MOST_EXCERPTS]]
    if (more := len(changed) - _MOST_EXCERPTS) > 0:
        shown.append(
            wording.count(
                "There is {number} change more; the page behind the link shows all of them.",
                "There are {number} changes more; the page behind the link shows all of them.",
                more,
            )
        )
    return shown


def _in_words(wording: Wording, excerpt: Excerpt) -> str:
    """keep the [taken out: night] [added: evening] buses"""
    said = "".join(_run(wording, run) for run in excerpt).replace("][", "] [").strip()
    return said if len(said) <= _LONGEST_EXCERPT else f"{said[:_LONGEST_EXCERPT].rsplit(' ', 1)[0]} …"


def _run(wording: Wording, run: Run) -> str:
    words = run.text.strip()
    space = run.text[: len(run.text) - len(run.text.lstrip())]
    match run.kind:
        case "removed":
            return space + wording.say("[taken out: {words}]", words=words)
        case "added":
            return space + wording.say("[added: {words}]", words=words)
    return run.text
