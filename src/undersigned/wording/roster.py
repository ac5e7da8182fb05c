"""What there is to say about the rows of a roster, by code. `{…}` is filled from the remark's values."""

import re
from collections.abc import Mapping

from undersigned.wording.speech import Wording

REMARKS: dict[str, str] = {
    # why a row is refused
    "cell-is-formula": "column {column} holds a formula or an error ({text}); put its value there instead.",
    "too-many-cells": "there are more cells than columns; a cell with a comma in it needs quotation marks.",
    "office-missing": "column “office” is empty; write the office, such as Mayor.",
    "place-missing": "there is neither a jurisdiction, nor a place with its region, nor an organisation.",
    "country-missing": "“{region}” is no region of the United States; write the country in column “country”.",
    "country-not-a-code": "column “country”: “{text}” is not a country's two-letter code, such as US.",
    "jurisdiction-not-an-id": (
        "column “jurisdiction”: “{text}” is not an Open Civic Data id, such as "
        "ocd-division/country:us/state:nc/place:carrboro."
    ),
    "jurisdiction-unknown": (
        "column “jurisdiction”: no place is known by “{text}”; correct it, or write the place beside it."
    ),
    "region-differs": "column “region”: “{region}” is not where the jurisdiction lies ({actual}).",
    "date-impossible": "column “{column}”: “{text}” is not a date; write it like 2026-12-31.",
    "term-ends-before-it-starts": "column “end”: the term ends on {end}, before it starts on {start}.",
    "address-broken": "column “{column}”: “{text}” is not a mail address; write it like name@example.org.",
    "domain-broken": "column “domain”: “{text}” is not an internet domain; write it like example.org.",
    "control-characters": "column “{column}” has a character that cannot be printed.",
    "direction-override": "column “{column}” has a hidden character that changes the direction of writing.",
    "web-address": "column “{column}” has a web address in it; leave only the text.",
    "too-long": "column “{column}” is longer than {longest} characters.",
    "name-too-long": "column “name” is longer than 200 characters with the honorific; shorten one of them.",
    "line-too-long": "column “{column}”: the printed line has more than 800 characters; shorten a part.",
    "delegate-without-name": "column “delegate_name” is empty beside a role, address or day.",
    "delegate-without-holder": "there is a delegate, but no office-holder who named them; fill in “name”.",
    "holder-without-name": "column “name” is empty, but there is a term, address or telephone of a holder.",
    "same-term-twice": "rows {first} and {second} have the same term of this office: “{one}” and “{other}”.",
    "both-in-office": (
        "rows {first} and {second}: “{one}” and “{other}” would both be in office; "
        "write when the one ended, or when the other begins."
    ),
    "in-office-already": (
        "“{other}” is in office by the roster, and would be beside “{one}”; "
        "add a row that says when the term of “{other}” ended."
    ),
    "holder-rows-differ": "rows {first} and {second} say different things of “{one}” (column “{column}”).",
    "external-id-differs": "rows {first} and {second} have the same external_id and are not the same office.",
    # why a change by hand is refused
    "holder-nameless": "column “name” is empty; write the office-holder’s name.",
    "term-already": "this term of {name} is on the roster already.",
    "both-would-be-in-office": (
        "“{one}” and “{other}” would both be in office; "
        "write the last day of the one, or the first day of the other."
    ),
    "delegate-already": (
        "“{name}” is a delegate of this office-holder already, or somebody with that address is."
    ),
    "seat-taken": "another member of the roster is this office of this place already: {member}.",
    # what is odd in a row
    "other-sheets-left-out": "Only the first sheet was read; left out: {sheets}.",
    "address-mended": "column “{column}”: “{text}” was taken as “{mended}”.",
    "starts-unknown": "Rows without a start: {count}. Such a term begins when the one before it has ended.",
    "term-ended": "the term of “{name}” ended on {end}, so it counts as former.",
    "succession": "“{name}” (to {end}) follows “{before}” (row {row_before}, to {end_before}).",
    "another-term": "“{name}” has another term (to {end}) after that of row {row_before} (to {end_before}).",
    "terms-overlap": "the terms of “{one}” (row {first}) and “{other}” (row {second}) overlap.",
    "one-person-twice": (
        "“{one}” (row {first}) and “{other}” (row {second}) have the same term and the same address or "
        "telephone: taken for one person, “{kept}”."
    ),
    "one-person-perhaps": (
        "“{one}” (row {first}) and “{other}” (row {second}) share an address or telephone: "
        "perhaps one person spelt two ways."
    ),
    "no-address": "“{name}” is in office and has no mail address, so cannot be invited.",
    "end-taken-back": "the roster had the term of “{name}” end on {end}; by this row it still runs.",
    "place-taken-as": "“{text}” is not on the list of places; taken as {place}.",
    "place-unknown": "no place “{text}” is known in {region}; listed as “{place}”.",
    "place-ambiguous": "there is more than one “{text}” in {region}; add the jurisdiction to say which.",
    "not-in-file": "Members of the roster that are not in this file: {count}. They stay as they are.",
}

# What an import or an edit by hand changes about a member; `{field}` is one of FIELDS.
CHANGES: dict[str, str] = {
    "field-changed": "{field}: “{before}” becomes “{after}”.",
    "holder-added": "{name} holds the office, {start} – {end}.",
    "name-respelt": "The name “{before}” is spelt “{after}”.",
    "term-changed": "{name}, {field}: “{before}” becomes “{after}”.",
    "delegate-added": "{name} is a delegate of {holder}.",
    "delegate-changed": "Delegate {name}, {field}: “{before}” becomes “{after}”.",
    "domain-added": "The domain {domain} is added.",
    "domain-removed": "The domain {domain} is taken away.",
}

# The columns of a roster as a person calls them.
FIELDS: dict[str, str] = {
    "jurisdiction": "Open Civic Data id",
    "place": "Place",
    "region": "State or region",
    "country": "Country",
    "office": "Office",
    "office_plural": "Plural of the office",
    "name": "Name",
    "given": "Given name",
    "family": "Family name",
    "honorific": "Honorific",
    "start": "First day in office",
    "end": "Last day in office",
    "email": "Mail address",
    "phone": "Telephone",
    "domain": "Official mail domains",
    "delegate_name": "Delegate",
    "delegate_role": "Delegate’s role",
    "delegate_email": "Delegate’s mail address",
    "delegate_since": "Delegate since",
    "organisation": "Organisation",
    "external_id": "Your own id",
    "role": "Role",
    "since": "Since",
    "source": "Where the authority is written down",
}

_COLUMN = re.compile(r"column “(\w+)”")


def remark_said(code: str, values: Mapping[str, object], wording: Wording) -> str:
    """A remark on a row of a file, which names columns as the file does."""
    return wording.say(REMARKS[code], **values)


def remark_said_of_form(code: str, values: Mapping[str, object], wording: Wording) -> str:
    """The same on what was typed into a form, which names fields as the form does."""
    sentence = remark_said(code, values, wording)
    named = _COLUMN.sub(lambda found: f"“{wording.say(FIELDS[found[1]])}”", sentence)
    return named[:1].upper() + named[1:]


def field_in(code: str, values: Mapping[str, object]) -> str:
    """The field that a remark is about, or "" where it is about all of the row."""
    if found := _COLUMN.search(REMARKS[code]):
        return found[1]
    column = str(values.get("column", ""))
    return column if column in FIELDS else ""


def change_said(code: str, values: Mapping[str, object], wording: Wording) -> str:
    """One difference between a member before and after; nothing is said as a dash."""
    shown = {name: "–" if value in (None, "") else value for name, value in values.items()}
    if "field" in shown:
        shown["field"] = wording.say(FIELDS[str(shown["field"])])
    return wording.say(CHANGES[code], **shown)
