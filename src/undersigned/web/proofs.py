"""What a page shows of a receipt: where its entry is looked up, as an address and as a QR code."""

import segno
from django.conf import settings

from undersigned.queries.invitations import ProofShown


def shown_proof(proof: ProofShown | None, slug: str) -> dict[str, str] | None:
    if proof is None:
        return None
    address = f"{settings.BASE_URL}/v/{slug}#{proof.index}.{proof.leaf}"
    code = segno.make(address, error="m", micro=False)
    return {
        "address": address,
        "code": code.svg_data_uri(border=4, light="#fff", encode_minimal=True),
        "fingerprint": proof.fingerprint,
    }
