"""The command `undersigned`: its table of commands, and how every error is told.

Commands are loaded when they are called, so that `read`, `compose` and `verify` start without Django and
`--help` starts without anything.
"""

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from undersigned import __version__
from undersigned.errors import Refused, UndersignedError, Unreadable

# name → (module in this package, what it does in a few words). The module has a command of the same name.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "Start an example coalition on this machine."),
    "serve": ("serve", "Start the web workers and the job loop."),
    "work": ("work", "Run the job loop alone."),
    "bounce": ("bounce", "Take in mails that came back."),
    "coalition": ("coalition", "Create a coalition."),
    "organiser": ("organiser", "Add somebody of a coalition's staff."),
    "roster": ("roster", "Import, list and export a coalition's roster."),
    "domains": ("domains", "Record the official mail domains of the members' places."),
    "letter": ("letter", "Create, circulate, close and publish a letter."),
    "forget": ("forget", "Forget a person: signatures, openings, receipts, mails."),
    "key": ("key", "Show and rotate the key that seals the evidence."),
    "verify": ("verify", "Check a letter's evidence, a bundle or a receipt."),
    "compose": ("compose", "Set an open letter from two files: page, PDF, DOCX, text, data."),
    "read": ("reading", "Read any letter or article, and say what is wrong in it."),
    "check": ("reading", "Check an article against the letter it is about."),
    "export-site": ("site", "Write the whole public side as static files."),
    "backup": ("backup", "Write the whole installation into one file, while it runs."),
    "restore": ("backup", "Put a backup in the place of an empty installation."),
    "doctor": ("doctor", "Say what is wrong with this installation, and how to mend it."),
    "manage": ("manage", "Django's own commands."),
}


class Commands(click.Group):
    """A group whose commands are imported only when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"undersigned.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry[1]) for name, entry in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="undersigned")
def cli() -> None:
    """Open letters, from first draft to answer, with signatures that anybody can check.

    Example: undersigned demo
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; leave with 0 (done), 1 (refused) or 2 (wrong use, or input that cannot be read)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    try:
        status = cli.main(words, prog_name="undersigned", standalone_mode=False, obj=debug)
    except Exception as error:
        if debug:
            raise
        status = _tell(error)
    sys.exit(status if isinstance(status, int) else 0)


def _tell(error: Exception) -> int:
    """Say the error in one line on standard error; the exit status it means."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort():
            return _say("stopped", 1)
        case BrokenPipeError():  # whoever read our output went away: nothing more can be said to them
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        case click.ClickException():
            return _say(_usage(error), 2)
        case Refused():
            return _say(_sentence(error), 1)
        case UndersignedError():
            return _say(str(error), 2 if isinstance(error, Unreadable) else 1)
    what = f"{type(error).__name__}: {error}"
    return _say(f"something went wrong that we did not foresee ({what}); --debug shows where", 1)


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "undersigned"
    return f"{error.format_message().rstrip('.')}; see: {command} --help"


def _sentence(error: Refused) -> str:
    from undersigned.wording import speak  # Babel is needed only where there is something to tell

    return speak("en").reason(error.reason, **error.values)


def _say(sentence: str, status: int) -> int:
    click.echo(f"undersigned: {' '.join(sentence.split())}", err=True)
    return status


def print_json(value: Any) -> None:
    """Facts for another program, on standard output."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
