"""Writes `verify.html` anew from its parts."""

from pathlib import Path

from undersigned.proof.verify_page import build

target = Path(__file__).parent.parent / "verify.html"
target.write_bytes(build())
print(target)
