"""Letters of every kind that hold."""

from dataclasses import replace
from typing import Any

from tests.proof.corpus.changes import Cases, Parts, without
from tests.proof.letters import AT, Letter, whole_bundle, whole_letter


def small_letter() -> Letter:
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    letter.close()
    letter.publish()
    return letter


def open_letter() -> Letter:
    """Still open, never published."""
    letter = Letter()
    letter.freeze()
    for number in range(7):
        letter.sign(number, how="mail")
    letter.files = {name: each for name, each in letter.render().items() if name != "letter.pdf"}
    return letter


def rekeyed_letter() -> Letter:
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    letter.rekey()
    letter.sign(1)
    letter.close()
    letter.publish()
    return letter


def left_after_publication() -> Letter:
    """Published, then one withdrew and was forgotten; what a program can read was made anew."""
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    gone = letter.sign(1)
    letter.close()
    letter.publish()
    letter.withdraw(gone, "erasure")
    letter.files = {**letter.render(), "letter.pdf": letter.files["letter.pdf"]}
    return letter


def organisations() -> Letter:
    letter = Letter()
    letter.freeze()
    letter.sign(
        0, name="", role="", place="", region="", org="Riders, Inc.", line="Riders, Inc.", note="since 1990"
    )
    letter.sign(
        1, honorific="Dr.", status="former", on_behalf_of="The Board", line="Dr. Béla Minta, former Mayor"
    )
    letter.files = {
        name: each for name, each in letter.render().items() if name in ("letter.json", "letter.txt")
    }
    return letter


def large_letter() -> Letter:
    """More than one tile: 300 signatures, some withdrawn."""
    letter = Letter()
    letter.freeze()
    _sign_many(letter, 300)
    letter.close()
    letter.publish()
    return letter


def _sign_many(letter: Letter, number: int) -> None:
    """As `Letter.sign`, but without replaying the log each time."""
    first = letter.standing()
    letter.standing = lambda: first  # type: ignore[method-assign]  # the text does not change meanwhile
    for each in range(number):
        letter.sign(each, how="mail")
    del letter.standing


def many_seals() -> Letter:
    """Sealed again and again, at the edges of tiles and between."""
    letter = Letter()
    letter.freeze()
    for more in (1, 253, 1, 1, 1, 254, 1, 1, 100, 156):
        _sign_many(letter, more)
        letter.keep()
    letter.close()
    return letter


def earlier_record_kept() -> Parts:
    letter = whole_letter()
    letter.openings[7] = letter.all_openings[7]
    return letter.bundle()


def called_like_the_closing() -> Letter:
    letter = Letter()
    letter.freeze()
    letter.sign(0, name="Sincerely", line="Sincerely,")
    letter.sign(1)
    letter.close()
    letter.publish()
    return letter


def nobody_named() -> Letter:
    letter = Letter()
    letter.freeze()
    letter.sign(0, show="private")
    letter.close()
    letter.publish()
    return letter


def published_with_an_older_list() -> Parts:
    """A list of before the last signature, published after it: the files of readers show the list of now."""
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    letter.publish()
    old = letter.standing().published[-1][1]
    letter.sign(1)
    letter.append(replace(old, at=letter.at))
    letter.files = {**letter.render(), "letter.pdf": letter.files["letter.pdf"]}
    return letter.bundle()


def signed_by(name: str) -> Parts:
    letter = Letter()
    letter.freeze()
    letter.sign(0, name=name, line=f"{name}, Mayor")
    letter.publish()
    return letter.bundle()


def of_the_year_999() -> Parts:
    letter = Letter()
    letter.at = AT.replace(year=999)
    letter.freeze()
    letter.sign(0)
    return letter.bundle()


def published_too(name: str, content: bytes) -> Parts:
    """A small letter whose publication names one file more."""
    letter = small_letter()
    letter.publish({**letter.files, name: content})
    del letter.files[name]
    return letter.bundle()


def with_letter_text(text: str, printed: str, **changes: Any) -> Parts:
    """A letter of this text, printed so above the list of the one who signed."""
    letter = Letter()
    letter.freeze(text.encode())
    letter.sign(0, **changes)
    line = letter.rows()[0].line
    letter.publish({"letter.txt": f"{printed}\n{line}\n".encode()})
    return letter.bundle()


HOLDING: Cases = {
    "a whole letter": whole_bundle,
    "a small letter": lambda: small_letter().bundle(),
    "an open letter": lambda: open_letter().bundle(),
    "a letter of two keys": lambda: rekeyed_letter().bundle(),
    "one left after publication": lambda: left_after_publication().bundle(),
    "a list of before published once more": published_with_an_older_list,
    "organisations and titles": lambda: organisations().bundle(),
    "more than a tile": lambda: large_letter().bundle(),
    "many seals over several tiles": lambda: many_seals().bundle(),
    "an earlier record kept": earlier_record_kept,
    "other words in the readme": lambda: {**whole_bundle(), "README.txt": b"Nothing."},
    "no readme and no page": lambda: without("README.txt", "verify.html"),
    "a letter that nobody signed by name": lambda: nobody_named().bundle(),
    "a name that looks like an escape": lambda: signed_by('Ada \\u0000 \\\\u0000 "\\u0000'),
    "a letter of the year 999": of_the_year_999,
    "a record that says that the office is current": lambda: with_letter_text("Run.\n", "", status="current"),
    "a hash published for the text, another": lambda: published_too("letter.en.md", b"Run the trams.\n"),
}
