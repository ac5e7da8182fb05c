"""What may stand at the head of a letter: a still picture that needs nothing from anywhere else."""

import re

from undersigned.domain.publishing import Letterhead
from undersigned.domain.reasons import Reason

LARGEST = 2_000_000
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}

_SVG = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)
_RUNS = re.compile(
    rb"<\s*(?:\w+:)?(?:script|foreignObject|iframe|animate\w*|set|handler|listener)\b|<!DOCTYPE|<!ENTITY|<\?xml-stylesheet"
    rb"|\son\w+\s*=|javascript:|@import|\bexpression\s*\(",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    rb"(?:href|src)\s*=\s*[\"']?\s*([^\"'\s>]*)|url\(\s*[\"']?\s*([^\"')\s]*)", re.IGNORECASE
)
_INSIDE = re.compile(rb"#|data:image/(?:png|jpeg);base64,|\Z", re.IGNORECASE)


def letterhead_of(data: bytes) -> Letterhead | None:
    """The picture by what its bytes are, not by what its file is called; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Letterhead(data, "image/png")
    if data.startswith(b"\xff\xd8\xff"):
        return Letterhead(data, "image/jpeg")
    if _SVG.match(data[:4000]):
        return Letterhead(data, "image/svg+xml")
    return None


def trouble_with_letterhead(data: bytes) -> Reason | None:
    """Why this cannot be a letterhead; None if it can, as far as can be told without drawing it."""
    if len(data) > LARGEST:
        return Reason.LETTERHEAD_TOO_LARGE
    letterhead = letterhead_of(data)
    if letterhead is None:
        return Reason.LETTERHEAD_NOT_A_PICTURE
    if letterhead.media_type == "image/svg+xml" and _is_more_than_a_picture(data):
        return Reason.LETTERHEAD_RUNS
    return None


def _is_more_than_a_picture(svg: bytes) -> bool:
    if b"\0" in svg or _RUNS.search(svg):  # as UTF-16 it could say anything
        return True
    references = (first or second for first, second in _REFERENCE.findall(svg))
    return any(not _INSIDE.match(reference) for reference in references)
