"""What becomes of an ask, in words: its states, and the steps that lead to them."""

STATES: dict[str, str] = {
    "no-answer": "no answer",
    "acknowledged": "acknowledged",
    "promised": "promised",
    "partly-done": "partly done",
    "done": "done",
    "refused": "refused",
    "lapsed": "lapsed",
}
# A state is a word with a shape, never a colour alone.
SHAPES: dict[str, str] = {
    "no-answer": "○",
    "acknowledged": "◔",
    "promised": "◑",
    "partly-done": "◕",
    "done": "●",
    "refused": "×",
    "lapsed": "◌",
}
STEPS: dict[str, str] = {
    "acknowledge": "Acknowledged",
    "promise": "Promised",
    "do-partly": "Partly done",
    "do": "Done",
    "refuse": "Refused",
    "lapse": "Lapsed",
    "hand-on": "Handed on to the successor",
}
