"""What is public on this installation, for whoever looks for it: letters, and the coalitions they are of."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from undersigned.domain.letters import Access, LetterState
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.evidence import checkpoint
from undersigned.queries.evidence import keys_of
from undersigned.queries.signing import standing
from undersigned.records.models import Coalition, Letter, Log, Seal


@dataclass(frozen=True, slots=True)
class PublicLetter:
    """A public letter, as it stands in a list; `signatories` counts those who stand on it."""

    slug: str
    title: str
    coalition_slug: str
    coalition: str
    state: LetterState
    published_at: datetime | None
    public_since: datetime
    signatories: int


@dataclass(frozen=True, slots=True)
class PublicCoalition:
    """A coalition that has made a letter public."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """A part of the public letters, the newest first. `total` counts all that were looked for."""

    letters: tuple[PublicLetter, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SealedState:
    """The newest state of a letter's log that was sealed."""

    origin: str
    size: int
    fingerprint: str
    checkpoint: str
    keys: tuple[str, ...]


def public_letters(*, coalition: str | None = None, search: str = "", offset: int, limit: int) -> Found:
    """Public letters, of one coalition or of all, whose title has each word of `search`."""
    found = public().filter(*(Q(title__icontains=word) for word in search.split()))
    if coalition is not None:
        found = found.filter(coalition__slug=coalition)
    since = Coalesce("published_at", "circulated_at", "created_at")
    rows = found.order_by(since.desc(), "-pk")[offset : offset + limit]
    return Found(tuple(map(_letter, rows.select_related("coalition"))), found.count())


def public_letter(slug: str) -> PublicLetter:
    """Refused (letter-unknown) if there is none, or none that is public."""
    letter = public().select_related("coalition").filter(slug=slug).first()
    if letter is None:
        raise Refused(Reason.LETTER_UNKNOWN, slug=slug)
    return _letter(letter)


def public_coalitions() -> tuple[PublicCoalition, ...]:
    """The coalitions that have made a letter public, by name."""
    known = Coalition.objects.filter(pk__in=public().values("coalition")).order_by("name", "slug")
    return tuple(PublicCoalition(each.slug, each.name) for each in known)


def public_coalition(slug: str) -> PublicCoalition:
    """Refused (coalition-unknown) if there is none that has made a letter public."""
    for each in public_coalitions():
        if each.slug == slug:
            return each
    raise Refused(Reason.COALITION_UNKNOWN, slug=slug)


def sealed_state(slug: str) -> SealedState:
    """The newest sealed state of a public letter's log. Refused (letter-unknown) if it is not public."""
    log = Log.objects.filter(letter__in=public(), letter__slug=slug).first()
    if log is None:
        raise Refused(Reason.LETTER_UNKNOWN, slug=slug)
    signed = bytes(Seal.objects.get(log=log, size=log.size).checkpoint)
    return SealedState(
        origin=log.origin,
        size=log.size,
        fingerprint=checkpoint.parse(signed).checkpoint.fingerprint(),
        checkpoint=signed.decode(),
        keys=tuple(map(str, keys_of(log))),
    )


def public() -> QuerySet[Letter]:
    """The letters that are public, each with `signatories`, how many stand on it.

    An open one is public as soon as it circulates (`domain.public_signing.is_public`).
    """
    growing = Q(access=Access.OPEN, state__in=(LetterState.CIRCULATING, LetterState.CLOSED))
    listed = Coalesce(F("public_tally__individuals") + F("public_tally__organisations"), 0)
    stands = standing("invitations__signatures__") & Q(invitations__signatures__isnull=False)
    return Letter.objects.filter(growing | Q(state=LetterState.PUBLISHED)).annotate(
        signatories=Count("invitations__signatures", filter=stands, distinct=True) + listed
    )


def _letter(letter: Letter) -> PublicLetter:
    return PublicLetter(
        slug=letter.slug,
        title=letter.title,
        coalition_slug=letter.coalition.slug,
        coalition=letter.coalition.name,
        state=LetterState(letter.state),
        published_at=letter.published_at,
        public_since=letter.published_at or letter.circulated_at or letter.created_at,
        signatories=getattr(letter, "signatories"),  # noqa: B009  # annotated above
    )
