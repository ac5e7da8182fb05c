"""Django's settings, all from `env.py`."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import global_settings

from undersigned.project.env import is_set, read_environment, told

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
BASE_URL = ENVIRONMENT.base_url
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
DATA_DIR = ENVIRONMENT.data_dir
SIGNING_KEY_FILE = ENVIRONMENT.signing_key_file
EMAIL_URL = ENVIRONMENT.email_url
EMAIL_URL_IS_SET, EMAIL_FROM_IS_SET = is_set("EMAIL_URL"), is_set("EMAIL_FROM")
SETTINGS_TOLD = told()  # for the page of whoever keeps the installation
EMAIL_FROM = ENVIRONMENT.email_from
PRIVATE_HOOKS = ENVIRONMENT.private_hooks
DEMO = ENVIRONMENT.demo


def _database(url: str) -> dict[str, Any]:
    database: dict[str, Any] = dict(dj_database_url.parse(url))
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["ENGINE"] = "undersigned.records.sqlite"  # the same, with writers that queue
        database["OPTIONS"] = {
            # A write takes its lock at once, so that two writers queue instead of failing half-way;
            # FULL, because a signature that was acknowledged must survive a loss of power.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON; "  # what is forgotten is overwritten
            # 16 MB of journal before it goes into the file: that costs two flushes of the disk each time, and
            # pages that many signatures change are written once instead of many times.
            "PRAGMA wal_autocheckpoint=4000;",
        }
    else:
        database["CONN_HEALTH_CHECKS"] = True
    database["CONN_MAX_AGE"] = 60  # a connection anew for each request costs more than most of its queries
    return database


DATABASES = {"default": _database(ENVIRONMENT.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "undersigned.records",
]
AUTH_USER_MODEL = "records.Organiser"
MIDDLEWARE = [
    "undersigned.web.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "undersigned.web.published.FromTheShelf",
    "django.middleware.csrf.CsrfViewMiddleware",
    "undersigned.web.desk.session.DeskSession",
    "undersigned.api.answers.ForPrograms",
    "undersigned.web.trouble.NotNow",
]
ROOT_URLCONF = "undersigned.project.urls"
WSGI_APPLICATION = "undersigned.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {"environment": "undersigned.web.pages.environment", "autoescape": True},
    }
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False  # sentences come from `wording`, not from Django's catalogues
APPEND_SLASH = True

SESSION_ENGINE = "undersigned.records.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "undersigned.web.trouble.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.over_tls
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": with it a browser sends `Origin: null` with a form, and Django's check refuses it.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if ENVIRONMENT.over_tls else 0
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
if ENVIRONMENT.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "/desk/sign-in/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

LOGGING = {
    **global_settings.LOGGING,
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "undersigned.project.log_lines.LogLine",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"undersigned": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
