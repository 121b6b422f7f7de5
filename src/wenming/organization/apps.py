"""Registers the app and what it hands to the shell."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    """Areas, units, posts and working groups (区划、单位、岗位、工作组)."""

    name = "wenming.organization"
    verbose_name = "单位与区划"

    def ready(self) -> None:
        """Pages, search hits, sentences, kinds of imports, and the job that forgets sheets."""
        from wenming.core import attention, imports, menu, outbox, schedule, search
        from wenming.organization import finding, importing
        from wenming.organization.services.sheets import forget_old_sheets

        imports.kinds.add("organization", importing.KINDS)
        search.finders.add("organization", finding.find)
        outbox.mailboxes.add("organization", finding.mailboxes)
        attention.sentences.add("organization", finding.sentences)
        schedule.jobs.add(
            "organization",
            [schedule.Job("organization.forget_sheets", forget_old_sheets, daily_at=time(3))],
        )
        menu.entries.add(
            "organization",
            [
                menu.Entry(_("单位名录"), "organization:units"),
                menu.Entry(_("区划"), "organization:areas"),
                menu.Entry(_("工作组"), "organization:groups"),
                menu.Entry(_("导入"), "organization:imports", finding.can_import),
            ],
        )
