"""Registers the app and what it hands to the shell and to what is asked of a unit.

Its pages stand under 责任分解, which names them.
"""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """Letters of responsibility, plans, goals of a month (责任状、工作方案、月目标)."""

    name = "wenming.commitments"
    verbose_name = "责任状与方案"

    def ready(self) -> None:
        """To-dos, what is asked of a unit, files."""
        from wenming.commitments import permissions, todos
        from wenming.core import files, todo
        from wenming.duties import asked

        for name, source in todos.sources.items():
            todo.sources.add(name, source)
        asked.added.add("commitments", todos.asked)
        files.owners.add("commitments", permissions.has_file)
