"""Rendering a page: our templates, the wording, and nothing else that a template could reach."""

from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from undersigned.domain.zones import zone_named
from undersigned.wording import LANGUAGES, Wording, speak


def now() -> datetime:
    """The pages' clock."""
    return datetime.now(UTC)


def environment(**options: Any) -> Environment:
    """What Django's Jinja2 backend calls: a missing value is an error, not an empty place."""
    ours = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(**{**options, **ours})  # noqa: S701  # it is on, two words to the left
    env.globals.update(static=static)
    return env


def page(
    request: HttpRequest,
    template: str,
    *,
    status: int | None = None,
    language: str | None = None,
    **values: Any,
) -> HttpResponse:
    """A page from a template of ours, said in a language. One that shows what was `refused` is a 422."""
    wording = speak(language)
    context = {
        **values,
        **_sayings(wording),
        "csrf": Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(
            get_token(request)
        ),
        "path": request.path,
        "demo": settings.DEMO,
    }
    found = status or (422 if values.get("refused") else 200)
    return HttpResponse(render_to_string(template, context, using=None), status=found)


def page_for_browser(request: HttpRequest, template: str, **values: Any) -> HttpResponse:
    """A page that is about no letter, in the first language that the browser asks for and we have."""
    response = page(request, template, language=language_asked_for(request), **values)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def language_asked_for(request: HttpRequest) -> str:
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    tags = (tag.split("-")[0] for tag, weight in wanted if weight > 0)
    return next((tag for tag in tags if tag in LANGUAGES), "en")


def spoken(template: str, *, language: str | None = None, **values: Any) -> str:
    """The text of a template that asks for no request: no form that sends, no path."""
    wording = speak(language)
    return render_to_string(template, {**values, **_sayings(wording)}, using=None)


def _sayings(wording: Wording) -> dict[str, Any]:
    """How a template speaks: `say("Sign by {moment}", moment=…)`. Values are escaped, sentences are ours."""

    def say(message: str, **values: object) -> Markup:
        return escape(wording.say(message)).format(**values)

    def count(one: str, many: str, number: int, **values: object) -> Markup:
        said = wording.translations.ngettext(one, many, number)
        return escape(said).format(number=wording.number(number), **values)

    def moment(at: datetime, zone: str = "UTC") -> str:
        return wording.moment(at, zone_named(zone))

    def day(on: date | datetime) -> str:
        return wording.date(on.date() if isinstance(on, datetime) else on)

    return {
        "language": wording.language,
        "say": say,
        "count": count,
        "moment": moment,
        "day": day,
        "short_day": wording.short_date,
        "reason": wording.reason,
        "figure": wording.number,
    }
