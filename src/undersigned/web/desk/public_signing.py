"""Public signatures at the desk: what waits for a look, all of them, and rules that strike many at once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from undersigned.actions.public_signing.review import accept, end_rule, strike, strike_by_rule
from undersigned.actions.public_signing.review_line import review_public_line
from undersigned.domain.accounts import Right
from undersigned.domain.reasons import Reason
from undersigned.domain.review import Rule, RuleField
from undersigned.domain.text import tidy
from undersigned.errors import Refused
from undersigned.queries.accounts import Seat
from undersigned.queries.letters import letter_by_slug
from undersigned.queries.review import alike_page, dry_run, review_desk, review_page, rules_of
from undersigned.web.acts import does
from undersigned.web.desk.listing import wanted_in
from undersigned.web.desk.session import Needs, letter_page
from undersigned.web.pages import now, page
from undersigned.wording.review import STRIKES, doubt_in_words, likeness_in_words


def _decide(request: HttpRequest, seat: Seat) -> str:
    number = request.POST.get("signature", "") or request.POST.get("change", "")
    chosen = int(number) if number.isdecimal() and len(number) < 18 else 0
    slug, why = seat.letter, request.POST.get("why", "")
    decisions: dict[str, Callable[[], None]] = {
        "accept": lambda: accept(slug=slug, signature=chosen, at=now()),
        "strike": lambda: strike(slug=slug, signature=chosen, why=why, at=now()),
        "print": lambda: review_public_line(slug=slug, change=chosen, accept=True, at=now()),
        "keep": lambda: review_public_line(slug=slug, change=chosen, accept=False, at=now()),
    }
    decision = decisions.get(request.POST.get("answer", ""))
    if decision is None:
        raise Refused(Reason.ANSWER_MISSING)
    decision()
    return request.get_full_path()


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_decide)
def reviewing(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """The queue; with `show=all` everybody. POST accepts, strikes, or decides on a mended line."""
    wanted, everybody = wanted_in(request), request.GET.get("show") == "all"
    return page(
        request,
        "desk/public.html",
        seat=seat,
        desk=review_desk(seat.letter),
        listed=review_page(letter_by_slug(seat.letter), wanted, everybody=everybody),
        wanted=wanted,
        everybody=everybody,
        here=request.get_full_path(),
        doubt=doubt_in_words,
        whys=STRIKES,
        refused=refused,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.EDIT))
@does(_decide)
def looking_alike(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """Pairs that may be one person; POST strikes one of a pair."""
    letter, wanted = letter_by_slug(seat.letter), wanted_in(request)
    return page(
        request,
        "desk/alike.html",
        seat=seat,
        pairs=alike_page(letter, wanted),
        wanted=wanted,
        here=request.get_full_path(),
        why=likeness_in_words,
        refused=refused,
    )


def _rule(request: HttpRequest, seat: Seat) -> str:
    ending = request.POST.get("end", "")
    if ending.isdecimal() and len(ending) < 18:
        end_rule(slug=seat.letter, rule=int(ending), at=now())
    else:
        strike_by_rule(slug=seat.letter, rule=_rule_in(request), why=request.POST.get("why", ""), at=now())
    return request.path


@require_http_methods(["GET", "HEAD", "POST"])
@letter_page(Needs(see=Right.SEE, do=Right.DECIDE))
@does(_rule)
def ruling(request: HttpRequest, seat: Seat, refused: Refused | None) -> HttpResponse:
    """GET with a rule counts what it would strike; POST strikes it, or ends a rule."""
    letter, rule = letter_by_slug(seat.letter), _rule_in(request)
    return page(
        request,
        "desk/rules.html",
        seat=seat,
        title=letter.title,
        rule=rule,
        tried=dry_run(letter, rule) if rule.text else None,
        rules=rules_of(letter),
        fields=[field.value for field in RuleField],
        whys=STRIKES,
        why=request.POST.get("why", ""),
        refused=refused,
    )


def _rule_in(request: HttpRequest) -> Rule:
    """The rule in the address or in the form; one without a text is none yet."""
    given = request.POST if request.method == "POST" else request.GET
    try:
        field = RuleField(given.get("field", RuleField.DOMAIN))
    except ValueError:
        field = RuleField.DOMAIN
    return Rule(field, tidy(given.get("text", "")[:200]), bool(given.get("part")))
