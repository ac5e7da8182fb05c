"""The history of a coalition: who did what, the latest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from undersigned.domain.history import AREAS, Deed, Doer
from undersigned.queries.pages import ListPage, Wanted, page_of
from undersigned.records.models import Act, Coalition


@dataclass(frozen=True, slots=True)
class ActShown:
    """`who` is an address, or "" for an organiser who is forgotten, and for what no organiser did (`doer`).

    `whom` is the address of the organiser it was done to; `facts` are the deed's.
    """

    at: datetime
    deed: Deed
    doer: Doer
    who: str
    whom: str
    letter: str
    letter_title: str
    member: str
    office: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which acts are looked for; "" for all. `area` is one of `domain.history.AREAS`."""

    area: str = ""
    who: str = ""
    letter: str = ""


def history_page(coalition: Coalition, wanted: Wanted, kept: HistoryFilter) -> ListPage[ActShown]:
    found = (
        Act.objects.filter(coalition=coalition)
        .select_related("organiser", "whom", "letter", "member")
        .order_by("-at", "-pk")
    )
    if kept.area:
        found = found.filter(deed__in=AREAS.get(kept.area, ()))
    if kept.who:
        found = found.filter(organiser__email=kept.who)
    if kept.letter:
        found = found.filter(letter__slug=kept.letter)
    return page_of(found, wanted, lambda acts: [_shown(act) for act in acts])


def doers_in(coalition: Coalition) -> tuple[str, ...]:
    """The addresses of the organisers who did something, in order."""
    acts = Act.objects.filter(coalition=coalition, organiser__isnull=False)
    return tuple(acts.order_by("organiser__email").values_list("organiser__email", flat=True).distinct())


def _shown(act: Act) -> ActShown:
    member = act.member
    place = (member.place or member.organisation) if member else ""
    return ActShown(
        at=act.at,
        deed=Deed(act.deed),
        doer=Doer(act.doer),
        who=act.organiser.email if act.organiser else "",
        whom=act.whom.email if act.whom else "",
        letter=act.letter.slug if act.letter else "",
        letter_title=act.letter.title if act.letter else "",
        member=member.key if member else "",
        office=f"{member.office}, {place}" if member else "",
        facts=act.facts,
    )
