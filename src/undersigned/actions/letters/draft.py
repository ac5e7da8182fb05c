"""Create a draft, and change its text."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from email_validator import EmailNotValidError, validate_email

from undersigned.actions.acting import note_letter
from undersigned.actions.letters import lock_letter, require
from undersigned.domain.archive import subjects_in
from undersigned.domain.history import Deed
from undersigned.domain.letters import Step
from undersigned.domain.reasons import Reason
from undersigned.domain.text import slug_of, tidy, trouble_in_line
from undersigned.errors import Refused, Unreadable
from undersigned.reading.letter_source import LetterSource, read_letter_source
from undersigned.records.models import Coalition, Letter

_USABLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True)
class Contact:
    """The person whom a signatory may call about a letter."""

    name: str = ""
    phone: str = ""
    email: str = ""


@transaction.atomic
def create(
    *, coalition: Coalition, source: bytes, slug: str | None, contact: Contact, at: datetime
) -> Letter:
    """A new draft. Without a slug, one is made of the title, with a number where that is taken.

    Unreadable if the source is not a letter source; Refused (slug-taken, slug-not-usable).
    """
    read = read_draft(source)
    if slug is not None:
        _require_usable(slug)
    letter = Letter(
        coalition=coalition,
        slug=slug or _free_slug(read.document.title or ""),
        contact_name=contact.name or coalition.contact_name,
        contact_phone=contact.phone or coalition.contact_phone,
        contact_email=contact.email or coalition.contact_email,
        created_at=at,
    )
    take_text(letter, read)
    note_letter(Deed.DRAFTED, letter, at=at)
    return letter


def read_draft(source: bytes) -> LetterSource:
    """A letter source that can circulate: all of it is text that people see and sign.

    Unreadable if it is none, or has a list below its text: names there would be hashed and never shown.
    """
    read = read_letter_source(source)
    read.require_that_all_is_printed()
    if read.list_at is not None:
        what = "a list of signatories stands here; take it off, for the signatories come by signing"
        raise Unreadable(what, where=f"line {read.list_at}")
    return read


def _require_usable(slug: str) -> None:
    if len(slug) > _LONGEST_SLUG or not _USABLE.match(slug):
        raise Refused(Reason.SLUG_NOT_USABLE, slug=slug)
    if Letter.objects.filter(slug=slug).exists():
        raise Refused(Reason.SLUG_TAKEN, slug=slug)


def _free_slug(title: str) -> str:
    stem = slug_of(title)[:60].strip("-") or "letter"
    taken = set(Letter.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{stem}-{number}") not in taken)


def take_text(letter: Letter, read: LetterSource) -> None:
    """Store the letter with this text, and with what the text says of its title and language."""
    letter.source, letter.title = read.canonical.decode("utf-8"), read.document.title or ""
    letter.language = read.document.language or "en"
    letter.save()


@transaction.atomic
def edit(*, slug: str, source: bytes, at: datetime) -> Letter:
    """Replace the draft's text. Refused (text-is-fixed) once the letter circulates."""
    letter = lock_letter(slug)
    require(letter, Step.EDIT)
    read = read_draft(source)
    take_text(letter, read)
    note_letter(Deed.DRAFT_CHANGED, letter, at=at)
    return letter


def usable_contact(contact: Contact) -> Contact:
    """The contact as it is kept. Refused: address-not-usable, or why a line cannot be printed.

    `field` says which: "contact", "phone" or "email".
    """
    name, phone = tidy(contact.name), tidy(contact.phone)
    for field, text in (("contact", name), ("phone", phone)):
        if trouble := trouble_in_line(text):
            raise Refused(Reason(trouble), field=field)
    return Contact(name, phone, _address(contact.email))


def _address(typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        return validate_email(typed.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise Refused(Reason.ADDRESS_NOT_USABLE, address=typed, field="email") from None


@transaction.atomic
def name_contact(*, slug: str, contact: Contact, at: datetime) -> Letter:
    """Set the person to call; in any state, for it is no part of the text. Refused as `usable_contact` is."""
    letter = lock_letter(slug)
    kept = usable_contact(contact)
    letter.contact_name, letter.contact_phone, letter.contact_email = kept.name, kept.phone, kept.email
    letter.save(update_fields=["contact_name", "contact_phone", "contact_email"])
    note_letter(Deed.CONTACT_NAMED, letter, at=at)
    return letter


@transaction.atomic
def set_subjects(*, slug: str, subjects: str) -> Letter:
    """Say what a letter is about, for the archive; in any state. Refused: too-long, control-characters, …."""
    letter = lock_letter(slug)
    said = ", ".join(subjects_in(subjects))
    if trouble := trouble_in_line(said):
        raise Refused(trouble, field="subjects")
    letter.subjects = said
    letter.save(update_fields=["subjects"])
    return letter
