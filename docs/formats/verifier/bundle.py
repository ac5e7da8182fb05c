"""A bundle: the steps of bundle.md, by their numbers there."""

from collections.abc import Sequence
from hashlib import sha256

from verifier.names import TEXT
from verifier.notes import Checkpoint, Key, checkpoint_of, key_of, lines_of
from verifier.records import record_of
from verifier.shown import RUNS, Files, Listed, check_what_is_shown
from verifier.statements import HASH, Log, canonical
from verifier.tree import entries_in, root_of, tiles_of
from verifier.trouble import require

COLUMNS = (
    *("entry", "name", "role", "org", "place", "region", "line", "lang", "by"),
    *("title", "honorific", "on_behalf_of", "note", "status", "how"),
)
DERIVED = ("letter.json", "signatories.csv", "letter.txt")


def verify(files: Files) -> str:
    """What the list comes to. Raises DoesNotHold."""
    keys = keys_of(files)  # 1
    sealed = checkpoint_of(files["checkpoint"], keys)  # 2
    require(sealed.signers, "the checkpoint is signed by no key of the policy")
    known = {"README.txt", "verify.html", "policy", "checkpoint", "signatories.tsv", *DERIVED}
    log = read_log(files, sealed, keys, known)  # 3
    check_texts(files, log, known)  # 4
    listed = opened(files, log, known)  # 5
    check_list(files, log, listed)  # 6
    check_files(files, log, known)  # 7
    check_what_is_shown(files, log, listed)  # 8
    check_history(files, log, sealed, keys)  # 9
    standing = sum(map(log.stands, log.signatures.values()))
    return f"{standing} stand, {standing - len(listed)} of them unnamed; {len(log.lapsed())} have lapsed"


def keys_of(files: Files) -> list[Key]:
    *lines, quorum = lines_of(files["policy"])
    require(quorum == "quorum none" and 0 < len(lines) < 100, "the policy has other lines")
    require(all(line.startswith("log ") for line in lines), "the policy has other lines")
    keys = [key_of(line.removeprefix("log ")) for line in lines]
    require(len({key.name for key in keys}) == 1, "the policy is of several logs")
    require(len({key.public for key in keys}) == len(keys), "the policy names a key twice")
    return keys


def read_log(files: Files, sealed: Checkpoint, keys: Sequence[Key], known: set[str]) -> Log:
    require(sealed.size <= 256 * len(files), "the checkpoint speaks of more entries than there are")
    entries: list[bytes] = []
    for name, _ in tiles_of(sealed.size):
        entries += entries_in(files[f"tile/entries/{name}"])
        known.add(f"tile/entries/{name}")
    level = leaves = [sha256(b"\x00" + entry).digest() for entry in entries]
    height = 0
    while level:
        for name, part in tiles_of(len(level)):
            require(files[f"tile/{height}/{name}"] == b"".join(level[part]), f"tile/{height}/{name}")
            known.add(f"tile/{height}/{name}")
        level = [root_of(level[first : first + 256]) for first in range(0, len(level) - 255, 256)]
        height += 1
    require(len(leaves) == sealed.size and root_of(leaves) == sealed.root, "the log has another root")
    log = Log(keys[0].name, leaves, keys=[(-1, keys[0].text)])
    for place, entry in enumerate(entries):
        log.take(place, canonical(entry))
    return log


def check_texts(files: Files, log: Log, known: set[str]) -> None:
    for edition, texts in enumerate(log.texts, start=1):
        folder = "" if edition == len(log.texts) else f"editions/{edition}/"
        for language, digest in texts.items():
            name = f"{folder}letter.{language}.md"
            require(sha256(files[name]).hexdigest() == digest, f"{name} is another text")
            known.add(name)
    odd = [name for name in files if TEXT.fullmatch(name) and name not in known]
    require(not odd, f"nobody signed {odd}")


def opened(files: Files, log: Log, known: set[str]) -> Listed:
    openings: dict[int, tuple[str, str]] = {}  # entry → record, commitment
    for name, part in tiles_of(len(log.leaves)):
        number = f"openings/{name.partition('.')[0]}"
        require(files.get(number, b"\n").endswith(b"\n"), f"{number} is empty or cut")
        lines = files.get(number, b"").decode("utf-8").split("\n")[:-1]
        known.add(number)
        found = [canonical(line.encode("utf-8")) for line in lines]
        require(all(isinstance(one, dict) and type(one["i"]) is int for one in found), f"{number}: a line")
        rising = [one["i"] for one in found]
        require(rising == sorted(set(rising)) and set(rising) <= set(range(len(log.leaves))[part]), number)
        for one in found:
            require(one.keys() == {"i", "record", "salt"} and HASH.fullmatch(one["salt"]), "an opening")
            secret = bytes.fromhex(one["salt"]) + one["record"].encode("utf-8")
            record_of(one["record"].encode("utf-8"))
            openings[one["i"]] = one["record"], sha256(b"undersigned/opening/v1\n" + secret).hexdigest()
    made = {place: who for each in log.listed().values() for place, who in each.records}
    require(openings.keys() <= made.keys(), "an opening of nobody on the list")
    require(all(openings[place][1] == made[place] for place in openings), "an opening opens nothing")
    last = {place: each.records[-1][0] for place, each in log.listed().items()}
    require(set(last.values()) <= openings.keys(), "an opening is missing")
    return [
        (place, each, record_of(openings[last[place]][0].encode("utf-8")))
        for place, each in log.listed().items()
    ]


def check_list(files: Files, log: Log, listed: Listed) -> None:
    rows = [list(COLUMNS)]
    for place, signature, record in listed:
        cells = [record[column] for column in COLUMNS[1:-1]]
        guarded = [f"'{cell}" if RUNS.match(cell) else cell for cell in cells]
        rows.append([str(place), *guarded, signature.how])
    table = "".join("\t".join(row) + "\n" for row in rows).encode("utf-8")
    require(files["signatories.tsv"] == table, "signatories.tsv is not what the log gives")
    if not log.changed:
        require(sha256(table).hexdigest() == log.published[-1]["list"], "another list was published")


def check_files(files: Files, log: Log, known: set[str]) -> None:
    """`known` are those that another step has checked, or will: what is published of them binds the three."""
    bound = log.published[-1]["files"] if log.published else {}
    for name in [name for name in files if name not in known and not name.startswith("history/")]:
        require(name in bound, f"nothing binds {name}")
    for name, digest in bound.items():
        if log.changed and (name in DERIVED or name not in files):
            continue  # made anew, or gone
        bare = name in known and name not in DERIVED and name in files
        require(bare or sha256(files[name]).hexdigest() == digest, f"{name} is not what was published")


def check_history(files: Files, log: Log, sealed: Checkpoint, keys: Sequence[Key]) -> None:
    require([vkey for _, vkey in log.keys] == [key.text for key in keys], "the policy has other keys")
    checkpoints = [sealed]
    for name in [name for name in files if name.startswith("history/")]:
        earlier = checkpoint_of(files[name], keys)
        require(name == f"history/{earlier.size}" and earlier.size <= sealed.size, f"{name} is another size")
        require(root_of(log.leaves[: earlier.size]) == earlier.root, f"{name} is of another history")
        checkpoints.append(earlier)
    handed_on = set()
    for each in checkpoints:
        in_force = sum(since < each.size for since, _ in log.keys)
        needed = set(range(max(0, in_force - 2), in_force))
        require(needed <= each.signers, f"the checkpoint of {each.size} lacks a signature")
        handed_on |= {place for place in each.signers if place + 1 in each.signers}
    require(handed_on >= set(range(len(keys) - 1)), "no chain of signatures leads to the last key")
