"""The verdict on a bundle: every check in its order, each on what the ones before have found.

bundle → key → checkpoint → log → text → openings → list → files → history → earlier, receipts
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain

from undersigned.domain.standing import Standing
from undersigned.errors import Unreadable, Unverifiable
from undersigned.evidence import checkpoint, policy
from undersigned.evidence.checkpoint import SignedCheckpoint
from undersigned.evidence.inclusions import Known
from undersigned.evidence.note import LONGEST_NOTE, VerifierKey
from undersigned.proof import layout, listing, receipt
from undersigned.proof.contents import Contents
from undersigned.proof.files import ShownFiles, report_files
from undersigned.proof.keys import Chain, chain_of, check_policy, named_for
from undersigned.proof.log import Wanted, check_tiles_are_there, read_log
from undersigned.proof.openings import Openings
from undersigned.proof.readable import Proved
from undersigned.proof.receipt import SignersReceipt
from undersigned.proof.report import Report
from undersigned.proof.witnesses import check_begins, check_receipt


@dataclass(frozen=True, slots=True)
class Given:
    """What whoever checks brought along. Texts are by the name they were given under.

    `earlier` are checkpoints kept from before, one of each or with those of its history behind it; `receipts`
    are whole receipts.
    """

    key: VerifierKey | None = None
    earlier: Mapping[str, Sequence[bytes]] = field(default_factory=dict)
    receipts: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """The checkpoint of the bundle, found to be signed by the key that is trusted."""

    signed: SignedCheckpoint
    policy: Sequence[VerifierKey]
    anchor: VerifierKey


def check(contents: Contents, given: Given) -> Report:
    """The verdict on a bundle."""
    report = Report(key_from="argument" if given.key else "bundle")
    if layout.POLICY not in contents or layout.CHECKPOINT not in contents:
        report.cannot_tell("bundle", "this is no bundle: it has no “policy” and no “checkpoint”")
        return report
    sealed = _check_seal(report, contents, given)
    if sealed is None:
        return report
    wanted, receipts = _wanted(report, contents, given)
    standing = _check_log(report, contents, sealed, wanted)
    if standing is None:
        return report
    report.counts.update(_counts(standing))
    _check_text(report, contents, standing)
    _check_list(report, contents, standing)
    keys = _check_keys(report, contents, sealed, standing, wanted)
    if keys is not None:
        _check_earlier(report, sealed, keys, wanted, given)
        _check_receipts(report, _Log(sealed, keys, standing, wanted), receipts)
    for name in layout.NOT_COVERED:
        if name in contents:
            report.not_covered(name, "not covered by the proof")
    return report


def _small(contents: Contents, path: str) -> bytes:
    if contents.size(path) > LONGEST_NOTE:
        raise Unverifiable(path, f"is longer than {LONGEST_NOTE} bytes")
    return contents.read(path)


def _check_seal(report: Report, contents: Contents, given: Given) -> _Sealed | None:
    keys: tuple[VerifierKey, ...] = ()
    anchor = None
    with report.checking("key") as check:
        keys = policy.parse(_small(contents, layout.POLICY))
        origin = keys[0].name
        check_policy(keys, origin)
        anchor = named_for(given.key, origin) if given.key else keys[0]
        report.vkey = str(anchor)
        check.detail = (
            "given by you" if given.key else "taken from the bundle itself, NOT from an outside source"
        )
    if anchor is None:
        return None
    with report.checking("checkpoint") as check:
        signed = checkpoint.parse(_small(contents, layout.CHECKPOINT))
        signed.signed_by({*keys, anchor})
        if signed.checkpoint.origin != anchor.name:
            raise Unverifiable("checkpoint", f"is of another log, {signed.checkpoint.origin}")
        check.detail = f"{signed.checkpoint.size} entries, fingerprint {signed.checkpoint.fingerprint()}"
        return _Sealed(signed, keys, anchor)
    return None


def _wanted(report: Report, contents: Contents, given: Given) -> tuple[Wanted, dict[str, SignersReceipt]]:
    """What later checks will ask of the log, and the receipts that are whole in themselves."""
    wanted, receipts = Wanted(), {}
    known: Known = {}
    for path in contents:
        if size := layout.history_size(path):
            wanted.sizes.add(size)
    for name, text in given.receipts.items():
        try:
            held = receipts[name] = receipt.read(text, known)
        except Unverifiable as trouble:
            report.fails(f"receipt {name}", trouble.detail)
            continue
        wanted.indexes.add(held.index)
        wanted.sizes.add(held.checkpoint.checkpoint.size)
    for text in chain.from_iterable(given.earlier.values()):
        try:
            wanted.sizes.add(checkpoint.parse(text).checkpoint.size)
        except Unverifiable:
            continue  # told when its turn comes
    return wanted, receipts


def _check_log(report: Report, contents: Contents, sealed: _Sealed, wanted: Wanted) -> Standing | None:
    with report.checking("log") as check:
        check_tiles_are_there(contents, sealed.signed.checkpoint.size)
        standing = read_log(contents, sealed.signed.checkpoint, wanted)
        if standing.frozen is None:
            raise Unverifiable("log", "is empty")
        check.detail = (
            f"{standing.size} entries, each hashed and allowed where it stands; their root is the sealed one"
        )
        return standing
    return None


def _counts(standing: Standing) -> dict[str, object]:
    stands = list(standing.standing())
    return {
        "standing": len(stands),
        "unnamed": sum(1 for signature in stands if signature.show == "private"),
        "withdrawn": sum(1 for _ in standing.ended("withdrawn")),
        "struck": sum(1 for _ in standing.ended("struck")),
        "lapsed": sum(1 for _ in standing.lapsed()),
        "corrected": sum(1 for _ in standing.corrected()),
        "by_how": dict(sorted(Counter(signature.how for signature in stands).items())),
    }


def _texts(standing: Standing) -> dict[str, str]:
    return dict(standing.frozen.texts) if standing.frozen else {}


def _text_paths(standing: Standing) -> dict[str, str]:
    """The path of every text that could ever be signed, with its hash."""
    return {
        layout.text_path(language)
        if edition is standing.frozen
        else layout.earlier_text_path(edition.edition, language): hashed
        for edition in standing.editions
        for language, hashed in edition.texts
    }


def _check_text(report: Report, contents: Contents, standing: Standing) -> None:
    with report.checking("text") as check:
        report.texts = tuple(map(layout.text_path, _texts(standing)))
        expected = _text_paths(standing)
        for path, hashed in expected.items():
            if path not in contents:
                raise Unverifiable("text", f"{path} is missing")
            if contents.sha256(path) != hashed:
                raise Unverifiable("text", f"{path} is not the text that was signed")
        for path in contents:
            if layout.is_text(path) and path not in expected:
                raise Unverifiable("text", f"{path} is a text that nobody signed")
        check.detail = f"edition {len(standing.editions)}: {', '.join(report.texts)}"
        if len(standing.editions) > 1:
            check.detail += "; and those of the editions before it"


def _check_list(report: Report, contents: Contents, standing: Standing) -> None:
    openings = Openings(contents, standing)
    derived = proved = None
    with report.checking("openings") as check:
        derived = _derive(standing, openings)
        openings.check_no_others()
        check.detail = "every standing public signature has its one opening, no other has any"
    if derived is None:
        return
    files = ShownFiles(contents, standing)
    with report.checking("list") as check:
        if layout.LIST not in contents or derived != contents.sha256(layout.LIST):
            raise Unverifiable("list", f"{layout.LIST} is not the list that the log and the openings give")
        files.check_list(derived)
        check.detail = "derived again from the log, line by line the same"
        proved = _proved(report, contents, standing)
    if proved is not None:
        report_files(report, files, proved)


def _derive(standing: Standing, openings: Openings) -> str:
    """The hash of the list as the log and the openings give it."""
    derived = sha256()
    for line in listing.derive(standing.public(), openings.record_of):
        derived.update(line)
    return derived.hexdigest()


def _proved(report: Report, contents: Contents, standing: Standing) -> Proved:
    texts = (layout.text_path(language) for language in _texts(standing))
    counts = report.counts
    return Proved(
        lambda: contents.read(layout.LIST),
        counts["unnamed"],
        counts["lapsed"],
        counts["withdrawn"] + counts["struck"],
        tuple(contents.read(path) for path in texts if path in contents),
    )


def _check_keys(
    report: Report, contents: Contents, sealed: _Sealed, standing: Standing, wanted: Wanted
) -> Chain | None:
    with report.checking("history") as check:
        keys = chain_of(sealed.policy, standing)
        keys.check_signed(sealed.signed)
        history = list(_history(contents, sealed, keys, wanted))
        keys.check_trust(sealed.anchor, [sealed.signed, *history])
        many = "checkpoint" if len(history) == 1 else "checkpoints"
        check.detail = f"{len(history)} earlier {many}, each the beginning of this log"
        return keys
    return None


def _history(contents: Contents, sealed: _Sealed, keys: Chain, wanted: Wanted) -> Iterator[SignedCheckpoint]:
    for path in contents:
        size = layout.history_size(path)
        if size is None:
            continue
        then = checkpoint.parse(_small(contents, path))
        if then.checkpoint.size != size or size > sealed.signed.checkpoint.size:
            raise Unverifiable(
                "history", f"{path} is a checkpoint of {then.checkpoint.size} entries, out of place"
            )
        check_begins(sealed.signed, then, keys, wanted)
        yield then


def _check_earlier(report: Report, sealed: _Sealed, keys: Chain, wanted: Wanted, given: Given) -> None:
    now = sealed.signed.checkpoint
    for name, texts in given.earlier.items():
        with report.checking(f"earlier {name}") as check:
            seals = [checkpoint.parse(text) for text in texts]
            for then in seals:
                if then.checkpoint.origin == now.origin and then.checkpoint.size > now.size:
                    then.signed_by(sealed.policy)
                    sizes = f"had {then.checkpoint.size} entries, this has {now.size}"
                    raise Unverifiable(
                        "earlier", f"{sizes}: some are gone, unless this is the older of the two"
                    )
                check_begins(sealed.signed, then, keys, wanted)
            check.detail = f"this log begins with those {seals[0].checkpoint.size} entries"


@dataclass(frozen=True, slots=True)
class _Log:
    """All that is known of the log by now."""

    sealed: _Sealed
    keys: Chain
    standing: Standing
    wanted: Wanted


def _check_receipts(report: Report, log: _Log, receipts: Mapping[str, SignersReceipt]) -> None:
    for name, held in receipts.items():
        then = held.checkpoint.checkpoint
        if then.origin == log.sealed.anchor.name and then.size > log.standing.size:
            report.cannot_tell(f"receipt {name}", f"is newer than this bundle of {log.standing.size} entries")
            continue
        with report.checking(f"receipt {name}") as check:
            check_begins(log.sealed.signed, held.checkpoint, log.keys, log.wanted)
            check.detail = check_receipt(held, log.standing, log.wanted)


def unreadable(trouble: Unreadable) -> Report:
    """The verdict on what could not be opened at all."""
    report = Report()
    report.cannot_tell("bundle", str(trouble))
    return report
