"""To an outlet, while a letter is under embargo: where to read it, and until when not to print it."""

from dataclasses import dataclass

from undersigned.messages import Button, Message, Paragraph, lay_out
from undersigned.wording import Wording


@dataclass(frozen=True, slots=True)
class OutletLink:
    """`until` is when the embargo ends, in words."""

    title: str
    coalition: str
    outlet: str
    until: str
    contact: str
    address: str


def write(wording: Wording, values: OutletLink) -> Message:
    paragraphs: list[Paragraph] = [
        wording.say(
            "{coalition} is about to publish the open letter “{title}”. It is under embargo until "
            "{until}: please print nothing of it before that.",
            coalition=values.coalition,
            title=values.title,
            until=values.until,
        ),
        Button(wording.say("Read the letter, and see who signed from where"), values.address),
        wording.say(
            "The link is for {outlet} alone. It leads to the letter as it will be published, to the list, "
            "and to a page for each place with the names, the sentence and the background. When the embargo "
            "ends, it leads to the public page.",
            outlet=values.outlet,
        ),
    ]
    if values.contact:
        paragraphs.append(wording.say("Questions? Ask {contact}.", contact=values.contact))
    paragraphs.append(values.coalition)
    return lay_out(
        "outlet_link", wording, wording.say("Under embargo: {title}", title=values.title), paragraphs
    )
