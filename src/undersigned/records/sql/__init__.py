"""The hand-written statements of the hot path, by area: each says which lock it takes, and which it needs."""
