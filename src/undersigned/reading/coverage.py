"""What an article says about a letter, checked against the letter's own record.

Checked: the number of signatories, the names, offices and places of those it names, the letter's date, and
what it quotes. A nickname, an initial or a paraphrase is no mistake.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from undersigned.domain.documents import Finding, LetterDocument, Mention, Signatory
from undersigned.domain.name_matching import folded, name_key
from undersigned.reading.find_mentions import SignatoryIndex
from undersigned.reading.find_mistakes import Evidence, count_mistakes, finding, two_spellings
from undersigned.reading.lines import Line
from undersigned.reading.quotations import Quotation, find_quotations, is_in_text
from undersigned.wording import Wording, speak


@dataclass(frozen=True, slots=True)
class Coverage:
    """An article, its mentions matched to the record, what is wrong in it, and a draft of the mail."""

    article: LetterDocument
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]
    findings: tuple[Finding, ...]
    correction: str | None


def check_article(
    article: LetterDocument, text: Sequence[Line], record: LetterDocument, say_in: str | None = None
) -> Coverage:
    """What in the article does not agree with the record. `text` is the article's own lines, without the
    letter's. It is said in the language `say_in`; without one in the article's, for its editor."""
    index = SignatoryIndex(record.signatories)
    mentions = tuple(_matched(mention, index) for mention in article.mentions)
    quotations = tuple(_held_against(find_quotations(text), record))
    evidence = Evidence(record.signatories, record.count, article.claims, mentions)
    say = speak(say_in or article.language)
    findings = (
        *count_mistakes(evidence, say),
        *two_spellings(evidence, say),
        *_listed_otherwise(article, index, mentions, say),
        *_offices(mentions, record.signatories, say),
        *_date(article, record, say),
        *_quotes(quotations, say),
    )
    return Coverage(
        article, mentions, quotations, findings, _correction(article, findings, say) if findings else None
    )


def _matched(mention: Mention, index: SignatoryIndex) -> Mention:
    best = index.best(mention.name, mention.place)
    return replace(mention, signatory=best[0] if best else None)


def _listed_otherwise(
    article: LetterDocument, index: SignatoryIndex, mentions: Sequence[Mention], say: Wording
) -> Iterator[Finding]:
    """Names in the article's own list that the record spells otherwise or does not have."""
    told = {name_key(mention.name) for mention in mentions}
    for one in article.signatories:
        if not one.name or name_key(one.name) in told or not index.signatories:
            continue
        best = index.best(one.name, one.place)
        if best is None:
            message = say.say(
                "“{name}” is listed in the article and is no signatory of the letter.", name=one.name
            )
            yield finding("not-a-signatory", message, [one.name], [one.source])
        elif best[1].likeness == "spelling":
            listed = index.signatories[best[0]].name or ""
            message = say.say(
                "One person is spelt two ways: “{one}” and “{other}”.", one=one.name, other=listed
            )
            yield finding(
                "name-variant", message, [one.name, listed], [one.source, index.signatories[best[0]].source]
            )


def _offices(
    mentions: Sequence[Mention], signatories: Sequence[Signatory], say: Wording
) -> Iterator[Finding]:
    """An office or a place that is not the one the person signed with."""
    for mention in mentions:
        one = signatories[mention.signatory] if mention.signatory is not None else None
        if one is None:
            continue
        if mention.office and one.office and not _one_within_other(mention.office, one.office):
            message = say.say(
                "The article calls {name} “{said}”; the record says “{known}”.",
                name=one.name,
                said=mention.office,
                known=one.office,
            )
            yield finding("office-mismatch", message, [mention.office, one.office], [mention.source])
        elif (
            mention.place
            and one.place
            and not _one_within_other(mention.place, one.place)
            and not _same_region(mention.place, one)
        ):
            message = say.say(
                "The article places {name} in “{said}”; the record says “{known}”.",
                name=one.name,
                said=mention.place,
                known=one.place,
            )
            yield finding("office-mismatch", message, [mention.place, one.place], [mention.source])


def _one_within_other(one: str, other: str) -> bool:
    """ "Executive" and "County Executive", "New York" and "New York City": one is part of the other."""
    first, second = (set(re.findall(r"[^\W\d_]+", folded(text).rstrip("s"))) for text in (one, other))
    return first <= second or second <= first


def _same_region(place: str, one: Signatory) -> bool:
    return bool(one.region) and name_key(place) == name_key(one.region or "")


def _date(article: LetterDocument, record: LetterDocument, say: Wording) -> Iterator[Finding]:
    """The day the article gives the letter, where it gives one by its own words."""
    if (
        article.date
        and record.date
        and article.date != record.date
        and article.salutation is None
        and _speaks_of_date(article)
    ):
        message = say.say(
            "The article dates the letter {said}; it is of {known}.",
            said=say.date(article.date),
            known=say.date(record.date),
        )
        yield finding("date-mismatch", message, [article.date.isoformat(), record.date.isoformat()])


def _speaks_of_date(article: LetterDocument) -> bool:
    text = folded(" ".join(block.text for block in article.body))
    return (
        re.search(
            r"\b(?:letter|carta|lettre|brief|lettera)\b.{0,40}\b(?:dated|of|sent on|fechada|"
            r"datee|vom|datata)\b.{0,25}\d",
            text,
        )
        is not None
    )


def _held_against(quotations: Iterable[Quotation], record: LetterDocument) -> Iterator[Quotation]:
    """The quotations, each with whether the letter says it."""
    text = " ".join([block.text for block in record.body] + list(record.thanks))
    for quotation in quotations:
        yield replace(quotation, found=is_in_text(quotation, text) if text.strip() else None)


def _quotes(quotations: Sequence[Quotation], say: Wording) -> Iterator[Finding]:
    for quotation in quotations:
        if quotation.found is False:
            message = say.say(
                "The article quotes “{text}”; the letter does not say this.", text=quotation.text
            )
            yield finding("quote-not-in-text", message, [quotation.text])


def _correction(article: LetterDocument, findings: Sequence[Finding], say: Wording) -> str:
    """A courteous mail that asks for what is wrong to be put right, ready to be edited and sent."""
    points = [f"{number}. {_point(each, say)}" for number, each in enumerate(findings, start=1)]
    about = (
        say.say("your article “{title}”", title=article.title) if article.title else say.say("your article")
    )
    lines = [
        say.say("Dear editor,"),
        say.say("thank you for reporting on our letter. Reading {about}, we noticed this:", about=about),
        "\n".join(points),
        say.say(
            "We would be grateful if you could put it right. The full list of signatories "
            "can be checked on the letter’s page."
        ),
        say.say("With kind regards"),
    ]
    return "\n\n".join(lines)


def _point(each: Finding, say: Wording) -> str:
    if each.code == "name-variant" and len(each.values) == 2:
        return say.say("“{printed}” should read “{right}”.", printed=each.values[0], right=each.values[1])
    return each.message
