"""`wenming rescore RUN`: compute a stored run again and compare byte for byte."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from wenming.core.commands import SpokenCommand
from wenming.core.wording import told
from wenming.scoring import rescoring
from wenming.scoring.models import Run


class Command(SpokenCommand):
    """Recompute a run from what it kept; exit 1 and say what differs."""

    help = (
        "重算一次计算并逐字节核对。Compute a stored scoring run again and compare it byte for byte."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The number of the run, as its page shows it."""
        parser.add_argument("run", type=int, help="计算的编号 / number of the run")

    def handle(self, *, run: int, **options: Any) -> None:
        """Print one line, or fail with the differences."""
        found = Run.objects.select_related("round__edition", "round__owner").filter(pk=run).first()
        if found is None:
            raise CommandError(_("没有编号为 %(run)s 的计算。") % {"run": run}, returncode=2)
        faults = rescoring.faults_of(found)
        if faults:
            head = _("计算 %(run)s 核对不上：") % {"run": run}
            raise CommandError("\n".join([head, *map(told, faults)]))
        self.stdout.write(
            _("计算 %(run)s（%(title)s）重算一致：sha256 %(digest)s")
            % {"run": run, "title": found, "digest": found.result_digest}
        )
