"""`letter.json` and `signatories.csv`: what may stand in them, and what may not."""

import json
import re
from collections.abc import Callable

from tests.proof.corpus.changes import Cases, Parts, added, changed, renamed, replaced, shown
from tests.proof.letters import Letter


def names_alone(data: bytes) -> bytes:
    return b"".join(line.split(b",")[0] + b"\n" for line in data.splitlines() if not line.startswith(b'"'))


def with_fractions(data: bytes) -> bytes:
    return data.replace(b'"index": 4', b'"index": 4.0').replace(b'"unnamed": 1', b'"unnamed": 1e0')


def grouped(cell: bytes) -> Callable[[bytes], bytes]:
    """One more column, which is not compared."""

    def change(data: bytes) -> bytes:
        header, *rows = data.split(b"\r\n")[:-1]
        return b"\r\n".join([header + b",group", *(row + b"," + cell for row in rows)])

    return change


def with_no_way_of_confirming(data: bytes) -> bytes:
    """The last column with nothing in it."""
    header, *rows = data.split(b"\r\n")[:-1]
    return b"\r\n".join([header, *(row.rpartition(b",")[0] + b"," for row in rows)])


def one_name_more_json(data: bytes) -> bytes:
    letter = json.loads(data)
    letter["signatories"].append({**letter["signatories"][0], "name": "Eve Extra", "confirmed": None})
    letter["count"]["signatories"] += 1
    letter["count"]["people"] += 1
    letter["count"]["by_office"]["Mayor"] += 1
    return json.dumps(letter, ensure_ascii=False).encode()


def of_one_name(file: str, change: Callable[[bytes], bytes]) -> Parts:
    """Two of one name, from two places, who confirmed in two ways; one of their files changed."""
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    letter.sign(0, how="code", place="Shelbyville", line="Ada Example, Mayor of Shelbyville, NY")
    files = letter.render()
    letter.publish(files | {file: change(files[file])})
    return letter.bundle()


def exchanged_entries(data: bytes) -> bytes:
    letter = json.loads(data)
    first, second = letter["signatories"]
    first["confirmed"], second["confirmed"] = second["confirmed"], first["confirmed"]
    return json.dumps(letter).encode()


def json_with(**changes: object) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        letter = json.loads(data)
        letter["signatories"][0] |= changes
        return json.dumps(letter, ensure_ascii=False).encode()

    return change


def count_with(**changes: object) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        letter = json.loads(data)
        letter["count"] |= changes
        return json.dumps(letter, ensure_ascii=False).encode()

    return change


def one_entry_for_two() -> Parts:
    """Two who are shown alike, both said to be the first."""
    letter = Letter()
    letter.freeze()
    letter.sign(0)
    letter.sign(0)
    letter.close()
    files = letter.render()
    files["letter.json"] = files["letter.json"].replace(b'"index": 2', b'"index": 1')
    letter.publish(files)
    return letter.bundle()


def second_line_in_a_cell(data: bytes) -> bytes:
    """The column is one of those that are not compared, but in a table it looks like one more row."""
    header, first, rest = data.split(b"\r\n", 2)
    others = b"".join(row + b",\r\n" for row in rest.split(b"\r\n")[:-1])
    return header + b",group\r\n" + first + b',"A\nEve Extra,Mayor"\r\n' + others


HOLDING: Cases = {
    "json that leaves out what is not given": lambda: shown(
        "letter.json", lambda data: re.sub(rb'"\w+": null,\s+', b"", data)
    ),
    "csv with names alone": lambda: shown("signatories.csv", names_alone),
    "json with a very long part": lambda: shown(
        "letter.json", lambda data: data.replace(b"{", b'{"abstract": "' + b"a\\n" * 4_000_000 + b'",', 1)
    ),
    "csv with a long cell that is not compared": lambda: shown(
        "signatories.csv", grouped(b'"' + b"a" * 150_000 + b'"')
    ),
    "csv with no way of confirming": lambda: shown("signatories.csv", with_no_way_of_confirming),
    "json with whole numbers written as fractions": lambda: shown("letter.json", with_fractions),
    "csv with a byte order mark": lambda: shown("signatories.csv", lambda data: b"\xef\xbb\xbf" + data),
    "csv with other line ends": lambda: shown("signatories.csv", lambda data: data.replace(b"\r\n", b"\n")),
}

SPOILT: Cases = {
    "json: one byte": lambda: changed("letter.json", lambda data: data + b" "),
    "json: a name more, its hash right": lambda: shown("letter.json", one_name_more_json),
    "json: a name changed, its hash right": lambda: shown("letter.json", renamed),
    "json: an office changed": lambda: shown("letter.json", json_with(office="Governor")),
    "json: a second title": lambda: shown("letter.json", json_with(title="King")),
    "json: a place changed": lambda: shown("letter.json", json_with(place="Shelbyville")),
    "json: an honorific added": lambda: shown("letter.json", json_with(honorific="Sir")),
    "json: a note added": lambda: shown("letter.json", json_with(note="and friends")),
    "json: former made current": lambda: shown("letter.json", json_with(status="former")),
    "json: a family name that is none": lambda: shown("letter.json", json_with(family="Exemple")),
    "json: another way of confirming": lambda: shown(
        "letter.json", json_with(confirmed={"how": "code", "by": "self", "index": 4})
    ),
    "json: another entry": lambda: shown(
        "letter.json", json_with(confirmed={"how": "link", "by": "self", "index": 5})
    ),
    "json: two of one name, each with the other's entry": lambda: of_one_name(
        "letter.json", exchanged_entries
    ),
    "json: a note that is false": lambda: shown("letter.json", json_with(note=False)),
    "json: confirmed by nothing": lambda: shown("letter.json", json_with(confirmed={})),
    "json: an entry that is true": lambda: of_one_name(
        "letter.json", lambda data: data.replace(b'"index": 1', b'"index": true')
    ),
    "json: a list of signatories that is none": lambda: shown(
        "letter.json", lambda data: json.dumps({**json.loads(data), "signatories": {}}).encode()
    ),
    "json: a count too high": lambda: shown("letter.json", count_with(signatories=6)),
    "json: unnamed left out": lambda: shown("letter.json", count_with(unnamed=0)),
    "json: offices counted wrong": lambda: shown("letter.json", count_with(by_office={"Mayor": 5})),
    "json: no count": lambda: shown("letter.json", lambda data: data.replace(b'"count"', b'"counts"')),
    "json: a count more": lambda: shown("letter.json", count_with(supporters=1_000)),
    "json: a count that is a word": lambda: shown("letter.json", count_with(signatories="5")),
    "json: a count that is true": lambda: shown("letter.json", count_with(unnamed=True)),
    "json: one entry named for two": one_entry_for_two,
    "json: the entry in a word": lambda: shown(
        "letter.json", json_with(confirmed={"how": "link", "by": "self", "index": "4"})
    ),
    "json: the entry as a fraction": lambda: shown(
        "letter.json", json_with(confirmed={"how": "link", "by": "self", "index": 4.5})
    ),
    "json: nested deeply": replaced("letter.json", b"{\n", b'{"x": ' + b"[" * 150 + b"]" * 150 + b",\n"),
    "json: a huge number": lambda: shown(
        "letter.json", lambda data: data.replace(b'"lapsed": 2', b'"lapsed": ' + b"2" * 5_000, 1)
    ),
    "json: a name with half a character": replaced("letter.json", b"Ada Example", b"Ada \\ud800"),
    "json: a key twice": lambda: shown(
        "letter.json",
        lambda data: data.replace(b'{"', b'{"signatories":[],"', 1).replace(b'{\n "', b'{"count":1,"', 1),
    ),
    "json: another format": replaced("letter.json", b"letter/1", b"letter/2"),
    "json: not JSON": lambda: shown("letter.json", lambda data: data[:-1]),
    "csv: a name more, its hash right": added(
        "signatories.csv", b"Eve Extra,Mayor,Springfield,NY,,,link\r\n"
    ),
    "csv: a name less": lambda: shown("signatories.csv", lambda data: data.rsplit(b"\r\n", 2)[0] + b"\r\n"),
    "csv: a name changed": lambda: shown("signatories.csv", renamed),
    "csv: a cell more": replaced("signatories.csv", b"link\r\n", b"link,x\r\n"),
    "csv: two of one name, each confirmed as the other": lambda: of_one_name(
        "signatories.csv",
        lambda data: data.replace(b"link", b"?").replace(b"code", b"link").replace(b"?", b"code"),
    ),
    "csv: a quote that is not doubled": replaced("signatories.csv", "Béla".encode(), 'Béla "B"'.encode()),
    "csv: something behind a cell in quotes": replaced("signatories.csv", b"Ada Example", b'"Ada"Example'),
    "csv: a quote that is not closed": lambda: shown(
        "signatories.csv", lambda data: data + b'"' + b'a""' * 4_000_000
    ),
    "csv: line ends of an old kind": lambda: shown(
        "signatories.csv", lambda data: data.replace(b"\r\n", b"\r")
    ),
    "csv: a quote out of place": replaced("signatories.csv", b"Ada", b'A"da'),
    "csv: names left out": lambda: shown(
        "signatories.csv", lambda data: b"place,region\r\nSpringfield,NY\r\n"
    ),
    "csv: a column of another name": replaced("signatories.csv", b"office", b"king"),
    "csv: another way of confirming": replaced("signatories.csv", b"link", b"code"),
    "csv: a column in capitals": replaced("signatories.csv", b"office", b"Office"),
    "csv: a second line in a cell": lambda: shown("signatories.csv", second_line_in_a_cell),
    "csv: a mark that turns the line around": replaced("signatories.csv", b"Ada", "\u202eAda".encode()),
    "csv: a column twice": replaced("signatories.csv", b"region", b"place"),
    "json: a part that is no text": replaced("letter.json", b'"honorific": null', b'"honorific": false'),
    "csv: a lone carriage return": replaced("signatories.csv", b"\r\n", b"\r"),
    "csv: a row without cells": added("signatories.csv", b"\r\n"),
}
