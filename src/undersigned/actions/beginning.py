"""The first run: an address that whoever starts the server is given, and the coalition founded by it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from undersigned.actions.accounts import appoint
from undersigned.actions.roster import create_coalition
from undersigned.confirmation import personal_link
from undersigned.domain.accounts import Role
from undersigned.domain.reasons import Reason
from undersigned.domain.text import slug_of, tidy, trouble_in_line
from undersigned.errors import Refused
from undersigned.queries.accounts import organiser_by_address
from undersigned.queries.beginning import first_run_stands, is_empty
from undersigned.records.models import Coalition, FirstRunLink, Organiser

_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Founding:
    """What the first organiser types. `slug` may be empty: then it is made of the name."""

    name: str
    slug: str
    email: str


@transaction.atomic
def first_run_path(at: datetime) -> str | None:
    """The path of a new first-run address; one printed before holds no more. None if somebody can sign in."""
    if not is_empty():
        return None
    challenge = personal_link.start(expires_at=at)
    FirstRunLink.objects.all().delete()
    FirstRunLink.objects.create(token_hash=challenge.token_hash, made_at=at)
    return f"/desk/begin/{challenge.token}/"


@transaction.atomic
def found(*, token: str, founding: Founding, at: datetime) -> tuple[Organiser, Coalition]:
    """The first coalition and its owner, who keeps the installation as well.

    Refused: first-run-over, coalition-nameless, slug-not-usable, address-not-usable.
    """
    link = FirstRunLink.objects.select_for_update().filter(token_hash=personal_link.hash_of(token)).first()
    if link is None or not first_run_stands(link.token_hash):
        raise Refused(Reason.FIRST_RUN_OVER)
    name = tidy(founding.name)
    if not name or trouble_in_line(name):
        raise Refused(Reason.COALITION_NAMELESS, field="name")
    slug = founding.slug or slug_of(name)[:_LONGEST_SLUG].strip("-") or "coalition"
    coalition = create_coalition(slug=slug, name=name, at=at)
    appoint(coalition=coalition, email=founding.email, role=Role.OWNER, at=at)
    FirstRunLink.objects.all().delete()
    return organiser_by_address(founding.email), coalition
