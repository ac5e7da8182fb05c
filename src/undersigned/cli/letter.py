"""`undersigned letter …`"""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from undersigned.cli.afterwards import follow_up, kits, pack
from undersigned.cli.database import now, open_database
from undersigned.cli.main import print_json
from undersigned.cli.open_letter import form_chosen, open_letter_options
from undersigned.cli.options import Deadline, as_json, coalition_option, lines_of_standard_input, read_file
from undersigned.errors import Unreadable


@click.group()
def letter() -> None:
    """Create, circulate, close and publish a letter.

    Example: undersigned letter create letter.md --coalition open-cities
    """


@letter.command()
@click.argument("file")
@coalition_option
@click.option("--slug", help="The letter's short name in addresses. Without it: made of the title.")
@click.option(
    "--contact-name", default="", help="Whom a signatory may call. Without these: the coalition's contact."
)
@click.option("--contact-phone", default="", help="The number of that person.")
@click.option("--contact-email", default="", help="The address of that person.")
@as_json
def create(file: str, coalition: str, slug: str | None, json_: bool, **contact: str) -> None:
    """Create a draft from the letter source FILE (`-` for standard input).

    Example: undersigned letter create letter.md --coalition open-cities --slug night-buses
    """
    name, source = read_file(file)
    open_database()
    from undersigned.actions.letters import draft
    from undersigned.queries.roster import coalition_by_slug

    try:
        made = draft.create(
            coalition=coalition_by_slug(coalition),
            source=source,
            slug=slug,
            contact=draft.Contact(
                contact["contact_name"], contact["contact_phone"], contact["contact_email"]
            ),
            at=now(),
        )
    except Unreadable as trouble:
        raise trouble.within(name) from None
    if json_:
        print_json({"letter": made.slug, "title": made.title, "state": made.state})
    else:
        click.echo(f"Created the draft {made.slug}.")


@letter.command()
@click.argument("slug")
@click.argument("file")
@click.option("--new-edition", is_flag=True, help="The letter circulates: ask again whoever has signed.")
@click.option("--dry-run", is_flag=True, help="With --new-edition: show what it would change, and for whom.")
@as_json
def edit(slug: str, file: str, new_edition: bool, dry_run: bool, json_: bool) -> None:
    """Replace the text by the letter source FILE (`-` for standard input).

    Example: undersigned letter edit night-buses letter.md --new-edition
    """
    if dry_run and not new_edition:
        raise click.UsageError("--dry-run goes with --new-edition")
    name, source = read_file(file)
    open_database()
    try:
        if dry_run:
            _print_effect(_effect(slug, source), json_)
        else:
            _report(slug, json_, _change_text(slug, source) if new_edition else _edit_draft(slug, source))
    except Unreadable as trouble:
        raise trouble.within(name) from None


def _edit_draft(slug: str, source: bytes) -> str:
    from undersigned.actions.letters import draft

    draft.edit(slug=slug, source=source, at=now())
    return f"The draft {slug} has its new text."


def _change_text(slug: str, source: bytes) -> str:
    from undersigned.actions.letters import edition

    effect = _effect(slug, source)
    made = edition.new_edition(slug=slug, source=source, compared=effect.edition, at=now())
    return f"{slug} has edition {made.number}. Asked again: {effect.signed} who signed the one before."


def _effect(slug: str, source: bytes) -> Any:
    from undersigned.actions.letters.draft import read_draft
    from undersigned.queries.editions import effect_of
    from undersigned.queries.letters import letter_by_slug

    return effect_of(letter_by_slug(slug), read_draft(source), at=now())


def _print_effect(effect: Any, json_: bool) -> None:
    changed = [" ".join(_marked(run) for run in excerpt) for excerpt in effect.excerpts]
    if json_:
        print_json({"edition": effect.edition + 1, "asked_again": effect.signed, "changes": changed})
        return
    click.echo(
        f"Edition {effect.edition + 1} would change, and {effect.signed} who signed would be asked again:"
    )
    for line in changed:
        click.echo(f"  {line}")


def _marked(run: Any) -> str:
    """keep the [-night-] {+evening+} buses"""
    text: str = run.text.strip()
    return {"removed": f"[-{text}-]", "added": f"{{+{text}+}}"}.get(run.kind, text)


deadline_option = click.option(
    "--deadline", type=Deadline(), required=True, help="With its zone: 2026-12-01T17:00-05:00"
)


@letter.command()
@click.argument("slug")
@deadline_option
@click.option(
    "--to", "members", multiple=True, metavar="MEMBER", help="A member to invite; `-` reads them, one a line."
)
@click.option("--to-all", is_flag=True, help="Invite every member whose term runs and who has an address.")
@open_letter_options
@as_json
def circulate(slug: str, deadline: datetime, members: tuple[str, ...], to_all: bool, **options: Any) -> None:
    """Fix the text, and queue the mails with the personal links; with --open, the public signs as well.

    Example: undersigned letter circulate night-buses --deadline 2026-12-01T17:00-05:00 --to-all
    """
    if to_all and members:
        raise click.UsageError("--to and --to-all exclude each other")
    form = form_chosen(options)
    open_database()
    from undersigned.actions.letters import circulate as action

    chosen = None if to_all else _chosen(members)
    action.circulate(slug=slug, deadline=deadline, members=chosen, at=now(), form=form)
    _report(slug, options["json_"], f"{slug} circulates until {deadline.isoformat(timespec='minutes')}.")


def _chosen(members: tuple[str, ...]) -> list[str]:
    return [key for member in members for key in (lines_of_standard_input() if member == "-" else [member])]


@letter.command()
@click.argument("slug")
@click.option(
    "--to", "members", multiple=True, required=True, metavar="MEMBER", help="`-` reads them, one a line."
)
@as_json
def invite(slug: str, members: tuple[str, ...], json_: bool) -> None:
    """Invite more members to a letter that circulates.

    Example: undersigned letter invite night-buses --to us-nc-carrboro-mayor
    """
    open_database()
    from undersigned.actions.letters import circulate as action

    chosen = _chosen(members)
    action.invite(slug=slug, members=chosen, at=now())
    _report(slug, json_, f"Invited {len(chosen)} more.")


@letter.command()
@click.argument("slug")
@deadline_option
@click.option("--notice", is_flag=True, help="Tell every office that has not answered, by mail.")
@as_json
def extend(slug: str, deadline: datetime, notice: bool, json_: bool) -> None:
    """Set a later deadline.

    Example: undersigned letter extend night-buses --deadline 2026-12-08T17:00-05:00 --notice
    """
    open_database()
    from undersigned.actions.letters import circulate as action
    from undersigned.domain.sending import Sending

    action.extend(slug=slug, deadline=deadline, notice=Sending() if notice else None, at=now())
    _report(slug, json_, f"{slug} circulates until {deadline.isoformat(timespec='minutes')}.")


@letter.command()
@click.argument("slug")
@as_json
def remind(slug: str, json_: bool) -> None:
    """Queue a reminder to every office that has not answered, at most once in 20 hours.

    Example: undersigned letter remind night-buses
    """
    open_database()
    from undersigned.actions.letters import remind as action

    number = action.remind(slug=slug, at=now())
    if json_:
        print_json({"letter": slug, "reminded": number})
    else:
        click.echo(f"Reminded {number} of those who have not answered.")


@letter.command()
@click.argument("slug")
@as_json
def close(slug: str, json_: bool) -> None:
    """Close a letter: nobody can sign after this.

    Example: undersigned letter close night-buses
    """
    open_database()
    from undersigned.actions.letters import close as action

    action.close(slug=slug, at=now())
    _report(slug, json_, f"{slug} is closed.")


@letter.command()
@click.argument("slug")
@as_json
def cancel(slug: str, json_: bool) -> None:
    """Give a letter up before it closes; everybody invited is told.

    Example: undersigned letter cancel night-buses
    """
    open_database()
    from undersigned.actions.letters import close as action

    action.cancel(slug=slug, at=now())
    _report(slug, json_, f"{slug} is cancelled.")


@letter.command()
@click.argument("slug")
@click.option(
    "--embargo",
    type=Deadline(),
    help="Not now but at this time, by itself: 2026-12-01T06:00-05:00. Until then it can be changed.",
)
@as_json
def publish(slug: str, embargo: datetime | None, json_: bool) -> None:
    """Make a closed letter public, at once or when an embargo ends.

    Example: undersigned letter publish night-buses --embargo 2026-12-01T06:00-05:00
    """
    open_database()
    if embargo is not None:
        _publish_later(slug, embargo, json_)
        return
    from django.conf import settings

    from undersigned.actions import publishing
    from undersigned.queries.lines import lines_to_review

    publishing.publish(slug=slug, at=now())
    if waiting := len(lines_to_review(slug)):
        click.echo(
            f"undersigned: {waiting} mended lines wait for review; they are printed as recorded", err=True
        )
    _report(slug, json_, f"Published: {settings.BASE_URL}/letters/{slug}/")


def _publish_later(slug: str, until: datetime, json_: bool) -> None:
    from undersigned.actions.embargo import set_embargo

    set_embargo(slug=slug, until=until, at=now())
    _report(slug, json_, f"{slug} is under embargo until {until.isoformat(timespec='minutes')}.")


@letter.command()
@click.argument("slug")
@as_json
def status(slug: str, json_: bool) -> None:
    """Show a letter's state, and where each invited member stands.

    Example: undersigned letter status night-buses --json
    """
    open_database()
    _report(slug, json_, None)


@letter.command()
@click.argument("slug")
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder to write into.",
)
@click.option("--force", is_flag=True, help="Overwrite files that were not written by this command.")
def export(slug: str, folder: Path, force: bool) -> None:
    """Write a published letter's files to a folder; print their paths.

    Example: undersigned letter export night-buses --to out
    """
    open_database()
    from undersigned.actions.publishing import public_files
    from undersigned.domain.reasons import Reason
    from undersigned.errors import Refused
    from undersigned.outside.folders import write_files
    from undersigned.proof import bundle
    from undersigned.queries.bundles import bundle_of
    from undersigned.queries.letters import letter_by_slug

    letter = letter_by_slug(slug)
    try:
        files = {shown.name: shown.content for shown in public_files(slug)}
    except Refused as refused:  # to whoever runs the installation it is no secret that the letter is there
        raise Refused(Reason.NO_FILES_YET) from refused
    parts = bundle_of(letter, files)
    evidence = {f"evidence/{path}": content for path, content in parts.items()}
    for path in write_files(folder, files | evidence | {"evidence.zip": bundle.pack(parts)}, force=force):
        click.echo(str(path))


def _report(slug: str, json_: bool, sentence: str | None) -> None:
    """The letter's status as JSON, or a sentence; without one, the status in words."""
    from undersigned.queries.board import board_of
    from undersigned.queries.letters import letter_by_slug, status_of

    found = letter_by_slug(slug)
    if json_:
        print_json(_facts(status_of(found), board_of(found)))
    elif sentence:
        click.echo(sentence)
    else:
        _print_status(status_of(found), board_of(found))


def _facts(status: Any, rows: Any) -> dict[str, Any]:
    return {
        "letter": status.slug,
        "state": status.state.value,
        "open": status.open,
        "edition": status.edition,
        "deadline": status.deadline.isoformat() if status.deadline else None,
        "embargo": status.embargo.isoformat() if status.embargo else None,
        "count": status.count,
        "members": [
            {
                "member": row.member,
                "state": row.state.value,
                "by": row.by.value if row.by else None,
                "at": row.at.isoformat() if row.at else None,
            }
            for row in rows
        ],
    }


def _print_status(status: Any, rows: Any) -> None:
    click.echo(f"{status.title}: {status.state.value}")
    if status.deadline:
        click.echo(f"deadline {status.deadline.isoformat(timespec='minutes')}")
    if status.embargo:
        click.echo(f"embargo until {status.embargo.isoformat(timespec='minutes')}")
    click.echo(", ".join(f"{number} {state}" for state, number in status.count.items()))
    for row in rows:
        click.echo(f"{row.state.value:<10} {row.member}")


for command in (kits, pack, follow_up):
    letter.add_command(command)
