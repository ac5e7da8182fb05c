"""The list and the other files spoilt, and what was published of them."""

from dataclasses import replace

from tests.proof.corpus.changes import Cases, Parts, changed, renamed, without
from tests.proof.corpus.letters import left_after_publication, open_letter, small_letter
from tests.proof.letters import Letter, whole_bundle
from undersigned.proof.readable import LARGEST_COMPARED


def too_large() -> bytes:
    """A printed letter with a name more, too long for anybody to compare."""
    return open_letter().render()["letter.txt"] + b"\nEve Extra, Mayor" + b"\n" * (LARGEST_COMPARED + 1)


def stale_json() -> Parts:
    letter = left_after_publication()
    old = Letter()
    old.freeze()
    old.sign(0)
    old.sign(1)
    letter.files["letter.json"] = old.render()["letter.json"]
    return letter.bundle()


def published_twice() -> Parts:
    letter = small_letter()
    letter.publish({name: each for name, each in letter.files.items() if name != "letter.pdf"})
    letter.files = letter.render()
    return letter.bundle()


def other_list() -> Parts:
    letter = small_letter()
    letter.append(replace(letter.standing().published[-1][1], size=4, list="ab" * 32))
    return letter.bundle()


SPOILT: Cases = {
    "list: a name changed": lambda: changed("signatories.tsv", renamed),
    "list: a line more": lambda: changed("signatories.tsv", lambda data: data + data.split(b"\n")[1] + b"\n"),
    "list missing": lambda: without("signatories.tsv"),
    "pdf changed": lambda: changed("letter.pdf", lambda data: data + b"\n"),
    "pdf missing": lambda: without("letter.pdf"),
    "a file that was not published": lambda: {**whole_bundle(), "letter.docx": b"PK"},
    "a file on an open letter that nothing binds": lambda: {**open_letter().bundle(), "letter.pdf": b"%PDF"},
    "an old json after a withdrawal": stale_json,
    "a file of before that was changed": lambda: {**left_after_publication().bundle(), "letter.pdf": b"%PDF"},
    "a file that only an earlier publication names": published_twice,
    "a published list that is another": other_list,
}
