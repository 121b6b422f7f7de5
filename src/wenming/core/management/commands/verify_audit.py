"""`wenming verify_audit`: does the audit chain hold?"""

from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from wenming.core import audit
from wenming.core.commands import SpokenCommand
from wenming.core.models import AuditEntry


class Command(SpokenCommand):
    """Recompute every link of the audit chain."""

    help = "核对审计链是否完整，指出第一处改动。Verify the audit chain and name the first changed entry."

    def handle(self, **options: Any) -> None:
        """Print one line, or fail with the fault."""
        fault = audit.first_fault()
        if fault:
            raise CommandError(fault)
        self.stdout.write(
            _("审计链完整，共 %(count)s 条。") % {"count": AuditEntry.objects.count()}
        )
