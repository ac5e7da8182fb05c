"""How often Python looks for garbage that refers to itself.

By itself it looks after every 700 new objects. An import, a board or a long list makes hundreds of thousands
that all stay: it would walk through them again and again, for a seventh of the time, and find nothing.
"""

import gc

_NEW_OBJECTS = 20_000


def look_seldom() -> None:
    gc.set_threshold(_NEW_OBJECTS)
