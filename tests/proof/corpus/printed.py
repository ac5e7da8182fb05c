"""`letter.txt`: what may stand in it, and what may not."""

from tests.proof.corpus.changes import Cases, Parts, added, renamed, replaced, shown
from tests.proof.corpus.letters import called_like_the_closing, with_letter_text
from tests.proof.letters import Letter


def headed_text(data: bytes) -> bytes:
    lines = data.decode().split("\n")
    return "\n".join([*lines[:6], "Mayor (2)", "", *lines[6:8], "", "WA", "", *lines[8:]]).encode()


def footed_text(data: bytes) -> bytes:
    """As long lines, footnotes, departures and an address are printed."""
    lines = (
        data.decode().replace("Mayor of Springfield", "Mayor of\n    Springfield").replace("and 1", "and one")
    )
    departures = (
        "Dee-Dee Specimen, Mayor of Lakeside, OH: withdrawn on\n    December 2, 2026\nX: struck on December 3"
    )
    notes = "[1] Of the year 2026, see the plan\n    <https://example.org/plan>.\n\n    And of the next."
    return f"{lines}\n{notes}\n\n{departures}\n\nHow to check this list: https://example.org/v/7\n".encode()


def described_text(data: bytes) -> bytes:
    return data.replace(
        b"and 1 more who are not named", b"and one more, not named: one mayor in OH; no others"
    )


def closed_with(closing: str) -> Parts:
    """A letter whose header writes its closing in some way, and whose files print what YAML makes of it."""
    letter = Letter()
    letter.freeze(f"---\ntitle: Night buses\nclosing: {closing}\n---\nRun the night buses.\n".encode())
    letter.sign(0)
    printed = " ".join(closing.split())
    files = letter.render()
    files["letter.txt"] = files["letter.txt"].replace(b"Sincerely,", printed.encode(), 1)
    letter.publish(files)
    return letter.bundle()


def closed_twice() -> Parts:
    header = '---\nclosing: Yours\n  all,\nclosing: "Sincerely,"\n---\nRun.\n'
    return with_letter_text(header, "Ada Example, Mayor of Springfield, NY\n\nEve Extra\n\nSincerely,\n")


def noted(source: str, printed: str) -> Parts:
    letter = Letter()
    letter.freeze(f"---\nclosing: Sincerely,\n---\nRun.[^1]\n\n[^1]: {source}\n".encode())
    letter.sign(0)
    letter.publish({"letter.txt": letter.render()["letter.txt"] + f"\n[1] {printed}\n".encode()})
    return letter.bundle()


def above_one_called_like_the_closing() -> Parts:
    letter = called_like_the_closing()
    files = dict(letter.files)
    files["letter.txt"] = files["letter.txt"].replace(b"Sincerely,\n\n", b"Sincerely,\n\nEve Extra\n\n", 1)
    letter.publish(files)
    return letter.bundle()


HOLDING: Cases = {
    "headings in the text": lambda: shown("letter.txt", headed_text),
    "a foot under the list in the text": lambda: shown("letter.txt", footed_text),
    "a list with offices of those who are not named": lambda: shown("letter.txt", described_text),
    "a closing that another line says too": lambda: called_like_the_closing().bundle(),
    "a closing with a hard space": lambda: closed_with("Bien à vous\u00a0!"),
    "a closing in words that YAML folds": lambda: closed_with("Sincerely\n  yours,"),
    "a text without a closing": lambda: closed_with(""),
    "a closing written twice, the first folded": closed_twice,
    "a closing that the text quotes": lambda: with_letter_text(
        "---\nclosing: Yours,\n---\nThey wrote:\n\n> Yours,\n\n*Yours,*\n", "Yours,\n\n    Yours,\n\nYours,\n"
    ),
    "somebody called like a line of a text without a closing": lambda: with_letter_text(
        "Riders.\n\nGo.\n", "Riders.\n\nGo.\n", name="", role="", org="Riders.", line="Riders."
    ),
    "a footnote without spaces around a link": lambda: noted(
        "参见[计划](https://example.org/计划)和**地**图。",
        "参见计划 <https://example.org/%E8%AE%A1%E5%88%92>和地图。",
    ),
    "a footnote with addresses": lambda: noted(
        "Mail <ada@example.org>, see [it](https://bücher.example/caf%C3%A9) at&#32;10.",
        "Mail ada@example.org, see it <https://xn--bcher-kva.example/caf%C3%A9> at 10.",
    ),
    "a footnote under a text with entities of many figures": lambda: noted(
        f"At &#{'0' * 5_000}65; and &#{'9' * 5_000};&#{'9' * 5_000}x; stops.", "At A and stops."
    ),
    "a heading above a line of four spaces": replaced("letter.txt", b"Ada", b"Mayors (4)\n    \nAda"),
    "a line that goes on over a blank one, in a paragraph by itself": replaced(
        "letter.txt", b"Ada Example, ", b"Mayors (1)\n\nAda Example,\n\n    "
    ),
}

SPOILT: Cases = {
    "txt: a name more, its hash right": replaced(
        "letter.txt", b"Ada", b"Eve Extra, Mayor of Springfield, NY\nAda"
    ),
    "txt: a name more above a gap": replaced(
        "letter.txt", b"Ada", b"Eve Extra, Mayor of Springfield, NY\n\nAda"
    ),
    "txt: another closing": replaced("letter.txt", b"Sincerely,", b"Eve Extra"),
    "txt: a name more after the list": added("letter.txt", b"\nEve Extra, Mayor of Springfield, NY\n"),
    "txt: a second closing before other names": replaced(
        "letter.txt", b"Sincerely,", b"Sincerely,\n\nEve Extra, Mayor\n\nSincerely,"
    ),
    "txt: more who left than the log knows": added(
        "letter.txt", b"\nA: withdrawn today\nB: withdrawn today\nC: withdrawn today\n"
    ),
    "txt: a heading with another number": replaced("letter.txt", b"Ada", b"Mayors (7)\n\nAda"),
    "txt: nothing": lambda: shown("letter.txt", lambda data: b""),
    "txt: a heading with a person": replaced(
        "letter.txt", b"Ada", b"Eve Extra, Mayor of Hill, WA (4)\n\nAda"
    ),
    "txt: a footnote of other words": added("letter.txt", b"\n[1] Eve Extra, Mayor of Springfield, NY\n"),
    "txt: a footnote called by a name": added("letter.txt", b"\n[Eve Extra] Of the year 2026.\n"),
    "txt: an address with a name": added("letter.txt", b"\nEve Extra, Mayor: https://example.org/v/7\n"),
    "txt: two addresses": added(
        "letter.txt", b"\nCheck: https://example.org/v/7\nToo: https://example.org/\n"
    ),
    "txt: a name among those who are not named": replaced(
        "letter.txt", b"and 1 more", b"Eve Extra and 1 more"
    ),
    "txt: those who are not named left out": replaced("letter.txt", b"\nand 1 more who are not named\n", b""),
    "txt: those who are not named counted wrong": replaced("letter.txt", b"and 1 more", b"and 7 more"),
    "txt: who left without a day": added("letter.txt", b"\nFor: Eve Extra, Mayor of Springfield, NY\n"),
    "txt: a mark that breaks the line": replaced(
        "letter.txt", b"and 1 more", "and 1 more\u2028Eve Extra".encode()
    ),
    "txt: a name above one called like the closing": above_one_called_like_the_closing,
    "txt: a heading with a number of many figures": lambda: shown(
        "letter.txt", lambda data: data.replace(b"Ada", b"Mayors (" + b"1" * 5_000 + b")\n\nAda", 1)
    ),
    "txt: those who are not named counted in many figures": lambda: shown(
        "letter.txt", lambda data: data.replace(b"and 1 more", b"and " + b"1" * 5_000 + b" more", 1)
    ),
    "txt: those who are not named behind a letter of no case": replaced(
        "letter.txt", b"and 1 more", "ª 1 more".encode()
    ),
    "txt: very many lines below the list": lambda: shown(
        "letter.txt", lambda data: data + b"\n" + b"Eve Extra\n" * 200_000
    ),
    "txt: nobody who left": added("letter.txt", b"\n: struck on December 3\n"),
    "txt: a name in an address": added(
        "letter.txt", "\nCheck: https://example.org/,\u2800Eve\u2800Extra\n".encode()
    ),
    "txt: a footnote with a name for an address": added(
        "letter.txt", b"\n[1] <Eve_Extra,_Mayor_of_Springfield>\n"
    ),
    "txt: a footnote with a name behind a scheme": added("letter.txt", b"\n[1] see://Eve_Extra,_Mayor\n"),
    "txt: a region in small letters": replaced("letter.txt", b"Ada", b"wa\n\nAda"),
    "txt: a name changed": lambda: shown("letter.txt", renamed),
    "txt: a name less": replaced("letter.txt", b"Ada Example", b""),
    "txt: a name twice": lambda: shown(
        "letter.txt", lambda data: data.replace("Béla Minta, Mayor of Óváros, OH\n".encode(), b"") * 2
    ),
}
