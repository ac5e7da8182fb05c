"""Roster files, one module a kind: bytes in, rows with their numbers out."""
