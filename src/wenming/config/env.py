"""Strict readers of environment variables: a wrong value stops the start with a sentence."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def env_str(name: str, default: str = "") -> str:
    """The text of `name`; `NAME_FILE` names a file to read it from instead."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def env_bool(name: str, default: bool) -> bool:
    """True or False, written just so."""
    text = os.environ.get(name)
    if text is None or text == "":
        return default
    if text not in {"True", "False"}:
        raise ImproperlyConfigured(f"{name} 应为 True 或 False，现在是“{text}”。")
    return text == "True"


def env_int(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number from `low` to `high`."""
    text = os.environ.get(name)
    if text is None or text == "":
        return default
    if not text.lstrip("-").isdigit() or not low <= int(text) <= high:
        raise ImproperlyConfigured(f"{name} 应为 {low} 到 {high} 的整数，现在是“{text}”。")
    return int(text)


def env_choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    """One of `choices`."""
    text = os.environ.get(name) or default
    if text not in choices:
        raise ImproperlyConfigured(f"{name} 应为 {'、'.join(choices)} 之一，现在是“{text}”。")
    return text


def env_list(name: str) -> list[str]:
    """Comma-separated values, blanks left out."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def env_address(name: str) -> str:
    """An http or https address with a host; empty where none is set."""
    text = env_str(name)
    if not text:
        return ""
    try:
        found = urlsplit(text)
        is_good = found.scheme in {"http", "https"} and bool(found.hostname) and not found.username
    except ValueError:
        is_good = False
    if not is_good:
        raise ImproperlyConfigured(f"{name} 应为 http 或 https 开头的地址，现在是“{text}”。")
    return text


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server; without a host no mail is sent."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    is_ssl: bool = False
    starts_tls: bool = False


def env_mail(name: str) -> Mail:
    """`smtp://USER:PASSWORD@HOST:PORT` (TLS where one signs in) or `smtps://…`; empty for none."""
    text = env_str(name)
    if not text:
        return Mail()
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.scheme not in {"smtp", "smtps"}:
        raise ImproperlyConfigured(f"{name} 应写成 smtp://用户:密码@主机:端口 或 smtps://…。")
    is_ssl = parts.scheme == "smtps"
    user = unquote(parts.username or "")
    return Mail(
        host=host,
        port=port or (465 if is_ssl else 587 if user else 25),
        user=user,
        password=unquote(parts.password or ""),
        is_ssl=is_ssl,
        starts_tls=bool(user) and not is_ssl,
    )
