"""The interface as a whole: its areas joined, and how their troubles are answered."""

from typing import Any, cast

from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from undersigned.api import coalitions, letters
from undersigned.api.answers import PROBLEM, not_usable, unknown
from undersigned.errors import Refused


class Interface(NinjaAPI):
    """The library's, whose document says of troubles as well that they are what they are sent as."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(**options)
        operations = (each for path in described["paths"].values() for each in path.values())
        for status, response in (pair for each in operations for pair in each["responses"].items()):
            if int(status) >= 400:
                response["content"] = {PROBLEM: response["content"]["application/json"]}
        return described


interface = Interface(
    title="Undersigned",
    version="1",
    description="The public letters of this installation: asks, signatories, evidence. Read only, no key.",
    urls_namespace="api",
    docs_url=None,  # the page that comes with the library asks a third party for its script
)
interface.add_router("/letters", letters.router)
interface.add_router("/coalitions", coalitions.router)


@interface.exception_handler(Refused)
def _unknown(request, trouble):  # type: ignore[no-untyped-def]  # the library's handlers are typed for any exception
    return unknown(request, cast(Refused, trouble))


@interface.exception_handler(ValidationError)
def _not_usable(request, trouble):  # type: ignore[no-untyped-def]  # as above
    return not_usable(request, cast(ValidationError, trouble))
