"""Registers the app and what it hands to the shell and to the pages of duties.

Its pages stand under 责任分解, which names them.
"""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings, their agendas and what they decide (会议)."""

    name = "wenming.meetings"
    verbose_name = "会议"

    def ready(self) -> None:
        """To-dos, sentences, search hits, what the page of stuck work says."""
        from wenming.core import attention, search, todo
        from wenming.duties import attached
        from wenming.meetings import known, todos

        todo.sources.add("meetings", todos.source)
        attention.sentences.add("meetings", known.sentences)
        search.finders.add("meetings", known.find)
        attached.notes.add("meetings", known.notes)
