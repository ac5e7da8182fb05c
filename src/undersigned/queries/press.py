"""Reads of what a letter's press kits are made from."""

from dataclasses import dataclass

from undersigned.domain.documents import LetterDocument
from undersigned.domain.letters import LetterState
from undersigned.domain.press.kit import Backing
from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.queries.letters import contact_of, letter_by_slug
from undersigned.queries.local_facts import facts_of
from undersigned.queries.publishing import publication_of
from undersigned.queries.quotes import cleared_quotes
from undersigned.records.models import Letter


@dataclass(frozen=True, slots=True)
class PressSource:
    """A letter with its exact list, and what backs its kits. `coalition_slug` leads to the register."""

    slug: str
    title: str
    coalition: str
    coalition_slug: str
    document: LetterDocument
    backing: Backing


def public_press(slug: str) -> PressSource:
    """Refused (letter-unknown) before the letter is public."""
    letter = letter_by_slug(slug)
    if letter.state != LetterState.PUBLISHED:
        raise Refused(Reason.LETTER_UNKNOWN, slug=slug)
    return press_source(letter)


def press_source(letter: Letter) -> PressSource:
    facts = tuple(row.fact for row in facts_of(letter.coalition))
    return PressSource(
        slug=letter.slug,
        title=letter.title,
        coalition=letter.coalition.name,
        coalition_slug=letter.coalition.slug,
        document=publication_of(letter).document,
        backing=Backing(facts, cleared_quotes(letter), contact_of(letter)),
    )
