"""Registers the app and hands its to-dos to the workbench."""

from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    """Bulletins and ledgers as papers (简报、通报、台账)."""

    name = "wenming.bulletins"
    verbose_name = "简报"

    def ready(self) -> None:
        """Hand over what the shell shows."""
        from wenming.bulletins import todos
        from wenming.bulletins.worklists import BEGUN, DONE
        from wenming.core import todo, worklists

        todo.sources.add("bulletins", todos.SOURCE)
        worklists.done.add("bulletins", DONE)
        worklists.begun.add("bulletins", BEGUN)
