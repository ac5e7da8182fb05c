"""The columns of a list of signatories, as read from and written to tables."""

from undersigned.domain.documents import Signatory

SIGNATORY_COLUMNS = (
    "name", "given", "family", "honorific", "office", "office_plural", "title", "place", "region", "country",
    "organisation", "on_behalf_of", "note", "group", "lead", "rank", "date", "status", "how",
)  # fmt: skip


def row_of(signatory: Signatory) -> list[str]:
    """The signatory's cells in the order of `SIGNATORY_COLUMNS`, not yet guarded."""
    cells = {
        column: getattr(signatory, column) for column in SIGNATORY_COLUMNS if column not in ("lead", "how")
    }
    cells["lead"] = "yes" if signatory.lead else None
    cells["how"] = signatory.confirmed.how if signatory.confirmed else None
    return ["" if cells[column] is None else str(cells[column]) for column in SIGNATORY_COLUMNS]
