"""Registers the app and what it hands to the shell."""

from datetime import time
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DutiesConfig(AppConfig):
    """Duties from documents, and who leads each indicator (责任分解)."""

    name = "wenming.duties"
    verbose_name = "责任分解"

    def ready(self) -> None:
        """To-dos, pages, search hits and files of duties and of the framework's pages."""
        from wenming.accounts import rights
        from wenming.core import attention, files, imports, menu, schedule, search, todo, worklists
        from wenming.duties import finding, importing, permissions, todos
        from wenming.duties.attention import sentences
        from wenming.duties.importing_policies import POLICIES
        from wenming.duties.reminding import remind
        from wenming.duties.services import forget_old_sheets, open_due
        from wenming.duties.worklists import BEGUN, COPIED, DONE
        from wenming.organization.panels import panels

        def signs(user: Any) -> bool:
            return rights.can(user, rights.Ability.SIGN_FOR_UNIT)

        def has_papers(user: Any) -> bool:
            return permissions.sees_all(user) or signs(user)

        todo.sources.add("duties", todos.source)
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
        worklists.copied.add("duties", COPIED)
        imports.kinds.add("duties", [importing.LEADS, POLICIES])
        search.finders.add("duties", finding.find_lists)
        search.finders.add("framework", finding.find_indicators)
        files.owners.add("duties", finding.has_file)
        panels.add("duties", finding.panels)
        menu.entries.add(
            "duties",
            [
                menu.Entry(_("我单位的事项"), "duties:list", signs),
                menu.Entry(_("任务进展"), "duties:work"),
                menu.Entry(_("任务清单"), "duties:lists"),
                menu.Entry(_("责任分解表"), "duties:tables"),
                menu.Entry(_("月目标"), "duties:months", has_papers),
                menu.Entry(_("责任状"), "duties:letters", has_papers),
                menu.Entry(_("工作方案"), "duties:plans", has_papers),
                menu.Entry(_("批示办理"), "duties:instructions"),
                menu.Entry(_("任务认领"), "duties:claims", has_papers),
                menu.Entry(_("典型经验"), "duties:practices", has_papers),
                menu.Entry(_("领导包联"), "linkage:list"),
                menu.Entry(_("责任覆盖"), "duties:coverage", permissions.sees_all),
            ],
        )
