"""The verbs of the field: every write."""
