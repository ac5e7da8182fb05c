"""A letter in a few lines, for a frame on another site: what it is and asks, how many signed, where it is."""

from dataclasses import replace

from markupsafe import Markup

from undersigned.domain.publishing import Publication, Rendered
from undersigned.domain.sheet import Asks, sheet_of
from undersigned.outputs.html.faces import faces_of, style_of
from undersigned.outputs.html.policy import policy_of
from undersigned.outputs.html.templates import asset, templates


def render(publication: Publication) -> Rendered:
    sheet = sheet_of(publication)
    style = style_of(faces_of(replace(sheet, groups=()))) + asset("embed.css")  # it names nobody
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
