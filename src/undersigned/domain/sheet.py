"""The letter as it is set: every word and the order of everything, decided once for all formats.

A format takes a `Sheet` and only gives it a shape. What stands here therefore stands in each of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from undersigned.domain.block import Group, GroupBy, Line, groups, line, region_name, tally
from undersigned.domain.documents import Addressee, Block, LetterDocument
from undersigned.domain.prose import Run, runs, split_heading, split_item
from undersigned.domain.publishing import Departure, Publication, PublicationFacts
from undersigned.domain.unnamed import described
from undersigned.domain.whereabouts import signed_regions
from undersigned.wording import Wording, speak
from undersigned.wording.counts import count_in_figures, count_in_words
from undersigned.wording.dates import long_date
from undersigned.wording.offices import capitalised, plural_of_office, title

Runs = tuple[Run, ...]
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs
    thanks: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` counts from 2: the title is the one heading of level 1."""

    runs: Runs
    level: int


@dataclass(frozen=True, slots=True)
class Quote:
    paragraphs: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """`number` is None in a list of dots. `below` are the items of a list within this one."""

    paragraphs: tuple[Runs, ...]
    number: int | None
    below: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class SetAsk:
    """An ask or one of its parts. `number` is "1" or "1a", `anchor` the end of its address."""

    number: str
    anchor: str
    paragraphs: tuple[Runs, ...]
    parts: tuple["SetAsk", ...] = ()

    @property
    def label(self) -> str:
        """ "1." for an ask, "a)" for a part."""
        letters = self.number.lstrip("0123456789")
        return f"{letters})" if letters else f"{self.number}."


@dataclass(frozen=True, slots=True)
class Asks:
    asks: tuple[SetAsk, ...]


Passage = Paragraph | Heading | Quote | Items | Asks


@dataclass(frozen=True, slots=True)
class Footnote:
    label: str
    paragraphs: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class SetGroup:
    """A run of the signature block. `count` is in figures; `heading` None where there is none."""

    heading: str | None
    count: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of a letter in the words and the order in which it is shown."""

    wording: Wording
    language: str
    direction: str
    title: str
    coalition: str | None
    date: str | None
    addressees: tuple[tuple[str, ...], ...]
    salutation: str | None
    passages: tuple[Passage, ...]
    footnotes: tuple[Footnote, ...]
    closing: str | None
    groups: tuple[SetGroup, ...]
    count_words: str
    count_figures: str
    facts: tuple[str, ...]
    unnamed: str | None
    departures: tuple[str, ...]

    @property
    def names_alone(self) -> bool:
        """Whether nobody is said to be anything: then no name needs to stand out from what follows it."""
        return not any(line.capacity or line.remark for group in self.groups for line in group.lines)


def sheet_of(publication: Publication) -> Sheet:
    """The letter of a publication, set in the letter's own language."""
    document = publication.document
    wording = speak(document.language)
    language = document.language or "en"
    counted = tally(document.signatories, wording.language)
    words, figures = count_in_words(counted, wording), count_in_figures(counted, wording)
    return Sheet(
        wording=wording,
        language=language,
        direction="rtl" if language.split("-")[0] in _RIGHT_TO_LEFT else "ltr",
        title=document.title or wording.say("Open letter"),
        coalition=document.coalition,
        date=long_date(document.date, document.language) if document.date else None,
        addressees=tuple(_address(addressee) for addressee in document.addressees),
        salutation=document.salutation,
        passages=tuple(passages(document)),
        footnotes=tuple(footnotes(document.body)),
        closing=document.closing,
        groups=tuple(_groups(publication, wording)),
        count_words=words,
        count_figures=figures,
        facts=tuple(_facts(publication, figures, wording)),
        unnamed=_unnamed(publication, wording),
        departures=tuple(_departures(publication.facts, wording)),
    )


def passages(document: LetterDocument) -> Iterator[Passage]:
    """The body in reading order; neighbours that belong together are one passage. Footnotes are not in it."""
    ids = {ask.number: ask.id for ask in document.asks}
    blocks = [block for block in document.body if block.kind != "footnote"]
    for kind, run in groupby(blocks, key=_kind):
        match kind:
            case "ask":
                yield Asks(tuple(_asks(list(run), ids)))
            case "list":
                yield Items(_items(run))
            case "quote":
                yield Quote(tuple(runs(block.markdown.removeprefix("> ")) for block in run))
            case "heading":
                for block in run:
                    level, text = split_heading(block.markdown)
                    yield Heading(runs(text), level)
            case _:
                yield from (Paragraph(runs(block.markdown), block.thanks) for block in run)


def _kind(block: Block) -> str:
    return "ask" if block.ask else block.kind


def _asks(blocks: list[Block], ids: dict[str, str | None]) -> Iterator[SetAsk]:
    for number, run in groupby(
        blocks, key=lambda block: (block.ask or "").rstrip("abcdefghijklmnopqrstuvwxyz")
    ):
        own: list[Runs] = []
        parts: dict[str, list[Runs]] = {}
        for block in run:
            (own if block.ask == number else parts.setdefault(block.ask or "", [])).append(
                runs(block.markdown)
            )
        yield SetAsk(
            number,
            ids.get(number) or f"ask-{number}",
            tuple(own),
            tuple(SetAsk(part, f"ask-{part}", tuple(paragraphs)) for part, paragraphs in parts.items()),
        )


@dataclass(slots=True)
class _GrowingItem:
    indent: int
    number: int | None
    paragraphs: list[Runs]
    below: list["_GrowingItem"]

    def grown(self) -> Item:
        return Item(tuple(self.paragraphs), self.number, tuple(item.grown() for item in self.below))


def _items(blocks: Iterable[Block]) -> tuple[Item, ...]:
    """Items in one another by their indents; a block without a marker goes on with the item before it."""
    root = _GrowingItem(-1, None, [], [])
    path = [root]
    for block in blocks:
        indent, number, text = split_item(block.markdown)
        if number == 0 and len(path) > 1:
            path[-1].paragraphs.append(runs(text))
            continue
        while path[-1].indent >= indent:
            path.pop()
        item = _GrowingItem(indent, number, [runs(text)], [])
        path[-1].below.append(item)
        path.append(item)
    return root.grown().below


def footnotes(body: Iterable[Block]) -> Iterator[Footnote]:
    """The footnotes under their own labels; a block without a label goes on with the note before it."""
    label, paragraphs = "", list[Runs]()
    for block in body:
        if block.kind != "footnote":
            continue
        head, mark, text = block.markdown.partition("]: ")
        if mark and head.startswith("[^"):
            if paragraphs:
                yield Footnote(label, tuple(paragraphs))
            label, paragraphs = head[2:], [runs(text)]
        else:
            paragraphs.append(runs(block.markdown.strip()))
    if paragraphs:
        yield Footnote(label, tuple(paragraphs))


def _address(addressee: Addressee) -> tuple[str, ...]:
    """The lines of an address block: name, office, organisation, then the address as written."""
    lines = (addressee.name, addressee.office, addressee.organisation, *addressee.address)
    return tuple(text for text in lines if text)


def _groups(publication: Publication, wording: Wording) -> Iterator[SetGroup]:
    for group in groups(publication.document.signatories, publication.presentation.group_by):
        heading = group.heading
        if heading is not None:
            heading = _heading(heading, group, publication.presentation.group_by, wording)
        if heading is None and publication.presentation.group_by and not group.signatories[0].lead:
            heading = wording.say("Others")
        lines = tuple(line(signatory, wording) for signatory in group.signatories)
        yield SetGroup(heading, wording.number(len(lines)), lines)


def _heading(heading: str, group: Group, group_by: GroupBy | None, wording: Wording) -> str:
    """A state by its whole name, an office in the plural where several hold it and its plural is known."""
    if group_by is GroupBy.REGION:
        return region_name(group.signatories[0])
    if group_by is GroupBy.OFFICE and len(group.signatories) > 1:
        known = plural_of_office(heading, wording.language)
        written = group.signatories[0].office_plural or (known.plural if known else heading)
        return title(written) if wording.language == "en" else capitalised(written)
    return capitalised(heading)


def _facts(publication: Publication, figures: str, wording: Wording) -> Iterator[str]:
    document, at = publication.document, publication.facts.published_at
    if document.count.signatories:
        yield capitalised(figures)
    regions = signed_regions(document.signatories, wording)
    if len(regions) > 1:
        american = all(region.american for region in regions)
        one, many = (
            ("{number} state", "{number} states") if american else ("{number} region", "{number} regions")
        )
        yield wording.count(one, many, len(regions))
    if at:
        yield wording.say("published {date}", date=wording.date(at.date()))


def _unnamed(publication: Publication, wording: Wording) -> str | None:
    number = publication.document.count.unnamed
    if not number:
        return None
    counted = wording.count(
        "and one more, confirmed and not named", "and {number} more, confirmed and not named", number
    )
    words = described(publication.facts.unnamed, wording)
    return wording.say("{counted}: {offices}", counted=counted, offices=words) if words else counted


def _departures(facts: PublicationFacts, wording: Wording) -> Iterator[str]:
    """Who left the list, one sentence each; those who asked to be forgotten are only counted."""
    yield from (_departure(departure, wording) for departure in facts.departures)
    if facts.forgotten:
        yield wording.count(
            "One signatory asked to be forgotten: left the list on {date}",
            "{number} signatories asked to be forgotten: the last left the list on {date}",
            len(facts.forgotten),
            date=wording.date(max(facts.forgotten)),
        )


def _departure(departure: Departure, wording: Wording) -> str:
    sentence = "{line}: withdrawn on {date}" if departure.kind == "withdrawn" else "{line}: struck on {date}"
    return wording.say(sentence, line=line(departure.signatory, wording), date=wording.date(departure.on))
