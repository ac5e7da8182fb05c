"""Confirm a public signature by the link or the code in its mail: for one, and for all that wait, alike."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from undersigned.actions.evidence import Draft, append, keep_openings, new_opening
from undersigned.actions.mail import About, queue_all
from undersigned.actions.public_signing import lock_open_letters
from undersigned.actions.public_signing.ask import count_each
from undersigned.actions.public_signing.notices import Sendable, about, held_notice, receipt_to
from undersigned.actions.signing import intake
from undersigned.confirmation import personal_link
from undersigned.domain.limits import FROM_ONE_DOMAIN
from undersigned.domain.mail_address import read_address
from undersigned.domain.public_signing import (
    ConfirmFacts,
    PublicLine,
    Signer,
    may_confirm,
    trouble_in_public_line,
)
from undersigned.domain.reasons import Reason
from undersigned.domain.recording import record_of
from undersigned.domain.review import Circumstances, Doubt, Rule, RuleField, doubts_about, is_held, value_of
from undersigned.domain.statements import Signed
from undersigned.errors import Refused
from undersigned.evidence import checkpoint
from undersigned.evidence.opening import Opening
from undersigned.queries.public_signing import (
    choice_of,
    ongoing,
    open_facts,
    public_line,
    signatory_of_line,
    standing_edition,
    text_of_edition,
)
from undersigned.records.models import Edition, Letter, PublicLink, PublicSignature, ReviewRule
from undersigned.records.sql import public_signing as sql


@dataclass(frozen=True, slots=True)
class Confirming:
    """Somebody's yes. `token` is that of the link; `edition_shown` the edition that was read."""

    token: str
    edition_shown: int | None
    at: datetime


def confirm(confirming: Confirming) -> None:
    """Confirm; what was confirmed before stays as it is, which is no mistake of whoever asks.

    Refused (link-unknown), with the reason of `may_confirm` but for already-signed, or of a line that cannot
    be printed.
    """
    intake.do(confirm_all, confirming)


@transaction.atomic(savepoint=False)
def confirm_all(confirmings: Sequence[Confirming]) -> list[Refused | None]:
    """The same for many, in one transaction, the caller's if there is one: for each None, or why not."""
    hashes = [personal_link.hash_of(each.token) for each in confirmings]
    found = PublicLink.objects.filter(token_hash__in=hashes)
    letters = lock_open_letters(found.values_list("signature__letter", flat=True))
    # After the lock: what was read before it may be old.
    links = {link.token_hash: link for link in found.select_related("signature")}
    outcomes: list[Refused | None] = [
        None if hashed in links else Refused(Reason.LINK_UNKNOWN) for hashed in hashes
    ]
    for letter in letters:
        places = [
            place
            for place, hashed in enumerate(hashes)
            if hashed in links and links[hashed].signature.letter_id == letter.pk
        ]
        mine = [_Answer(confirmings[place], links[hashes[place]]) for place in places]
        for place, outcome in zip(places, _Confirmations(letter, mine).outcomes(), strict=True):
            outcomes[place] = outcome
    return outcomes


@dataclass(frozen=True, slots=True)
class _Answer:
    confirming: Confirming
    link: PublicLink

    @property
    def row(self) -> PublicSignature:
        return self.link.signature


@dataclass(frozen=True, slots=True)
class _Accepted:
    """A confirmation that the rules allow, with what has to be looked at in it."""

    answer: _Answer
    line: PublicLine
    doubts: tuple[Doubt, ...]

    @property
    def row(self) -> PublicSignature:
        return self.answer.row


class _Confirmations:
    """The confirmations on one letter, whose lock is held."""

    def __init__(self, letter: Letter, answers: Sequence[_Answer]) -> None:
        self.letter = letter
        self.answers = answers
        edition = standing_edition(letter)
        assert edition is not None  # noqa: S101  # a form is there only once the text is fixed
        self.edition: Edition = edition

    def outcomes(self) -> list[Refused | None]:
        """Confirm what can be; for each None, or why not."""
        outcomes: list[Refused | None] = []
        allowed: list[_Answer] = []
        signed = self._addresses_that_signed()
        for answer in self.answers:
            refused = self._why_not(answer, signed)
            if refused is None:
                allowed.append(answer)
                signed.add(answer.row.address_key)
            already = refused is not None and refused.reason == Reason.ALREADY_SIGNED
            outcomes.append(None if already else refused)
        if allowed:
            self._save(self._looked_at(allowed))
        return outcomes

    def _why_not(self, answer: _Answer, signed: set[str]) -> Refused | None:
        """Also for a line that an earlier version took, and that no form would take today."""
        if reason := may_confirm(self._facts(answer, signed), answer.confirming.at):
            return Refused(reason)
        trouble = trouble_in_public_line(public_line(answer.row))
        return Refused(trouble.reason, field=trouble.field) if trouble else None

    def _facts(self, answer: _Answer, signed: set[str]) -> ConfirmFacts:
        return ConfirmFacts(
            letter=open_facts(self.letter),
            edition=self.edition.number,
            edition_shown=answer.confirming.edition_shown,
            expires_at=answer.link.expires_at,
            confirmed=answer.row.confirmed_at is not None,
            address_signed=answer.row.address_key in signed,
            forgotten=answer.row.forgotten_at is not None,
        )

    def _addresses_that_signed(self) -> set[str]:
        keys = {answer.row.address_key for answer in self.answers}
        rows = PublicSignature.objects.filter(ongoing(), letter=self.letter, address_key__in=keys)
        return set(rows.values_list("address_key", flat=True))

    def _looked_at(self, answers: Sequence[_Answer]) -> list[_Accepted]:
        """Each with its doubts."""
        struck = self._struck_before(answers)
        names = self._names_on_the_list(answers)
        rules = [
            Rule(RuleField(rule.field), rule.text, rule.part)
            for rule in ReviewRule.objects.filter(letter=self.letter, ended_at=None)
        ]
        domains = [_domain_of(answer.row) for answer in answers]
        counts = self._count_domains(domains, answers[0].confirming.at)
        accepted = []
        for answer, domain, count in zip(answers, domains, counts, strict=True):
            row, line = answer.row, public_line(answer.row)
            known = Circumstances(
                domain=domain,
                same_name=names[row.name_key] > 0,
                struck_before=row.address_key in struck,
                caught_by_rule=any(
                    rule.catches(value_of(line, domain, row.postcode, rule.field)) for rule in rules
                ),
                everybody_is_held=choice_of(self.letter.signing_form).hold_all,
                domain_count=count,
            )
            names[row.name_key] += 1
            accepted.append(_Accepted(answer, line, doubts_about(line, known)))
        return accepted

    def _count_domains(self, domains: Sequence[str], at: datetime) -> list[int]:
        """For each: how many confirmed from its domain within the window, itself included."""
        here = self.letter.coalition_id
        return count_each([(here, FROM_ONE_DOMAIN, f"{self.letter.pk} {each}") for each in domains], at)

    def _struck_before(self, answers: Sequence[_Answer]) -> set[str]:
        keys = {answer.row.address_key for answer in answers}
        rows = PublicSignature.objects.filter(letter=self.letter, address_key__in=keys)
        return set(rows.exclude(struck_at=None).values_list("address_key", flat=True))

    def _names_on_the_list(self, answers: Sequence[_Answer]) -> "Counter[str]":
        keys = {answer.row.name_key for answer in answers}
        rows = PublicSignature.objects.filter(ongoing(), letter=self.letter, name_key__in=keys)
        return Counter(rows.values_list("name_key", flat=True))

    def _save(self, accepted: Sequence[_Accepted]) -> None:
        """Append those that come on the list, mark all of them, count them, and queue their mails."""
        listed = [each for each in accepted if not is_held(each.doubts)]
        mails = list(self._append(listed)) if listed else []
        held = [each for each in accepted if is_held(each.doubts)]
        mails += [self._held(each) for each in held]
        sql.mark_confirmed(
            sql.Confirmed(
                id=each.row.pk,
                edition=self.edition.pk,
                at=each.answer.confirming.at,
                how=each.answer.link.how,
                doubts=",".join(each.doubts),
                entry=each.row.entry,
            )
            for each in accepted
        )
        organisations = sum(each.line.signer is Signer.ORGANISATION for each in listed)
        numbers = {
            "organisations": organisations,
            "individuals": len(listed) - organisations,
            "held": len(held),
        }
        sql.add_to_tally(self.letter.pk, numbers)
        queue_all(mails, at=accepted[0].answer.confirming.at)

    def _append(self, listed: Sequence[_Accepted]) -> Iterable[Sendable]:
        """Into the evidence, all under one seal; the receipts."""
        openings = [new_opening_of(each.line, self.edition) for each in listed]
        drafts = [
            signed(self.edition.leaf, opened, each.answer.link.how)
            for each, opened in zip(listed, openings, strict=True)
        ]
        at = listed[0].answer.confirming.at
        appended = append(self.letter, drafts, at=at)
        keep_openings(self.letter, dict(zip(appended.indexes, openings, strict=True)))
        sealed = checkpoint.parse(appended.checkpoint).checkpoint.fingerprint()
        for place, each in enumerate(listed):
            each.row.entry = appended.indexes[place]
            proof = appended.receipt(place, openings[place])
            confirming = each.answer.confirming
            message = receipt_to(
                self.letter, each.line, token=confirming.token, sealed=sealed, at=confirming.at
            )
            yield message, each.row.email, self._about(each.row, "receipt", proof)

    def _held(self, each: _Accepted) -> Sendable:
        message = held_notice(self.letter, each.line, token=each.answer.confirming.token)
        return message, each.row.email, self._about(each.row, "held")

    def _about(self, row: PublicSignature, reason: str, attachment: bytes | None = None) -> About:
        row.letter = self.letter
        return about(row, reason, attachment)


def new_opening_of(line: PublicLine, edition: Edition) -> Opening:
    """What the log commits to of this line, set in the language of the text."""
    language = text_of_edition(edition).language or "en"
    return new_opening(record_of(signatory_of_line(line), language=language, by="self"))


def signed(text: str, opened: Opening, how: str) -> Draft:
    who = opened.commitment().hex()
    return lambda minute: Signed(minute, text, who, "code" if how == "code" else "mail", "public")


def _domain_of(row: PublicSignature) -> str:
    """The domain of the address as it was read when it was asked for."""
    domain = row.email.rpartition("@")[2]
    address = None if domain.isascii() else read_address(row.email)
    return address.domain if address else domain.lower()
