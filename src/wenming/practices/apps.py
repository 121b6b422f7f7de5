"""Registers the app and what it hands to the shell.

Its pages stand under 责任分解, which names them.
"""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    """Good practices passed on (典型经验)."""

    name = "wenming.practices"
    verbose_name = "典型经验"

    def ready(self) -> None:
        """To-dos, what was copied to a unit, files."""
        from wenming.core import files, todo, worklists
        from wenming.practices import permissions, todos
        from wenming.practices.worklists import COPIED

        todo.sources.add("practices", todos.source)
        worklists.copied.add("practices", COPIED)
        files.owners.add("practices", permissions.has_file)
