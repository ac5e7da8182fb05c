"""A passkey: a key pair in somebody's device, unlocked there by finger, face or code (W3C WebAuthn).

The device signs a challenge of ours for our site alone, so a passkey cannot be phished or guessed; since the
device asks for its owner each time, it counts for two factors.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, parse_authentication_credential_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)


@dataclass(frozen=True, slots=True)
class Site:
    """Whom a passkey is for. `host` is the domain it is bound to, `origin` such as "https://example.org"."""

    host: str
    origin: str
    name: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose passkey it is; `handle` are bytes that tell the device nothing about the person."""

    handle: bytes
    address: str
    credentials: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the page hands to the browser (JSON), and the random bytes that must come back signed."""

    options: str
    random: bytes


@dataclass(frozen=True, slots=True)
class NewPasskey:
    credential: bytes
    public_key: bytes
    times_used: int


def start_adding(site: Site, owner: Owner) -> Challenge:
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_id=owner.handle,
        user_name=owner.address,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_described(owner.credentials),
    )
    return Challenge(options_to_json(options), options.challenge)


def check_added(site: Site, answer: str, random: bytes) -> NewPasskey | None:
    """The new passkey; None if the device's answer does not hold."""
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=random,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception:  # what a stranger sends may fail in the library with whatever comes first
        return None
    return NewPasskey(made.credential_id, made.credential_public_key, made.sign_count)


def start_use(site: Site) -> Challenge:
    """For whoever comes: the device knows whose passkeys it has."""
    options = generate_authentication_options(
        rp_id=site.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    return Challenge(options_to_json(options), options.challenge)


def credential_in(answer: str) -> bytes | None:
    """Which passkey an answer says it is from; None where it is no answer at all."""
    try:
        return base64url_to_bytes(parse_authentication_credential_json(answer).id)
    except Exception:  # what a stranger sends may fail in the library with whatever comes first
        return None


def check_use(site: Site, answer: str, random: bytes, known: NewPasskey) -> int | None:
    """How often the passkey has been used by now, as its device counts; None if the answer does not hold."""
    try:
        used = verify_authentication_response(
            credential=answer,
            expected_challenge=random,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.times_used,
            require_user_verification=True,
        )
    except Exception:  # what a stranger sends may fail in the library with whatever comes first
        return None
    return used.new_sign_count


def _described(credentials: Iterable[bytes]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=one) for one in credentials]
