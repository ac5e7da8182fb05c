"""What does not hold, and what reading a spoilt bundle runs into."""


class DoesNotHold(Exception):
    """What does not hold."""


# A file that is missing, bytes of another form.
TROUBLES = (DoesNotHold, LookupError, ValueError, TypeError, RecursionError)


def require(holds: object, what: str) -> None:
    if not holds:
        raise DoesNotHold(what)
