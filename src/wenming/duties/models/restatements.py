"""The same thing ordered once more (重申): it points at the duty that asks it already."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wenming.core.clock import now
from wenming.documents.models import Draft
from wenming.duties.models.lists import Duty


class Restatement(models.Model):
    """A sentence of a document that orders what a duty asks already (重申).

    It counts while its draft's verdict is linked; nobody is asked a second time.
    """

    draft = models.OneToOneField(Draft, models.CASCADE, related_name="restatement")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="restatements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("重申")

    def __str__(self) -> str:
        return f"{self.draft_id} → {self.duty_id}"
