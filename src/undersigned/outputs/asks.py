"""What became of a letter's asks, for programs (`undersigned.asks/1`)."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from undersigned.domain.publishing import Rendered
from undersigned.domain.tracking import AskState, Happening, TrackedAsk


@dataclass(frozen=True, slots=True)
class Card:
    """A letter with its tracked asks. `page` is the address of the letter, with its last stroke."""

    title: str
    coalition: str
    page: str
    published_at: datetime
    asks: tuple[TrackedAsk, ...]
    counts: dict[AskState, int]


def render(card: Card) -> Rendered:
    value = {
        "format": "undersigned.asks/1",
        "letter": card.page,
        "title": card.title,
        "coalition": card.coalition,
        "published": card.published_at.isoformat(),
        "count": {str(state): number for state, number in card.counts.items()},
        "asks": [ask_as_json(ask, card.page) for ask in card.asks],
    }
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return Rendered("asks.json", "application/json", text.encode("utf-8"))


def ask_as_json(ask: TrackedAsk, page: str) -> dict[str, Any]:
    """One ask with its parts; `page` is the address of the letter, with its last stroke."""
    return {
        "number": ask.number,
        "text": ask.text,
        "address": f"{page}asks/#{ask.anchor}",
        "state": str(ask.state),
        "since": _iso(ask.since),
        "asked_of": ask.holder or None,
        "by": _iso(ask.last_day),
        "history": [_happening(each) for each in ask.history],
        "parts": [ask_as_json(part, page) for part in ask.parts],
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
