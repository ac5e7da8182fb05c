"""Documents and rosters that exist already, read into plain values."""
