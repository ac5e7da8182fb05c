"""The public in the example story: a letter that everybody may sign, and who signs it by form and mail."""

import csv
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from undersigned import examples
from undersigned.actions.letters.circulate import circulate
from undersigned.actions.public_signing.ask import Asking, ask_all
from undersigned.actions.public_signing.confirm import Confirming, confirm_all
from undersigned.domain.public_signing import FilledForm, FormChoice, PublicLine, Signer

_READING: Final = timedelta(minutes=7)  # from the form to the confirmation


def open_to_all(slug: str, deadline: datetime, at: datetime) -> None:
    """Circulate a letter that the public signs, and nobody else."""
    circulate(slug=slug, deadline=deadline, members=[], form=FormChoice(), at=at)


def sign_in_public(slug: str, first: int, last: int, at: datetime, token_of: Callable[[str], str]) -> None:
    """People of the example from the `first` to before the `last` send the form, and confirm by their mails.

    `token_of` posts what waits, and gives the token that came to an address.
    """
    people = _people(at.date())[first:last]
    refused = [each for each in ask_all([Asking(slug, form, None, at) for form in people]) if each]
    assert not refused, refused  # noqa: S101  # the example is ours
    confirm_all([Confirming(token_of(form.email), 1, at + _READING) for form in people])


def _people(today: date) -> list[FilledForm]:
    rows = csv.DictReader(examples.read("public.csv", today).splitlines())
    return [_form(row, number) for number, row in enumerate(rows)]


def _form(row: dict[str, str], number: int) -> FilledForm:
    signer = Signer.ORGANISATION if row["for_organisation"] else Signer.INDIVIDUAL
    parts = (row[part] for part in ("name", "title", "organisation", "place", "region"))
    return FilledForm(PublicLine(signer, *parts), f"person{number}@mail{number}.example")
