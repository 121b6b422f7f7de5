"""`wenming verify_scores`: do the stored sums of every round agree with its records?"""

from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from wenming.core.commands import SpokenCommand
from wenming.core.wording import told
from wenming.scoring.services import check_scores


class Command(SpokenCommand):
    """Count every round anew and compare."""

    help = "从原始记录重新计数，与存的小计核对。Count every round from its records and compare."

    def handle(self, **options: Any) -> None:
        """Print one line, or fail with the differences."""
        check = check_scores()
        if check.faults:
            raise CommandError("\n".join(map(told, check.faults)))
        self.stdout.write(_("%(rounds)s 轮的小计都与原始记录一致。") % {"rounds": check.rounds})
