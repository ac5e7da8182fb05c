"""How a letter was handed over, a sentence each: as much of it as the organiser shows."""

from collections.abc import Sequence

from undersigned.domain.delivery import Handing, Shown, To, Way
from undersigned.wording import Wording


def deliveries(handings: Sequence[Handing], wording: Wording) -> list[str]:
    """In their order; each was delivered."""
    return [_sentence(each, wording) for each in handings]


def _sentence(handing: Handing, wording: Wording) -> str:
    assert handing.delivered_on is not None  # noqa: S101  # what is only planned is not shown
    say, way = wording.say, _way(handing.way, wording)
    if handing.to is To.COPY:
        said = say("A copy to {recipient}, {way}, {date}")
    else:
        said = say("To {recipient}, {way}, {date}")
    parts = [said.format(recipient=handing.recipient, way=way, date=wording.date(handing.delivered_on))]
    if handing.shown is Shown.PROOF and handing.person:
        parts.append(say("by {person}").format(person=handing.person))
    if handing.shown is Shown.PROOF and handing.proof:
        parts.append(handing.proof)
    if handing.acknowledged_on:
        parts.append(say("acknowledged on {date}").format(date=wording.date(handing.acknowledged_on)))
    return " · ".join(parts)


def _way(way: Way, wording: Wording) -> str:
    ways = {
        Way.MAIL: wording.say("by mail"),
        Way.PAPER: wording.say("on paper"),
        Way.PORTAL: wording.say("by a portal"),
        Way.IN_PERSON: wording.say("in person"),
    }
    return ways[way]
