"""What is wrong in a letter, as far as the letter itself and the article around it show.

Silence where nothing is wrong: each rule below says when it does not speak.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from undersigned.domain.documents import FINDINGS, Claim, Count, Finding, Mention, Signatory, Source
from undersigned.domain.name_matching import compare_names, folded, name_key
from undersigned.reading.languages import words
from undersigned.reading.whereabouts import where_is
from undersigned.wording import Wording
from undersigned.wording.counts import OfficeCount, Tally, count_in_figures

_CUT_BELOW = 0.6  # a list with fewer than this share of the claimed number is cut, not miscounted
_MANY_NAMES = 500  # among so many names two people may share one


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules look at. `cut` is where the text says that its list is not whole; `more` is how many
    it leaves out. `whole`: the list is known to be all of it, so a far larger number is a mistake too."""

    signatories: Sequence[Signatory]
    count: Count
    claims: Sequence[Claim]
    mentions: Sequence[Mention]
    more: int = 0
    cut: Source | None = None
    truncated: bool = False
    whole: bool = False


def find_mistakes(evidence: Evidence, say: Wording) -> tuple[Finding, ...]:
    """The findings, errors first, in the order of the text within each severity."""
    found = [
        *count_mistakes(evidence, say),
        *_twice(evidence.signatories, say),
        *two_spellings(evidence, say),
        *_neighbours(evidence.signatories, say),
        *_unknown_places(evidence.signatories, say),
        *_cut(evidence, say),
        *_punctuation(evidence.signatories, say),
    ]
    order = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(found, key=lambda finding: order[finding.severity]))


def finding(
    code: str, message: str, values: Sequence[str] = (), source: Sequence[Source | None] = ()
) -> Finding:
    """A finding with the severity its code has."""
    return Finding(code, FINDINGS[code], message, tuple(values), tuple(one for one in source if one))


def count_mistakes(evidence: Evidence, say: Wording) -> Iterator[Finding]:
    """A claimed number that fits no count of the list. A list that is cut has no count to compare with."""
    listed = evidence.count.signatories
    if not listed or evidence.truncated:
        return
    for claim in _claims_of_signers(evidence.claims):
        if _fits(claim, evidence):
            continue
        if not evidence.whole and not claim.at_least and claim.value and listed < claim.value * _CUT_BELOW:
            continue  # told by `_cut`
        message = say.say(
            "The text says {claimed}; the list has {listed}.", claimed=claim.value, listed=listed
        )
        reason = _other_count(claim.value, evidence, say)
        yield finding(
            "count-mismatch", f"{message} {reason}".strip(), [str(claim.value), str(listed)], [claim.source]
        )


def _claims_of_signers(claims: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.kind == "signatory-count"]


def _fits(claim: Claim, evidence: Evidence) -> bool:
    count = evidence.count
    if claim.at_least or _counts_ours(claim):
        return claim.value <= count.signatories
    different = (
        len({name_key(one.name or one.organisation or "") for one in evidence.signatories}) + count.unnamed
    )
    return claim.value in (count.signatories, different) or _counts_a_part(claim, evidence)


def _counts_ours(claim: Claim) -> bool:
    """ "Two local mayors": those that the readers know, of a list that may have any number more."""
    return any(word in words("ours") for word in folded(claim.of or "").split())


def _counts_a_part(claim: Claim, evidence: Evidence) -> bool:
    """ "61 organisations" fits the organisations of a mixed list, "16 mayors" its mayors: the noun must be
    theirs."""
    of = folded(claim.of or "")
    groups: dict[str, int] = {}
    for one in evidence.signatories:
        groups[folded(one.group or "")] = groups.get(folded(one.group or ""), 0) + 1
    if any(
        name and (name in of or of.split()[-1:] == name.split()[-1:]) and number == claim.value
        for name, number in groups.items()
    ):
        return True
    offices = {folded(office): number for office, number in evidence.count.by_office}
    named = [number for office, number in offices.items() if office and office.split()[-1].rstrip("s") in of]
    bodies = any(
        word in of
        for word in ("organi", "group", "ngo", "asocia", "associa", "verband", "union", "network", "entidad")
    )
    if len(named) > 1 and any(word in words("conjunctions") for word in of.split()):
        return claim.value == sum(named)  # "31 mayors and county executives": both together
    return claim.value in named or (
        bodies and evidence.count.people > 0 and claim.value == evidence.count.organisations
    )


def _other_count(value: int, evidence: Evidence, say: Wording) -> str:
    """Which other count the number fits: the mayors without the county executive, the people without the
    bodies."""
    count = evidence.count
    offices = dict(count.by_office)
    fits = next((office for office, number in offices.items() if number == value), None)
    if fits:
        told = Tally((OfficeCount(fits, value),))
        rest = Tally(
            tuple(OfficeCount(office, number) for office, number in offices.items() if office != fits),
            count.people - sum(offices.values()),
            count.organisations,
        )
        return say.say(
            "The list has {these}; with {rest} there are {all}.",
            these=count_in_figures(told, say),
            rest=count_in_figures(rest, say),
            all=count.signatories,
        )
    if count.organisations and count.people and value in (count.people, count.organisations):
        what = say.say("people") if value == count.people else say.say("organisations")
        return say.say("{value} is the number of {what} alone.", value=value, what=what)
    return _author_left_out(value, evidence, say)


def _author_left_out(value: int, evidence: Evidence, say: Wording) -> str:
    unlisted = [one.name for one in evidence.mentions if one.signatory is None and one.office]
    if value == evidence.count.signatories + 1 and len(unlisted) == 1:
        return say.say(
            "{name} is named in the text and is not in the list; with {name} it fits.", name=unlisted[0]
        )
    return ""


def _twice(signatories: Sequence[Signatory], say: Wording) -> Iterator[Finding]:
    """The same name, office and place twice. In a long list of bare names it may be two people: a warning
    then."""
    seen: dict[tuple[str, ...], Signatory] = {}
    for one in signatories:
        key = tuple(
            name_key(part or "")
            for part in (one.name or one.organisation, one.office, one.place, one.region or one.country)
        )
        first = seen.setdefault(key, one)
        if first is one:
            continue
        name = one.name or one.organisation or ""
        bare = not (one.office or one.place or one.organisation)
        if bare and len(signatories) >= _MANY_NAMES:
            message = say.say(
                "“{name}” is listed twice, with nothing that tells one from the other. It may be two people.",
                name=name,
            )
            yield finding("ambiguous-signatory", message, [name], [first.source, one.source])
        elif not one.name or _same_affiliation(first, one):
            message = say.say("“{name}” is listed twice.", name=name)
            yield finding(
                "duplicate-signatory",
                message,
                [first.name or first.organisation or "", name],
                [first.source, one.source],
            )


def _same_affiliation(first: Signatory, second: Signatory) -> bool:
    return name_key(first.organisation or "") == name_key(second.organisation or "") and name_key(
        first.title or ""
    ) == name_key(second.title or "")


def two_spellings(evidence: Evidence, say: Wording) -> Iterator[Finding]:
    """A name that the article and the list spell differently; a nickname or an initial is no mistake."""
    for mention in evidence.mentions:
        if mention.signatory is None:
            continue
        one = evidence.signatories[mention.signatory]
        match = compare_names(mention.name, one.name or "")
        if match and match.likeness == "spelling":
            yield _variant(mention.name, one.name or "", mention.source, one.source, say)


def _variant(printed: str, listed: str, first: Source | None, second: Source | None, say: Wording) -> Finding:
    message = say.say("One person is spelt two ways: “{one}” and “{other}”.", one=printed, other=listed)
    return finding("name-variant", message, [printed, listed], [first, second])


def _neighbours(signatories: Sequence[Signatory], say: Wording) -> Iterator[Finding]:
    """Two entries for one office of one place whose names are nearly the same: one person, spelt two ways."""
    by_office: dict[tuple[str, ...], list[Signatory]] = {}
    for one in signatories:
        if one.name and one.office and one.place:
            by_office.setdefault(
                (folded(one.office), name_key(one.place), folded(one.region or "")), []
            ).append(one)
    for same in by_office.values():
        for at, one in enumerate(same[:20]):
            for other in same[at + 1 : 20]:
                match = compare_names(one.name or "", other.name or "")
                if match and match.likeness == "spelling":
                    yield _variant(one.name or "", other.name or "", one.source, other.source, say)


def _unknown_places(signatories: Sequence[Signatory], say: Wording) -> Iterator[Finding]:
    """An office's place that no gazetteer has in the region printed beside it. Only where the region is one
    of ours."""
    asked: list[tuple[Signatory, str, str]] = [
        (one, one.place, one.region_code)
        for one in signatories
        if one.place and one.region and one.region_code and one.country == "US" and one.office
    ]
    if not asked:
        return
    from undersigned.places import find_places  # reads the gazetteer: only where there is a place to look for

    for one, place, code in asked:
        if not find_places(place, code) and not where_is(place):
            message = say.say(
                "There is no place “{place}” in {region}, as far as the gazetteer knows.",
                place=place,
                region=one.region,
            )
            yield finding("unknown-place", message, [place, one.region or ""], [one.source])


def _cut(evidence: Evidence, say: Wording) -> Iterator[Finding]:
    """A list that says it goes on, or that has far fewer entries than the text claims."""
    listed = len(evidence.signatories)
    if evidence.more or evidence.cut:
        message = say.say("The list is cut: it names {listed}.", listed=listed)
        if evidence.more:
            message = say.say(
                "The list is cut: it names {listed} and leaves out {more}.", listed=listed, more=evidence.more
            )
        claimed = [str(claim.value) for claim in _claims_of_signers(evidence.claims) if claim.value > listed]
        values = [str(listed), *([str(evidence.more)] if evidence.more else claimed[:1])]
        yield finding("truncated-list", message, values, [evidence.cut])
        return
    exact = [
        claim for claim in _claims_of_signers(evidence.claims) if listed and listed < claim.value * _CUT_BELOW
    ]
    if exact:
        claim = max(exact, key=lambda each: each.value)
        message = say.say(
            "The text says {claimed}; the list names only {listed}. It may be cut.",
            claimed=claim.value,
            listed=listed,
        )
        yield finding("truncated-list", message, [str(claim.value), str(listed)], [claim.source])


def _punctuation(signatories: Sequence[Signatory], say: Wording) -> Iterator[Finding]:
    """A full stop where the other entries have a comma."""
    for one in signatories[:5000]:
        text = one.source.text if one.source else None
        if (
            one.name
            and one.office
            and text
            and text.startswith(f"{one.name}. ")
            and not one.name.endswith((".", "Jr"))
        ):
            message = say.say(
                "“{text}” has a full stop after the name, where the others have a comma.", text=text
            )
            yield finding("punctuation", message, [text], [one.source])


def note(code: str, message: str, source: Any = ()) -> Finding:
    """A note on how the document was read."""
    return finding(code, message, (), source)
