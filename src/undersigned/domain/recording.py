"""From a signatory as the formats print it to the record that the log commits to.

It stands apart from `signature_record`, which the verifier needs: a printed line needs the wording, and the
verifier is to run without it.
"""

from undersigned.domain.block import printed_line
from undersigned.domain.documents import Signatory
from undersigned.domain.signature_record import By, SignatureRecord
from undersigned.wording.speech import speak


def record_of(signatory: Signatory, *, language: str, by: By, domain: str | None = None) -> SignatureRecord:
    """The record of one signature. Raises `ValueError` for a line that no record may hold.

    `language` is that of the letter: the printed line is set in it, in every format the same.
    """
    return SignatureRecord(
        name=signatory.name or "",
        role=signatory.office or "",
        org=signatory.organisation or "",
        place=signatory.place or "",
        region=signatory.region or "",
        line=printed_line(signatory, speak(language)),
        lang=language,
        by=by,
        title=signatory.title,
        honorific=signatory.honorific,
        on_behalf_of=signatory.on_behalf_of,
        note=signatory.note,
        status=None if signatory.status == "current" else signatory.status,
        domain=domain,
    )
