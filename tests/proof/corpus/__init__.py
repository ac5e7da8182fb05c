"""Bundles that hold, and bundles spoilt in every way we thought of: for command and page alike.

`letters` are those that hold, `changes` are ways to change one; then by area: `log` · `texts_and_openings` ·
`tables` · `printed` · `files`.
"""

from collections.abc import Iterator

from tests.proof.corpus import files, letters, log, printed, tables, texts_and_openings
from tests.proof.corpus.changes import Cases, Parts, shown, without
from tests.proof.corpus.files import too_large
from tests.proof.corpus.letters import left_after_publication, open_letter, rekeyed_letter, small_letter
from tests.proof.corpus.log import forked_history

__all__ = [
    "HOLDING",
    "SPOILT",
    "UNREADABLE",
    "Parts",
    "corpus",
    "forked_history",
    "left_after_publication",
    "open_letter",
    "rekeyed_letter",
    "shown",
    "small_letter",
    "too_large",
]

HOLDING: Cases = {**letters.HOLDING, **printed.HOLDING, **tables.HOLDING}

SPOILT: Cases = {
    **log.SPOILT,
    **texts_and_openings.SPOILT,
    **files.SPOILT,
    **tables.SPOILT,
    **printed.SPOILT,
}

UNREADABLE: Cases = {
    "no checkpoint": lambda: without("checkpoint"),
    "no policy": lambda: without("policy"),
    "nothing": dict,
}


def corpus() -> Iterator[tuple[str, Parts, str]]:
    """Name, parts and the verdict they deserve."""
    for cases, verdict in ((HOLDING, "holds"), (SPOILT, "does-not-hold"), (UNREADABLE, "cannot-tell")):
        for name, make in cases.items():
            yield name, make(), verdict
