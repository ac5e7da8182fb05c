"""Open an invitation by the code that stands beside its link."""

import hashlib
import hmac
from datetime import datetime

from django.conf import settings
from django.db import transaction

from undersigned.actions.invitations import new_link
from undersigned.confirmation import typed_code
from undersigned.domain.codes import WINDOW, may_try
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.records.models import CodeTry, PersonalLink


def open_by_code(*, typed: str, origin: str, at: datetime) -> str:
    """The token of a new link that does what the code's own link does; `origin` is where the try came from.

    The try counts whatever comes of it. Refused: too-many-tries; code-unknown, also where the link beside it
    was replaced or has expired.
    """
    count_try(origin, at)
    return _link_like(typed, at)


@transaction.atomic
def count_try(origin: str, at: datetime) -> None:
    """Refused (too-many-tries) where no more are taken. Old tries are deleted: nobody's way is kept."""
    CodeTry.objects.filter(at__lte=at - WINDOW).delete()
    here = _hidden(origin)
    if reason := may_try(CodeTry.objects.filter(origin=here).count(), CodeTry.objects.count()):
        raise Refused(reason)
    CodeTry.objects.create(origin=here, at=at)


def _hidden(origin: str) -> str:
    key = settings.SECRET_KEY.encode("utf-8")
    return hmac.new(key, b"undersigned/origin/v1\n" + origin.encode("utf-8"), hashlib.sha256).hexdigest()


@transaction.atomic
def _link_like(typed: str, at: datetime) -> str:
    code = typed_code.hash_of(typed, settings.SECRET_KEY)
    link = PersonalLink.objects.filter(code_hash=code, replaced_at=None, expires_at__gt=at).first()
    if not code or link is None:
        raise Refused(Reason.CODE_UNKNOWN)
    made = new_link(link.invitation, link.term, link.delegate, at=at, domain=link.domain)
    made.row.how, made.row.code_hash, made.row.expires_at = "code", "", link.expires_at
    made.row.save()
    return made.token
