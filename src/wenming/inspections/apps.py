"""Registers the app and what it hands to the shell."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Rounds, draws, visits, observations and photos (督查测评)."""

    name = "wenming.inspections"
    verbose_name = "督查测评"

    def ready(self) -> None:
        """Hand to-dos, pages, search and files to the shell; models must be loaded first."""
        from wenming.core import files, menu, search, todo, worklists
        from wenming.inspections import notices, picked
        from wenming.inspections.worklists import BEGUN, DONE
        from wenming.places.picking import uses

        todo.sources.add(
            "inspections", todo.Source(notices.todos, notices.count_today, notices.waiting)
        )
        worklists.done.add("inspections", DONE)
        worklists.begun.add("inspections", BEGUN)
        menu.entries.add("inspections", notices.ENTRIES)
        search.finders.add("inspections", notices.find)
        files.owners.add("inspections", notices.owns_file)
        uses.add("inspections", picked.use)
