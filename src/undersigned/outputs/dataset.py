"""A dataset as a zip of CSV files with its data dictionary, `datapackage.json` (Frictionless Data Package 1).

Cells that a spreadsheet would run are guarded by one leading apostrophe, as in every CSV of ours. The same
tables give the same bytes.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence

from undersigned.domain.dataset import Table
from undersigned.domain.spreadsheets import guarded

MEDIA_TYPE = "application/zip"
_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: the time of making tells nothing
_README = """{title}

{count} tables, each a CSV file in UTF-8. datapackage.json says of every column what it is (Frictionless Data
Package). A cell that a spreadsheet would take for a formula begins with one apostrophe more than it should.
What is printed here was public already; a name that was withdrawn or forgotten is not in it.

Where it comes from: {page}
"""


def render(name: str, title: str, page: str, tables: Sequence[Table]) -> bytes:
    """The zip. `name` is the package's, `page` the address where it is explained."""
    files = {
        "README.txt": _README.format(title=title, count=len(tables), page=page),
        "datapackage.json": _dictionary(name, title, page, tables),
        **{f"{table.name}.csv": _csv(table) for table in tables},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in files.items():
            archive.writestr(zipfile.ZipInfo(file, _WHEN), text.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _csv(table: Table) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(_cells(row.get(column.name) for column in table.columns) for row in table.rows)
    return text.getvalue()


def _cells(values: Iterable[object]) -> list[str]:
    return ["" if value is None else guarded(str(value)) for value in values]


def _dictionary(name: str, title: str, page: str, tables: Sequence[Table]) -> str:
    package = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "homepage": page,
        "resources": [_resource(table) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table) -> dict[str, object]:
    columns = [
        {"name": column.name, "type": column.kind, "description": column.says} for column in table.columns
    ]
    keys = [
        {"fields": column, "reference": {"resource": resource, "fields": field}}
        for column, resource, field in table.refers
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.says,
        "encoding": "utf-8",
        "schema": {"fields": columns, **({"foreignKeys": keys} if keys else {})},
    }
