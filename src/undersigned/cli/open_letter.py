"""The options of `letter circulate` that open a letter to the public."""

from collections.abc import Callable, Mapping
from typing import Any

import click

from undersigned.domain.public_signing import USUAL_PARTS, Accepts, FormChoice, Part, parts_named

_OPTIONS = (
    click.option("--open", "open_", is_flag=True, help="The public signs as well, at /letters/SLUG/sign/."),
    click.option(
        "--ask",
        "parts",
        multiple=True,
        type=click.Choice([part.value for part in Part]),
        help="With --open: what the form asks for beside name and address. "
        f"Without it: {', '.join(USUAL_PARTS)}.",
    ),
    click.option(
        "--accept",
        type=click.Choice([each.value for each in Accepts]),
        help="With --open: who may sign. Without it: both.",
    ),
    click.option(
        "--hold-all", is_flag=True, help="With --open: nobody is on the list before you have looked."
    ),
)


def open_letter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def form_chosen(options: Mapping[str, Any]) -> FormChoice | None:
    """The form that the options describe; None without --open."""
    if not options["open_"]:
        if options["parts"] or options["accept"] or options["hold_all"]:
            raise click.UsageError("--ask, --accept and --hold-all go with --open")
        return None
    return FormChoice(
        parts=parts_named(options["parts"]) or USUAL_PARTS,
        accepts=Accepts(options["accept"] or Accepts.BOTH),
        hold_all=options["hold_all"],
    )
