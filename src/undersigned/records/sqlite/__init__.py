"""SQLite as Django knows it, with writers that queue. A database `ENGINE`: see `base.py`."""
