"""Where a request came from, for limits that are kept for a quarter of an hour."""

from django.http import HttpRequest


def origin_of(request: HttpRequest, trusted_proxies: int) -> str:
    """The address of the caller, as far as it cannot be made up.

    Each of our own proxies adds the address that it was called from at the end of X-Forwarded-For; what
    stands before those is the caller's own word.
    """
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if trusted_proxies and len(forwarded) >= trusted_proxies and forwarded[-trusted_proxies]:
        return forwarded[-trusted_proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
