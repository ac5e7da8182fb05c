"""How the signatures were confirmed, in words with numbers: nobody has to trust a green tick."""

from collections import Counter
from collections.abc import Sequence

from undersigned.domain.documents import Signatory
from undersigned.wording import Wording

# (how, by) → the sentence for one, and for several.
WAYS = {
    ("link", "self"): (
        "one by the office-holder, with a personal link sent to the office",
        "{number} by the office-holder, with a personal link sent to the office",
    ),
    ("link", "delegate"): (
        "one by a delegate whom the office named, with a personal link; the office-holder was told",
        "{number} by a delegate whom the office named, with a personal link; the office-holder was told",
    ),
    ("mail", "self"): ("one by a confirmed mail address", "{number} by a confirmed mail address"),
    ("mail", "delegate"): (
        "one by a delegate’s confirmed mail address",
        "{number} by a delegate’s confirmed mail address",
    ),
    ("code", "self"): ("one by a code sent to the office", "{number} by a code sent to the office"),
    ("code", "delegate"): ("one by a code sent to a delegate", "{number} by a code sent to a delegate"),
    ("import", "self"): (
        "one taken from a list on paper or from elsewhere, not confirmed here",
        "{number} taken from a list on paper or from elsewhere, not confirmed here",
    ),
}

# The same for one signatory, shown beside the name while the sentences above are open.
_ONE = {
    ("link", "self"): "confirmed by a personal link",
    ("link", "delegate"): "confirmed by a delegate, by a personal link",
    ("mail", "self"): "confirmed by mail",
    ("mail", "delegate"): "confirmed by a delegate, by mail",
    ("code", "self"): "confirmed by a code",
    ("code", "delegate"): "confirmed by a delegate, by a code",
    ("import", "self"): "not confirmed here",
}


def words_for_one(wording: Wording) -> dict[tuple[str, str], str]:
    """(how, by) → how this signature was confirmed, in words."""
    said = {way: wording.say(words) for way, words in _ONE.items()}
    return {**said, ("import", "delegate"): said["import", "self"]}


def confirmations(signatories: Sequence[Signatory], wording: Wording) -> list[str]:
    """One sentence for each way there was, the most frequent first; empty where nothing is recorded."""
    ways = Counter((each.confirmed.how, each.confirmed.by) for each in signatories if each.confirmed)
    ordered = sorted(ways.items(), key=lambda item: (-item[1], item[0]))
    return [
        wording.count(*WAYS[how, "self" if how == "import" else by], number) for (how, by), number in ordered
    ]
