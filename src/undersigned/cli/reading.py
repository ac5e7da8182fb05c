"""Commands that read letters and articles that exist already. They need no database and never load Django."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from undersigned.cli.main import print_json
from undersigned.cli.options import LANGUAGES, read_file

if TYPE_CHECKING:
    from undersigned.domain.documents import Finding, LetterDocument
    from undersigned.reading.coverage import Coverage
    from undersigned.reading.match_roster import RosterMatch


@click.command()
@click.argument("file")
@click.option("--roster", metavar="FILE.csv", help="Match the signatories to the offices of this roster.")
@click.option(
    "--language",
    metavar="en|es|fr",
    type=click.Choice(LANGUAGES),
    help="Say what is found in this language; without it in the letter’s own, else in English.",
)
@click.option("--strict", is_flag=True, help="Leave with 1 when a finding is an error.")
@click.option("--json", "as_json", is_flag=True, help="Print the letter as undersigned.letter/1.")
def read(file: str, roster: str | None, language: str | None, strict: bool, as_json: bool) -> int:
    """Read a letter or an article (text, Markdown, HTML, DOCX, PDF) and say what is wrong in it.

    Example: undersigned read letter.pdf --roster mayors.csv
    """
    from undersigned.reading.letters import read_letter

    document = read_letter(*read_file(file), say_in=language)
    matches: list[RosterMatch] = []
    if roster:
        document, matches = _with_roster(document, roster, language or document.language)
    if as_json:
        _print_document(document, matches if roster else None)
    else:
        click.echo(_summary(document, matches))
    return _status(document.findings, strict=strict)


@click.command()
@click.argument("article")
@click.option("--letter", required=True, metavar="SLUG|LETTER.json", help="The letter the article is about.")
@click.option(
    "--language",
    metavar="en|es|fr",
    type=click.Choice(LANGUAGES),
    help="Say what is found in this language; without it in the article’s own, else in English.",
)
@click.option("--strict", is_flag=True, help="Leave with 1 when a finding is an error.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def check(article: str, letter: str, language: str | None, strict: bool, as_json: bool) -> int:
    """Check what an article says about a letter, and draft the correction to send.

    Example: undersigned check article.html --letter letter.json
    """
    from undersigned.reading.coverage import check_article
    from undersigned.reading.letters import read_article

    record = _record(letter)
    document, text = read_article(*read_file(article), say_in=language)
    coverage = check_article(document, text, record, say_in=language)
    if as_json:
        print_json(_coverage_as_json(coverage))
    else:
        click.echo(_told(coverage))
    return _status(coverage.findings, strict=strict)


def _status(findings: "tuple[Finding, ...]", *, strict: bool) -> int:
    return int(strict and any(finding.severity == "error" for finding in findings))


def _with_roster(
    document: "LetterDocument", roster: str, say_in: str | None
) -> "tuple[LetterDocument, list[RosterMatch]]":
    """The document with jurisdictions and findings from the roster. Undated letters are held against
    today's roster."""
    from undersigned.reading.match_roster import match_roster, roster_findings

    on = document.date or datetime.now(UTC).date()
    matches = match_roster(document.signatories, _members(roster, on))
    signatories = list(document.signatories)
    for match in matches:
        if match.holder:
            signatories[match.signatory] = replace(
                signatories[match.signatory], jurisdiction=match.member.jurisdiction
            )
    known = {(finding.code, finding.values) for finding in document.findings}
    found = [
        each
        for each in roster_findings(signatories, matches, on, say_in)
        if (each.code, each.values) not in known
    ]
    return replace(document, signatories=tuple(signatories), findings=(*document.findings, *found)), matches


def _members(roster: str, on: date) -> "tuple[Any, ...]":
    """The roster's members; a file in another program's columns is recognised by them."""
    from undersigned.domain.roster_columns import map_columns
    from undersigned.domain.roster_import import plan_import
    from undersigned.errors import Unreadable
    from undersigned.reading.rosters import read_rows

    name, data = read_file(roster)
    table = read_rows(name, data)
    try:
        columns = map_columns(table.header)
    except Unreadable as trouble:
        try:
            columns = map_columns(table.header, "openstates")
        except Unreadable:
            raise trouble.within(name) from None
    return plan_import(table, columns, (), on).added


def _record(letter: str) -> "LetterDocument":
    """The letter's own record: a file, or the slug of a letter of this installation."""
    if letter == "-" or Path(letter).suffix == ".json" or Path(letter).exists():
        from undersigned.reading.letter_json import read_letter_json

        return read_letter_json(*read_file(letter))
    from undersigned.cli.database import open_database

    open_database()
    from undersigned.queries.publishing import public_publication

    return public_publication(letter).document


def _print_document(document: "LetterDocument", matches: "list[RosterMatch] | None") -> None:
    from undersigned.outputs.json import document_as_json

    value = document_as_json(document)
    if matches is not None:
        value["roster"] = [
            {
                "signatory": match.signatory,
                "jurisdiction": match.member.jurisdiction,
                "office": match.member.office,
                "name": match.holder.name if match.holder else None,
                "score": match.score,
                "reason": match.reason,
            }
            for match in matches
        ]
    print_json(value)


def _summary(document: "LetterDocument", matches: "list[RosterMatch]") -> str:
    """The letter in a screenful: head, asks, count, list, findings."""
    count = document.count
    lines = [
        f"Title       {document.title or '–'}",
        f"Date        {document.date or '–'}",
        f"To          {'; '.join(_addressee(one) for one in document.addressees) or '–'}",
        f"Language    {document.language or '–'}",
        *(f"Ask {ask.number:<8}{ask.text}" for ask in document.asks),
        f"Signatories {count.signatories} ({count.people} people, {count.organisations} organisations)",
        *(f"  {number:>4}  {_line(one)}" for number, one in enumerate(document.signatories, start=1)),
        *(
            f"Claim       {claim.value}: {claim.text}"
            for claim in document.claims
            if claim.kind == "signatory-count"
        ),
    ]
    if matches:
        lines.append(
            f"In the roster: {sum(match.holder is not None for match in matches)} of "
            f"{len(document.signatories)}"
        )
        lines.extend(
            f"  {match.signatory + 1:>4}  {match.member.key}  {match.score:.2f}  {match.reason}"
            for match in matches
        )
    return "\n".join([*lines, *_findings(document.findings)])


def _addressee(one: Any) -> str:
    return ", ".join(part for part in (one.name, one.office, one.organisation) if part)


def _line(one: Any) -> str:
    region = one.region or one.country
    return ", ".join(
        part for part in (one.name, one.office, one.title, one.organisation, one.place, region) if part
    )


def _findings(findings: "tuple[Finding, ...]") -> list[str]:
    if not findings:
        return ["Nothing wrong was found."]
    return ["Findings", *(f"  {each.severity}: {each.message}{_place(each)}" for each in findings)]


def _place(finding: "Finding") -> str:
    lines = [str(source.line) for source in finding.source if source.line]
    return f" (line {', '.join(lines)})" if lines else ""


def _told(coverage: "Coverage") -> str:
    lines = _findings(coverage.findings)
    return "\n".join([*lines, "", coverage.correction] if coverage.correction else lines)


def _coverage_as_json(coverage: "Coverage") -> dict[str, Any]:
    from undersigned.outputs.json import document_as_json, source_as_json

    value = document_as_json(
        replace(coverage.article, mentions=coverage.mentions, findings=coverage.findings)
    )
    return {
        "format": "undersigned.check/1",
        "article": {name: value[name] for name in ("title", "date", "language", "source")},
        "claims": value["claims"],
        "mentions": value["mentions"],
        "quotes": [
            {"text": quotation.text, "found": quotation.found, "source": source_as_json(quotation.source)}
            for quotation in coverage.quotations
        ],
        "findings": value["findings"],
        "correction": coverage.correction,
    }
