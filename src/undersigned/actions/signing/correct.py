"""What a signatory asks for after signing: another printed line, or the receipt once more."""

from dataclasses import astuple
from datetime import datetime

from django.db import transaction

from undersigned.actions.signing import lock_link, require_line, standing_signature_of
from undersigned.actions.signing.notices import send_receipt_again
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import PrintedLine
from undersigned.errors import Refused
from undersigned.queries.evidence import receipt_of
from undersigned.queries.signing import line_of
from undersigned.records.models import LineChange


@transaction.atomic
def ask_for_line(*, token: str, line: PrintedLine, at: datetime) -> None:
    """Hand a mended line to the organiser's review; it takes the place of one that still waits there.

    Asking for the line as it stands takes back what was asked before. Whoever may withdraw a signature may
    mend it, also after publication. Refused with the reason of `may_withdraw`, other-edition for one that
    has lapsed, or the reason of a line that cannot be printed.
    """
    signature = standing_signature_of(lock_link(token))
    require_line(line)
    signature.line_changes.filter(reviewed_at=None).delete()
    if line != line_of(signature):
        name, office, place, region = astuple(line)
        LineChange.objects.create(
            signature=signature, asked_at=at, name=name, office=office, place=place, region=region
        )


@transaction.atomic
def receive_again(*, token: str, at: datetime) -> None:
    """Queue the receipt once more to whom this link belongs, the same bytes; at most one mail an hour.

    Refused: with the reason of `may_withdraw`, or nothing-to-prove.
    """
    link = lock_link(token)
    signature = standing_signature_of(link)
    proof = receipt_of(signature)
    if proof is None:
        raise Refused(Reason.NOTHING_TO_PROVE)
    send_receipt_again(link, signature, proof, at=at)
