"""A letter in a few lines, for a frame on another site: what it is and asks, how many signed, where it is."""

from markupsafe import Markup

from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.sheet import Asks, sheet_of
from undersigned.outputs.html.policy import policy_of
from undersigned.outputs.html.templates import asset, fonts, templates


def render(publication: Publication) -> Rendered:
    sheet = sheet_of(publication)
    style = fonts("serif-regular", "serif-semibold", "caps-regular") + asset("embed.css")
    page = (
        templates()
        .get_template("embed.html.j2")
        .render(
            sheet=sheet,
            say=sheet.wording.say,
            address=publication.links.page,
            asks=[ask for passage in sheet.passages if isinstance(passage, Asks) for ask in passage.asks],
            style=Markup(style),  # noqa: S704  # our own files
            policy=policy_of(style, None),
        )
    )
    return Rendered("embed.html", "text/html; charset=utf-8", page.encode("utf-8"))
