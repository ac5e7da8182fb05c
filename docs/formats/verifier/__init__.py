"""A second verifier, written from the pages of the folder above alone, with the standard library alone.

    python -m verifier evidence.zip        in that folder

Nobody has to believe the first one: two programs that share no line say the same of every bundle, good or
spoilt, that the tests try. This one is short and slow (its Ed25519 is a page of plain integers), takes no
receipts and no earlier bundles, and trusts the key that the bundle names.
"""
