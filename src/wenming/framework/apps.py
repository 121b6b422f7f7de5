"""Registers the app and what it hands to the shell."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrameworkConfig(AppConfig):
    """Editions of the assessment framework (测评体系)."""

    name = "wenming.framework"
    verbose_name = "测评体系"

    def ready(self) -> None:
        """The pages under 测评体系; the first of them stands with the duties, for it shows leads."""
        from wenming.core import menu

        menu.entries.add(
            "framework",
            [
                menu.Entry(_("版本与指标"), "framework:browse"),
                menu.Entry(_("版本管理"), "framework:editions"),
            ],
        )
