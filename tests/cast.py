"""The cast: invented people of an invented coalition, and what they do in the stories.

Mayor Ada Lindqvist of Carrboro signs for herself. Mayor Tomás Quintero of Chapel Hill has a delegate, Bea
Okafor. County Executive Ruth Vandermeer of Montgomery County declines. Mayor Ivo Petrescu of Durham is
silent. The term of Mayor Hal Brandvold of Raleigh ended. Nobody holds the office in Wilmington.
Ola Nyström is the organiser; Sam Tran organises for another coalition.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.test import Client

from undersigned.actions.accounts import appoint
from undersigned.actions.keys import make_first_key
from undersigned.actions.letters.circulate import circulate
from undersigned.actions.letters.close import close
from undersigned.actions.letters.draft import Contact, create
from undersigned.actions.publishing import publish
from undersigned.actions.roster import create_coalition, import_roster
from undersigned.domain.accounts import Role
from undersigned.domain.roster_columns import map_columns
from undersigned.jobs.post import post_mails
from undersigned.queries.candidates import invitable
from undersigned.reading.rosters import read_rows
from undersigned.records.models import Coalition, Letter

CARRBORO = "us-nc-carrboro-mayor"
CHAPEL_HILL = "us-nc-chapel-hill-mayor"
MONTGOMERY = "us-md-montgomery-county-county-executive"
DURHAM = "us-nc-durham-mayor"
RALEIGH = "us-nc-raleigh-mayor"
WILMINGTON = "us-nc-wilmington-mayor"

ROSTER = """\
place,region,office,name,given,family,start,end,email,delegate_name,delegate_role,delegate_email
Carrboro,NC,Mayor,Ada Lindqvist,Ada,Lindqvist,2023-12-04,,mayor@carrboro.example,,,
Chapel Hill,NC,Mayor,Tomás Quintero,Tomás,Quintero,2023-12-04,,mayor@chapelhill.example,Bea Okafor,\
Chief of Staff,bea@chapelhill.example
Montgomery County,MD,County Executive,Ruth Vandermeer,Ruth,Vandermeer,2022-12-05,,ruth@montgomery.example,,,
Durham,NC,Mayor,Ivo Petrescu,Ivo,Petrescu,2023-12-04,,ivo@durham.example,\
Noor Haddad,Scheduler,noor@durham.example
Raleigh,NC,Mayor,Hal Brandvold,Hal,Brandvold,2019-12-02,2022-12-05,hal@raleigh.example,,,
Wilmington,NC,Mayor,,,,,,,,,
"""

LETTER = """\
---
title: Open letter on the night buses
date: 2026-11-20
addressee: {name: Enid Marlowe, office: Governor, until: 2027-01-20}
salutation: "Dear Governor Marlowe:"
closing: "Sincerely,"
---
We write to you as neighbours.

We thank you for ending the day-bus levy. {.thanks}

1. We ask you to keep the night buses. {.ask #buses}
   1. in every county;
   2. until the end of your term.
2. We ask you to publish the timetable. {.ask}
"""

SLUG = "night-buses"


@dataclass
class Stage:
    """A coalition at work. Every verb goes through the same actions as the pages and the commands."""

    coalition: Coalition
    outbox: Path
    text: str = LETTER

    @classmethod
    def set_up(cls, outbox: Path) -> "Stage":
        make_first_key()
        stage = cls(create_coalition(slug="north-towns", name="North Towns", at=now()), outbox)
        stage.import_roster(ROSTER)
        return stage

    def import_roster(self, text: str) -> None:
        table = read_rows("roster.csv", text.encode())
        import_roster(
            coalition=self.coalition,
            table=table,
            columns=map_columns(table.header),
            at=now(),
            dry_run=False,
        )

    def draft(self, source: str = "", slug: str = SLUG) -> Letter:
        contact = Contact("Ola Nyström", "+1 555 0100", "ola@north-towns.example")
        text = (source or self.text).encode()
        return create(coalition=self.coalition, source=text, slug=slug, contact=contact, at=now())

    def circulate(self, members: list[str] | None = None, *, days: float = 7) -> Letter:
        """A letter that circulates among these members (else all that can be invited), its mails posted."""
        letter = self.draft()
        chosen = members or invitable(letter, at=now())
        letter = circulate(slug=SLUG, deadline=now() + timedelta(days=days), members=chosen, at=now())
        self.post()
        return letter

    def publish(self) -> Letter:
        close(slug=SLUG, at=now())
        return publish(slug=SLUG, at=now())

    def post(self) -> None:
        post_mails(now)

    def mails(self, to: str = "", kind: str = "") -> list[EmailMessage]:
        """The posted mails to an address and of a kind, the oldest first."""
        read = [
            _read(file)
            for file in sorted(self.outbox.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        ]
        return [mail for mail in read if to in str(mail["To"]) and kind in ("", mail["X-Undersigned-Kind"])]

    def link(self, to: str, kind: str = "") -> str:
        """The path of the link in the latest such mail."""
        text = plain_text(self.mails(to, kind)[-1])
        return str(re.findall(r"^http://127\.0\.0\.1:8000(/\S+)$", text, re.MULTILINE)[0])

    def desk(self, email: str = "ola@north-towns.example", role: Role = Role.OWNER) -> Client:
        """A browser in which this organiser is signed in."""
        client = Client()
        client.post(appoint(coalition=self.coalition, email=email, role=role, at=now()))
        return client


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return now().date()


def days_ago(days: int) -> date:
    """A date that has begun in every office of the cast; from 2 on, one that has ended there as well.

    The offices are west of Greenwich: in their evening the date in UTC is already tomorrow's.
    """
    return today() - timedelta(days=days)


def _read(file: Path) -> EmailMessage:
    return message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=policy.default)


def plain_text(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html_text(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content())
