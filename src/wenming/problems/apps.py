"""Registers the app: its pages in the navigation, its to-dos, figures, files and daily job."""

from datetime import datetime, time

from django.apps import AppConfig
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ProblemsConfig(AppConfig):
    """The problem register: dispatch, rectification, verification, closing (问题整改)."""

    name = "wenming.problems"
    verbose_name = "问题整改"

    def ready(self) -> None:
        """Tell the shell what this part has."""
        from wenming.core import attention, files, menu, schedule, search, todo, worklists
        from wenming.organization.panels import panels
        from wenming.places.facts import facts
        from wenming.problems import permissions, standing, work
        from wenming.problems.worklists import BEGUN, COPIED, DONE
        from wenming.projects.attached import attached

        menu.entries.add(
            "problems",
            [
                menu.Entry(_("问题台账"), "problems:list"),
                menu.Entry(_("待派单"), "problems:pending", permissions.can_dispatch),
                menu.Entry(_("待复核"), "problems:verify", permissions.is_verifier),
                menu.Entry(_("交办单"), "problems:orders", permissions.has_orders),
                menu.Entry(_("随手交办"), "problems:new", permissions.can_report),
            ],
        )
        todo.sources.add("problems", work.SOURCE)
        worklists.done.add("problems", DONE)
        worklists.begun.add("problems", BEGUN)
        worklists.copied.add("problems", COPIED)
        attention.sentences.add("problems", work.sentences)
        attention.figures.add("problems", work.figures)
        search.finders.add("problems", work.find)
        files.owners.add("problems", work.owns)
        facts.add("problems", standing.facts)
        attached.add("problems", standing.of_project)
        panels.add("problems", standing.panels)
        schedule.jobs.add("problems", [schedule.Job("problems.daily", _daily, daily_at=time(6, 0))])


def _daily(due_at: datetime) -> None:
    """What was accepted since yesterday is proposed; what was on the books until today comes off.

    So does what waited for a project that was accepted.
    """
    from wenming.problems import services

    today = timezone.localdate(due_at)
    services.propose_due(on=today)
    services.resume_due(on=today)
    services.resume_built()
