"""Whose signature counts: the key that is trusted, and the keys that came into force after it.

A log begins with one key. A `rekeyed` statement brings in the next; from the entry after it, both sign each
checkpoint. So a checkpoint needs the last two keys in force at its size, and trust passes from a key to its
successor by a checkpoint that both have signed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from undersigned.domain.standing import Standing
from undersigned.errors import Unverifiable
from undersigned.evidence.checkpoint import SignedCheckpoint
from undersigned.evidence.note import VerifierKey


def check_policy(keys: Sequence[VerifierKey], origin: str) -> None:
    """The bundle's own keys are keys of this log. Raises `Unverifiable`."""
    if any(key.name != origin for key in keys):
        raise Unverifiable("key", "the policy names a key of another log")


def named_for(given: VerifierKey, origin: str) -> VerifierKey:
    """The key that was given, as this log's key: given for the log itself, or for the whole installation."""
    if given.name != origin and not origin.startswith(f"{given.name}/"):
        raise Unverifiable("key", f"the key given is for {given.name}, but the log is {origin}")
    return given.named(origin)


@dataclass(frozen=True, slots=True)
class Chain:
    """The keys of a log in the order they came into force, each with the entry that brought it in."""

    keys: tuple[tuple[int, VerifierKey], ...]

    def in_force(self, size: int) -> list[VerifierKey]:
        """The keys that have to sign a checkpoint of this size."""
        return [key for entry, key in self.keys if entry < size][-2:]

    def check_signed(self, signed: SignedCheckpoint) -> None:
        """Raise `Unverifiable` unless all keys in force have signed."""
        needed = self.in_force(signed.checkpoint.size)
        held = signed.signed_by(key for _, key in self.keys)
        if missing := [key for key in needed if key not in held]:
            raise Unverifiable("checkpoint", f"is not signed by the key {missing[0]}, which is in force")

    def check_trust(self, anchor: VerifierKey, signed: Iterable[SignedCheckpoint]) -> None:
        """Trust passes from the anchor to every later key, by checkpoints that two have signed."""
        keys = [key for _, key in self.keys]
        if anchor not in keys:
            raise Unverifiable("key", "the key given is none of the keys of this log")
        together = [{*each.signed_by(keys)} for each in signed]
        for key, successor in zip(keys[keys.index(anchor) :], keys[keys.index(anchor) + 1 :], strict=False):
            if not any({key, successor} <= signers for signers in together):
                raise Unverifiable("key", f"no checkpoint is signed by both {key} and its successor")


def chain_of(policy: Sequence[VerifierKey], standing: Standing) -> Chain:
    """The log's keys, if the policy and the log agree on them. Raises `Unverifiable`."""
    chain = Chain(((-1, policy[0]), *standing.rekeyed))
    if [key for _, key in chain.keys] != list(policy):
        raise Unverifiable("key", "the policy names other keys than the log brought into force")
    return chain
