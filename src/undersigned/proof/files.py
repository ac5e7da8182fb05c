"""The files that readers are shown: bound by a `published` statement, and where possible read and compared.

A file is bound by its hash in the last `published` statement. Once the list has changed after it (a
withdrawal, a signature on an open letter), files that a program can read are made anew and have to show the
list as it is now; the others may stay as they were published, and are said to be of that time.
"""

from hashlib import sha256

from undersigned.domain.standing import Standing
from undersigned.errors import Unverifiable
from undersigned.proof import layout
from undersigned.proof.contents import Contents
from undersigned.proof.printed import compare_text
from undersigned.proof.readable import LARGEST_COMPARED, Proved, compare_json
from undersigned.proof.report import Report
from undersigned.proof.tables import compare_csv

COMPARISONS = {"letter.json": compare_json, "signatories.csv": compare_csv, "letter.txt": compare_text}


class ShownFiles:
    """The files of one bundle and what was published of them."""

    def __init__(self, contents: Contents, standing: Standing) -> None:
        self._contents = contents
        texts = (
            {layout.text_path(language) for language, _ in standing.frozen.texts}
            if standing.frozen
            else set()
        )
        self.names = sorted(path for path in contents if layout.is_shown(path) and path not in texts)
        self._entry, last = standing.published[-1] if standing.published else (-1, None)
        self._hashes = dict(last.files) if last else {}
        self._list = last.list if last else None
        self.stale = last is not None and standing.list_changed_at >= last.size

    def check_list(self, hashed: str) -> None:
        """The derived list is the one that was published. Raises `Unverifiable`."""
        if self._list is not None and not self.stale and hashed != self._list:
            raise Unverifiable("list", f"entry {self._entry} published another list")

    def missing(self) -> str | None:
        """A file that was published and ought to be here."""
        return next((name for name in self._hashes if name not in self._contents), None)

    def check(self, name: str, proved: Proved) -> str:
        """One file. Gives a sentence on what was found; raises `Unverifiable`."""
        content = self._contents.read(name)
        compare = COMPARISONS.get(name)
        bound = self._hashes.get(name) == sha256(content).hexdigest()
        if not bound and not (compare and (self.stale or self._list is None)):
            raise Unverifiable(name, self._why_not(name))
        as_published = f"as published by entry {self._entry}"
        if self.stale:
            as_published += ", before later changes to the list" if bound else ""
        if compare is None:
            return f"bound by its hash, {as_published}; contents not compared"
        if len(content) > LARGEST_COMPARED:
            return self._too_large(as_published, bound=bound)
        compare(content, proved)
        public = len(proved.rows)
        stand = "1 public signature that stands" if public == 1 else f"{public} public signatures that stand"
        found = f"shows exactly the {stand}, and the right count"
        return found if bound else f"{found}; its other words are not compared"

    @staticmethod
    def _too_large(as_published: str, *, bound: bool) -> str:
        """What is told of a file too large to be compared. Raises `Unverifiable` if nothing binds it."""
        if not bound:
            raise Unverifiable("files", "is bound by no statement, and is too large to be read again here")
        return f"bound by its hash, {as_published}; too large to be read again here; contents not compared"

    def _why_not(self, name: str) -> str:
        if name in self._hashes:
            return f"is not the file that entry {self._entry} published"
        return "is bound by no statement: it was not published with this letter"


def report_files(report: Report, files: ShownFiles, proved: Proved) -> None:
    """One check for each file, and one for what is missing."""
    for name in files.names:
        with report.checking(name) as check:
            check.detail = files.check(name, proved)
    if missing := files.missing():
        with report.checking(missing) as check:
            if not files.stale:
                raise Unverifiable(missing, "was published, but is not here")
            check.detail = "was published before later changes to the list, and is no longer here"
