"""A report in words for a terminal. Plain English sentences; see the package's own note for why."""

from collections.abc import Iterator

from undersigned.domain.text import UNPRINTABLE, harmless
from undersigned.proof.report import Report

_VERDICTS = {
    "holds": "HOLDS: the list is exactly what was recorded, under exactly the text of {texts}.",
    "does-not-hold": "DOES NOT HOLD: something here is not what was recorded. See the lines marked “no”.",
    "cannot-tell": "CANNOT TELL: something that has to be known is not here. See the lines marked “?”.",
}
_RECEIPT_HOLDS = "HOLDS: this was recorded, exactly as the receipt says it. Only a bundle shows the list."
_MARKS = {True: "yes", False: "no ", None: "?  "}


def harmless_json(text: str) -> str:
    """JSON in which what is not printed is escaped. Its own line ends stay."""
    return UNPRINTABLE.sub(lambda mark: mark[0] if mark[0] == "\n" else f"\\u{ord(mark[0]):04x}", text)


def told(report: Report) -> Iterator[str]:
    """The lines to print, in order. A file's name may have anything in it."""
    return map(harmless, _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for check in report.checks:
        first, *others = (check.detail or "holds").split("\n")
        yield f"  {_MARKS[check.ok]}  {check.name}: {first}"
        yield from (f"         {line}" for line in others)
    yield ""
    if report.counts["standing"] is not None:
        yield _counted(report)
    if report.vkey and report.key_from == "bundle":
        yield "ATTENTION: the key was taken from the bundle itself, NOT from an outside source."
        yield f"  {report.vkey}"
        yield "  Ask the organiser for it by another way and give it with --key."
    yield _concluded(report)


def _concluded(report: Report) -> str:
    if report.verdict == "holds" and not report.texts:
        return _RECEIPT_HOLDS
    return _VERDICTS[report.verdict].format(texts=" and ".join(report.texts))


def _counted(report: Report) -> str:
    counts = report.counts
    by_how = ", ".join(f"{number} by {how}" for how, number in counts["by_how"].items())
    others = ", ".join(f"{counts[name]} {name}" for name in ("withdrawn", "struck", "lapsed", "corrected"))
    unnamed = f", {counts['unnamed']} of them not named" if counts["unnamed"] else ""
    confirmed = f" (confirmed: {by_how})" if by_how else ""
    signatures = "1 signature stands" if counts["standing"] == 1 else f"{counts['standing']} signatures stand"
    return f"{signatures}{unnamed}{confirmed}; {others}."
