"""Tables and their constraints: the one Django app."""
