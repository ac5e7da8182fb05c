"""Open a public signature's confirmation by the code that stands beside its link."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from undersigned.actions.signing.code import count_try
from undersigned.confirmation import personal_link, typed_code
from undersigned.domain.public_signing import CONFIRM_WITHIN
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.records.models import PublicLink
from undersigned.records.sql import public_signing as sql


def open_by_public_code(*, typed: str, origin: str, at: datetime) -> str:
    """The token of a link that confirms as the code; `origin` is where the try came from.

    The try counts whatever comes of it. Refused: too-many-tries, code-unknown.
    """
    count_try(origin, at)
    return _link_like(typed, at)


@transaction.atomic
def _link_like(typed: str, at: datetime) -> str:
    code = typed_code.hash_of(typed, settings.SECRET_KEY)
    found = PublicLink.objects.filter(token_hash=code, how="code", expires_at__gt=at).first()
    if not code or found is None:
        raise Refused(Reason.CODE_UNKNOWN)
    link = personal_link.start(expires_at=at + CONFIRM_WITHIN)
    sql.add_links([(found.signature_id, link.token_hash, "code", link.expires_at)])
    return link.token
