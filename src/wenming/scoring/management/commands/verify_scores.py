"""`wenming verify_scores`: do the stored sums of every round agree with its records?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wenming.inspections.models import Round
from wenming.scoring import recount, services


class Command(BaseCommand):
    """Count every round anew and compare."""

    help = "从原始记录重新计数，与存的小计核对。Count every round from its records and compare."

    def handle(self, **options: Any) -> None:
        """Print one line, or fail with the differences."""
        faults: list[str] = []
        rounds = Round.objects.exclude(released_at=None).select_related("edition")
        for round_ in rounds.order_by("pk"):
            services.catch_up(round_)
            faults += recount.differences(round_)
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"{rounds.count()} 轮的小计都与原始记录一致。")
