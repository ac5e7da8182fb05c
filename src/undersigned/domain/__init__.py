"""The words of the field and the decisions. Nothing here reads a clock, a file or a table."""
