"""What the demo prints when it starts: where to look, and what to try."""

from datetime import datetime
from pathlib import Path

from undersigned.actions.accounts import appoint
from undersigned.cli.demo.story import COALITION, ORGANISER
from undersigned.domain.accounts import Role
from undersigned.domain.letters import LetterState
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.roster import coalition_by_slug

_PUBLISHED = "early-renewals"
_OPEN = "last-bus"
_CIRCULATING = "evening-trains"
_TO_TRY = (
    ("sign as a mayor", "mayor@carrboro-nc.example"),
    ("sign as a delegate", "rufus.birnbaum@chapel-hill-nc.example"),
    ("then be the mayor who is told", "mayor@chapel-hill-nc.example"),
    ("be refused: her term has ended", "mayor@helena-mt.example"),
)


def tour(folder: Path, address: str, at: datetime) -> str:
    """The places to look at. The address that signs in is a new one each time."""
    sign_in = appoint(coalition=coalition_by_slug(COALITION), email=ORGANISER, role=Role.OWNER, at=at)
    lines = [
        "",
        "An invented coalition, with invented people. Nothing leaves this machine.",
        "",
        f"  A published letter   {address}/letters/{_PUBLISHED}/",
        f"  What papers need     {address}/letters/{_PUBLISHED}/press/",
        f"  What became of it    {address}/letters/{_PUBLISHED}/asks/",
        f"  What papers wrote    {address}/desk/letters/{_PUBLISHED}/coverage/",
        f"  The archive          {address}/coalitions/{COALITION}/",
        f"  One to sign yourself {address}/letters/{_OPEN}/",
        f"  The mails            {address}/outbox/",
        f"                       and as files in {folder / 'outbox'}",
        f"  The organisers’ desk {address}{sign_in}",
        f"                       signs in once, as {ORGANISER}",
        "",
        *_to_try(address),
        "Stop it with Ctrl-C; it goes on from there the next time. --reset starts over.",
    ]
    return "\n".join(lines)


def _to_try(address: str) -> list[str]:
    if letter_by_slug(_CIRCULATING).state != LetterState.CIRCULATING:
        return ["The letter that circulated is closed; --reset starts over, with one to sign.", ""]
    width = max(len(what) for what, _ in _TO_TRY)
    tries = (f"  {what:<{width}}   {address}/outbox/?q={email}" for what, email in _TO_TRY)
    return ["To try, by the links in their mails:", *tries, ""]
