"""Commands of Django that speak the language of the environment, as the others do (命令)."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from wenming.core.environment import is_english


class SpokenCommand(BaseCommand):
    """A command whose sentences are of the catalogue: English where the environment asks for it."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run it in that language."""
        with translation.override("en" if is_english() else "zh-hans"):
            return super().execute(*args, **options)
