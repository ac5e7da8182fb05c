"""The letter document as `undersigned.letter/1`: every key is always there, what is not known is null.

Format: docs/formats/letter-document.md.
"""

import io
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from undersigned.domain.documents import (
    Ask,
    Block,
    Claim,
    Confirmation,
    Count,
    Finding,
    LetterDocument,
    Mention,
    Signatory,
    Source,
)
from undersigned.domain.publishing import Publication, Rendered

FORMAT = "undersigned.letter/1"
_NO_SIGNATORIES = '"signatories": []'
_AT_A_TIME = 1_000
_ENCODER = json.JSONEncoder(ensure_ascii=False)

Json = dict[str, Any]


def render(publication: Publication) -> Rendered:
    """The document laid out to be read; each signatory on a line, which a million of them need."""
    document = publication.document
    text = json.dumps(document_as_json(replace(document, signatories=())), ensure_ascii=False, indent=1)
    before, after = text.split(_NO_SIGNATORIES)  # in a value, these quotes would be escaped
    written = io.BytesIO()
    written.write(before.encode("utf-8"))
    written.write(b'"signatories": [')
    for start in range(0, len(document.signatories), _AT_A_TIME):
        some = document.signatories[start : start + _AT_A_TIME]
        rows = ",\n  ".join(_ENCODER.encode(_signatory(signatory)) for signatory in some)
        written.write(f"{',' if start else ''}\n  {rows}".encode())
    written.write(b"\n ]" if document.signatories else b"]")
    written.write(after.encode("utf-8") + b"\n")
    return Rendered("letter.json", "application/json", written.getvalue())


def document_as_json(document: LetterDocument) -> Json:
    """Plain dicts and lists, in the order of the format's description."""
    source = document.source
    return {
        "format": FORMAT,
        "title": document.title,
        "date": document.date.isoformat() if document.date else None,
        "language": document.language,
        "coalition": document.coalition,
        "addressees": [
            {"name": each.name, "office": each.office, "organisation": each.organisation}
            for each in document.addressees
        ],
        "salutation": document.salutation,
        "body": [_block(block) for block in document.body],
        "asks": [_ask(ask) for ask in document.asks],
        "thanks": list(document.thanks),
        "closing": document.closing,
        "signatories": [_signatory(signatory) for signatory in document.signatories],
        "count": _count(document.count),
        "claims": [_claim(claim) for claim in document.claims],
        "mentions": [_mention(mention) for mention in document.mentions],
        "findings": findings_as_json(document.findings),
        "source": {"file": source.file, "sha256": source.sha256, "kind": source.kind} if source else None,
    }


def _block(block: Block) -> Json:
    return {"kind": block.kind, "text": block.text, "markdown": block.markdown, "ask": block.ask}


def _ask(ask: Ask) -> Json:
    parts = [{"number": part.number, "text": part.text} for part in ask.parts]
    return {"number": ask.number, "text": ask.text, "parts": parts}


def _signatory(signatory: Signatory) -> Json:
    return {
        "name": signatory.name,
        "given": signatory.given,
        "family": signatory.family,
        "honorific": signatory.honorific,
        "office": signatory.office,
        "title": signatory.title,
        "place": signatory.place,
        "region": signatory.region,
        "region_code": signatory.region_code,
        "country": signatory.country,
        "jurisdiction": signatory.jurisdiction,
        "organisation": signatory.organisation,
        "on_behalf_of": signatory.on_behalf_of,
        "group": signatory.group,
        "note": signatory.note,
        "status": signatory.status,
        "confirmed": _confirmed(signatory.confirmed),
        "source": source_as_json(signatory.source),
        "confidence": signatory.confidence,
    }


def _confirmed(confirmed: Confirmation | None) -> Json | None:
    return {"how": confirmed.how, "by": confirmed.by, "index": confirmed.index} if confirmed else None


def source_as_json(source: Source | None) -> Json | None:
    """Where a part stands; the page only where the document has pages."""
    if source is None:
        return None
    page = {} if source.page is None else {"page": source.page}
    return {"line": source.line, **page, "text": source.text}


def _count(count: Count) -> Json:
    return {
        "signatories": count.signatories,
        "people": count.people,
        "organisations": count.organisations,
        "unnamed": count.unnamed,
        "lapsed": count.lapsed,
        "by_office": dict(count.by_office),
    }


def _claim(claim: Claim) -> Json:
    return {
        "kind": claim.kind,
        "value": claim.value,
        "at_least": claim.at_least,
        "of": claim.of,
        "text": claim.text,
        "source": source_as_json(claim.source),
    }


def _mention(mention: Mention) -> Json:
    return {
        "name": mention.name,
        "office": mention.office,
        "place": mention.place,
        "signatory": mention.signatory,
        "source": source_as_json(mention.source),
    }


def findings_as_json(findings: Iterable[Finding]) -> list[Json]:
    return [_finding(finding) for finding in findings]


def _finding(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "values": list(finding.values),
        "source": [source_as_json(source) for source in finding.source],
    }
