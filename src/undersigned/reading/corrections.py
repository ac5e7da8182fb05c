"""A letter that was read, mended by hand; what is wrong in it is looked for anew, and said by `say`."""

from dataclasses import replace
from typing import Any

from undersigned.domain.documents import LetterDocument, Signatory, count_signatories
from undersigned.reading.find_mistakes import Evidence, find_mistakes
from undersigned.reading.jurisdictions import with_jurisdictions
from undersigned.reading.names import with_name_parts
from undersigned.reading.whereabouts import where_is
from undersigned.wording import Wording

_CERTAIN = 1.0


def corrected(document: LetterDocument, say: Wording, **changes: Any) -> LetterDocument:
    """The document with these fields as somebody who looked at it wrote them."""
    return _looked_at_again(replace(document, **changes), say)


def with_signatory(document: LetterDocument, say: Wording, at: int, one: Signatory) -> LetterDocument:
    """The document with the signatory at this place of its list mended; one past the end is a new one."""
    before = document.signatories[at] if at < len(document.signatories) else None
    certain = replace(
        _placed(one),
        confidence=_CERTAIN,
        source=before.source if before else None,
        group=before.group if before else None,
    )
    listed = (*document.signatories[:at], certain, *document.signatories[at + 1 :])
    return _looked_at_again(replace(document, signatories=with_name_parts(listed)), say)


def without_signatory(document: LetterDocument, say: Wording, at: int) -> LetterDocument:
    """The document with this one taken off its list; mentions of the others follow."""
    listed = (*document.signatories[:at], *document.signatories[at + 1 :])
    mentions = tuple(replace(one, signatory=_moved(one.signatory, at)) for one in document.mentions)
    return _looked_at_again(replace(document, signatories=listed, mentions=mentions), say)


def _moved(signatory: int | None, taken: int) -> int | None:
    if signatory is None or signatory == taken:
        return None
    return signatory - 1 if signatory > taken else signatory


def _placed(one: Signatory) -> Signatory:
    """Region code and country by what is written as the region or country."""
    where = where_is(one.region or one.country or "")
    if where is None:
        return replace(one, region_code=None)
    return replace(one, region_code=where.region_code, country=one.country or where.country)


def _looked_at_again(document: LetterDocument, say: Wording) -> LetterDocument:
    signatories = with_jurisdictions(document.signatories)
    count = count_signatories(signatories, unnamed=document.count.unnamed, lapsed=document.count.lapsed)
    cut = next(
        (place for one in document.findings if one.code == "truncated-list" for place in one.source), None
    )
    cut = cut if cut and cut.text else None  # the line that says so; else it was reckoned, and is again
    evidence = Evidence(
        signatories,
        count,
        document.claims,
        document.mentions,
        count.unnamed,
        cut,
        truncated=bool(cut),
    )
    found = find_mistakes(evidence, say)
    kept = [one for one in document.findings if one.code in _OF_THE_READING]
    return replace(document, signatories=signatories, count=count, findings=(*found, *kept))


_OF_THE_READING = frozenset(("unreadable-part", "reasoned-date"))
