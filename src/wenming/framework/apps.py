"""Registers the app and what it hands to the shell."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrameworkConfig(AppConfig):
    """Editions of the assessment framework (测评体系)."""

    name = "wenming.framework"
    verbose_name = "测评体系"

    def ready(self) -> None:
        """Pages, to-dos, files, the sheet of links and the figure of the cycle.

        The first page stands with the duties, for it shows leads.
        """
        from wenming.core import attention, files, imports, menu, todo
        from wenming.framework import calendar, importing, permissions, waiting

        todo.sources.add("framework", waiting.source)
        files.owners.add("framework", waiting.has_file)
        imports.kinds.add("framework", [importing.CROSSWALK])
        attention.figures.add("framework", calendar.figures)
        menu.entries.add(
            "framework",
            [
                menu.Entry(_("版本与指标"), "framework:browse"),
                menu.Entry(_("版本管理"), "framework:editions"),
                menu.Entry(_("指标对照"), "framework:crosswalk"),
                menu.Entry(_("制度清单"), "policies:list"),
                menu.Entry(_("负面与加分事项"), "framework:events", permissions.sees_events),
                menu.Entry(_("创建周期"), "framework:cycle"),
            ],
        )
