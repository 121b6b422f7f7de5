"""Registers the app and what it hands to the shell and to what is asked of a unit.

Its pages stand under 责任分解, which names them.
"""

from django.apps import AppConfig


class InstructionsConfig(AppConfig):
    """Leaders' instructions (批示办理)."""

    name = "wenming.instructions"
    verbose_name = "批示办理"

    def ready(self) -> None:
        """To-dos, sentences, files, what is asked of a unit."""
        from wenming.core import attention, files, todo
        from wenming.duties import asked
        from wenming.instructions import known, permissions, todos

        todo.sources.add("instructions", todos.source)
        attention.sentences.add("instructions", known.sentences)
        files.owners.add("instructions", permissions.has_file)
        asked.added.add("instructions", known.asked)
