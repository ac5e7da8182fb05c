"""How a coalition's letters look: its letterhead, and each letter's order of names and cover."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from undersigned.actions.acting import note, note_letter
from undersigned.actions.letters import lock_letter
from undersigned.domain.block import GroupBy, Order
from undersigned.domain.history import Deed
from undersigned.domain.letterheads import ENDINGS, letterhead_of, trouble_with_letterhead
from undersigned.domain.letters import LetterState
from undersigned.domain.publishing import Publication
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.outputs import TEMPLATES
from undersigned.outputs.pdf.press import can_draw
from undersigned.outside.stationery import keep_letterhead, remove_letterhead, stationery_of
from undersigned.queries.publishing import publication_of
from undersigned.records.models import Coalition, Letter

_FIXED = frozenset((LetterState.PUBLISHED, LetterState.CANCELLED))


def laid_out(letter: Letter) -> Publication:
    """The publication as of now, with the letterhead and all that the data folder has for its look."""
    publication = publication_of(letter)
    stationery = stationery_of(settings.DATA_DIR, letter.coalition.slug, TEMPLATES)
    presentation = replace(
        publication.presentation,
        letterhead=stationery.letterhead,
        templates=stationery.templates,
        fonts=stationery.fonts,
    )
    return replace(publication, presentation=presentation)


@transaction.atomic
def set_letterhead(*, coalition: Coalition, picture: bytes, at: datetime) -> None:
    """For all letters that are published from now on. Refused (letterhead-…) for what is no still picture."""
    if trouble := trouble_with_letterhead(picture):
        raise Refused(trouble)
    letterhead = letterhead_of(picture)
    assert letterhead is not None  # noqa: S101  # there was no trouble with it
    if not can_draw(letterhead.image, ENDINGS[letterhead.media_type]):
        raise Refused(Reason.LETTERHEAD_CANNOT_BE_DRAWN)
    note(Deed.LETTERHEAD_CHANGED, coalition, at=at)
    keep_letterhead(settings.DATA_DIR, coalition.slug, letterhead)


@transaction.atomic
def take_letterhead_away(*, coalition: Coalition, at: datetime) -> None:
    """The coalition's name stands there again."""
    note(Deed.LETTERHEAD_CHANGED, coalition, at=at)
    remove_letterhead(settings.DATA_DIR, coalition.slug)


@dataclass(frozen=True, slots=True)
class Look:
    """As typed: `order` and `groups` by their names, "" for no groups."""

    order: str
    groups: str
    cover: bool


@transaction.atomic
def set_look(*, slug: str, look: Look, at: datetime) -> Letter:
    """How the letter's names stand, and whether a cover precedes it. Refused (look-is-fixed) once public."""
    letter = lock_letter(slug)
    if letter.state in _FIXED:
        raise Refused(Reason.LOOK_IS_FIXED)
    letter.list_order = _one_of(Order, look.order)
    letter.list_groups = _one_of(GroupBy, look.groups) if look.groups else ""
    letter.cover = look.cover
    letter.save(update_fields=["list_order", "list_groups", "cover"])
    note_letter(Deed.LOOK_CHANGED, letter, at=at)
    return letter


def _one_of(choices: type[Order] | type[GroupBy], value: str) -> str:
    if value not in [each.value for each in choices]:
        raise Refused(Reason.LOOK_UNKNOWN, value=value)
    return value
