"""`undersigned forget …`"""

import click

from undersigned.cli.database import now, open_database
from undersigned.cli.main import print_json
from undersigned.cli.options import as_json


@click.command()
@click.argument("email")
@click.option("--coalition", metavar="SLUG", help="In this coalition alone, and off its roster as well.")
@click.option("--dry-run", is_flag=True, help="Only say what would be deleted.")
@as_json
def forget(email: str, coalition: str | None, dry_run: bool, json_: bool) -> None:
    """Forget the person with the address EMAIL: signatures, openings, receipts, mails.

    Example: undersigned forget mayor@example.org --dry-run
    """
    open_database()
    from undersigned.actions.database import scrub
    from undersigned.actions.signing.forget import forget_person
    from undersigned.domain.reasons import Reason
    from undersigned.errors import Refused
    from undersigned.queries.forgetting import traces_of
    from undersigned.queries.roster import coalition_by_slug

    within = coalition_by_slug(coalition) if coalition else None
    if dry_run:
        traces = traces_of(email, within)
        if not traces:
            raise Refused(Reason.ADDRESS_UNKNOWN, address=email)
    else:
        traces = forget_person(email=email, coalition=within, at=now())
        if not scrub():
            click.echo(
                "undersigned: the database is in use; its old pages go with its next tidying", err=True
            )
    places = len(traces.terms) + len(traces.delegates)
    found = {
        "signatures": len(traces.own) + len(traces.public),
        "given_as_delegate": len(traces.given),
        "mails": len(traces.mails),
        "on_the_roster": places,
        "letters": traces.letters,
    }
    if json_:
        print_json({**found, "dry_run": dry_run, "off_the_roster": bool(coalition) and not dry_run})
        return
    click.echo("Would be forgotten:" if dry_run else "Forgotten:")
    signatures = _number(len(traces.own) + len(traces.public), "signature")
    click.echo(f"  {signatures} in that name, {found['given_as_delegate']} given as delegate")
    click.echo(f"  {_number(len(traces.mails), 'mail')}")
    stay = ", which stays" if places == 1 else ", which stay"
    click.echo(
        f"  {_number(places, 'place')} on the roster"
        + (f"{stay}: see --coalition" if places and not coalition else "")
    )


def _number(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
