"""Registers the app and what it hands to the shell, to places and to units."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Projects: facilities and livelihood measures (建设项目)."""

    name = "wenming.projects"
    verbose_name = "建设项目"

    def ready(self) -> None:
        """Pages, to-dos, sentences, search hits, files, panels of units and facts of places."""
        from wenming.core import attention, files, imports, menu, search, todo, worklists
        from wenming.framework.serving import serving
        from wenming.organization.panels import panels
        from wenming.places.facts import facts
        from wenming.projects import finding, importing, todos
        from wenming.projects.worklists import BEGUN, DONE

        todo.sources.add("projects", todos.source)
        worklists.done.add("projects", DONE)
        worklists.begun.add("projects", BEGUN)
        attention.sentences.add("projects", finding.sentences)
        search.finders.add("projects", finding.find)
        files.owners.add("projects", finding.has_file)
        panels.add("projects", finding.panels)
        facts.add("projects", finding.facts)
        serving.add("projects", finding.serving)
        imports.kinds.add("projects", [importing.PROJECTS])
        menu.entries.add("projects", [menu.Entry(_("项目清单"), "projects:list")])
