"""`undersigned manage …`"""

import os
import sys

import click


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Django's own commands.

    Example: undersigned manage migrate
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "undersigned.project.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["undersigned manage", *words])
    except SystemExit as leaving:  # Django leaves by itself: keep its status
        sys.exit(leaving.code)
