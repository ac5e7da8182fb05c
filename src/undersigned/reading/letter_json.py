"""`undersigned.letter/1` → `LetterDocument`: the other way of `outputs.json`."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from undersigned.domain.documents import (
    Addressee,
    Ask,
    AskPart,
    Block,
    Claim,
    Confirmation,
    Count,
    DocumentSource,
    Finding,
    LetterDocument,
    Mention,
    Signatory,
    Source,
    count_signatories,
)
from undersigned.errors import Unreadable

_FORMAT = "undersigned.letter/1"
_SIGNATORY_TEXTS = (
    "name",
    "given",
    "family",
    "honorific",
    "office",
    "title",
    "place",
    "region",
    "region_code",
    "country",
    "jurisdiction",
    "organisation",
    "on_behalf_of",
    "group",
    "note",
)

Json = dict[str, Any]


def read_letter_json(name: str, data: bytes) -> LetterDocument:
    """The letter in a JSON file. Raises `Unreadable` with what is
    wrong."""
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as trouble:
        raise Unreadable(
            f"This is not JSON ({_first_line(trouble)}). Give a letter.json.", where=name
        ) from None
    if not isinstance(value, dict) or value.get("format") != _FORMAT:
        raise Unreadable(f"This is JSON, but no letter: its “format” is not “{_FORMAT}”.", where=name)
    try:
        return letter_from_json(value)
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise Unreadable(
            f"A part of the letter is not as the format says ({_first_line(trouble)}).", where=name
        ) from None


def _first_line(trouble: Exception) -> str:
    return (str(trouble).splitlines() or ["?"])[0][:100]


def letter_from_json(value: Json) -> LetterDocument:
    """The document whose JSON (`outputs.json.document_as_json`) this is; Python's errors where it is none."""
    signatories = tuple(_signatory(one) for one in value.get("signatories", ()))
    return LetterDocument(
        title=_text(value, "title"),
        date=date.fromisoformat(value["date"]) if value.get("date") else None,
        language=_text(value, "language"),
        coalition=_text(value, "coalition"),
        addressees=tuple(
            Addressee(_text(one, "name"), _text(one, "office"), _text(one, "organisation"))
            for one in value.get("addressees", ())
        ),
        salutation=_text(value, "salutation"),
        body=tuple(
            Block(one["kind"], str(one["text"]), str(one["markdown"]), _text(one, "ask"))
            for one in value.get("body", ())
        ),
        asks=tuple(_ask(one) for one in value.get("asks", ())),
        thanks=tuple(str(text) for text in value.get("thanks", ())),
        closing=_text(value, "closing"),
        signatories=signatories,
        count=_count(value.get("count"), signatories),
        claims=tuple(_claim(one) for one in value.get("claims", ())),
        mentions=tuple(_mention(one) for one in value.get("mentions", ())),
        findings=tuple(_finding(one) for one in value.get("findings", ())),
        source=_file(value.get("source")),
    )


def _claim(value: Json) -> Claim:
    kind, text = value["kind"], str(value["text"])
    place = _source(value.get("source")) or Source()
    return Claim(kind, int(value["value"]), bool(value["at_least"]), _text(value, "of"), text, place)


def _mention(value: Json) -> Mention:
    place = _source(value.get("source")) or Source()
    signatory = value.get("signatory")
    return Mention(str(value["name"]), _text(value, "office"), _text(value, "place"), signatory, place)


def _finding(value: Json) -> Finding:
    places = tuple(place for one in value.get("source", ()) if (place := _source(one)))
    values = tuple(str(one) for one in value.get("values", ()))
    return Finding(str(value["code"]), value["severity"], str(value["message"]), values, places)


def _source(value: Json | None) -> Source | None:
    return Source(value.get("line"), value.get("page"), value.get("text")) if value else None


def _file(value: Json | None) -> DocumentSource | None:
    return DocumentSource(value.get("file"), str(value["sha256"]), value["kind"]) if value else None


def _ask(value: Json) -> Ask:
    parts = tuple(AskPart(str(part["number"]), str(part["text"])) for part in value.get("parts", ()))
    return Ask(str(value["number"]), str(value["text"]), parts)


def _signatory(value: Json) -> Signatory:
    texts = {name: _text(value, name) for name in _SIGNATORY_TEXTS}
    confirmed = value.get("confirmed")
    return Signatory(
        **cast(Any, texts),
        status=value.get("status") or "current",
        confirmed=Confirmation(confirmed["how"], confirmed["by"], confirmed.get("index"))
        if confirmed
        else None,
        source=_source(value.get("source")),
        confidence=value.get("confidence"),
    )


def _count(value: Json | None, signatories: tuple[Signatory, ...]) -> Count:
    """The count as the list gives it; unnamed and lapsed are known to the record alone."""
    unnamed, lapsed = (int((value or {}).get(name) or 0) for name in ("unnamed", "lapsed"))
    return count_signatories(signatories, unnamed=unnamed, lapsed=lapsed)


def findings_of_json(values: Iterable[Json]) -> tuple[Finding, ...]:
    """Findings as `outputs.json` wrote them."""
    return tuple(map(_finding, values))


def _text(value: Json, name: str) -> str | None:
    text = value.get(name)
    if text is not None and not isinstance(text, str):
        raise TypeError(f"“{name}” is no text")
    return text or None
