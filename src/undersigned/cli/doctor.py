"""`undersigned doctor`: what is wrong with this installation, and how to mend it."""

import shutil
import stat
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from undersigned.cli.database import load_settings, now
from undersigned.cli.main import print_json
from undersigned.cli.options import as_json
from undersigned.domain.ailments import (
    HIDES,
    Ailment,
    Area,
    Surroundings,
    of_stored,
    of_surroundings,
)
from undersigned.errors import OutsideFailure, Unreadable

_LOOSE = stat.S_IRWXG | stat.S_IRWXO


@click.command()
@as_json
def doctor(json_: bool) -> int:
    """Examine this installation; leave with 1 if something is wrong. Nothing is changed.

    Looked at are settings, address, disk, database, signing key, seals, logs, mails, deadlines and clocks.

    Example: undersigned doctor
    """
    ailments = list(examine(now()))
    checks = [_check(area, ailments) for area in Area]
    if json_:
        print_json({"ok": not ailments, "checks": checks})
        return 1 if ailments else 0
    for check in checks:
        click.echo(f"{ {True: 'ok', False: 'NO', None: '?'}[check['ok']]:<4}{check['check']}")
        for ailment in check["ailments"]:
            click.echo(f"    {ailment['what']}\n    → {ailment['mend']}")
    return 1 if ailments else 0


def examine(at: datetime) -> Iterator[Ailment]:
    """Everything that is wrong, as far as it can be looked at."""
    try:
        load_settings()
    except Unreadable as trouble:
        yield Ailment(Area.SETTINGS, "settings-unusable", {"trouble": str(trouble)})
        return
    from undersigned.queries.doctor import database_ailment, is_prepared, stored

    yield from of_surroundings(_surroundings())
    if ailment := database_ailment():
        yield ailment
    elif is_prepared():
        yield from _of_keys()
        yield from _of_seals()
        yield from of_stored(stored(at), at)


def _surroundings() -> Surroundings:
    from django.conf import settings

    secret = (settings.DATA_DIR / "secret-key", settings.SIGNING_KEY_FILE)
    return Surroundings(
        base_url=settings.BASE_URL,
        allowed_hosts=tuple(settings.ALLOWED_HOSTS),
        sends_mail=not settings.EMAIL_URL.startswith("file:"),
        folder=str(settings.DATA_DIR),
        free_bytes=shutil.disk_usage(settings.DATA_DIR).free,
        loose=tuple(str(file) for file in secret if _is_loose(file)),
    )


def _is_loose(file: Path) -> bool:
    try:
        return bool(file.stat().st_mode & _LOOSE)
    except OSError:
        return False


def _of_keys() -> Iterator[Ailment]:
    from django.conf import settings

    from undersigned.actions.evidence import installation_keys
    from undersigned.queries.backup import missing_keys

    if _is_loose(settings.SIGNING_KEY_FILE):
        return  # told already, and refused for that reason
    try:
        missing = missing_keys(installation_keys())
    except OutsideFailure as trouble:
        yield Ailment(Area.SIGNING_KEY, "signing-key-unusable", {"trouble": str(trouble)})
        return
    for key in missing:
        values = {"key": key, "file": settings.SIGNING_KEY_FILE}
        yield Ailment(Area.SIGNING_KEY, "signing-key-missing", values)


def _of_seals() -> Iterator[Ailment]:
    from undersigned.actions.backup import seals_ahead

    try:
        ahead = seals_ahead()
    except OutsideFailure as trouble:
        yield Ailment(Area.SEALS, "seals-unreadable", {"trouble": str(trouble)})
        return
    for origin in ahead:
        yield Ailment(Area.SEALS, "sealed-further", {"origin": origin})


def _check(area: Area, ailments: Iterable[Ailment]) -> dict[str, Any]:
    """One area as it is told; `ok` is None where it could not be looked at."""
    found = [each for each in ailments if each.area is area]
    hidden = any(area in HIDES.get(each.area, ()) for each in ailments)
    ok = False if found else None if hidden else True
    return {"check": area.value, "ok": ok, "ailments": [_told(each) for each in found]}


def _told(ailment: Ailment) -> dict[str, str]:
    from undersigned.wording.ailments import AILMENTS

    values = {
        name: f"{value:%Y-%m-%d %H:%M} UTC" if isinstance(value, datetime) else value
        for name, value in ailment.values.items()
    }
    what, mend = (sentence.format(**values) for sentence in AILMENTS[ailment.code])
    return {"code": ailment.code, "what": what, "mend": mend}
