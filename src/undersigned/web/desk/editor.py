"""Writing the text of a letter: its heading in fields, its body in Markdown, beside how it will look."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse

from undersigned import examples
from undersigned.actions.letters.draft import read_draft
from undersigned.errors import Refused, Unreadable
from undersigned.outputs.html import letter_fragment
from undersigned.queries.accounts import Seat
from undersigned.reading.letter_source.typed import (
    HEADING_FIELDS,
    TypedLetter,
    source_of,
    told_of_form,
    typed_of,
)
from undersigned.web.pages import now, page
from undersigned.wording import LANGUAGES, speak

_BODY = """\
We write to you as …

We thank you for …. {.thanks}

We ask you for two things:

1. Keep …. {.ask}
   1. In every …;
   2. until ….
2. Publish …. {.ask}
"""
EXAMPLES = ("evening-trains", "library-hours", "early-renewals")


@dataclass(frozen=True, slots=True)
class _Text:
    """What is being written. `typed` is None where it is shown as a source, header and all."""

    source: str
    typed: TypedLetter | None
    preview: str | None
    trouble: str | None


def beginning(example: str, seat: Seat) -> str:
    """The source that a new letter begins with: an empty one, or an example in the coalition's name."""
    today = now().date()
    if example not in EXAMPLES:
        return source_of(_empty(seat, today))
    typed = typed_of(examples.read(f"letters/{example}.md", today))
    assert typed is not None  # noqa: S101  # ours: a test reads each
    heading = {**typed.heading, "date": today.isoformat(), "coalition": seat.coalition_name}
    return source_of(TypedLetter(heading, typed.body))


def _empty(seat: Seat, today: date) -> TypedLetter:
    wording = speak("en")
    heading = dict.fromkeys(HEADING_FIELDS, "") | {
        "title": wording.say("Open letter on …"),
        "date": today.isoformat(),
        "language": "en",
        "coalition": seat.coalition_name,
        "addressee_name": "…",
        "salutation": wording.say("Dear …:"),
        "closing": wording.say("Sincerely,"),
    }
    return TypedLetter(heading, _BODY)


def typed_source(request: HttpRequest, stands: str = "") -> str:
    """The letter source that was sent: from the fields, over the one that stands, or as it was typed."""
    if "body" not in request.POST:
        return request.POST.get("source", "")
    heading = {name: request.POST.get(name, "") for name in HEADING_FIELDS}
    return source_of(TypedLetter(heading, request.POST["body"]), stands)


def editor(
    request: HttpRequest, seat: Seat, source: str, trouble: Refused | Unreadable | None = None
) -> HttpResponse:
    """The text beside its preview; what is wrong with it stands above, and nothing typed is lost.

    At the address of a draft it is saved; at that of a new edition it is compared first.
    """
    text = _text(request, source, trouble)
    return page(
        request,
        "desk/editor.html",
        status=422 if text.trouble and request.method == "POST" else 200,
        seat=seat,
        new_edition=request.path.endswith("/new-edition/"),
        text=text,
        slug=request.POST.get("slug", ""),
        examples=EXAMPLES,
        languages=LANGUAGES,
    )


def _text(request: HttpRequest, source: str, trouble: Refused | Unreadable | None) -> _Text:
    preview = None
    try:
        preview = letter_fragment(read_draft(source.encode("utf-8", "replace")).document)
    except Unreadable as unreadable:
        trouble = trouble or unreadable
    typed = _shown_in_fields(request, source)
    sentence = None
    if isinstance(trouble, Refused):
        sentence = speak("en").reason(trouble.reason, **trouble.values)
    elif trouble is not None:
        sentence = told_of_form(trouble, source) if typed else str(trouble)
    return _Text(source, typed, preview, sentence)


def _shown_in_fields(request: HttpRequest, source: str) -> TypedLetter | None:
    """The fields as they were sent, even if they cannot be read; else those of the source."""
    if "body" in request.POST:
        return TypedLetter(
            {name: request.POST.get(name, "") for name in HEADING_FIELDS}, request.POST["body"]
        )
    typed_whole = "source" in request.POST and request.POST.get("answer") != "edit"
    if typed_whole or request.GET.get("as") == "source":
        return None
    return typed_of(source)
