"""All settings of a Wenming server, read from the environment; docs/reference/settings.md lists them."""

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from wenming.config.env import (
    env_address,
    env_bool,
    env_choice,
    env_int,
    env_list,
    env_mail,
    env_str,
)

PACKAGE = Path(__file__).resolve().parent.parent

# --- Where things are kept ------------------------------------------------------------------
# Folder of the database file and uploads.
DATA_DIR = Path(env_str("WENMING_DATA_DIR", "var")).resolve()

# --- Kind of server -------------------------------------------------------------------------
# Demo mode: role cards sign in with one click, and only then may demo accounts exist.
DEMO = env_bool("WENMING_DEMO", False)
DEBUG = env_bool("WENMING_DEBUG", False)
# The key that signs sessions and links and derives the key of personal fields.
SECRET_KEY = env_str("WENMING_SECRET_KEY", "demo-only-key" if DEMO or DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "没有设置 WENMING_SECRET_KEY：请生成一个随机长字符串（例如 openssl rand -hex 32）再启动。"
    )
ALLOWED_HOSTS = env_list("WENMING_ALLOWED_HOSTS") or (["*"] if DEMO or DEBUG else [])
CSRF_TRUSTED_ORIGINS = env_list("WENMING_TRUSTED_ORIGINS")
# Whether the server is reached over https: secure cookies and HSTS.
HTTPS = env_bool("WENMING_HTTPS", False)

# --- The city and its office ----------------------------------------------------------------
CITY_NAME = env_str("WENMING_CITY_NAME", "云澜市")
OFFICE_NAME = env_str("WENMING_OFFICE_NAME", "市创城办")
# Full name of the office as it signs papers.
OFFICE_FULL_NAME = env_str(
    "WENMING_OFFICE_FULL_NAME", f"{CITY_NAME}创建全国文明城市工作指挥部办公室"
)
# Address of map tiles, for example of 天地图, with {z}, {x} and {y}; empty: outlines only.
MAP_TILES = env_str("WENMING_MAP_TILES")
# direct: an order goes to the street, the district gets a copy (直达). stepwise: the district hands on (逐级).
DISPATCH_ROUTE = env_choice("WENMING_DISPATCH_ROUTE", "direct", ("direct", "stepwise"))
# Working days within which a unit may return a problem that is not its own (退回).
RETURN_DAYS = env_int("WENMING_RETURN_DAYS", 2, low=1, high=10)
# Days that the link on a dispatch order (交办单) opens without sign-in.
LINK_DAYS = env_int("WENMING_LINK_DAYS", 30, low=1, high=180)
# Working days in which units may dispute their lines before a result is published (反馈核实).
FEEDBACK_DAYS = env_int("WENMING_FEEDBACK_DAYS", 2, low=1, high=20)

# Whether units are reminded once a working day of what is late or nearly (消息).
REMINDERS = env_bool("WENMING_REMINDERS", True)
# Address of this server as mails name it, such as https://wenming.example.gov.cn.
SITE_URL = env_str("WENMING_SITE_URL").rstrip("/")

# --- Mail -----------------------------------------------------------------------------------
# smtp://USER:PASSWORD@HOST:PORT, smtps:// for TLS from the start; empty: no mail is sent.
_MAIL = env_mail("WENMING_MAIL")
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.is_ssl, _MAIL.starts_tls
EMAIL_TIMEOUT = 20
# Sender of mails.
DEFAULT_FROM_EMAIL = env_str("WENMING_MAIL_FROM", _MAIL.user or "wenming@localhost")

# --- Drafting by a model -----------------------------------------------------------------------
# Address of an OpenAI-compatible API, such as http://10.0.0.5:8000/v1; empty: the rules draft, nothing is sent.
DRAFTING_URL = env_address("WENMING_DRAFTING_URL")
DRAFTING_MODEL = env_str("WENMING_DRAFTING_MODEL")
if DRAFTING_URL and not DRAFTING_MODEL:
    raise ImproperlyConfigured(
        "设置了 WENMING_DRAFTING_URL，还要在 WENMING_DRAFTING_MODEL 写明模型。"
    )
DRAFTING_KEY = env_str("WENMING_DRAFTING_KEY")
# Whether documents that are not 公开 may be sent.
DRAFTING_INTERNAL = env_bool("WENMING_DRAFTING_INTERNAL", False)
# Seconds to wait; more than 25 need a longer --timeout of gunicorn.
DRAFTING_SECONDS = env_int("WENMING_DRAFTING_SECONDS", 20, low=1, high=600)

# --- Uploads --------------------------------------------------------------------------------
MAX_DOCUMENT_MB = env_int("WENMING_MAX_DOCUMENT_MB", 20, low=1, high=100)
MAX_PHOTO_MB = env_int("WENMING_MAX_PHOTO_MB", 15, low=1, high=50)
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# --- Keys of personal fields ----------------------------------------------------------------
# Key of encrypted personal fields; empty: derived from the secret key.
FIELD_KEY = (
    env_str("WENMING_FIELD_KEY") or hashlib.sha256(f"field:{SECRET_KEY}".encode()).hexdigest()
)


def _database(url: str) -> dict[str, Any]:
    """Django's settings of `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = Path(unquote(parts.path[1:]))
        path.parent.mkdir(parents=True, exist_ok=True)  # a fresh server has no folder yet
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
            "CONN_MAX_AGE": 60,  # to open a file of a hundred tables takes 3 ms
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    raise ImproperlyConfigured(
        f"WENMING_DATABASE 应以 sqlite:/// 或 postgresql:// 开头，现在是“{url}”。"
    )


# --- Database -------------------------------------------------------------------------------
DATABASES = {
    "default": _database(env_str("WENMING_DATABASE", f"sqlite:///{DATA_DIR}/wenming.sqlite3"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Parts ----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "treebeard",
    "wenming.core",
    "wenming.organization",
    "wenming.accounts",
    "wenming.documents",
    "wenming.framework",
    "wenming.duties",
    "wenming.commitments",
    "wenming.instructions",
    "wenming.policies",
    "wenming.practices",
    "wenming.places",
    "wenming.projects",
    "wenming.inspections",
    "wenming.scoring",
    "wenming.problems",
    "wenming.linkage",
    "wenming.publicity",
    "wenming.meetings",
    "wenming.bulletins",
    "wenming.web",
    *(["wenming.demo"] if DEMO else []),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wenming.core.middleware.DomainErrorMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "wenming.config.urls"
WSGI_APPLICATION = "wenming.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "csp.context_processors.nonce",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wenming.web.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "wenming.web.forms.FormRenderer"

# --- Sign-in --------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "web:workbench"
LOGOUT_REDIRECT_URL = "web:start"
# Wrong passwords before an account is locked at an address, and how long (hours).
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_VERBOSE = False
# A session ends after this many seconds without a request.
SESSION_COOKIE_AGE = env_int("WENMING_SESSION_SECONDS", 12 * 3600, low=300, high=7 * 86400)
SESSION_SAVE_EVERY_REQUEST = False

# --- Language and time ----------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- Static files ---------------------------------------------------------------------------
STATIC_URL = "static/"
# whitenoise serves the files from where they lie in the packages; nothing is collected.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = DATA_DIR / "uploads"

# --- Hardening ------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Not in demo mode: its certificate is its own, and the same host may serve http tomorrow.
SECURE_HSTS_SECONDS = 31536000 if HTTPS and not DEMO else 0
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "style-src-attr": [UNSAFE_INLINE],  # widths of bars; scripts stay strict
        "img-src": [SELF, "data:", "blob:", *([MAP_TILES.split("/{")[0]] if MAP_TILES else [])],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
