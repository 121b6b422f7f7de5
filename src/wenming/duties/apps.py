"""Registers the app and what it hands to the shell."""

from datetime import time

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Duties from documents, and who leads each indicator (责任分解)."""

    name = "wenming.duties"
    verbose_name = "责任分解"

    def ready(self) -> None:
        """To-dos, pages, search hits and files of duties and of the framework's pages."""
        from wenming.core import attention, files, imports, menu, schedule, search, todo, worklists
        from wenming.duties import finding, importing, serving, todos
        from wenming.duties.attention import sentences
        from wenming.duties.pages import PAGES
        from wenming.duties.reminding import remind
        from wenming.duties.services import forget_old_sheets, open_due
        from wenming.duties.worklists import BEGUN, DONE
        from wenming.framework import serving as indicators
        from wenming.organization.panels import panels

        for name, source in todos.sources.items():
            todo.sources.add(name, source)
        worklists.done.add("duties", DONE)
        worklists.begun.add("duties", BEGUN)
        schedule.jobs.add(
            "duties",
            [
                schedule.Job("duties.open_periods", open_due, daily_at=time(5)),
                schedule.Job("duties.remind", remind, daily_at=time(8, 30)),
                schedule.Job("duties.forget_sheets", forget_old_sheets, daily_at=time(3)),
            ],
        )
        attention.sentences.add("duties", sentences)
        imports.kinds.add("duties", [importing.LEADS])
        search.finders.add("duties", finding.find_lists)
        search.finders.add("framework", finding.find_indicators)
        files.owners.add("duties", finding.has_file)
        panels.add("duties", finding.panels)
        indicators.serving.add("duties", serving.serving)
        menu.entries.add("duties", PAGES)
