"""The calendar of a coalition's dates, at a secret address that a calendar program subscribes to."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from undersigned.domain.reasons import Reason
from undersigned.errors import Refused
from undersigned.outputs import calendar
from undersigned.outputs.calendar import CalendarDate
from undersigned.queries.programs import Date, Occasion, calendar_at
from undersigned.web.pages import now
from undersigned.web.trouble import refusal
from undersigned.wording import speak


@require_safe
def deadlines(request: HttpRequest, token: str) -> HttpResponse:
    shown = calendar_at(token)
    if shown is None:
        return refusal(request, Refused(Reason.LINK_UNKNOWN))
    host = urlsplit(settings.BASE_URL).netloc
    content = calendar.render(shown.coalition_name, map(_entry, shown.dates), host=host, at=now())
    headers = {"Content-Disposition": f'inline; filename="{shown.coalition}.ics"'}
    return HttpResponse(content, content_type=calendar.MEDIA_TYPE, headers=headers)


def _entry(date: Date) -> CalendarDate:
    say = speak("en").say
    sentences = {
        Occasion.DEADLINE: say("Deadline to sign: {title}"),
        Occasion.EMBARGO: say("Becomes public: {title}"),
        Occasion.ASK_DUE: say("Last day of an open ask: {title}"),
        Occasion.LOOK_AGAIN: say("Look again at ask {ask}: {title}"),
    }
    said = sentences[date.occasion].format(title=date.title, ask=date.ask)
    asks = "asks/" if date.occasion in (Occasion.ASK_DUE, Occasion.LOOK_AGAIN) else ""
    address = f"{settings.BASE_URL}/desk/letters/{date.letter}/{asks}"
    return CalendarDate(date.key, date.at, said, address)
