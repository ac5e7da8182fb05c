"""`undersigned organiser …`"""

import click

from undersigned.cli.database import now, open_database
from undersigned.cli.options import coalition_option


@click.group()
def organiser() -> None:
    """Add somebody of a coalition's staff, let somebody in who is locked out, forget somebody.

    Example: undersigned organiser add ana@example.org --coalition open-cities
    """


@organiser.command()
@click.argument("email")
@coalition_option
@click.option(
    "--role",
    type=click.Choice(["owner", "editor", "viewer"]),
    default="owner",
    show_default=True,
    help="A viewer sees; an editor also writes, circulates and publishes; an owner may do all.",
)
def add(email: str, coalition: str, role: str) -> None:
    """Let EMAIL into a coalition's desk; print a one-time address that signs in.

    Example: undersigned organiser add ana@example.org --coalition open-cities --role editor
    """
    open_database()
    from django.conf import settings

    from undersigned.actions.accounts import appoint
    from undersigned.domain.accounts import Role
    from undersigned.queries.roster import coalition_by_slug

    path = appoint(coalition=coalition_by_slug(coalition), email=email, role=Role(role), at=now())
    click.echo(f"{settings.BASE_URL}{path}")


@organiser.command("let-in")
@click.argument("email")
def let_in(email: str) -> None:
    """Let EMAIL in who lost everything to sign in with; print a one-time address that signs in.

    Password, passkeys, authenticator app and recovery codes are removed, and every browser is signed out.

    Example: undersigned organiser let-in ana@example.org
    """
    open_database()
    from django.conf import settings

    from undersigned.actions.accounts import let_in_again

    click.echo(f"{settings.BASE_URL}{let_in_again(email=email, at=now())}")


@organiser.command()
@click.argument("email")
def forget(email: str) -> None:
    """Forget the organiser EMAIL: the account, the ways to sign in, and the address wherever it is written.

    What was done stays in the history, by nobody that can be named. A coalition keeps an owner.

    Example: undersigned organiser forget ana@example.org
    """
    open_database()
    from undersigned.actions.database import scrub
    from undersigned.actions.forget_organiser import forget_organiser

    forget_organiser(email=email, at=now())
    click.echo(f"Forgotten: {email}")
    if not scrub():
        click.echo("undersigned: the database is in use; its old pages go with its next tidying", err=True)
