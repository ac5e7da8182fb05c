"""What a letter's evidence says, checked as a stranger with the organiser's key would."""

from django.test import Client

from undersigned.actions.evidence import installation_keys
from undersigned.domain.standing import Standing, replay
from undersigned.proof import contents
from undersigned.proof.contents import Contents
from undersigned.proof.report import Report
from undersigned.proof.verdict import Given, check
from undersigned.queries.evidence import entries_of
from undersigned.records.models import Log


def log_of(slug: str) -> Standing:
    """The log as it stands, read from its first entry: what no letter may do is refused here."""
    log = Log.objects.get(letter__slug=slug)
    return replay(log.origin, entries_of(log))


def bundle(slug: str) -> Contents:
    """The bundle of a public letter, as it is downloaded."""
    return contents.from_zip(Client().get(f"/letters/{slug}/evidence.zip").getvalue())


def assert_holds(slug: str, receipts: dict[str, bytes] | None = None) -> Report:
    """The bundle of a published letter, downloaded and checked whole; its report."""
    packed = Client().get(f"/letters/{slug}/evidence.zip").getvalue()
    given = Given(key=installation_keys()[-1].verifier, receipts=receipts or {})
    report = check(contents.from_zip(packed), given)
    assert report.verdict == "holds", [each for each in report.checks if not each.ok]
    return report
