"""Reads of a coalition's archive: its public letters and the records beside them, and who stands on them."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from undersigned.domain.archive import Archived, Kind, Signer, Together, subjects_in, together
from undersigned.domain.dataset import Kept
from undersigned.domain.documents import LetterDocument
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import By
from undersigned.errors import Refused
from undersigned.queries.catalogue import PublicCoalition, public
from undersigned.queries.coverage import covered_by
from undersigned.queries.pages import ListPage, Wanted, by_place, page_of
from undersigned.queries.publishing import publication_of
from undersigned.queries.signing import standing
from undersigned.queries.tracking import ledger_of
from undersigned.reading.letter_json import read_letter_json
from undersigned.records.models import Coalition, Letter, LocalFact, Member, Record, RecordedName, Signature


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for: words, a year, an addressee, a region code, a subject; empty: any will do."""

    wanted: Wanted = field(default_factory=Wanted)
    year: int | None = None
    addressee: str = ""
    region: str = ""
    subject: str = ""

    @property
    def anything(self) -> bool:
        return bool(self.wanted.search or self.year or self.addressee or self.region or self.subject)


@dataclass(frozen=True, slots=True)
class Facets:
    """By what the archive can be narrowed, each with how many letters it leaves; the newest year first."""

    years: tuple[tuple[int, int], ...]
    addressees: tuple[tuple[str, int], ...]
    subjects: tuple[tuple[str, int], ...]
    regions: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """A coalition's archive, a page of it. `letters`, `records` and `facts` count the whole of each."""

    coalition: PublicCoalition
    found: ListPage[Archived]
    facets: Facets
    members: tuple[Signer, ...]
    letters: int
    records: int
    facts: int


@dataclass(frozen=True, slots=True)
class SignedLetter:
    """A letter that a member signed: the line as it was printed, and who held the office."""

    letter: Archived
    name: str
    office: str
    by_delegate: bool


@dataclass(frozen=True, slots=True)
class PublicMember:
    """What is public of a member: its office and place, and the public letters it stands on."""

    key: str
    office: str
    place: str
    region: str
    organisation: str
    jurisdiction: str
    signed: tuple[SignedLetter, ...]
    recorded: tuple[tuple[Archived, str], ...]


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """A record with its document; `found_at` is where the letter was found, or ""."""

    coalition: PublicCoalition
    archived: Archived
    document: LetterDocument
    found_at: str
    note: str


def archive_of(coalition: PublicCoalition, sought: Sought) -> Archive:
    """The letters and records that were looked for, the newest first, a page at a time."""
    letters, records = _letters_of(coalition), _records_of(coalition)
    everything = [*map(_letter, letters), *map(_record, records)]
    found = [*map(_letter, _narrowed(letters, sought)), *map(_record, _narrowed_records(records, sought))]
    chosen = [each for each in found if not sought.subject or sought.subject in each.subjects]
    return Archive(
        coalition=coalition,
        found=page_of(_newest_first(chosen), sought.wanted, tuple),
        facets=_facets(everything, letters),
        members=_members(coalition),
        letters=sum(each.kind is Kind.LETTER for each in everything),
        records=sum(each.kind is Kind.RECORD for each in everything),
        facts=LocalFact.objects.filter(coalition__slug=coalition.slug, put_away_at=None).count(),
    )


def archived(coalition: PublicCoalition) -> tuple[Archived, ...]:
    """The whole archive, the newest first."""
    rows = (*map(_letter, _letters_of(coalition)), *map(_record, _records_of(coalition)))
    return tuple(_newest_first(rows))


def kept_letters(coalition: PublicCoalition) -> Iterable[Kept]:
    """Each letter and record with all that is told of it, the newest first, one at a time."""
    letters = {row.slug: row for row in _letters_of(coalition)}
    for each in archived(coalition):
        if each.kind is Kind.LETTER:
            row = letters[each.slug]
            document = publication_of(row).document
            yield Kept(each, document, covered_by(row), ledger_of(row, document).happenings)
        else:
            yield Kept(each, public_record(coalition, each.slug).document)


def coalition_with_archive(slug: str) -> PublicCoalition:
    """Refused (coalition-unknown) for one that has nothing public."""
    coalition = Coalition.objects.filter(slug=slug).first()
    if coalition is not None:
        known = PublicCoalition(coalition.slug, coalition.name)
        if _letters_of(known).exists() or _records_of(known).exists():
            return known
    raise Refused(Reason.COALITION_UNKNOWN, slug=slug)


def public_member(coalition: PublicCoalition, key: str) -> PublicMember:
    """Refused (member-unknown) for one that stands on no public letter: nobody learns who was invited."""
    member = Member.objects.filter(coalition__slug=coalition.slug, key=key).first()
    signatures = _public_signatures(coalition).filter(invitation__member=member) if member else None
    if member is None or not signatures:
        raise Refused(Reason.MEMBER_UNKNOWN, member=key)
    letters = {each.slug: each for each in map(_letter, _letters_of(coalition))}
    return PublicMember(
        key=member.key,
        office=member.office,
        place=member.place,
        region=member.region,
        organisation=member.organisation,
        jurisdiction=member.jurisdiction,
        signed=tuple(
            _signed(row, letters[row.invitation.letter.slug])
            for row in signatures.order_by("-signed_at", "-pk")
        ),
        recorded=tuple((_record(row.record), row.name) for row in _recorded_for(coalition, member)),
    )


def who_signs_together(coalition: PublicCoalition) -> Together:
    """Over the public letters, by member; and over the records, by the member that a line's office is."""
    lists: defaultdict[str, list[Signer]] = defaultdict(list)
    members: dict[tuple[str, str], Signer] = {}
    for letter, member in _members_by_letter(coalition):
        signer = Signer(member.key, _name_of(member), is_member=True)
        lists[letter].append(signer)
        if member.jurisdiction:
            members[(member.jurisdiction, member.office.casefold())] = signer
    for row in RecordedName.objects.filter(record__coalition__slug=coalition.slug).exclude(jurisdiction=""):
        known = members.get((row.jurisdiction, row.office.casefold()))
        lists[f"record {row.record_id}"].append(known or _signer_of(row))
    return together(lists.values())


def public_record(coalition: PublicCoalition, slug: str) -> PublicRecord:
    """Refused (letter-unknown) if the coalition has no such record."""
    row = _records_of(coalition).filter(slug=slug).first()
    if row is None:
        raise Refused(Reason.LETTER_UNKNOWN, slug=slug)
    document = read_letter_json(slug, json.dumps(row.document).encode("utf-8"))
    return PublicRecord(coalition, _record(row), document, row.found_at, row.note)


def _letters_of(coalition: PublicCoalition) -> QuerySet[Letter]:
    return public().filter(coalition__slug=coalition.slug).select_related("coalition")


def _records_of(coalition: PublicCoalition) -> QuerySet[Record]:
    return Record.objects.filter(coalition__slug=coalition.slug).select_related("coalition")


def _public_signatures(coalition: PublicCoalition) -> QuerySet[Signature]:
    """Signatures that stand on a public letter and are shown there."""
    shown = Signature.objects.filter(
        standing(), invitation__letter__in=_letters_of(coalition), forgotten_at=None, show="public"
    )
    return shown.select_related("invitation__letter__coalition", "invitation__member")


def _narrowed(letters: QuerySet[Letter], sought: Sought) -> QuerySet[Letter]:
    signed = Signature.objects.filter(
        standing(), invitation__letter=OuterRef("pk"), forgotten_at=None, show="public"
    )
    found = letters
    for word in sought.wanted.search.split():
        named = signed.filter(Q(name__icontains=word) | Q(place__icontains=word))
        found = found.filter(_has_word(word) | Q(subjects__icontains=word) | Exists(named))
    if sought.region:
        found = found.filter(Exists(signed.filter(invitation__member__region_code=sought.region)))
    return found.filter(_of_day_and_addressee(sought))


def _narrowed_records(records: QuerySet[Record], sought: Sought) -> QuerySet[Record]:
    found = records
    for word in sought.wanted.search.split():
        named = RecordedName.objects.filter(record=OuterRef("pk")).filter(
            Q(name__icontains=word) | Q(place__icontains=word) | Q(organisation__icontains=word)
        )
        found = found.filter(_has_word(word) | Exists(named))
    if sought.region:
        found = found.filter(names__region_code=sought.region).distinct()
    return found.filter(_of_day_and_addressee(sought))


def _has_word(word: str) -> Q:
    return Q(title__icontains=word) | Q(addressee__icontains=word)


def _of_day_and_addressee(sought: Sought) -> Q:
    condition = Q(day__year=sought.year) if sought.year else Q()
    return condition & Q(addressee=sought.addressee) if sought.addressee else condition


def _facets(everything: Sequence[Archived], letters: QuerySet[Letter]) -> Facets:
    regions = (
        Signature.objects.filter(standing(), invitation__letter__in=letters, show="public")
        .exclude(invitation__member__region_code="")
        .values_list("invitation__member__region_code", "invitation__letter")
        .distinct()
    )
    return Facets(
        years=tuple(sorted(Counter(each.day.year for each in everything if each.day).items(), reverse=True)),
        addressees=_counted(each.addressee for each in everything if each.addressee),
        subjects=_counted(subject for each in everything for subject in each.subjects),
        regions=tuple(sorted(Counter(region for region, _ in regions).items())),
    )


def _counted(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The commonest first, then by the alphabet."""
    return tuple(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))


def _newest_first(rows: Iterable[Archived]) -> list[Archived]:
    """By date; those without one last."""
    return sorted(rows, key=lambda each: (each.day or date.min, each.title), reverse=True)


def _letter(row: Letter) -> Archived:
    return Archived(
        kind=Kind.LETTER,
        slug=row.slug,
        path=f"/letters/{row.slug}/",
        title=row.title,
        day=row.day,
        addressee=row.addressee,
        subjects=subjects_in(row.subjects),
        signatories=getattr(row, "signatories"),  # noqa: B009  # annotated by `public`
    )


def _record(row: Record) -> Archived:
    return Archived(
        kind=Kind.RECORD,
        slug=row.slug,
        path=f"/coalitions/{row.coalition.slug}/records/{row.slug}/",
        title=row.title,
        day=row.day,
        addressee=row.addressee,
        subjects=(),
        signatories=row.signatories,
    )


def _members(coalition: PublicCoalition) -> tuple[Signer, ...]:
    """Those that stand on a public letter, by place."""
    standing_there = _public_signatures(coalition).values("invitation__member")
    members = Member.objects.filter(pk__in=standing_there).order_by(*by_place())
    return tuple(Signer(member.key, _name_of(member), is_member=True) for member in members)


def _signed(row: Signature, letter: Archived) -> SignedLetter:
    return SignedLetter(letter, row.name, row.office, row.by == By.DELEGATE)


def _recorded_for(coalition: PublicCoalition, member: Member) -> Iterable[RecordedName]:
    """Lines of records that are this member's office in this jurisdiction, whoever held it then."""
    if not member.jurisdiction:
        return ()
    lines = RecordedName.objects.filter(
        record__coalition__slug=coalition.slug, jurisdiction=member.jurisdiction, office__iexact=member.office
    )
    return lines.select_related("record__coalition").order_by("-record__day", "-record__pk")


def _members_by_letter(coalition: PublicCoalition) -> Iterable[tuple[str, Member]]:
    for row in _public_signatures(coalition):
        yield row.invitation.letter.slug, row.invitation.member


def _name_of(member: Member) -> str:
    """“Carrboro, NC”, or the name of a body."""
    return ", ".join(part for part in (member.place or member.organisation, member.region_code) if part)


def _signer_of(row: RecordedName) -> Signer:
    """A line of a record whose office is no member's."""
    name = ", ".join(part for part in (row.place or row.organisation or row.name, row.region_code) if part)
    return Signer(f"{row.jurisdiction} {row.office.casefold()}", name)
