"""`wenming run_schedule`: run the jobs that are due."""

import time
from typing import Any

from django.core.management.base import CommandParser
from django.db import close_old_connections
from django.utils import timezone
from django.utils.translation import gettext as _

from wenming.core import schedule
from wenming.core.commands import SpokenCommand

SECONDS_BETWEEN = 60


class Command(SpokenCommand):
    """Run scheduled jobs, once or for as long as the process lives."""

    help = "运行到期的定时任务。Run the scheduled jobs that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--loop`: look again every minute."""
        parser.add_argument(
            "--loop", action="store_true", help="每分钟看一次，不退出。Keep looking every minute."
        )

    def handle(self, *, loop: bool, **options: Any) -> None:
        """Print one line for each job that ran."""
        while True:
            for run in schedule.run_due():
                outcome = _("失败") if run.failed else _("完成")
                due = timezone.localtime(run.due_at)
                self.stdout.write(f"{run.name} {due:%F %T} {outcome}")
            if not loop:
                return
            time.sleep(SECONDS_BETWEEN)
            close_old_connections()
