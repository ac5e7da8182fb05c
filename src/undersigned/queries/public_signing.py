"""Reads about signing by the public: the form, a link and its signature, what is counted, and the list."""

import hmac
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Q, QuerySet

from undersigned.confirmation import personal_link
from undersigned.domain.documents import Confirmation, LetterDocument, Signatory
from undersigned.domain.letters import Access, LetterState
from undersigned.domain.mail_address import MailAddress
from undersigned.domain.public_signing import (
    Accepts,
    FormChoice,
    OpenLetterFacts,
    Part,
    PublicCount,
    PublicLine,
    PublicState,
    Signer,
)
from undersigned.domain.publishing import Departure
from undersigned.domain.zones import zone_named
from undersigned.queries.evidence import receipt_at
from undersigned.reading.letter_source import read_letter_source
from undersigned.records.models import (
    Edition,
    Letter,
    PublicLineChange,
    PublicLink,
    PublicSignature,
    PublicTally,
    SigningForm,
)


def open_facts(letter: Letter) -> OpenLetterFacts:
    return OpenLetterFacts(LetterState(letter.state), Access(letter.access), letter.deadline)


def choice_of(form: SigningForm) -> FormChoice:
    parts = tuple(Part(name) for name in form.parts.split(",") if name)
    return FormChoice(parts, Accepts(form.accepts), form.hold_all)


def address_key(form: SigningForm, address: MailAddress) -> str:
    """What one address is known by on one letter, while its pepper is kept."""
    pepper = form.pepper
    assert pepper is not None  # noqa: S101  # it is deleted only after the letter was closed
    return hmac.digest(bytes(pepper), address.canonical.encode(), "sha256").hex()


def link_by_token(token: str) -> PublicLink | None:
    """The link with its signature and letter in the same query; None if the token is none of ours."""
    return (
        PublicLink.objects.select_related("signature__letter__coalition", "signature__letter__signing_form")
        .filter(token_hash=personal_link.hash_of(token))
        .first()
    )


def signature_behind(link: PublicLink) -> PublicSignature:
    """The signature that a link speaks for: its own, or where another mail of the same address was
    confirmed instead, that one.
    """
    own = link.signature
    if own.confirmed_at is not None or not own.address_key:
        return own
    same = PublicSignature.objects.filter(ongoing(), letter=own.letter_id, address_key=own.address_key)
    other = same.select_related("letter__coalition", "edition").first()
    return other or own


def ongoing(path: str = "") -> Q:
    """The condition that a public signature was confirmed and has not ended: it stands or is held."""
    return Q(
        **{
            f"{path}confirmed_at__isnull": False,
            f"{path}withdrawn_at": None,
            f"{path}struck_at": None,
            f"{path}lapsed_at": None,
        }
    )


def listed(letter: Letter) -> QuerySet[PublicSignature]:
    """The public signatures that stand on a letter."""
    return PublicSignature.objects.filter(ongoing(), letter=letter, held=False)


def to_review(letter: Letter) -> QuerySet[PublicSignature]:
    """What has a doubt and nobody has looked at, those that are held first."""
    rows = PublicSignature.objects.filter(ongoing(), letter=letter, reviewed_at=None)
    return rows.exclude(doubts="").order_by("-held", "confirmed_at", "pk")


def public_count(letter: Letter) -> PublicCount:
    """What the tally says: one row, however many have signed."""
    row = PublicTally.objects.filter(letter=letter).first()
    if row is None:
        return PublicCount()
    return PublicCount(row.individuals, row.organisations, row.held, row.withdrawn, row.struck, row.lapsed)


def public_line(row: PublicSignature) -> PublicLine:
    return PublicLine(Signer(row.signer), row.name, row.title, row.organisation, row.place, row.region)


def public_signatory(row: PublicSignature) -> Signatory:
    """A public signature as it stands in a letter document; who acted for an organisation is not in it."""
    return replace(
        signatory_of_line(public_line(row)),
        date=(row.signed_at or row.asked_at).date(),
        confirmed=Confirmation(how="code" if row.how == "code" else "mail", by="self", index=row.entry),
    )


def signatory_of_line(line: PublicLine) -> Signatory:
    """What is printed of a line. "" is *not given*."""
    if line.signer is Signer.ORGANISATION:
        return Signatory(organisation=line.organisation, place=line.place or None, region=line.region or None)
    return Signatory(
        name=line.name,
        title=line.title or None,
        organisation=line.organisation or None,
        place=line.place or None,
        region=line.region or None,
    )


def lapsed_in_public(letter: Letter) -> int:
    """How many stand in the log under an earlier edition, and did not end otherwise."""
    lapsed = PublicSignature.objects.filter(letter=letter, lapsed_at__isnull=False, entry__isnull=False)
    return lapsed.filter(withdrawn_at=None, struck_at=None).count()


def departures_in_public(letter: Letter) -> list[Departure]:
    """Who left the list after it was published, in the order of leaving, and was not forgotten."""
    return [
        Departure(
            signatory=public_signatory(row),
            kind="withdrawn" if row.withdrawn_at else "struck",
            on=_day_of_leaving(letter, row.withdrawn_at or row.struck_at),
        )
        for row in _left_in_public(letter).filter(forgotten_at=None).order_by("entry")
    ]


def forgotten_in_public(letter: Letter) -> list[date]:
    """The days on which those left who were forgotten: nothing else is known of them."""
    rows = _left_in_public(letter).filter(forgotten_at__isnull=False)
    return [
        _day_of_leaving(letter, withdrawn or struck)
        for withdrawn, struck in rows.values_list("withdrawn_at", "struck_at")
    ]


def _left_in_public(letter: Letter) -> QuerySet[PublicSignature]:
    """Who left the list after it was published."""
    if letter.published_at is None:
        return PublicSignature.objects.none()
    left = Q(withdrawn_at__gte=letter.published_at) | Q(struck_at__gte=letter.published_at)
    return PublicSignature.objects.filter(left, letter=letter, lapsed_at=None, entry__isnull=False)


def _day_of_leaving(letter: Letter, left: datetime | None) -> date:
    assert left is not None  # noqa: S101  # only ended signatures come here
    return left.astimezone(zone_named(letter.deadline_zone)).date()


def standing_edition(letter: Letter) -> Edition | None:
    """The edition that stands, without its bytes; None for a draft."""
    return letter.editions.defer("content").order_by("-number").first()


def text_of_edition(edition: Edition) -> LetterDocument:
    """The text of an edition, read once a process: it never changes."""
    return text_by_hash(edition.sha256)


@lru_cache(maxsize=64)
def text_by_hash(sha256: str) -> LetterDocument:
    """The text of the edition with this hash."""
    edition = Edition.objects.filter(sha256=sha256)[0]
    return read_letter_source(bytes(edition.content)).document


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """An open letter as its public pages show it. `public`: published, or open and circulating or closed."""

    slug: str
    title: str
    coalition: str
    state: LetterState
    facts: OpenLetterFacts
    choice: FormChoice
    deadline: datetime | None
    zone: str
    contact: str
    edition: int
    sha256: str
    language: str
    document: LetterDocument


def open_letter(slug: str) -> OpenLetter | None:
    """None unless there is a letter of this name that was opened to the public."""
    letter = (
        Letter.objects.select_related("coalition", "signing_form")
        .filter(slug=slug, access=Access.OPEN, signing_form__isnull=False)
        .first()
    )
    edition = standing_edition(letter) if letter else None
    return shown_as_open(letter, edition) if letter and edition else None


def shown_as_open(letter: Letter, edition: Edition) -> OpenLetter:
    contact = (letter.contact_name, letter.contact_phone, letter.contact_email)
    return OpenLetter(
        slug=letter.slug,
        title=letter.title,
        coalition=letter.coalition.name,
        state=LetterState(letter.state),
        facts=open_facts(letter),
        choice=choice_of(letter.signing_form),
        deadline=letter.deadline,
        zone=letter.deadline_zone,
        contact=", ".join(filter(None, contact)),
        edition=edition.number,
        sha256=edition.sha256,
        language=letter.language,
        document=text_of_edition(edition),
    )


@dataclass(frozen=True, slots=True)
class PublicView:
    """What the pages behind a public link show. `line` is empty once it was forgotten."""

    letter: OpenLetter
    line: PublicLine
    email: str
    state: PublicState
    link_expires_at: datetime
    address_signed: bool
    how: str
    signed_at: datetime | None
    confirmed_at: datetime | None
    ended_at: datetime | None
    struck_why: str
    forgotten_at: datetime | None
    asked: PublicLine | None


def public_view(token: str) -> PublicView | None:
    """None if the token is none of ours."""
    link = link_by_token(token)
    if link is None:
        return None
    row = signature_behind(link)
    letter = link.signature.letter
    edition = standing_edition(letter)
    assert edition is not None  # noqa: S101  # a form is there only once the text is fixed
    return PublicView(
        letter=shown_as_open(letter, edition),
        line=public_line(row),
        email=row.email,
        state=row.state,
        link_expires_at=link.expires_at,
        address_signed=row.pk != link.signature_id,
        how=link.how,
        signed_at=row.signed_at,
        confirmed_at=row.confirmed_at,
        ended_at=row.struck_at or row.withdrawn_at or row.lapsed_at,
        struck_why=row.struck_why,
        forgotten_at=row.forgotten_at,
        asked=asked_line(row),
    )


def receipt_by_public_token(token: str) -> bytes | None:
    """The receipt of what stands behind a public link; None if there is none."""
    link = link_by_token(token)
    if link is None:
        return None
    row = signature_behind(link)
    return receipt_at(link.signature.letter, row.opened_at) if row.opened_at is not None else None


def asked_line(row: PublicSignature) -> PublicLine | None:
    """The mended line that waits for review."""
    change = row.line_changes.filter(reviewed_at=None).order_by("-pk").select_related("signature").first()
    return changed_line(change) if change else None


def changed_line(change: PublicLineChange) -> PublicLine:
    """The line as its signatory wants it."""
    signer = Signer(change.signature.signer)
    return PublicLine(signer, change.name, change.title, change.organisation, change.place, change.region)
