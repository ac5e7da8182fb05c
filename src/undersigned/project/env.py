"""Every environment variable, declared once: name, type, default, whether it is secret, and help.

`UNDERSIGNED_NAME_FILE` gives any of them by the name of a file that holds it; `docs/reference/settings.md`
is generated from this table.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from undersigned.errors import Unreadable

PREFIX = "UNDERSIGNED_"
_SHORTEST_SECRET = 32
_THIS_MACHINE = {"127.0.0.1", "localhost", "[::1]"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable. `default` is text as it would be typed; "" means that it is worked out (see `help`)."""

    name: str
    default: str
    help: str
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("DATA_DIR", "./undersigned-data", "The folder for the database, keys, outbox and uploads."),
    Setting(
        "DATABASE_URL",
        "",
        "`sqlite:///FILE` or `postgres://USER:PASSWORD@HOST/NAME`. "
        "Without it: an SQLite file in the data folder.",
        secret=True,
    ),
    Setting(
        "BASE_URL",
        "http://127.0.0.1:8000",
        "The address people reach this installation at. Every link in a mail begins with it. "
        "Without it, `serve` takes the address that it listens at.",
    ),
    Setting(
        "ALLOWED_HOSTS", "", "Host names to answer to, with commas between. Without it: the host of BASE_URL."
    ),
    Setting(
        "SECRET_KEY",
        "",
        "At least 32 random characters that sign sessions. Without it: made once, in the data folder.",
        secret=True,
    ),
    Setting(
        "SIGNING_KEY_FILE",
        "",
        "The file with the key that seals the evidence. Without it: `signing-key` in the data folder.",
    ),
    Setting(
        "EMAIL_URL",
        "",
        "`smtp://USER:PASSWORD@HOST:587`, `smtps://…:465`, or `file:DIR`. "
        "Without it: files in `outbox` in the data folder.",
        secret=True,
    ),
    Setting("EMAIL_FROM", "", "The sender of every mail. Without it: letters@ the host of BASE_URL."),
    Setting(
        "TRUSTED_PROXIES",
        "0",
        "How many reverse proxies stand in front. With 1 or more, X-Forwarded-Proto is believed.",
    ),
    Setting(
        "PRIVATE_HOOKS",
        "",
        "`yes` lets web hooks call addresses of one's own network, and by http. Without it: public "
        "addresses by https alone.",
    ),
    Setting(
        "DEMO",
        "",
        "`yes` shows every mail on a page, to anybody. `undersigned demo` sets it; refused where mails are "
        "sent, or where others than this machine are answered.",
    ),
)


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings as read. `data_dir` is absolute; `base_url` has no final slash."""

    data_dir: Path
    database_url: str
    base_url: str
    allowed_hosts: tuple[str, ...]
    secret_key: str
    signing_key_file: Path
    email_url: str
    email_from: str
    trusted_proxies: int
    private_hooks: bool
    demo: bool

    @property
    def over_tls(self) -> bool:
        return self.base_url.startswith("https://")


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """The settings from the environment. Unreadable with a sentence where a value cannot be used."""
    values = {setting.name: _value_of(setting, variables or os.environ) for setting in SETTINGS}
    data_dir = Path(values["DATA_DIR"]).expanduser().resolve()
    base_url = _base_url(values["BASE_URL"])
    host = _host_of(base_url)
    hosts = tuple(part.strip() for part in values["ALLOWED_HOSTS"].split(",") if part.strip())
    environment = Environment(
        data_dir=data_dir,
        database_url=values["DATABASE_URL"] or f"sqlite:///{data_dir / 'undersigned.sqlite3'}",
        base_url=base_url,
        allowed_hosts=hosts or tuple(dict.fromkeys((host, "127.0.0.1", "localhost"))),
        secret_key=_secret_key(values["SECRET_KEY"], data_dir),
        signing_key_file=Path(values["SIGNING_KEY_FILE"] or data_dir / "signing-key").expanduser().resolve(),
        email_url=_email_url(values["EMAIL_URL"] or f"file:{data_dir / 'outbox'}"),
        email_from=values["EMAIL_FROM"] or f"letters@{host}",
        trusted_proxies=_count_of_proxies(values["TRUSTED_PROXIES"]),
        private_hooks=values["PRIVATE_HOOKS"] == "yes",
        demo=values["DEMO"] == "yes",
    )
    _refuse_a_demo_in_earnest(environment)
    return environment


def is_set(name: str, variables: Mapping[str, str] | None = None) -> bool:
    """Whether the environment says anything about a setting."""
    given = variables or os.environ
    return PREFIX + name in given or f"{PREFIX}{name}_FILE" in given


@dataclass(frozen=True, slots=True)
class SettingTold:
    """A setting as a person may see it, never with a secret. `where`: environment, file or default."""

    name: str
    value: str
    where: str
    help: str


def told(variables: Mapping[str, str] | None = None) -> tuple[SettingTold, ...]:
    given = variables or os.environ

    def tell(setting: Setting) -> SettingTold:
        name = PREFIX + setting.name
        in_file = f"{name}_FILE" in given
        where = "file" if in_file else "environment" if name in given else "default"
        value = "" if setting.secret else _value_of(setting, given)
        return SettingTold(name, value, where, setting.help)

    return tuple(map(tell, SETTINGS))


def _value_of(setting: Setting, variables: Mapping[str, str]) -> str:
    name = PREFIX + setting.name
    file = variables.get(f"{name}_FILE")
    if file is None:
        return variables.get(name, setting.default)
    if name in variables:
        raise Unreadable(f"{name} and {name}_FILE are both set; set one of them", where="settings")
    try:
        return Path(file).read_text("utf-8").strip()
    except OSError as error:
        raise Unreadable(
            f"{name}_FILE names {file}, which cannot be read ({error.strerror})", where="settings"
        ) from error


def _refuse_a_demo_in_earnest(environment: Environment) -> None:
    """A demo shows everybody every personal link: it must reach nobody's mailbox, and nobody from outside."""
    sends = not environment.email_url.startswith("file:")
    if environment.demo and (sends or not set(environment.allowed_hosts) <= _THIS_MACHINE):
        raise Unreadable(
            f"{PREFIX}DEMO shows the personal links of all mails to anybody; unset it, or use file: for "
            f"{PREFIX}EMAIL_URL and 127.0.0.1 for {PREFIX}BASE_URL",
            where="settings",
        )


def _host_of(address: str) -> str:
    """The host as a browser sends it: an IPv6 address in brackets."""
    host = urlsplit(address).hostname or ""
    return f"[{host}]" if ":" in host else host


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise Unreadable(
            f"{PREFIX}BASE_URL is “{text}”; it must be an address such as https://letters.example.org",
            where="settings",
        )
    return text.rstrip("/")


def _email_url(text: str) -> str:
    scheme = urlsplit(text).scheme
    if scheme not in ("smtp", "smtps", "file"):
        raise Unreadable(
            f"{PREFIX}EMAIL_URL must begin with smtp://, smtps:// or file:, not with “{scheme}”",
            where="settings",
        )
    return text


def _count_of_proxies(text: str) -> int:
    if not text.isdecimal():
        raise Unreadable(
            f"{PREFIX}TRUSTED_PROXIES is “{text}”; it must be a number such as 1", where="settings"
        )
    return int(text)


def _secret_key(given: str, data_dir: Path) -> str:
    if given:
        if len(given) < _SHORTEST_SECRET:
            raise Unreadable(
                f"{PREFIX}SECRET_KEY has {len(given)} characters; it needs {_SHORTEST_SECRET} random ones",
                where="settings",
            )
        return given
    file = data_dir / "secret-key"
    try:
        if not file.exists():
            data_dir.mkdir(parents=True, exist_ok=True)
            _write_once(file, secrets.token_urlsafe(48))
        return file.read_text("ascii").strip()
    except OSError as error:
        raise Unreadable(
            f"{data_dir} cannot be the data folder ({error.strerror}); set {PREFIX}DATA_DIR to one that can",
            where="settings",
        ) from error


def _write_once(file: Path, text: str) -> None:
    """Two processes that start at once must end with one key: whoever comes second keeps the first's."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(text)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
