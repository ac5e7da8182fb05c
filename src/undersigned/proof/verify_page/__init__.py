"""The parts of `verify.html`, and the small builder that joins them into one self-contained file.

The modules are ordinary JavaScript modules, each named for the Python file that it mirrors. Joined, their
`import` lines and the word `export` fall away, and all of it stands in one function; the policy of the page
then names the hash of that one script and of the style, and allows nothing else: no network, no other code.

    python -m undersigned.proof.verify_page        writes verify.html anew beside this folder
"""

import base64
import re
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable

# In the order in which each needs the ones before it. The last two begin a page each.
MODULES = (
    "bytes.js",
    "canonical.js",
    "tree.js",
    "note.js",
    "statements.js",
    "zip.js",
    "log.js",
    "listing.js",
    "readable.js",
    "tables.js",
    "printed.js",
    "files.js",
    "receipt.js",
    "keys.js",
    "report.js",
    "verdict.js",
    "alone.js",
    "page.js",
    "entry.js",
)
_IMPORT = re.compile(r"^import \{[^}]*\} from \"\./([a-z]+\.js)\";\n", re.MULTILINE)


def build() -> bytes:
    """The page as one file. The same parts always give the same bytes."""
    parts = resources.files(__name__)
    style = f"\n{_text(parts, 'style.css')}"
    script = _script(parts, "page.js")
    page = _text(parts, "page.html")
    for name, value in (
        ("script_hash", csp_hash(script)),
        ("style_hash", csp_hash(style)),
        ("style", style),
        ("script", script),
    ):
        page = page.replace(f"{{{name}}}", value, 1)
    return page.encode()


@cache
def entry_script() -> str:
    """The script of the page that looks up one entry."""
    return _script(resources.files(__name__), "entry.js")


def _script(parts: Traversable, first: str) -> str:
    """All that the module which begins a page needs, in one function."""
    needed = _needed_by(parts, first)
    joined = (_joined(parts, name, MODULES[:place]) for place, name in enumerate(MODULES) if name in needed)
    return "\n".join(["", '"use strict";', "(() => {", *joined, "})();", ""])


def _needed_by(parts: Traversable, name: str) -> set[str]:
    """The module and all that it imports, and these, and so on."""
    imported = _IMPORT.findall(_text(parts, name))
    return {name}.union(*(_needed_by(parts, each) for each in imported))


def _joined(parts: Traversable, name: str, before: tuple[str, ...]) -> str:
    """One module without its imports and exports; refuses an import from one that stands after it."""
    text = _text(parts, name)
    for needed in _IMPORT.findall(text):
        if needed not in before:
            raise ValueError(f"{name} needs {needed}, which comes after it")
    text = re.sub("^export ", "", _IMPORT.sub("", text), flags=re.MULTILINE)
    return f"// ---- {name} ----\n{text}"


def _text(parts: Traversable, name: str) -> str:
    return parts.joinpath(name).read_text("utf-8")


def csp_hash(text: str) -> str:
    """How a content security policy names an inline script or style."""
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"
