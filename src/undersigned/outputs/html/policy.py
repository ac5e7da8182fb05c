"""The page's content security policy: its own style and script by their hashes, and nothing else."""

import base64
import hashlib
import html
import re

_SAID = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_HEAD = 1000  # bytes; what anybody typed comes later in the page


def source_of(text: str) -> str:
    """A source of the policy for an element with exactly this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def policy_of(style: str, script: str | None) -> str:
    scripts = source_of(script) if script else "'none'"
    allowed = [
        "default-src 'none'",
        f"style-src {source_of(style)}",
        f"script-src {scripts}",
        "font-src data:",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(allowed)


def policy_in(page: bytes) -> str | None:
    """What a page says of itself, for the header it is served with; None for a page that says nothing."""
    found = _SAID.search(page[:_HEAD])
    return html.unescape(found[1].decode("utf-8")) if found else None
