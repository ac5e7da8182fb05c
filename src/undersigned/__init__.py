"""Undersigned: open letters, from first draft to answer, with signatures that anybody can check."""

__version__ = "0.1.0"
