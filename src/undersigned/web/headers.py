"""What every answer says to the browser: nothing from elsewhere, no frame, no guessing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Pages have no scripts and load nothing from any other host. What a published letter carries of its own, and
# the one script of `/v/SLUG`, their views add by hash; see `web.letters`, `web.evidence`.
POLICY = (
    "default-src 'none'; style-src 'self'{styles}; script-src {scripts}; img-src 'self' data:; "
    "font-src 'self' data:; connect-src {connections}; frame-src {frames}; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_FRAMED = "frame-ancestors *"  # what is made for other people's pages; an older header knows no exception
Answer = Callable[[HttpRequest], HttpResponse]


def policy(
    *,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
    connections: str = "'none'",
    frames: str = "'none'",
) -> str:
    """The content security policy; `styles` and `scripts` are sources such as "'sha256-…'".

    `connections` is whom a script may ask, `frames` whose pages may be shown in ours: nobody's, or "'self'".
    """
    return POLICY.format(
        styles="".join(f" {source}" for source in styles),
        scripts=" ".join(scripts) if scripts else "'none'",
        connections=connections,
        frames=frames,
    )


class SecurityHeaders:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy())
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if _FRAMED not in response.headers["Content-Security-Policy"]:
            response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cache-Control", "no-store")
        return response
