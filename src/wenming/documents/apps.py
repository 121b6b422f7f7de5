"""Registers the app and what it hands to the shell."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Speeches, plans and notices, and the directives drafted from them (文件)."""

    name = "wenming.documents"
    verbose_name = "文件"

    def ready(self) -> None:
        """To-dos, pages, search hits and files of documents."""
        from wenming.core import files, menu, search, todo, worklists
        from wenming.documents import finding, permissions, todos
        from wenming.documents.worklists import BEGUN

        todo.sources.add("documents", todos.source)
        worklists.begun.add("documents", BEGUN)
        search.finders.add("documents", finding.find)
        files.owners.add("documents", finding.has_file)
        menu.entries.add(
            "documents",
            [
                menu.Entry(_("全部文件"), "documents:list", permissions.can_take_in),
                menu.Entry(_("待审核"), "duties:review", permissions.can_take_in),
                menu.Entry(_("收文"), "documents:take_in", permissions.can_take_in),
            ],
        )
