"""Ways to change a bundle: by whoever passes it on, or by the organiser, who seals what was changed."""

from collections.abc import Callable, Mapping

from tests.proof.letters import whole_bundle, whole_letter

Parts = Mapping[str, bytes]
Cases = Mapping[str, Callable[[], Parts]]


def without(*names: str) -> Parts:
    return {path: content for path, content in whole_bundle().items() if path not in names}


def changed(path: str, change: Callable[[bytes], bytes]) -> Parts:
    """The whole bundle with one file changed and nothing else."""
    parts = dict(whole_bundle())
    before = parts[path]
    parts[path] = change(before)
    assert parts[path] != before, "nothing was spoilt"
    return parts


def shown(path: str, change: Callable[[bytes], bytes]) -> Parts:
    """A file changed by the organiser: published with its right hash, sealed with the right key."""
    letter = whole_letter()
    files = dict(letter.files)
    files[path] = change(files[path])
    assert files[path] != letter.files[path], "nothing was spoilt"
    letter.publish(files)
    return letter.bundle()


def renamed(data: bytes) -> bytes:
    return data.replace("Béla".encode(), b"Bela", 1)


def replaced(path: str, old: bytes, new: bytes) -> Callable[[], Parts]:
    """By the organiser, the first place alone."""
    return lambda: shown(path, lambda data: data.replace(old, new, 1))


def added(path: str, more: bytes) -> Callable[[], Parts]:
    """By the organiser, at the end."""
    return lambda: shown(path, lambda data: data + more)
