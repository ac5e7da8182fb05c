"""How often Python looks for garbage that refers to itself.

By itself it looks after every 700 new objects. An import, a board or a long list makes hundreds of thousands
that all stay: it would walk through them again and again, for a seventh of the time, and find nothing.

For commands and jobs. A page makes few, and whoever waits for it should not wait for a long look: the web
workers keep Python's own measure.
"""

import gc

_NEW_OBJECTS = 20_000


def look_seldom() -> None:
    gc.set_threshold(_NEW_OBJECTS)
