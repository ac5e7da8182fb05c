"""What the example's offices answer beside a plain yes, and the new text that they are asked about again."""

from collections.abc import Callable
from datetime import datetime

from undersigned.actions.letters.edition import new_edition
from undersigned.actions.signing.policy import Ways, set_ways
from undersigned.actions.signing.record import Grounds, record_yes
from undersigned.actions.signing.sign import sign_by_link
from undersigned.domain.conditions import AtLeast, Group
from undersigned.domain.signing import Channel, Progress, Unnamed, Wish
from undersigned.queries.invitations import InvitationView
from undersigned.queries.letters import letter_by_slug, source_of
from undersigned.queries.office import office_at_letter

Open = Callable[[], InvitationView]


def allow_ways(slug: str, at: datetime) -> None:
    """Let offices sign unnamed or on a condition, and see how many have signed."""
    set_ways(slug=slug, ways=Ways(Unnamed.DESCRIBED, Progress.NUMBER, conditional=True), at=at)


def change_text(slug: str, change: str, at: datetime) -> None:
    """A new edition. `change`: "the old words | the new words"; whoever signed is asked again."""
    old, _, new = change.partition(" | ")
    source = source_of(letter_by_slug(slug))
    assert source.count(old) == 1, old  # noqa: S101  # the example is ours
    new_edition(slug=slug, source=source.replace(old, new).encode(), compared=None, at=at)


def sign_if(token: str, condition: str, edition: int, at: datetime) -> None:
    """`condition`: "25", so many in all; "3 in NC", so many of a state."""
    number, _, region = condition.partition(" in ")
    wished = Wish(condition=AtLeast(int(number), Group("region", region) if region else None))
    sign_by_link(token=token, edition_shown=edition, typed={}, wish=wished, at=at)


def sign_unnamed(token: str, edition: int, at: datetime) -> None:
    sign_by_link(token=token, edition_shown=edition, typed={}, wish=Wish(show="private"), at=at)


def record_call(slug: str, invitation: int, note: str, by: str, at: datetime) -> None:
    """An organiser writes down a yes that came by telephone."""
    found = office_at_letter(letter_by_slug(slug), invitation)
    assert found is not None  # noqa: S101  # it was invited
    grounds = Grounds(Channel.TELEPHONE, note, recorded_by=by)
    record_yes(slug=slug, member=found.invitation.member.key, grounds=grounds, at=at)
