"""What changed between a letter's editions, and what a new text would do to its list."""

from dataclasses import dataclass
from datetime import datetime

from undersigned.domain.difference import Excerpt, changes
from undersigned.domain.letters import LetterState, NewEditionFacts, may_change_text
from undersigned.errors import Refused
from undersigned.queries.candidates import why_unreachable
from undersigned.queries.letters import source_of
from undersigned.queries.pending import pending_answers
from undersigned.queries.public_signing import public_count
from undersigned.queries.roster import members_by_key
from undersigned.queries.signing import edition_number, standing_signatures
from undersigned.reading.letter_source import LetterSource
from undersigned.records.models import Edition, Letter, Signature


@dataclass(frozen=True, slots=True)
class ChangesSince:
    """What changed since an edition; `excerpts` is empty where no word is different."""

    edition: int
    excerpts: tuple[Excerpt, ...]


def changes_since(letter: Letter, edition: Edition) -> ChangesSince:
    """From that edition to the text that stands."""
    return ChangesSince(edition.number, changes(bytes(edition.content).decode("utf-8"), source_of(letter)))


def changes_since_number(slug: str, number: int) -> ChangesSince | None:
    """The same; None where there is no such edition."""
    edition = Edition.objects.select_related("letter").filter(letter__slug=slug, number=number).first()
    return changes_since(edition.letter, edition) if edition else None


def changes_since_signed(signature: Signature | None) -> ChangesSince | None:
    """What changed since somebody signed, if that signature has lapsed."""
    if signature is None or signature.lapsed_at is None:
        return None
    return changes_since(signature.invitation.letter, signature.edition)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a new text would do to the list of a letter that circulates.

    `edition` is the one that stands; `signed` signatures would lapse, offices' and the public's. `waiting`
    answers that are no signature yet would be deleted, and their offices asked again.
    `unreachable` are the names of those who cannot be asked again: the term ended, or there is no address.
    `excerpts` is what would change.
    """

    edition: int
    signed: int
    waiting: int
    unreachable: tuple[str, ...]
    excerpts: tuple[Excerpt, ...]


def effect_of(letter: Letter, read: LetterSource, *, at: datetime) -> Effect:
    """The effect of a new text, for whoever decides on it. Refused with the reason of `may_change_text`."""
    facts = new_edition_facts(letter, read, compared=None)
    if reason := may_change_text(facts, at):
        raise Refused(reason)
    signed = standing_signatures(letter).select_related("invitation__member")
    names = {row.invitation.member.key: row.name for row in signed}
    members = members_by_key(letter.coalition, names)
    return Effect(
        edition=facts.edition,
        signed=len(names) + public_count(letter).listed,
        waiting=len(pending_answers(letter)),
        unreachable=tuple(names[member.key] for member in members if why_unreachable(member, at=at)),
        excerpts=changes(source_of(letter), read.canonical.decode("utf-8")),
    )


def new_edition_facts(letter: Letter, read: LetterSource, *, compared: int | None) -> NewEditionFacts:
    """What `may_change_text` decides on. With the letter locked, it is final."""
    return NewEditionFacts(
        state=LetterState(letter.state),
        deadline=letter.deadline,
        has_date=read.document.date is not None,
        same_text=read.canonical.decode("utf-8") == source_of(letter),
        edition=edition_number(letter),
        edition_compared=compared,
    )
