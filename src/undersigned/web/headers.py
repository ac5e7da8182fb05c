"""What every answer says to the browser: nothing from elsewhere, no frame, no guessing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Pages have no scripts and load nothing from any other host. A published letter carries its own style, whose
# hash its view adds; see `web.letters`.
POLICY = (
    "default-src 'none'; style-src 'self'{styles}; script-src {scripts}; img-src 'self' data:; "
    "font-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
Answer = Callable[[HttpRequest], HttpResponse]


def policy(*, styles: tuple[str, ...] = (), scripts: tuple[str, ...] = ()) -> str:
    """The content security policy; `styles` and `scripts` are sources such as "'sha256-…'"."""
    return POLICY.format(
        styles="".join(f" {source}" for source in styles), scripts=" ".join(scripts) if scripts else "'none'"
    )


class SecurityHeaders:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy())
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cache-Control", "no-store")
        return response
