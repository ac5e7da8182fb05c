"""`undersigned bounce …`"""

import click

from undersigned.cli.database import now, open_database
from undersigned.cli.main import print_json
from undersigned.cli.options import as_json, read_file


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@as_json
def bounce(files: tuple[str, ...], json_: bool) -> None:
    """Take in mails that came back: each FILE is one message (`-` for standard input).

    A report that a mail of ours was refused for good is shown on the letter's board, with the server's words.
    One that it is late, and any other message, changes nothing. Meant for the mailbox that mails are from:
    as a pipe, or over its folder now and then.

    Example: undersigned bounce ~/Maildir/new/*
    """
    open_database()
    from undersigned.actions.mail import mark_bounced
    from undersigned.outside.bounces import read_bounce

    told = []
    for file in files:
        name, data = read_file(file)
        found = read_bounce(data)
        refused = mark_bounced(found, at=now()) if found and found.for_good else None
        told.append((name, refused, found))
    if json_:
        print_json(
            {
                "bounced": [{"file": name, "to": mail.to} for name, mail, _ in told if mail],
                "unchanged": [name for name, mail, _ in told if not mail],
            }
        )
        return
    for name, mail, found in told:
        if mail:
            click.echo(f"{name}: the mail to {mail.to} was refused: {mail.last_trouble}")
        elif found and not found.for_good:
            click.echo(f"{name}: a mail is late: {found.said}. Nothing was changed.")
        else:
            click.echo(f"{name}: reports no mail of ours as refused. Nothing was changed.")
