"""Strict readers of environment variables: a wrong value stops the start with a sentence."""

import os
from pathlib import Path
from urllib.parse import urlsplit

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
