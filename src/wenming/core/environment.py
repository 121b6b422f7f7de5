"""What the environment of a command asks for (环境); without Django, so that every command can."""

import os

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides


def is_english() -> bool:
    """Whether it asks for English; else the program speaks Chinese."""
    return next(filter(None, map(os.environ.get, VARIABLES)), "").startswith("en")
