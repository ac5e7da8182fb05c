"""Answers that the organiser took down, for organisers alone."""

from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.signing import Channel
from undersigned.queries.pages import by_place
from undersigned.queries.signing import line_of, line_text, standing
from undersigned.records.models import Invitation, Letter, RecordedAnswer
from undersigned.wording import speak


@dataclass(frozen=True, slots=True)
class RecordedShown:
    """`became`: "standing" while it is on the list, "confirmed" by the office, else "ended"."""

    id: int
    line: str
    channel: Channel
    note: str
    recorded_by: str
    recorded_at: datetime
    scan: str
    became: str


def recorded_answers(letter: Letter) -> tuple[RecordedShown, ...]:
    """The latest first."""
    rows = (
        RecordedAnswer.objects.filter(signature__invitation__letter=letter, signature__forgotten_at=None)
        .select_related("signature")
        .order_by("-signature__signed_at", "-pk")
    )
    return tuple(
        RecordedShown(
            row.pk,
            line_text(line_of(row.signature), speak(letter.language)),
            Channel(row.channel),
            row.note,
            row.recorded_by,
            row.signature.signed_at,
            row.scan_name,
            _became(row),
        )
        for row in rows
    )


def _became(row: RecordedAnswer) -> str:
    if row.signature.stands:
        return "standing"
    return "confirmed" if row.signature.struck_why == "duplicate" else "ended"


@dataclass(frozen=True, slots=True)
class Recordable:
    """An invited office whose answer can be recorded: it has signed nothing that stands."""

    member: str
    place: str
    office: str


def recordable(letter: Letter) -> tuple[Recordable, ...]:
    """In order of place."""
    signed = Invitation.objects.filter(standing("signatures__"), letter=letter, signatures__isnull=False)
    rows = (
        letter.invitations.exclude(pk__in=signed.values("pk"))
        .select_related("member")
        .order_by(*by_place("member__"))
    )
    return tuple(
        Recordable(
            row.member.key,
            ", ".join(
                part for part in (row.member.place or row.member.organisation, row.member.region) if part
            ),
            row.member.office,
        )
        for row in rows
    )


def scan_of(letter: Letter, recorded: int) -> tuple[str, str, str] | None:
    """Name, media type and hash of the scan; None where there is none."""
    row = RecordedAnswer.objects.filter(signature__invitation__letter=letter, pk=recorded).first()
    if row is None or not row.scan_sha256:
        return None
    return row.scan_name, row.scan_type, row.scan_sha256
