"""Hand a letter over: plan it, record it with its proof, and pack what is handed over."""

from dataclasses import dataclass, fields, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from undersigned.actions.acting import note_letter
from undersigned.actions.letters import lock_letter
from undersigned.actions.publishing import public_files, publish_again
from undersigned.actions.stationery import laid_out
from undersigned.domain.attachments import Attachment, attachment_of
from undersigned.domain.block import GroupBy, Order, in_order
from undersigned.domain.delivery import DeliveryFacts, Handing, trouble_in_delivery
from undersigned.domain.history import Deed
from undersigned.domain.letters import LetterState
from undersigned.domain.publishing import Publication
from undersigned.domain.reasons import Reason
from undersigned.domain.text import sha256_hex
from undersigned.domain.zones import zone_named
from undersigned.errors import Refused
from undersigned.outputs.pack import Pack, pack_of
from undersigned.outside.files import keep_by_hash, kept
from undersigned.queries.delivery import delivery_at
from undersigned.queries.letters import contact_of, letter_by_slug
from undersigned.records.models import Delivery, Letter


def checked_file(name: str, content: bytes) -> Attachment:
    """A file that was sent. Refused: file-empty, file-too-large, file-kind-unknown."""
    found = attachment_of(name, content)
    if isinstance(found, Reason):
        raise Refused(found, field="file")
    return found


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery as an organiser sends it in: what is written down, the proof if one is attached, and who."""

    handing: Handing
    file: Attachment | None
    by: str


@transaction.atomic
def write_delivery(*, slug: str, delivery: int | None, sent: Sent, at: datetime) -> Delivery:
    """Write down a plan or a delivery with its proof, or bring one up to date: its file stays if none comes.

    Refused: delivery-unknown, and with the reason of `trouble_in_delivery`.
    """
    letter = lock_letter(slug)
    row = Delivery(letter=letter) if delivery is None else delivery_at(letter, delivery)
    has_file = sent.file is not None or bool(row.proof_sha256)
    if trouble := trouble_in_delivery(sent.handing, _facts(letter, at, has_file=has_file)):
        raise Refused(trouble.reason, field=trouble.field)
    for field in fields(Handing):
        setattr(row, field.name, getattr(sent.handing, field.name))
    if sent.file is not None:
        keep_by_hash(settings.DATA_DIR, sent.file.content)
        row.proof_name, row.proof_type = sent.file.name, sent.file.media_type
        row.proof_sha256 = sha256_hex(sent.file.content)
    row.recorded_by, row.recorded_at = sent.by, at
    row.save()
    note_letter(Deed.DELIVERY_WRITTEN, letter, at=at)
    publish_again(letter, at=at)
    return row


def _facts(letter: Letter, at: datetime, *, has_file: bool) -> DeliveryFacts:
    zone = zone_named(letter.deadline_zone)
    return DeliveryFacts(
        state=LetterState(letter.state),
        closed_on=letter.closed_at.astimezone(zone).date() if letter.closed_at else None,
        today=at.astimezone(zone).date(),
        has_file=has_file,
    )


@transaction.atomic
def strike_delivery(*, slug: str, delivery: int, at: datetime) -> None:
    """Take a plan or a mistaken entry off the list. Refused (delivery-unknown)."""
    letter = lock_letter(slug)
    delivery_at(letter, delivery).delete()
    note_letter(Deed.DELIVERY_STRUCK, letter, at=at)
    publish_again(letter, at=at)


def proof_of(slug: str, delivery: int) -> Attachment:
    """The attached proof. Refused (delivery-unknown) if there is none."""
    row = delivery_at(letter_by_slug(slug), delivery)
    content = kept(settings.DATA_DIR, row.proof_sha256) if row.proof_sha256 else None
    if content is None:
        raise Refused(Reason.DELIVERY_UNKNOWN)
    return Attachment(row.proof_name, row.proof_type, content)


def letter_pack(slug: str) -> Pack:
    """What is handed over, from the list as it stands. Refused (list-not-final) before it is final."""
    letter = letter_by_slug(slug)
    if letter.state not in (LetterState.CLOSED, LetterState.PUBLISHED):
        raise Refused(Reason.LIST_NOT_FINAL)
    files = (
        {shown.name: shown.content for shown in public_files(slug)}
        if letter.state == LetterState.PUBLISHED
        else {}
    )
    return pack_of(_by_state(laid_out(letter)), files, contact_of(letter))


def _by_state(publication: Publication) -> Publication:
    """With a cover, and the list in the order of the states."""
    document = publication.document
    listed = in_order(document.signatories, Order.REGION, document.language, GroupBy.REGION)
    return replace(
        publication,
        document=replace(document, signatories=listed),
        presentation=replace(publication.presentation, cover=True, group_by=GroupBy.REGION),
    )
