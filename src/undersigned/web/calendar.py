"""The calendar of a coalition's deadlines, at a secret address that a calendar program subscribes to."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.outputs import calendar
from undersigned.outputs.calendar import CalendarDate
from undersigned.queries.programs import Date, calendar_at
from undersigned.web.pages import now
from undersigned.web.trouble import refusal
from undersigned.wording import speak


@require_safe
def deadlines(request: HttpRequest, token: str) -> HttpResponse:
    shown = calendar_at(token)
    if shown is None:
        return refusal(request, Refused(Reason.LINK_UNKNOWN))
    host = urlsplit(settings.BASE_URL).netloc
    content = calendar.render(shown.coalition_name, map(_entry, shown.deadlines), host=host, at=now())
    headers = {"Content-Disposition": f'inline; filename="{shown.coalition}.ics"'}
    return HttpResponse(content, content_type=calendar.MEDIA_TYPE, headers=headers)


def _entry(deadline: Date) -> CalendarDate:
    said = speak("en").say("Deadline to sign: {title}").format(title=deadline.title)
    address = f"{settings.BASE_URL}/desk/letters/{deadline.letter}/"
    return CalendarDate(f"deadline-{deadline.letter}", deadline.at, said, address)
