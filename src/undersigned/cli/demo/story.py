"""The example story, `examples/story.csv`, played line by line.

Everybody acts through the same actions as the pages and commands do, at times that have passed; who is
invited acts by the link in the mail to their address.
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from undersigned import examples
from undersigned.actions.accounts import appoint
from undersigned.actions.acting import Actor, acting
from undersigned.actions.coalition import describe
from undersigned.actions.letters.circulate import circulate
from undersigned.actions.letters.close import close
from undersigned.actions.letters.draft import Contact, create
from undersigned.actions.letters.remind import remind
from undersigned.actions.letters.rounds import plan_round
from undersigned.actions.publishing import publish
from undersigned.actions.quotes import clear_quote
from undersigned.actions.roster import create_coalition, import_roster
from undersigned.actions.signing.answer import decline_by_link, note_opened
from undersigned.actions.signing.sign import sign_by_link
from undersigned.actions.signing.withdraw import disown_by_link, withdraw_by_link
from undersigned.cli.demo.afterwards import (
    deliver,
    draft_follow_up,
    keep_facts,
    record_articles,
    record_outcomes,
)
from undersigned.cli.demo.answers import allow_ways, change_text, record_call, sign_if, sign_unnamed
from undersigned.cli.demo.elsewhere import keep, read_in
from undersigned.cli.demo.public import open_to_all, sign_in_public
from undersigned.domain.accounts import Role
from undersigned.domain.history import Doer
from undersigned.domain.own_words import OURS
from undersigned.domain.roster_columns import map_columns
from undersigned.domain.sending import Round
from undersigned.jobs.post import post_mails
from undersigned.queries.accounts import organiser_by_address
from undersigned.queries.candidates import invitable
from undersigned.queries.invitations import InvitationView, invitation_view
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.roster import coalition_by_slug
from undersigned.reading.rosters import read_rows

COALITION: Final = "long-table"
ORGANISER: Final = "organiser@example.org"
_COLLEAGUES = {"press@example.org": Role.EDITOR, "intern@example.org": Role.VIEWER}
_NAME = "Cities of the Long Table"
_CONTACT = Contact("Nadia Silverthorne", "202-555-0142", ORGANISER)
_COLUMNS = ("letter", "who", "what", "words")
_ZONE = ZoneInfo("America/New_York")  # of the times in the story
_ASKS = re.compile(rb"^X-Undersigned-Kind: (?:delegate-)?(?:invitation|confirmation)\s*$", re.MULTILINE)
_LINK = re.compile(r"^\S+/[ic]/(\S+)/$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of the story: `who` does `what` to the letter `slug`. `words` depend on what is done.

    `today` is the day on which the story is told, which its other days are counted from.
    """

    today: date
    at: datetime
    slug: str
    who: str
    what: str
    words: str


def play(outbox: Path, now: Callable[[], datetime]) -> None:
    """Found the coalition, and play the story up to now; its mails end in the folder `outbox`."""
    with acting(Actor(Doer.ORGANISER, _found_coalition(now()))):
        _play_letters(Mailboxes(outbox, now), now)


def _play_letters(mailboxes: "Mailboxes", now: Callable[[], datetime]) -> None:
    for turn in _turns(now().date()):
        _TURNS[turn.what](turn, mailboxes)
        if turn.what == "circulate":
            mailboxes.collect(turn.slug)
    post_mails(now)


class Mailboxes:
    """The links that came by mail: one for each letter and address."""

    def __init__(self, outbox: Path, now: Callable[[], datetime]) -> None:
        self._outbox = outbox
        self._now = now
        self._read: set[Path] = set()
        self._tokens: dict[tuple[str, str], str] = {}

    def collect(self, slug: str) -> None:
        """Post what waits, and read what came since the last time, all of it about this letter."""
        post_mails(self._now)
        for file in sorted(set(self._outbox.glob("*.eml")) - self._read):
            self._read.add(file)
            written = file.read_bytes()
            if not _ASKS.search(written):  # a receipt, a notice: nothing to answer by
                continue
            mail = message_from_bytes(written, _class=EmailMessage, policy=policy.default)
            part = mail.get_body(("plain",))
            link = _LINK.search(str(part.get_content())) if part is not None else None
            if link is not None:
                self._tokens[slug, str(mail["To"])] = link[1]

    def token_to(self, slug: str, email: str) -> str:
        """The token that came to an address; what has not come yet is posted first."""
        if (slug, email) not in self._tokens:
            self.collect(slug)
        return self._tokens[slug, email]

    def token(self, turn: Turn) -> str:
        return self._tokens[turn.slug, turn.who]


def _found_coalition(at: datetime) -> int:
    """The coalition, its organiser and its roster; the organiser's id."""
    coalition = create_coalition(slug=COALITION, name=_NAME, at=at)
    appoint(coalition=coalition, email=ORGANISER, role=Role.OWNER, at=at)
    table = read_rows("roster.csv", examples.read("roster.csv", at.date()).encode())
    columns = map_columns(table.header)
    import_roster(coalition=coalition, table=table, columns=columns, at=at, dry_run=False)
    for email, role in _COLLEAGUES.items():
        appoint(coalition=coalition, email=email, role=role, at=at)
    describe(coalition=coalition, name=_NAME, contact=_CONTACT, at=at)
    return organiser_by_address(ORGANISER).pk


def _turns(today: date) -> list[Turn]:
    return [
        Turn(today, _time(f"{row['day']} {row['time']}"), *(row[name] for name in _COLUMNS))
        for row in csv.DictReader(examples.read("story.csv", today).splitlines())
    ]


def _time(text: str) -> datetime:
    """ "2026-11-20 17:00" on the story's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=_ZONE)


def _draft(turn: Turn, _: Mailboxes) -> None:
    source = examples.read(f"letters/{turn.slug}.md", turn.today)
    create(
        coalition=coalition_by_slug(COALITION),
        source=source.encode(),
        slug=turn.slug,
        contact=_CONTACT,
        at=turn.at,
    )


def _circulate(turn: Turn, _: Mailboxes) -> None:
    """To everybody who can be invited. `words`: the deadline."""
    members = invitable(letter_by_slug(turn.slug), at=turn.at)
    circulate(slug=turn.slug, deadline=_time(turn.words), members=members, at=turn.at)


def _open(turn: Turn, mailboxes: Mailboxes) -> InvitationView:
    view = invitation_view(mailboxes.token(turn), at=turn.at)
    assert view is not None  # noqa: S101  # the token is from a mail of ours
    note_opened(view.invitation, at=turn.at)
    return view


def _sign(turn: Turn, mailboxes: Mailboxes) -> None:
    """`words`: the name as they want it printed, where that is not the roster's."""
    view = _open(turn, mailboxes)
    typed = {"name": turn.words} if turn.words else {}
    sign_by_link(token=mailboxes.token(turn), edition_shown=view.edition, typed=typed, at=turn.at)


def _sign_if(turn: Turn, mailboxes: Mailboxes) -> None:
    """`words`: the condition."""
    sign_if(mailboxes.token(turn), turn.words, _open(turn, mailboxes).edition, turn.at)


def _sign_unnamed(turn: Turn, mailboxes: Mailboxes) -> None:
    sign_unnamed(mailboxes.token(turn), _open(turn, mailboxes).edition, turn.at)


def _record_call(turn: Turn, mailboxes: Mailboxes) -> None:
    """`words`: what the organiser noted of the call."""
    record_call(turn.slug, _open(turn, mailboxes).invitation, turn.words, ORGANISER, turn.at)


def _decline(turn: Turn, mailboxes: Mailboxes) -> None:
    """`words`: the reason, if one is given."""
    _open(turn, mailboxes)
    decline_by_link(token=mailboxes.token(turn), reason=turn.words, at=turn.at)


def _open_to_all(turn: Turn, _: Mailboxes) -> None:
    """The public may sign. `words`: the deadline."""
    open_to_all(turn.slug, _time(turn.words), turn.at)


def _sign_in_public(turn: Turn, mailboxes: Mailboxes) -> None:
    """`words`: from which of the example's people to which."""
    first, last = map(int, turn.words.split("-"))
    sign_in_public(turn.slug, first, last, turn.at, lambda email: mailboxes.token_to(turn.slug, email))


def _plan(turn: Turn, _: Mailboxes) -> None:
    """A reminder where each office is, at nine in the morning. `words`: so many days before the deadline."""
    planned = Round(hour=time(9), days_before=int(turn.words))
    plan_round(slug=turn.slug, planned=planned, own=OURS, at=turn.at)


def _clear_quote(turn: Turn, mailboxes: Mailboxes) -> None:
    """`words`: exactly those that may be printed."""
    clear_quote(token=mailboxes.token(turn), words=turn.words, proposed_shown="", agreed=True, at=turn.at)


_TURNS: Final[dict[str, Callable[[Turn, Mailboxes], object]]] = {
    "draft": _draft,
    "allow-ways": lambda turn, _: allow_ways(turn.slug, turn.at),
    "change-text": lambda turn, _: change_text(turn.slug, turn.words, turn.at),
    "circulate": _circulate,
    "open": _open,
    "sign": _sign,
    "sign-if": _sign_if,
    "sign-unnamed": _sign_unnamed,
    "record-call": _record_call,
    "decline": _decline,
    "withdraw": lambda turn, mailboxes: withdraw_by_link(token=mailboxes.token(turn), at=turn.at),
    "disown": lambda turn, mailboxes: disown_by_link(token=mailboxes.token(turn), at=turn.at),
    "open-to-all": _open_to_all,
    "sign-in-public": _sign_in_public,
    "plan": _plan,
    "remind": lambda turn, _: remind(slug=turn.slug, at=turn.at),
    "close": lambda turn, _: close(slug=turn.slug, at=turn.at),
    "publish": lambda turn, _: publish(slug=turn.slug, at=turn.at),
    "keep-facts": lambda turn, _: keep_facts(turn.slug, turn.today, turn.at),
    "clear-quote": _clear_quote,
    "deliver": lambda turn, _: deliver(turn.slug, turn.today, turn.at),
    "record-outcomes": lambda turn, _: record_outcomes(turn.slug, turn.today, turn.at),
    "record-articles": lambda turn, _: record_articles(turn.slug, turn.today, turn.at),
    "read-in": lambda turn, _: read_in(COALITION, turn.words, turn.today, turn.at),
    "keep-record": lambda turn, _: keep(COALITION, turn.words, turn.today, turn.at),
    "follow-up": lambda turn, _: draft_follow_up(turn.slug, turn.words, turn.at),
}
