"""Registers the app and its job."""

from datetime import timedelta

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The ground that every app stands on."""

    name = "wenming.core"
    verbose_name = "基础"

    def ready(self) -> None:
        """The job that mails messages."""
        from wenming.core import outbox, schedule

        job = schedule.Job("core.mail", outbox.deliver, every=timedelta(minutes=5))
        schedule.jobs.add("core", [job])
