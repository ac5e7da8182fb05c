"""Signing in to the desk by a one-time link, and out of it."""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from undersigned.actions.accounts import ask_for_link, use_link
from undersigned.errors import Refused
from undersigned.web.pages import now, page


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer is the same whether the address is an organiser's or not."""
    if request.method != "POST":
        return page(request, "desk/sign_in.html", asked=False, email="")
    email = request.POST.get("email", "")
    ask_for_link(email=email, at=now())
    return page(request, "desk/sign_in.html", asked=True, email=email)


@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button, POST signs in: a mail scanner that opens the link does not use it up."""
    if request.method != "POST":
        return page(request, "desk/sign_in_by_link.html", refused=None)
    try:
        organiser = use_link(token=token, at=now())
    except Refused as refused:
        return page(request, "desk/sign_in_by_link.html", status=410, refused=refused)
    login(request, organiser, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect("/desk/", status=303)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect("/desk/sign-in/", status=303)
