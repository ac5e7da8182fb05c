"""Texts and openings spoilt."""

import json
import unicodedata
from collections.abc import Callable

from tests.proof.corpus.changes import Cases, Parts, changed, renamed, without
from tests.proof.corpus.letters import published_too
from tests.proof.letters import TEXT, Letter, whole_bundle, whole_letter
from undersigned.proof import bundle


def with_text(text: bytes) -> Parts:
    letter = Letter()
    letter.freeze(unicodedata.normalize("NFC", text.decode()).encode())
    return dict(letter.bundle()) | {"letter.en.md": text}


def lines_of(change: Callable[[list[bytes]], list[bytes]]) -> Parts:
    """The openings with their lines changed."""
    return changed(
        "openings/000", lambda data: b"".join(line + b"\n" for line in change(data.split(b"\n")[:-1]))
    )


def swapped(part: str) -> Callable[[list[bytes]], list[bytes]]:
    def change(lines: list[bytes]) -> list[bytes]:
        first, second = json.loads(lines[0]), json.loads(lines[1])
        first[part], second[part] = second[part], first[part]
        spell = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
        return [json.dumps(each, **spell).encode() for each in (first, second)] + lines[2:]  # type: ignore[arg-type]  # options by name

    return change


def with_opening_of(index: int) -> Parts:
    letter = whole_letter()
    letter.openings[index] = letter.all_openings.get(index) or letter.all_openings[4]
    parts = dict(whole_bundle())
    parts["openings/000"] = bundle.opening_tile(letter.openings, 0)
    return parts


def capital_salt(data: bytes) -> bytes:
    salt = data.split(b'"salt":"')[1][:64]
    return data.replace(salt, salt.upper())


SPOILT: Cases = {
    # the text
    "text in NFD": lambda: with_text(unicodedata.normalize("NFD", "Öffnet die Nachtbusse.\n").encode()),
    "text with another end": lambda: changed("letter.en.md", lambda data: data + b"\n"),
    "text with CRLF": lambda: changed("letter.en.md", lambda data: data.replace(b"\n", b"\r\n")),
    "text with a byte order mark": lambda: changed("letter.en.md", lambda data: b"\xef\xbb\xbf" + data),
    "text missing": lambda: without("letter.en.md"),
    "an earlier text changed": lambda: changed(
        "editions/1/letter.en.md", lambda data: data.replace(b"Run", b"End")
    ),
    "an earlier text missing": lambda: without("editions/1/letter.en.md"),
    "an earlier text that is the last": lambda: {**whole_bundle(), "editions/1/letter.en.md": TEXT},
    "the last text once more by its number": lambda: {**whole_bundle(), "editions/2/letter.en.md": TEXT},
    "an earlier text in a language that nobody signed": lambda: {
        **whole_bundle(),
        "editions/1/letter.fr.md": TEXT,
    },
    "a text that was published and that nobody signed": lambda: {
        **published_too("letter.fr.md", TEXT),
        "letter.fr.md": TEXT,
    },
    "a text that nobody signed": lambda: {**whole_bundle(), "letter.fr.md": TEXT},
    # openings
    "openings swapped": lambda: lines_of(swapped("record")),
    "salts swapped": lambda: lines_of(swapped("salt")),
    "openings out of order": lambda: lines_of(lambda lines: [lines[1], lines[0], *lines[2:]]),
    "an opening twice": lambda: lines_of(lambda lines: [lines[0], *lines]),
    "an opening missing": lambda: lines_of(lambda lines: lines[1:]),
    "all openings missing": lambda: without("openings/000"),
    "an empty file of openings": lambda: changed("openings/000", lambda data: b""),
    "an opening of a withdrawn signature": lambda: with_opening_of(8),
    "an opening of a struck signature": lambda: with_opening_of(10),
    "an opening of a lapsed signature": lambda: with_opening_of(1),
    "an opening of an unnamed signature": lambda: with_opening_of(6),
    "an opening of a text": lambda: with_opening_of(0),
    "an opening of nothing": lambda: with_opening_of(40),
    "openings of a tile that is not there": lambda: {
        **whole_bundle(),
        "openings/001": whole_bundle()["openings/000"],
    },
    "an opening with spaces": lambda: lines_of(lambda lines: [lines[0].replace(b",", b", "), *lines[1:]]),
    "an opening with a salt in capitals": lambda: changed("openings/000", capital_salt),
    "a name in the openings changed": lambda: changed("openings/000", renamed),
}
