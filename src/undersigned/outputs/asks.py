"""What became of a letter's asks, for programs: JSON (`undersigned.asks/1`) and an Atom feed."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from undersigned.domain.publishing import Rendered
from undersigned.domain.tracking import AskState, Happening, TrackedAsk
from undersigned.wording import Wording
from undersigned.wording.tracking import STEPS


@dataclass(frozen=True, slots=True)
class Card:
    """A letter with its tracked asks. `page` is the address of the letter, with its last stroke."""

    title: str
    coalition: str
    page: str
    published_at: datetime
    asks: tuple[TrackedAsk, ...]
    counts: dict[AskState, int]


def render_json(card: Card) -> Rendered:
    value = {
        "format": "undersigned.asks/1",
        "letter": card.page,
        "title": card.title,
        "coalition": card.coalition,
        "published": card.published_at.isoformat(),
        "count": {str(state): number for state, number in card.counts.items()},
        "asks": [_ask(ask, card) for ask in card.asks],
    }
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return Rendered("asks.json", "application/json", text.encode("utf-8"))


def _ask(ask: TrackedAsk, card: Card) -> dict[str, Any]:
    return {
        "number": ask.number,
        "text": ask.text,
        "address": f"{card.page}asks/#{ask.anchor}",
        "state": str(ask.state),
        "since": _iso(ask.since),
        "asked_of": ask.holder or None,
        "by": _iso(ask.last_day),
        "history": [_happening(each) for each in ask.history],
        "parts": [_ask(part, card) for part in ask.parts],
    }


def _happening(each: Happening) -> dict[str, Any]:
    return {
        "on": each.on.isoformat(),
        "step": str(each.step),
        "note": each.note or None,
        "source": {"title": each.source, "address": each.address} if each.address else None,
        "handed_to": each.handed_to or None,
        "recorded_by": "organiser" if each.by else "calendar",
        "taken_back": each.taken_back,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def render_atom(card: Card, wording: Wording) -> Rendered:
    """The latest first; an entry that was taken back stays, and says so."""
    entries = sorted(
        {
            (each.on, each.id, each.number): (ask, each) for ask in _leaves(card) for each in ask.history
        }.items(),
        reverse=True,
    )
    updated = entries[0][0][0] if entries else card.published_at.date()
    feed = "".join(_entry(card, ask, each, wording) for _, (ask, each) in entries)
    title = wording.say("What became of the asks: {title}", title=card.title)
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(title)}</title><id>{escape(card.page)}asks/</id>"
        f"<link href={quoteattr(card.page + 'asks/')}/>"
        f'<link rel="self" href={quoteattr(card.page.rstrip("/") + "/asks.atom")}/>'
        f"<updated>{_moment(updated)}</updated><author><name>{escape(card.coalition)}</name></author>"
        f"{feed}</feed>\n"
    )
    return Rendered("asks.atom", "application/atom+xml; charset=utf-8", text.encode("utf-8"))


def _leaves(card: Card) -> list[TrackedAsk]:
    return [leaf for ask in card.asks for leaf in ask.leaves]


def _entry(card: Card, ask: TrackedAsk, each: Happening, wording: Wording) -> str:
    said = wording.say(STEPS[each.step])
    title = wording.say("Ask {number}: {step}", number=each.number, step=said)
    if each.taken_back:
        title = wording.say("{entry} (recorded in error, taken back)", entry=title)
    content = " ".join(part for part in (ask.text, each.note, each.handed_to, each.source) if part)
    source = f'<link rel="via" href={quoteattr(each.address)}/>' if each.address else ""
    return (
        f"<entry><title>{escape(title)}</title><id>{escape(card.page)}asks/#outcome-{each.id}</id>"
        f"<link href={quoteattr(f'{card.page}asks/#{ask.anchor}')}/>{source}"
        f"<updated>{_moment(each.on)}</updated><content>{escape(content)}</content></entry>"
    )


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
