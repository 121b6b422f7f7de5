"""Registers the app: its pages, to-dos, files, and what it tells of places."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """Results of rounds and their explanation (得分)."""

    name = "wenming.scoring"
    verbose_name = "得分"

    def ready(self) -> None:
        """Tell the shell what this part has, and the places their last score."""
        from wenming.core import attention, files, imports, menu, schedule, todo
        from wenming.places.facts import facts
        from wenming.scoring import importing, standing, work

        menu.entries.add("scoring", work.ENTRIES)
        todo.sources.add("scoring", work.SOURCE)
        imports.kinds.add("scoring", importing.KINDS)
        attention.sentences.add("scoring", work.sentences)
        schedule.jobs.add("scoring", work.JOBS)
        files.owners.add("scoring", work.owns)
        facts.add("scoring", standing.facts)
