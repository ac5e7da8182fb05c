"""The draft of a letter that takes up what is open still of an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import yaml

from undersigned.domain.documents import LetterDocument
from undersigned.domain.prose import escaped
from undersigned.domain.reasons import Reason
from undersigned.domain.tracking import AskState, TrackedAsk
from undersigned.wording import speak

_SETTLED = (AskState.DONE, AskState.REFUSED)


@dataclass(frozen=True, slots=True)
class Before:
    """The earlier letter, as the new one speaks of it. `count` is who signed it, in words."""

    document: LetterDocument
    count: str
    asks: tuple[TrackedAsk, ...]


def open_still(asks: Sequence[TrackedAsk]) -> tuple[TrackedAsk, ...]:
    """Every ask or part that is neither done nor refused: what is lapsed can be asked of a successor."""
    return tuple(leaf for ask in asks for leaf in ask.leaves if leaf.state not in _SETTLED)


def may_follow_up(asks: Sequence[TrackedAsk]) -> Reason | None:
    return None if open_still(asks) else Reason.NO_OPEN_ASKS


def follow_up_source(before: Before, on: date) -> str:
    """The letter source of the draft: what was asked, what was done with thanks, and the open asks again.

    It is addressed to whoever is asked now, by name, and meant to be edited.
    """
    document, wording = before.document, speak(before.document.language)
    say = wording.say
    done = [leaf for ask in before.asks for leaf in ask.leaves if leaf.state is AskState.DONE]
    day = wording.date(document.date or on)
    wrote = say(
        "On {date}, {count} wrote to {addressee}.", date=day, count=before.count, addressee=_holder(before)
    )
    paragraphs = [escaped(wrote)]
    thanks = say("We thank you for what was done since:")
    paragraphs += [f"{thanks} {escaped(_sentence(leaf.text))} {{.thanks}}" for leaf in done]
    paragraphs.append(say("What we asked for then is open still, and we ask for it again:"))
    paragraphs.append("\n".join(_ask(number, ask) for number, ask in enumerate(_open_asks(before.asks), 1)))
    return f"---\n{_header(before, on)}---\n" + "\n\n".join(paragraphs) + "\n"


def _open_asks(asks: Sequence[TrackedAsk]) -> list[tuple[TrackedAsk, tuple[TrackedAsk, ...]]]:
    """Asks that are open still, each with its open parts."""
    return [(ask, open_still([ask])) for ask in asks if open_still([ask])]


def _ask(number: int, ask: tuple[TrackedAsk, tuple[TrackedAsk, ...]]) -> str:
    whole, leaves = ask
    lines = [f"{number}. {escaped(_sentence(whole.text))} {{.ask}}"]
    if whole.parts:
        lines += [f"   {index}. {escaped(_sentence(leaf.text))}" for index, leaf in enumerate(leaves, 1)]
    return "\n".join(lines)


def _sentence(text: str) -> str:
    return " ".join(text.split())


def _holder(before: Before) -> str:
    """Who was asked, as the letter says."""
    return "; ".join(
        ", ".join(part for part in (each.name, each.office, each.organisation) if part)
        for each in before.document.addressees
    )


def _header(before: Before, on: date) -> str:
    document, say = before.document, speak(before.document.language).say
    asked_now = [leaf.holder for leaf in open_still(before.asks)]
    handed = next((holder for holder in asked_now if holder != _holder(before)), None)
    values: dict[str, object] = {
        "title": say("What is still open: {title}", title=document.title or ""),
        "date": on,
        "language": document.language or "en",
    }
    if document.coalition:
        values["coalition"] = document.coalition
    if handed:
        name, _, office = handed.partition(", ")
        values["addressee"] = {"name": name, **({"office": office} if office else {})}
    else:
        values["addressee"] = [_addressee(each) for each in document.addressees]
        if document.salutation:
            values["salutation"] = document.salutation
    if document.closing:
        values["closing"] = document.closing
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)


def _addressee(addressee: object) -> dict[str, object]:
    parts = ("name", "office", "organisation", "address", "until")
    found = {part: getattr(addressee, part) for part in parts}
    return {part: list(value) if part == "address" else value for part, value in found.items() if value}
