"""Forget a person: whatever stands is withdrawn by erasure, and all that tells of the person is deleted.

What stays is what nobody can open: entries in the log, and rows that say that some signature was given and
withdrawn. Files already published are made again without the name, and their old bytes are deleted.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from undersigned.actions.evidence import append, close_openings
from undersigned.actions.letters import lock_letter
from undersigned.actions.mail import forget_mails
from undersigned.actions.public_signing.own_page import forget_all
from undersigned.actions.publishing import delete_files, publish_again
from undersigned.actions.signing import lock_link
from undersigned.domain.reasons import Reason
from undersigned.domain.signing import By, may_be_forgotten
from undersigned.domain.statements import Withdrawn
from undersigned.errors import Refused
from undersigned.outside.files import forget_by_hash, forget_private
from undersigned.queries.forgetting import (
    Traces,
    openings_of,
    superseded_files,
    traces_of,
    traces_of_answer,
)
from undersigned.queries.roster import today_at
from undersigned.queries.signing import latest_signature, signature_facts
from undersigned.records.models import (
    Coalition,
    Delegate,
    Invitation,
    LineChange,
    Mail,
    MailStop,
    Note,
    PendingAnswer,
    Quote,
    RecordedAnswer,
    Signature,
)

_PRINTED = ("name", "office", "place", "region", "delegate_name", "delegate_role", "prepared_by", "domain")


@transaction.atomic
def forget_by_link(*, token: str, at: datetime) -> None:
    """Forget the signature behind a link, and those of the same person before it on this letter.

    Refused: nothing-signed, only-the-office-holder.
    """
    link = lock_link(token)
    latest = latest_signature(link.invitation)
    acting = By.DELEGATE if link.delegate else By.SELF
    if reason := may_be_forgotten(signature_facts(latest), acting):
        raise Refused(reason)
    assert latest is not None  # noqa: S101  # may_be_forgotten refuses None
    rows = link.invitation.signatures.select_related("invitation__letter").filter(term=latest.term)
    _forget(
        traces_of_answer(row for row in rows if not may_be_forgotten(signature_facts(row), acting)), at=at
    )


@transaction.atomic
def forget_person(*, email: str, coalition: Coalition | None, at: datetime) -> Traces:
    """Forget who has this address; with a coalition, there alone and off its roster too. What was found.

    Refused (address-unknown) if nothing is known of it.
    """
    for slug in traces_of(email, coalition).letters:
        lock_letter(slug)
    traces = traces_of(email, coalition)  # after the locks: what was read before them may be old
    if not traces:
        raise Refused(Reason.ADDRESS_UNKNOWN, address=email)
    _forget(traces, at=at)
    if coalition is not None:
        _take_off_the_roster(traces, at=at)
    return traces


def _forget(traces: Traces, *, at: datetime) -> None:
    forget_all(list(traces.public), at=at)
    for signature in traces.own:
        _forget_signature(signature, at=at)
    Signature.objects.filter(pk__in=[row.pk for row in traces.given]).update(
        delegate_name="", delegate_role=""
    )
    Invitation.objects.filter(pk__in=[row.pk for row in traces.invitations]).update(decline_reason="")
    PendingAnswer.objects.filter(Q(term__in=traces.terms) | Q(delegate__in=traces.delegates)).delete()
    MailStop.objects.filter(pk__in=[stop.pk for stop in traces.stops]).delete()
    _forget_who_helped(traces)
    forget_mails(Mail.objects.filter(pk__in=[mail.pk for mail in traces.mails]))
    Note.objects.filter(member__in=[row.member_id for row in traces.invitations]).delete()
    for letter in {row.invitation.letter_id: row.invitation.letter for row in traces.own}.values():
        publish_again(letter, at=at)
        transaction.on_commit(partial(delete_files, superseded_files(letter)))


def _forget_signature(signature: Signature, *, at: datetime) -> None:
    letter, index = signature.invitation.letter, signature.entry
    assert index is not None  # noqa: S101  # every signature was appended when it was given
    if signature.withdrawn_at is None and signature.struck_at is None:
        append(letter, [lambda minute: Withdrawn(minute, index, "erasure")], at=at)
        signature.withdrawn_at = at
    close_openings(letter, openings_of(letter, [signature]))
    LineChange.objects.filter(signature=signature).delete()
    Quote.objects.filter(signature=signature).delete()
    _forget_grounds(signature)
    for field in _PRINTED:
        setattr(signature, field, "")
    signature.forgotten_at = signature.forgotten_at or at
    signature.save(update_fields=[*_PRINTED, "withdrawn_at", "forgotten_at"])


def _forget_grounds(signature: Signature) -> None:
    """The note of a recorded answer, and its scan unless another answer is on the same paper."""
    recorded = RecordedAnswer.objects.filter(signature=signature).first()
    if recorded is None:
        return
    same_paper = RecordedAnswer.objects.filter(scan_sha256=recorded.scan_sha256).exclude(pk=recorded.pk)
    if recorded.scan_sha256 and not same_paper.exists():
        transaction.on_commit(partial(forget_private, settings.DATA_DIR, recorded.scan_sha256))
    RecordedAnswer.objects.filter(pk=recorded.pk).update(
        note="", recorded_by="", scan_name="", scan_type="", scan_sha256=""
    )


def _forget_who_helped(traces: Traces) -> None:
    """Where a forgotten delegate stands as who prepared a signature or handed a letter on."""
    for delegate in traces.delegates:
        members = {"invitation__member": delegate.member}
        Signature.objects.filter(prepared_by=delegate.name, **members).update(prepared_by="")
        Delegate.objects.filter(member=delegate.member, handed_on_by=delegate.name).update(handed_on_by="")


def _delete_files(hashes: Iterable[str]) -> None:
    for sha256 in hashes:
        forget_by_hash(settings.DATA_DIR, sha256)


def _take_off_the_roster(traces: Traces, *, at: datetime) -> None:
    """The person, and whom the person named: their authority was the person's.

    A term that a signature or a link hangs on stays as a row without a name, which the roster does not show.
    """
    for term in traces.terms:
        today = today_at(term.member, at)
        named = term.member.delegates.filter(named_by=term.name)
        _remove_delegates(named)
        term.name = term.given = term.family = term.honorific = term.email = term.phone = ""
        term.end = max(filter(None, (term.start, min(term.end or today, today))))
        term.save()
        if not (term.signatures.exists() or term.links.exists()):
            term.delete()
    _remove_delegates(traces.delegates)


def _remove_delegates(delegates: Iterable[Delegate]) -> None:
    rows = [row.pk for row in delegates]
    Signature.objects.filter(delegate__in=rows).update(delegate=None)
    Delegate.objects.filter(pk__in=rows).delete()
