"""The part of the circulation form that opens a letter to the public."""

from dataclasses import dataclass

from django.http import HttpRequest

from undersigned.domain.public_signing import USUAL_PARTS, Accepts, FormChoice, Part


@dataclass(frozen=True, slots=True)
class Opening:
    """What is ticked in the form; before anything was sent, the usual."""

    open: bool
    parts: tuple[str, ...]
    accepts: str
    hold_all: bool
    all_parts: tuple[str, ...] = tuple(part.value for part in Part)

    @property
    def choice(self) -> FormChoice | None:
        """None for a letter that only the invited sign."""
        if not self.open:
            return None
        parts = tuple(part for part in Part if part.value in self.parts)
        return FormChoice(parts, Accepts(self.accepts), self.hold_all)


def opening_in(request: HttpRequest) -> Opening:
    if request.method != "POST":
        return Opening(False, tuple(part.value for part in USUAL_PARTS), Accepts.BOTH.value, False)
    accepts = request.POST.get("accept", "")
    return Opening(
        open=bool(request.POST.get("open")),
        parts=tuple(request.POST.getlist("ask")),
        accepts=accepts if accepts in list(Accepts) else Accepts.BOTH.value,
        hold_all=bool(request.POST.get("hold_all")),
    )
