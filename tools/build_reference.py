"""Write docs/reference/commands.md and settings.md from the program itself: `make docs`.

`tests/test_docs.py` fails when the files differ from what this writes.
"""

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from undersigned.cli.main import COMMANDS, cli
from undersigned.project.env import PREFIX, SETTINGS

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
WRITTEN_BY = "<!-- Written by tools/build_reference.py: change the program, then run `make docs`. -->"


def main() -> None:
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, "utf-8")
        print(REFERENCE / name)


def pages() -> dict[str, str]:
    """The generated pages by their file name."""
    return {"commands.md": commands_page(), "settings.md": settings_page()}


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, in the order of `undersigned --help`; groups before their parts."""
    for name in COMMANDS:
        if command := cli.get_command(click.Context(cli), name):
            yield from _with_parts(f"undersigned {name}", command)


def _with_parts(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for part in command.commands.values():
            yield from _with_parts(f"{name} {part.name}", part)


def purpose_and_example(command: click.Command) -> tuple[str, str]:
    """What a command's help says first, and the call after "Example:"; "" where there is none.

    What the help lays out by lines, such as a file, is for the terminal; the reference has pages for it.
    """
    purpose, _, example = inspect.cleandoc(command.help or "").partition("Example:")
    return " ".join(purpose.partition("\b")[0].split()), inspect.cleandoc(example.replace("\b", ""))


def commands_page() -> str:
    parts = [
        "# Commands",
        WRITTEN_BY,
        "Every command has `--help`. `--debug` anywhere shows the stack trace of an error.",
        "| Exit status | Meaning |\n|---|---|\n| 0 | done |\n| 1 | refused |\n"
        "| 2 | wrong use, or input that cannot be read |",
        "An error is one line on standard error: what is wrong, where, and what would be right.",
    ]
    for name, command in commands():
        parts += _described(name, command)
    return "\n\n".join(parts) + "\n"


def _described(name: str, command: click.Command) -> list[str]:
    purpose, example = purpose_and_example(command)
    level = "##" if name.count(" ") == 1 else "###"
    if isinstance(command, click.Group):
        return [f"{level} {name}", purpose]
    context = click.Context(command, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f"{level} {name}", f"`{name} {usage}`", purpose]
    rows = [row for param in command.params if (row := _option(param, context))]
    if rows:
        lines.append("\n".join(["| Option | Meaning |", "|---|---|", *rows]))
    return [*lines, f"```\n{example}\n```"]


def _option(param: click.Parameter, context: click.Context) -> str | None:
    record = param.get_help_record(context)
    if record is None or isinstance(param, click.Argument):  # the usage line and the sentence tell arguments
        return None
    name, meaning = (text.replace("|", "\\|") for text in record)
    return f"| `{name}` | {' '.join(meaning.replace('<', '&lt;').split())} |"


def settings_page() -> str:
    rows = [
        f"| `{PREFIX}{setting.name}` | {f'`{setting.default}`' if setting.default else '–'} "
        f"| {'yes' if setting.secret else 'no'} | {setting.help} |"
        for setting in SETTINGS
    ]
    return (
        "\n\n".join(
            [
                "# Settings",
                WRITTEN_BY,
                "From the environment. Each works without being set on one machine.",
                f"`{PREFIX}NAME_FILE` reads any of them from a file; not both are set.",
                "A start with a value that cannot be used is refused with a sentence.",
                "\n".join(["| Variable | Default | Secret | What it is |", "|---|---|---|---|", *rows]),
            ]
        )
        + "\n"
    )


if __name__ == "__main__":
    main()
